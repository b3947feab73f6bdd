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

    /// <summary>The state of a line.</summary>
    public static LineState ReadState(this LineRow row) => Enum.Parse<LineState>(row.State, ignoreCase: true);

    /// <summary>A new line of a company in a round.</summary>
    internal static LineRow New(LineSide side, string roundId, string participantId, LineTerms terms, DateTimeOffset now) => new LineRow
    {
        Id = Ids.New(),
        RoundId = roundId,
        ParticipantId = participantId,
        Side = side.Name,
        Version = 1,
        State = "active",
        Material = "",
        Stage = "",
        Form = "",
        Year = 0,
        QuantityKg = 0,
        Document = "",
        Confirmed = "[]",
        CreatedAt = now,
        ChangedAt = now,
    }.With(terms, now);

    /// <summary>A line with new terms; what the operator had confirmed of the old ones falls away.</summary>
    internal static LineRow With(this LineRow row, LineTerms terms, DateTimeOffset now) => row with
    {
        Material = terms.Material,
        Stage = Json.Name(terms.Stage),
        Form = terms.Form,
        Year = terms.Year,
        QuantityKg = Units.Kilograms(terms.Quantity),
        Reference = terms.Reference,
        // The runtime type: as LineTerms it would lose what only one side says.
        Document = Json.Write(terms),
        Confirmed = "[]",
        ChangedAt = now,
    };
}
