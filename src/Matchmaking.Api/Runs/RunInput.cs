using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Reference;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Runs;

/// <summary>A round as the engine reads it.</summary>
public static class RunInput
{
    /// <summary>Assembles a closed round's rules, and the active lines and offers of companies that are verified now.</summary>
    public static MatchingInput Assemble(Session session, RoundRow row)
    {
        var round = row.Read();
        var standing = LineStore.Standing(session, row.Id);
        var companies = ParticipantStore.OfRound(session, row.Id);
        var lines = standing.Where(line => line.State == "active" && companies[line.ParticipantId].State == "verified").ToLookup(line => line.Side);
        var existing = ExistingSupply.Divide(standing);
        var demands = lines["demand"].Select(line => LineInputs.Demand(line, companies[line.ParticipantId], round, existing.GetValueOrDefault(line.Id) ?? [])).ToList();
        var offers = lines["offer"].Select(line => LineInputs.Offer(line, companies[line.ParticipantId], round)).ToList();
        var rules = round.Rules.With(LotteryDraw.Seed(row)!);
        return new MatchingInput
        {
            Rules = rules with { Freight = FreightTable(rules, demands, offers) },
            Consumption = round.Consumption,
            Demands = demands,
            Offers = offers,
            ExcludedPairs = [.. SpecificationTest.SpecExclusions(lines["demand"], lines["offer"])],
        };
    }

    // The table is finished here, so that the run's input says every freight that was reckoned with.
    private static IReadOnlyList<Freight> FreightTable(MatchingRules rules, List<DemandLine> demands, List<SupplyOffer> offers)
    {
        if (rules.FreightRate == 0)
            return rules.Freight;
        var known = rules.Freight.Select(freight => (freight.From, freight.To)).ToHashSet();
        var destinations = demands.ToLookup(line => (line.Material, line.Stage, line.Year, line.Form), line => line.Destination);
        var missing = from offer in offers
                      where offer.PriceBasis == PriceBasis.ExWorks
                      from destination in destinations[(offer.Material, offer.Stage, offer.Year, offer.Form)]
                      where known.Add((offer.Origin, destination))
                      let kilometres = Distances.Kilometres(offer.Origin, destination)
                      where kilometres is not null
                      select new Freight(offer.Origin, destination, decimal.Round(kilometres.Value * rules.FreightRate, Limits.PriceDecimals, MidpointRounding.AwayFromZero));
        return [.. rules.Freight, .. missing];
    }
}
