using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Offers;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Matches;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Matches;

/// <summary>A match as one caller may see it.</summary>
public sealed class MatchReader(Session session, Caller caller)
{
    /// <summary>Whether the caller may know of the match at all.</summary>
    public bool MaySee(MatchRow match) => caller.IsStaff || match.BuyerId == caller.Id || match.SupplierId == caller.Id;

    /// <summary>The match; name and contact of the other side only where asked for and both have accepted.</summary>
    public MatchView Read(MatchRow match, RoundRow round, bool contact)
    {
        var demand = LineStore.Find(session, match.RoundId, "demand", match.DemandId)!;
        var offer = LineStore.Find(session, match.RoundId, "offer", match.OfferId)!;
        var content = Materials.Current.FindForm(demand.Form)!.ContentPerTonne;
        var (quantity, price) = (Units.Tonnes(match.QuantityKg), Units.Euro(match.LandedPriceCents));
        var view = new MatchView
        {
            Id = match.Id,
            RoundId = match.RoundId,
            State = Enum.Parse<MatchState>(match.State, ignoreCase: true),
            Material = demand.Material,
            Stage = demand.Stage,
            Form = demand.Form,
            Year = (int)demand.Year,
            Quantity = quantity,
            ProductQuantity = Round(quantity / content, Limits.QuantityDecimals),
            LandedPrice = price,
            ProductLandedPrice = Round(price * content, Limits.PriceDecimals),
            AnswersUntil = round.AnswersUntil,
        };
        if (caller.IsStaff)
            return view with { DemandId = demand.Id, OfferId = offer.Id, DeclineReason = match.DeclineReason };
        var buys = match.BuyerId == caller.Id;
        var own = buys ? demand : offer;
        return view with
        {
            Side = buys ? Side.Buyer : Side.Supplier,
            LineId = own.Id,
            Reference = own.Reference,
            Answer = buys ? match.BuyerAnswer : match.SupplierAnswer,
            DeclineReason = match.DeclineReason,
            Counterparty = buys ? Supplier(offer, contact && match.State == "confirmed") : Buyer(demand, contact && match.State == "confirmed"),
        };
    }

    private Counterparty Buyer(LineRow demand, bool named) =>
        Company(demand.ParticipantId, named) with { Specs = demand.ReadDemand().Specs };

    private Counterparty Supplier(LineRow offer, bool named)
    {
        var terms = offer.ReadOffer();
        return Company(offer.ParticipantId, named) with
        {
            Origin = terms.Origin,
            SustainabilityScore = offer.ReadConfirmed().Contains(OfferClaim.SustainabilityScore) ? terms.SustainabilityScore : null,
            Specs = terms.Specs,
        };
    }

    private Counterparty Company(string id, bool named)
    {
        var row = ParticipantStore.Find(session, id)!;
        var profile = row.Read();
        return new Counterparty
        {
            Country = profile.Country,
            Size = profile.Size,
            Name = named ? profile.Name : null,
            Contact = named ? profile.Contact : null,
        };
    }

    private static decimal Round(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero);
}
