using Matchmaking.Api.Demands;
using Matchmaking.Api.Http;
using Matchmaking.Api.Offers;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Lines;

/// <summary>What a stored line says.</summary>
public static class LineRows
{
    /// <summary>The terms of a demand line.</summary>
    public static DemandTerms ReadDemand(this LineRow row) => Json.Read<DemandTerms>(row.Document);

    /// <summary>The terms of an offer.</summary>
    public static OfferTerms ReadOffer(this LineRow row) => Json.Read<OfferTerms>(row.Document);

    /// <summary>The claims of an offer that the operator has confirmed.</summary>
    public static IReadOnlyList<OfferClaim> ReadConfirmed(this LineRow row) => Json.Read<IReadOnlyList<OfferClaim>>(row.Confirmed);

    /// <summary>Writes terms into a row.</summary>
    internal static LineRow With(this LineRow row, LineTerms terms) => row with
    {
        Material = terms.Material,
        Stage = Json.Name(terms.Stage),
        Form = terms.Form,
        Year = terms.Year,
        QuantityKg = Units.Kilograms(terms.Quantity),
        Reference = terms.Reference,
        Document = Json.Write(terms),
    };
}
