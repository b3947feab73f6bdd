using System.Text.Json.Nodes;

namespace Matchmaking.Engine.Verification;

/// <summary>What the prices of a certificate bound: the sum of the lines' values and of capacities times prices.</summary>
internal sealed class Bounds
{
    private readonly CheckedGroup _group;
    private readonly LineValues _values;
    private readonly CutChain _cuts;
    private readonly PriceReader _reader;
    private readonly CheckedCaps _caps;

    /// <param name="group">The group.</param>
    /// <param name="values">One pass over its pairs.</param>
    /// <param name="caps">Its caps; those of basis <c>matched</c> are worked out anew for every quantity.</param>
    public Bounds(CheckedGroup group, LineValues values, CheckedCaps caps)
    {
        (_group, _values, _caps) = (group, values, caps);
        _reader = new PriceReader(group);
        _cuts = new CutChain(group, values, _reader);
    }

    /// <summary>The bound at the root of a search, where nothing is decided, and the quantity in kilograms that its cuts end at.</summary>
    public (Worth Bound, long Top) AtRoot(JsonObject certificate)
    {
        var decisions = new Decisions(_group);
        var top = _cuts.LargestAdmitted(certificate, decisions) ?? throw new FormatException("has cuts that admit nothing at all");
        return (Of(certificate, Kind, top, decisions) ?? throw new FormatException("bounds nothing"), top);
    }

    /// <summary>Whether a leaf holds nothing better than a result.</summary>
    public bool IsProven(JsonObject leaf, Decisions decisions, Worth result)
    {
        if (leaf.ContainsKey("cuts") && !_group.FollowsMatched)
            throw new FormatException("has cuts under a basis that needs none");
        var isEmpty = CertificateText.Flag(leaf, "infeasible");
        if (_cuts.LargestAdmitted(leaf, decisions) is not { } top)
            return true;
        if (Of(leaf, isEmpty ? PriceKind.Feasibility : Kind, top, decisions) is not { } bound)
            return true;
        if (isEmpty)
            return bound.Lead < 0;

        // Above what the cuts admit the prices say nothing: then it is at most that quantity, at any cost.
        return _group.FollowsMatched && bound.Lead > top ? top < result.Lead : !(bound > result);
    }

    private PriceKind Kind => _group.IsSurplus ? PriceKind.SurplusThenQuantity : PriceKind.QuantityThenCost;

    private Worth? Of(JsonObject json, PriceKind kind, long top, Decisions decisions)
    {
        var caps = _group.FollowsMatched ? CheckedCaps.At(_group, top) : _caps;
        var prices = _reader.Prices(json, kind, caps, decisions);
        return _values.Sum(prices, decisions) is { } lines ? lines + prices.Capacities : null;
    }
}
