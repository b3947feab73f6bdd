using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching;

/// <summary>What one group tells of its progress.</summary>
internal sealed class GroupProgress(ProgressTeller teller, int group)
{
    private const int NodesBetweenTellings = 256;

    private long _nodes;

    /// <summary>So many lots of a group still have no place.</summary>
    public void Waits(Market market, long lots) => teller.Waits(group, lots * market.LotKilograms);

    /// <summary>One more node was taken; told every 256 and at the first.</summary>
    public void NodeTaken(Market market, Func<(Worth? Best, Worth? Bound)> state)
    {
        if (_nodes++ % NodesBetweenTellings != 0)
            return;
        var (best, bound) = state();
        teller.Searches(group, _nodes == 1 ? 1 : NodesBetweenTellings, Gap(market, best, bound));
    }

    // Under objective surplus the distance is one of surplus, told where the cost is.
    private static QuantityAndCost? Gap(Market market, Worth? best, Worth? bound)
    {
        if (best is not { } found || bound is not { } most)
            return null;
        var (quantity, money) = market.IsSurplus
            ? (most.Minor - found.Minor, most.Major - found.Major)
            : (most.Major - found.Major, most.Minor - found.Minor);
        return new QuantityAndCost(market.Tonnes((long)quantity), Units.EuroOfKilogramCents(money * market.LotKilograms));
    }
}
