using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Pools;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Pools;

/// <summary>Computes a round's pools when offers open; nothing that happens later changes them.</summary>
public static class PoolFreezer
{
    /// <summary>Joint purchasing is held harmless up to this combined share of the market.</summary>
    private const decimal SafeHarbour = 0.15m;

    /// <summary>Computes and stores the pools of the active demand lines.</summary>
    public static void Freeze(WriteSession session, RoundRow round)
    {
        var lines = LineStore.Active(session, round.Id).Where(line => line.Side == "demand").ToList();
        var parties = Parties.Of(session, round.Id, lines);
        var definition = round.Read();
        PoolStore.Add(session, lines.GroupBy(line => (line.Material, line.Stage, line.Year)).SelectMany(group => Pools(round, definition, group, parties)));
    }

    private static IEnumerable<PoolRow> Pools(RoundRow round, DefineRound definition, IGrouping<(string Material, string Stage, long Year), LineRow> group, Parties parties)
    {
        var pools = group.GroupBy(line => line.Form)
            .Select(lines => (Form: lines.Key, Content: new Contributions(lines.Select(line => new Contribution(parties.Of(line), line.QuantityKg)))))
            .ToList();
        var shown = new Suppression(definition.PoolThreshold, definition.DominanceLimit).Decide([.. pools.Select(pool => pool.Content)]);
        var market = definition.Consumption.SingleOrDefault(entry => IsOf(entry, group.Key));
        return pools.Zip(shown, (pool, seen) => new PoolRow
        {
            RoundId = round.Id,
            Material = group.Key.Material,
            Stage = group.Key.Stage,
            Form = pool.Form,
            Year = group.Key.Year,
            QuantityKg = pool.Content.TotalKg,
            Shown = seen,
            MarketShareFlag = market is null ? null : Units.Tonnes(pool.Content.TotalKg) > SafeHarbour * market.Quantity,
        });
    }

    private static bool IsOf(UnionConsumption entry, (string Material, string Stage, long Year) group) =>
        entry.Material == group.Material && entry.Stage == group.Stage && entry.Year == group.Year;
}
