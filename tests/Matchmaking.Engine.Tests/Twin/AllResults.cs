using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Twin;

/// <summary>One allowed result in whole lots.</summary>
public sealed record WholeResult(TwinValue Value, long[] Lines, long[] Offers, IReadOnlyDictionary<string, long> Totals)
{
    public long Total(string id) => Totals[id];
}

/// <summary>Every allowed result of a tiny instance in whole lots, pair by pair: no network, no theorem.</summary>
public static class AllResults
{
    /// <summary>All of them; null where they are more than a limit.</summary>
    public static IReadOnlyList<WholeResult>? Of(MatchingInput input, long limit)
    {
        var pairs = new TwinPairs(input);
        var lot = input.Rules.Lot;
        var ways = pairs.All.Aggregate(
            1.0, (product, pair) => product * (double)(Math.Min(pair.Line.Quantity, pair.Offer.Quantity) / lot + 1));
        if (ways > limit)
            return null;
        var results = new List<WholeResult>();
        var chosen = new long[pairs.All.Count];
        var twinRule = new TwinCapRule(input, pairs, input.Rules.Diversification.Basis, true);
        var capsByQuantity = new Dictionary<Int128, Dictionary<TwinCap, long>>();
        var totals = input.Demands.Select(line => line.Id).Concat(input.Offers.Select(offer => offer.Id)).ToDictionary(id => id, _ => 0L);
        Extend(0, 0, 0, 0);
        return results;

        void Extend(int at, Int128 quantity, Int128 cents, Int128 surplus)
        {
            if (at == pairs.All.Count)
            {
                if (!capsByQuantity.TryGetValue(quantity, out var caps))
                    capsByQuantity.Add(quantity, caps = twinRule.At((long)quantity));
                if (!KeepsMinimums(input, totals) || caps.Any(cap => Carried(pairs, chosen, cap.Key) > cap.Value))
                    return;
                results.Add(new WholeResult(
                    input.Rules.Objective == Objective.Surplus ? new TwinValue(surplus, quantity) : new TwinValue(quantity, -cents),
                    [.. input.Demands.Select(line => totals[line.Id])],
                    [.. input.Offers.Select(offer => totals[offer.Id])],
                    totals.ToDictionary()));
                return;
            }
            var pair = pairs.All[at];
            var (line, offer) = (pair.Line.Id, pair.Offer.Id);
            var most = Math.Min((long)(pair.Line.Quantity / lot) - totals[line], (long)(pair.Offer.Quantity / lot) - totals[offer]);
            for (var lots = 0L; lots <= most; lots++)
            {
                chosen[at] = lots;
                totals[line] += lots;
                totals[offer] += lots;
                Extend(at + 1, quantity + lots, cents + lots * pair.Cents, surplus + lots * pair.Surplus);
                totals[line] -= lots;
                totals[offer] -= lots;
            }
        }
    }

    private static bool KeepsMinimums(MatchingInput input, Dictionary<string, long> totals) =>
        input.Demands.All(line => totals[line.Id] == 0 || totals[line.Id] * input.Rules.Lot >= (line.MinimumQuantity ?? 0))
        && input.Offers.All(offer => totals[offer.Id] == 0 || totals[offer.Id] * input.Rules.Lot >= (offer.MinimumOrder ?? 0));

    private static long Carried(TwinPairs pairs, long[] chosen, TwinCap cap) => pairs.All.Zip(chosen)
        .Where(entry => entry.First.Offer.Origin == cap.Country && cap.Kind switch
        {
            TwinCapKind.Supplier => TwinCap.SupplierOf(entry.First.Offer) == cap.Owner,
            TwinCapKind.Line => entry.First.Line.Id == cap.Owner,
            _ => true,
        })
        .Sum(entry => entry.Second);
}
