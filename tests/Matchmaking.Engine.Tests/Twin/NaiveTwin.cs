using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>Quantity in lots and cost in lot-cents.</summary>
public readonly record struct TwinValue(long Quantity, Int128 Cost)
{
    public bool IsBetterThan(TwinValue other) => Quantity != other.Quantity ? Quantity > other.Quantity : Cost < other.Cost;
}

/// <summary>A best result as the twin finds it: its value and, by id, who is served of those with a minimum.</summary>
public sealed record TwinResult(TwinValue Value, IReadOnlySet<string> ServedItems);

/// <summary>
/// Solves one small group the slow way and shares no code with the engine: every set of served minimums, every matched quantity
/// from the top, cheapest augmenting ways by Bellman-Ford.
/// </summary>
public sealed class NaiveTwin
{
    private readonly MatchingInput _input;
    private readonly TwinPairs _pairs;
    private readonly long _lot;

    public NaiveTwin(MatchingInput input)
    {
        _input = input;
        _pairs = new TwinPairs(input);
        _lot = (long)(input.Rules.Lot * 1000);
    }

    public TwinPairs Pairs => _pairs;

    /// <summary>Lots added to a cap, by country or by supplier and country; to confirm what an explanation claims.</summary>
    public Dictionary<string, long> ExtraLots { get; init; } = [];

    /// <summary>Quantity in kilograms whose shares the caps are, where it is held; null: as the basis says.</summary>
    public long? HeldMatchedLots { get; init; }

    public static string SupplierKey(string supplier, string country) => $"{supplier}|{country}";

    public bool HasMinimum(string id) => Items().Any(item => item.Id == id);

    /// <summary>The best value over all sets of served minimums, and the set that the order of decisions picks.</summary>
    public TwinResult Solve(bool withRule = true, DiversificationBasis? basis = null)
    {
        var items = Items();
        var best = new List<(HashSet<string> Served, TwinValue Value)>();
        for (var mask = 0; mask < 1 << items.Count; mask++)
        {
            var served = items.Where((_, at) => (mask >> at & 1) == 1).Select(item => item.Id).ToHashSet();
            if (Value(served, withRule, basis ?? _input.Rules.Diversification.Basis) is not { } value)
                continue;
            if (best.Count == 0 || value.IsBetterThan(best[0].Value))
                best.Clear();
            else if (value != best[0].Value)
                continue;
            best.Add((served, value));
        }
        foreach (var item in items.OrderByDescending(item => item.Place, StringComparer.Ordinal))
        {
            if (best.Exists(entry => !entry.Served.Contains(item.Id)))
                best.RemoveAll(entry => entry.Served.Contains(item.Id));
        }
        return new TwinResult(best[0].Value, best.Single().Served);
    }

    /// <summary>Whether some allowed result serves an item.</summary>
    public bool CanServe(string id)
    {
        var items = Items();
        for (var mask = 0; mask < 1 << items.Count; mask++)
        {
            var served = items.Where((_, at) => (mask >> at & 1) == 1).Select(item => item.Id).ToHashSet();
            if (served.Contains(id) && Value(served, true, _input.Rules.Diversification.Basis) is not null)
                return true;
        }
        return false;
    }

    /// <summary>The value with a given set of served minimums; null where no allowed result has it.</summary>
    public TwinValue? Value(IReadOnlySet<string> served, bool withRule, DiversificationBasis basis) =>
        Flow(served, withRule, basis, [])?.Value;

    /// <summary>The same, with more that must be given or received: at least so many lots by id.</summary>
    public (TwinValue Value, bool Meets)? Flow(IReadOnlySet<string> served, bool withRule, DiversificationBasis basis, Dictionary<string, long> atLeast)
    {
        var rule = _input.Rules.Diversification;
        var hasCaps = withRule && (rule.CountryShare is not null || rule.SupplierShare is not null);
        if (!hasCaps || basis != DiversificationBasis.Matched)
            return Under(served, withRule, BaseKilograms(basis), basis, atLeast);
        if (HeldMatchedLots is { } held)
            return Under(served, withRule, held * _lot, basis, atLeast);
        for (var quantity = _input.Demands.Sum(line => Lots(line.Quantity)); quantity >= 0; quantity--)
        {
            if (Under(served, withRule, quantity * _lot, basis, atLeast) is { } flow && flow.Value.Quantity >= quantity)
                return flow;
        }
        return null;
    }

