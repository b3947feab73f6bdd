using System.Security.Cryptography;
using System.Text;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>A line or offer with a minimum, and its lottery place.</summary>
public sealed record TwinItem(string Id, string Place);

/// <summary>A best result as the twin finds it, by id and in lots.</summary>
/// <param name="Value">What it is worth.</param>
/// <param name="Served">Ids of the lines and offers with a minimum that are served.</param>
/// <param name="LineDues">What each line is due.</param>
/// <param name="LineTotals">What each line gets.</param>
/// <param name="OfferDues">What each offer is due.</param>
/// <param name="OfferTotals">What each offer gives; null in the rare case where no rounding keeps the total of every level.</param>
public sealed record TwinResult(
    TwinValue Value,
    IReadOnlySet<string> Served,
    IReadOnlyDictionary<string, Rational> LineDues,
    IReadOnlyDictionary<string, long> LineTotals,
    IReadOnlyDictionary<string, Rational> OfferDues,
    IReadOnlyDictionary<string, long>? OfferTotals);

/// <summary>
/// Solves one small group the slow way and shares no code with the engine: every set of served minimums, explicit pairs, ways of most worth
/// by Bellman-Ford, fairness by raising ratios.
/// </summary>
public sealed class NaiveTwin
{
    private readonly MatchingInput _input;
    private readonly List<TwinItem> _items;
    private readonly long[] _lineLots;
    private readonly long[] _offerLots;

    public NaiveTwin(MatchingInput input)
    {
        _input = input;
        Pairs = new TwinPairs(input);
        _lineLots = [.. input.Demands.Select(line => Lots(line.Quantity))];
        _offerLots = [.. input.Offers.Select(offer => Lots(offer.Quantity))];
        _items =
        [
            .. input.Demands.Where(line => line.MinimumQuantity > 0).Select(line => new TwinItem(line.Id, Place("line", line.Id))),
            .. input.Offers.Where(offer => offer.MinimumOrder > 0).Select(offer => new TwinItem(offer.Id, Place("offer", offer.Id))),
        ];
    }

    public TwinPairs Pairs { get; }

    /// <summary>The lines and offers with a minimum.</summary>
    public IReadOnlyList<TwinItem> Items => _items;

    public bool HasMinimum(string id) => _items.Exists(item => item.Id == id);

    public long Lots(decimal tonnes) => (long)(tonnes / _input.Rules.Lot);

    public TwinCapRule Rule(DiversificationBasis? basis = null, bool applies = true) =>
        new(_input, Pairs, basis ?? _input.Rules.Diversification.Basis, applies);

    /// <summary>The best value over all sets of served minimums; null where the basis is not defined.</summary>
    public TwinValue? Value(bool withRule = true, DiversificationBasis? basis = null)
    {
        var rule = Rule(basis, withRule);
        var isDefined = rule.IsDefined && !(basis == DiversificationBasis.Matched && _input.Rules.Objective == Objective.Surplus);
        return isDefined ? BestSets(rule)[0].Value : null;
    }

    /// <summary>The result that the order of decisions leads to.</summary>
    public TwinResult Solve()
    {
        var best = BestSets(Rule());
        foreach (var item in _items.OrderByDescending(item => item.Place, StringComparer.Ordinal))
        {
            if (best.Exists(entry => !entry.Served.Contains(item.Id)))
                best.RemoveAll(entry => entry.Served.Contains(item.Id));
        }
        var (served, value, network, flow) = best.Single();
        var face = TwinFace.Of(network.Nodes, network.Arcs, flow);
        var lineDues = TwinFairness.Dues(network.Nodes, face, network.LineArcs, _lineLots);
        var lines = TwinFairness.Rounded(
            network.Nodes, face, network.LineArcs, _lineLots, lineDues, [.. _input.Demands.Select(line => Place("line", line.Id))])
            ?? throw new InvalidOperationException("The dues of lines cannot be rounded.");
        face = TwinFairness.Fixed(face, network.LineArcs, lines);
        var offerDues = TwinFairness.Dues(network.Nodes, face, network.OfferArcs, _offerLots);
        var offers = TwinFairness.Rounded(
            network.Nodes, face, network.OfferArcs, _offerLots, offerDues, [.. _input.Offers.Select(offer => Place("offer", offer.Id))]);
        return new TwinResult(
            value, served, OfLines(lineDues), OfLines(lines), OfOffers(offerDues), offers is null ? null : OfOffers(offers));
    }

    /// <summary>Whether some allowed result serves an item.</summary>
    public bool CanServe(string id) => ServedSets().Any(served => served.Contains(id) && Best(Rule(), served) is not null);

    /// <summary>The network under given caps where these minimums are served and the others are not.</summary>
    public TwinNetwork Network(IReadOnlyDictionary<TwinCap, long> caps, IReadOnlySet<string> served) => new(
        _input,
        Pairs,
        caps,
        [.. _input.Demands.Select((line, at) => Bounds(line.Id, _lineLots[at], line.MinimumQuantity, served))],
        [.. _input.Offers.Select((offer, at) => Bounds(offer.Id, _offerLots[at], offer.MinimumOrder, served))]);

    private List<(IReadOnlySet<string> Served, TwinValue Value, TwinNetwork Network, Int128[] Flow)> BestSets(TwinCapRule rule)
    {
        var best = new List<(IReadOnlySet<string> Served, TwinValue Value, TwinNetwork Network, Int128[] Flow)>();
        foreach (var served in ServedSets())
        {
            if (Best(rule, served) is not { } found)
                continue;
            var value = found.Network.ValueOf(found.Flow);
            if (best.Count > 0 && value.CompareTo(best[0].Value) < 0)
                continue;
            if (best.Count > 0 && value != best[0].Value)
                best.Clear();
            best.Add((served, value, found.Network, found.Flow));
        }
        return best;
    }

    private IEnumerable<IReadOnlySet<string>> ServedSets() => Enumerable.Range(0, 1 << _items.Count)
        .Select(mask => _items.Where((_, at) => (mask >> at & 1) == 1).Select(item => item.Id).ToHashSet());

    /// <summary>A best result for one set of served minimums; null where none is allowed.</summary>
    private (TwinNetwork Network, Int128[] Flow)? Best(TwinCapRule rule, IReadOnlySet<string> served)
    {
        // Under basis matched the largest quantity whose own caps allow as much. Caps only grow with it, so what fails for one quantity
        // fails for all down to what its caps allow.
        for (var quantity = rule.FollowsMatched ? _lineLots.Sum() : 0; ;)
        {
            var network = Network(rule.At(quantity), served);
            if (TwinFlow.Best(network.Nodes, network.Arcs, network.BackArc) is not { } flow)
                return null;
            if (!rule.FollowsMatched || flow[network.BackArc] >= quantity)
                return (network, flow);
            quantity = (long)flow[network.BackArc];
        }
    }

    private (long Least, long Most) Bounds(string id, long lots, decimal? minimum, IReadOnlySet<string> served) =>
        !(minimum > 0) ? (0, lots) : served.Contains(id) ? (Lots(minimum.Value), lots) : (0, 0);

    public string Place(string kind, string id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_input.Rules.Seed}:{kind}:{id}")));

    private Dictionary<string, T> OfLines<T>(T[] values) =>
        _input.Demands.Zip(values).ToDictionary(entry => entry.First.Id, entry => entry.Second);

    private Dictionary<string, T> OfOffers<T>(T[] values) =>
        _input.Offers.Zip(values).ToDictionary(entry => entry.First.Id, entry => entry.Second);
}
