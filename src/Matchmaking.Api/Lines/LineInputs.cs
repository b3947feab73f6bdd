using Matchmaking.Api.Http;
using Matchmaking.Api.Offers;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;

namespace Matchmaking.Api.Lines;

/// <summary>
/// Lines and offers as the engine reads them. Size, company group, recycled content, score, footprint and strategic project count only
/// where the operator has confirmed them; index prices are evaluated at the round's benchmarks.
/// </summary>
public static class LineInputs
{
    private const string Sme = "sme";

    /// <summary>A demand line.</summary>
    /// <param name="row">The line.</param>
    /// <param name="buyer">Its company.</param>
    /// <param name="round">Its round.</param>
    /// <param name="existingSupply">Its part of what the buyer already receives, from <see cref="ExistingSupply.Divide"/>.</param>
    public static DemandLine Demand(LineRow row, ParticipantRow buyer, DefineRound round, IReadOnlyList<CountryQuantity> existingSupply)
    {
        var terms = row.ReadDemand();
        return new DemandLine
        {
            Id = row.Id,
            Buyer = buyer.Id,
            BuyerGroup = ConfirmedGroup(buyer),
            Sme = buyer.SizeConfirmed && buyer.Size == Sme,
            Material = terms.Material,
            Stage = Json.Name(terms.Stage),
            Form = terms.Form,
            Year = terms.Year,
            Quantity = terms.Quantity,
            MinimumQuantity = terms.MinimumQuantity,
            LimitPrice = terms.PriceIn(round),
            MinPurity = terms.MinPurity,
            ExcludedOrigins = terms.ExcludedOrigins,
            MinSustainabilityScore = terms.MinSustainabilityScore,
            MaxCarbonFootprint = terms.MaxCarbonFootprint,
            RecycledOnly = terms.RecycledOnly,
            Destination = terms.Destination,
            ExistingSupply = existingSupply,
        };
    }

    /// <summary>An offer.</summary>
    /// <param name="row">The offer.</param>
    /// <param name="supplier">Its company.</param>
    /// <param name="round">Its round.</param>
    public static SupplyOffer Offer(LineRow row, ParticipantRow supplier, DefineRound round)
    {
        var terms = row.ReadOffer();
        var confirmed = row.ReadConfirmed();
        return new SupplyOffer
        {
            Id = row.Id,
            Supplier = supplier.Id,
            SupplierGroup = ConfirmedGroup(supplier),
            Material = terms.Material,
            Stage = Json.Name(terms.Stage),
            Form = terms.Form,
            Year = terms.Year,
            Quantity = terms.Quantity,
            MinimumOrder = terms.MinimumOrder,
            // Submitting checks that there is a price: one without must not be matched at none.
            AskPrice = terms.PriceIn(round) ?? throw new InvalidOperationException($"The offer {row.Id} has no price."),
            PriceBasis = terms.BasisOfPrice,
            Origin = terms.Origin,
            Purity = terms.Purity,
            SustainabilityScore = confirmed.Contains(OfferClaim.SustainabilityScore) ? terms.SustainabilityScore : null,
            CarbonFootprint = confirmed.Contains(OfferClaim.CarbonFootprint) ? terms.CarbonFootprint : null,
            Recycled = terms.Recycled && confirmed.Contains(OfferClaim.Recycled),
            StrategicProject = terms.StrategicProject && confirmed.Contains(OfferClaim.StrategicProject),
        };
    }

    private static string? ConfirmedGroup(ParticipantRow company) => company.GroupConfirmed ? company.CompanyGroup : null;
}