    private (TwinValue Value, bool Meets)? Under(
        IReadOnlySet<string> served, bool withRule, long baseKilograms, DiversificationBasis basis, Dictionary<string, long> atLeast)
    {
        var network = new TwinNetwork();
        var rule = _input.Rules.Diversification;
        foreach (var origin in _input.Offers.Select(offer => offer.Origin).Distinct())
        {
            var cap = long.MaxValue / 4;
            if (withRule && rule.CountryShare is { } share && !_input.Rules.ExemptCountries.Contains(origin))
                cap = Cap(share, baseKilograms, basis == DiversificationBasis.Consumption ? Imports(origin) : 0) + ExtraLots.GetValueOrDefault(origin);
            network.Add("source", $"country {origin}", cap, default);
        }
        foreach (var (supplier, origin) in _input.Offers.Select(offer => (offer.SupplierGroup ?? offer.Supplier, offer.Origin)).Distinct())
        {
            var cap = long.MaxValue / 4;
            if (withRule && rule.SupplierShare is { } share)
                cap = Cap(share, baseKilograms, 0) + ExtraLots.GetValueOrDefault(SupplierKey(supplier, origin));
            network.Add($"country {origin}", $"supplier {supplier} {origin}", cap, default);
        }
        var mandatory = 0L;
        foreach (var offer in _input.Offers)
        {
            var least = Math.Max(served.Contains(offer.Id) ? Lots(offer.MinimumOrder ?? 0) : 0, atLeast.GetValueOrDefault(offer.Id));
            var most = offer.MinimumOrder > 0 && !served.Contains(offer.Id) ? 0 : Lots(offer.Quantity);
            mandatory += least;
            if (least > most)
                return null;
            network.Add($"supplier {offer.SupplierGroup ?? offer.Supplier} {offer.Origin}", $"offer {offer.Id}", least, new TwinCost(-1, 0, 0));
            network.Add($"supplier {offer.SupplierGroup ?? offer.Supplier} {offer.Origin}", $"offer {offer.Id}", most - least, default);
        }
        foreach (var line in _input.Demands)
        {
            var least = Math.Max(served.Contains(line.Id) ? Lots(line.MinimumQuantity ?? 0) : 0, atLeast.GetValueOrDefault(line.Id));
            var most = line.MinimumQuantity > 0 && !served.Contains(line.Id) ? 0 : Lots(line.Quantity);
            mandatory += least;
            if (least > most)
                return null;
            network.Add($"line {line.Id}", "sink", least, new TwinCost(-1, -1, 0));
            network.Add($"line {line.Id}", "sink", most - least, new TwinCost(0, -1, 0));
        }
        foreach (var (line, offer, cents) in _pairs.All)
            network.Add($"offer {offer.Id}", $"line {line.Id}", long.MaxValue / 4, new TwinCost(0, 0, cents));
        var total = network.Cheapest("source", "sink");
        return total.Mandatory == -mandatory ? (new TwinValue((long)-total.Quantity, total.Cents), true) : null;
    }

    private long Cap(decimal share, long baseKilograms, long imports) =>
        Math.Max(0, (long)Math.Floor(share * baseKilograms) - imports) / _lot;

    private long BaseKilograms(DiversificationBasis basis) => basis == DiversificationBasis.Consumption
        ? (long)(_input.Consumption.Single().Quantity * 1000)
        : _input.Demands.Sum(line => Math.Min((long)(line.Quantity * 1000), _pairs.All.Where(pair => pair.Line.Id == line.Id).Sum(pair => (long)(pair.Offer.Quantity * 1000))));

    private long Imports(string country) =>
        (long)(_input.Consumption.Single().Imports.Where(entry => entry.Country == country).Sum(entry => entry.Quantity) * 1000);

    private List<(string Id, string Place)> Items() =>
    [
        .. _input.Demands.Where(line => line.MinimumQuantity > 0).Select(line => (line.Id, Place("line", line.Id))),
        .. _input.Offers.Where(offer => offer.MinimumOrder > 0).Select(offer => (offer.Id, Place("offer", offer.Id))),
    ];

    private string Place(string kind, string id) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(_input.Rules.Seed + ":" + kind + ":" + id))).ToLowerInvariant();

    private long Lots(decimal tonnes) => (long)(tonnes * 1000) / _lot;
}
