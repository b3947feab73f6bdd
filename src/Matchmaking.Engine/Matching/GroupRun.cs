using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>What one group contributes to a result.</summary>
internal sealed record GroupOutcome(
    GroupResult Group, IReadOnlyList<MatchedPair> Matches, IReadOnlyList<UnfilledLine> Unfilled, IReadOnlyList<UnsoldOffer> Unsold);

/// <summary>One group on its way through a run: first its value, then the choice among best results and the explanations.</summary>
internal sealed class GroupRun
{
    private readonly Market _market;
    private readonly Network _network;
    private readonly Relaxation _relaxation;
    private readonly Solution _solution;
    private readonly JsonObject _certificate;
    private readonly QuantityAndCost? _withoutRule;
    private readonly Dictionary<string, QuantityAndCost?> _otherBases;
    private readonly Action _onNode;

    public GroupRun(Market market, Action onNode, CancellationToken cancellation)
    {
        (_market, _onNode) = (market, onNode);
        _network = new Network(market);
        var basis = market.Rules.Diversification.Basis;
        _relaxation = new Relaxation(market, _network, new CapRule(market, basis));
        var cuts = _relaxation.Rule.FollowsMatched ? new List<Cut>() : null;
        Nodes().TryTake();
        var root = _relaxation.Solve(Choices.None(market), market.LineTotal, cuts, cancellation)
            ?? throw new InvalidOperationException("A group without minimums has no solution.");
        _certificate = PriceProof.Of(market, _network, root, cuts, market.HasMinimums, cancellation);
        _solution = market.HasMinimums ? ServedMinimums.Solve(_relaxation, Nodes, cancellation) : new Solution(root, root.Value, true);

        // A relaxation that fills no cap is the best without caps, and a best result without caps that keeps another basis's caps is best there.
        var free = !market.HasMinimums && !FillsCap(root) ? root : Elsewhere(new CapRule(market, basis, applies: false), cancellation);
        _withoutRule = Amounts(free);
        _otherBases = Enum.GetValues<DiversificationBasis>().Where(other => other != basis).ToDictionary(Vocabulary.Bases.Spell, other =>
        {
            var rule = new CapRule(market, other);
            return !rule.IsDefined ? null : Amounts(free is not null && Keeps(free, rule) ? free : Elsewhere(rule, cancellation));
        });
    }

    public long DemandKilograms => _market.LineTotal * _market.LotKilograms;

    /// <summary>Breaks ties and explains.</summary>
    public GroupOutcome Decide(CancellationToken cancellation)
    {
        var flow = TieBreak.Apply(_market, _network, _solution.Flow, cancellation);
        var report = new GroupReport(_market, _relaxation.Rule, flow);
        var explanations = new Explanations(_market, _network, flow, _solution.IsProven, CanOpen(cancellation), cancellation);
        return new GroupOutcome(
            report.Write(_solution, _withoutRule, _otherBases, _certificate), [.. report.Matches()], explanations.Unfilled(), explanations.Unsold());
    }

    /// <summary>The best result under another cap rule; null where the search ended unproven.</summary>
    private Flow? Elsewhere(CapRule rule, CancellationToken cancellation)
    {
        if (!_relaxation.Rule.HasCaps)
            return _solution.IsProven ? _solution.Flow : null;
        var relaxation = new Relaxation(_market, _network, rule);
        var search = new ServedSearch(relaxation, Nodes(), cancellation);
        var best = search.Best(ServedMinimums.CloseHopeless(relaxation, Choices.None(_market)));
        return search.IsCutShort ? null : best;
    }

    private QuantityAndCost? Amounts(Flow? flow) => flow is null ? null : GroupReport.Amounts(_market, flow.Value);

    private static bool FillsCap(Flow flow) =>
        Enumerable.Range(0, flow.CountryTotal.Length).Any(flow.IsCountryFull) || Enumerable.Range(0, flow.SupplierTotal.Length).Any(flow.IsSupplierFull);

    private static bool Keeps(Flow flow, CapRule rule)
    {
        var caps = rule.At(flow.Value.Quantity);
        return flow.CountryTotal.Zip(caps.Country).All(entry => entry.First <= entry.Second)
            && flow.SupplierTotal.Zip(caps.Supplier).All(entry => entry.First <= entry.Second);
    }

    /// <summary>Whether some allowed result serves an item; null where the node limit struck before that was known.</summary>
    private Func<Item, bool?> CanOpen(CancellationToken cancellation) => item =>
    {
        var search = new ServedSearch(_relaxation, Nodes(), cancellation);
        var start = ServedMinimums.CloseHopeless(_relaxation, Choices.None(_market));
        var served = search.Reaching(start.With(item, Choice.Open), null);
        return served is not null ? true : search.IsCutShort ? null : false;
    };

    private NodeCounter Nodes() => new(_market.Rules.NodeLimit, _onNode);
}
