using Matchmaking.Api.Lines;
using Matchmaking.Api.Pools;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Pools;

namespace Matchmaking.Api.Reports;

/// <summary>A round's frozen demand and its offers, cut into what became of them.</summary>
/// <param name="Demand">Parts of every demand line that was active when offers opened.</param>
/// <param name="Offers">The offers that took part in the matching.</param>
public sealed record ReportParts(IReadOnlyList<DemandPart> Demand, IReadOnlyList<OfferPart> Offers)
{
    // Pools hold a line that was excluded later, so the report accounts for it too: else the difference would be that line.
    private const string Excluded = "excluded";

    /// <summary>Reads the lines of a round with a result.</summary>
    public static ReportParts Read(Session session, string round, MatchingResult result)
    {
        var demands = RoundLines.AtClosing(session, round, "demand");
        var rows = LineStore.Active(session, round).Where(line => line.Side == "offer").ToList();
        var parties = Parties.Of(session, round, [.. demands, .. rows]);
        var offers = rows.ToDictionary(offer => offer.Id, offer => (Supplier: parties.Of(offer), offer.ReadOffer().Origin));
        var shown = PoolStore.List(session, round).Where(pool => pool.Shown).Select(pool => (pool.Form, pool.Year)).ToHashSet();
        var matches = result.Matches.ToLookup(pair => pair.Demand);
        var sold = result.Matches.GroupBy(pair => pair.Offer, pair => Units.Kilograms(pair.Quantity)).ToDictionary(own => own.Key, own => own.Sum());
        var reasons = result.Unfilled.ToDictionary(line => line.Demand, line => line.Reason);
        return new ReportParts(
            [.. demands.SelectMany(line => Fates(line, shown.Contains((line.Form, line.Year)) ? line.Form : null))],
            [.. rows.Select(offer => new OfferPart(Group(offer), offers[offer.Id].Supplier, offer.QuantityKg, sold.GetValueOrDefault(offer.Id)))]);

        IEnumerable<DemandPart> Fates(LineRow line, string? pool)
        {
            var (group, buyer, left) = (Group(line), parties.Of(line), line.QuantityKg);
            foreach (var pair in matches[line.Id])
            {
                var ((supplier, origin), kg) = (offers[pair.Offer], Units.Kilograms(pair.Quantity));
                left -= kg;
                yield return new DemandPart(group, pool, buyer, supplier, origin, kg);
            }

            if (left > 0)
                yield return new DemandPart(group, pool, buyer, null, reasons.GetValueOrDefault(line.Id, Excluded), left);
        }
    }

    private static GroupKey Group(LineRow line) => new(line.Material, line.Stage, (int)line.Year);
}
