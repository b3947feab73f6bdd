using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Participants;

namespace Matchmaking.Api.Offers;

/// <summary>Offers: what suppliers answer in a round.</summary>
public static class OfferEndpoints
{
    private static readonly OfferSide Side = OfferSide.Current;
    private static readonly string[] WriteProblems =
        ["not-verified", "not-eligible", "not-found", "round-not-open", "other-side", "duplicate-reference"];

    /// <summary>Maps the operations.</summary>
    public static void MapOffers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/rounds/{roundId}/offers").WithTags("Offers");
        group.MapPost("", Submit).WithName("SubmitOffer").Takes<OfferTerms>()
            .Answers<OfferView>(201, Roles.Participant, WriteProblems);
        group.MapGet("", List).WithName("ListOffers")
            .AnswersPage<OfferView>(Roles.Any, LineReads.Filters).MayAnswer("not-found", "round-state");
        group.MapGet("{offerId}", Get).WithName("GetOffer").Answers<OfferView>(200, Roles.Any, "not-found", "round-state");
        group.MapPut("{offerId}", Replace).WithName("ReplaceOffer").Takes<OfferTerms>().NeedsIfMatch()
            .Answers<OfferView>(200, Roles.Participant, [.. WriteProblems, "line-state"]);
        group.MapDelete("{offerId}", Withdraw).WithName("WithdrawOffer").NeedsIfMatch()
            .AnswersNothing(Roles.Participant, "not-found", "round-not-open", "line-state");
        group.MapPost("{offerId}/exclude", Exclude).WithName("ExcludeOffer").Takes<GiveReason>()
            .Answers<OfferView>(200, Roles.Operator, "not-found", "round-state", "line-state");
        group.MapPost("{offerId}/confirm", Confirm).WithName("ConfirmOffer").Takes<ConfirmOffer>()
            .Answers<OfferView>(200, Roles.Operator, "not-found", "round-state", "line-state");
    }

    /// <summary>Submits an offer</summary>
    /// <remarks>
    /// Only while the round is <c>offers-open</c>, by a verified company that takes part as <c>supplier</c> and is established in a country
    /// that the round admits. Quantities are tonnes of the material's reference content per year, prices euro per tonne; the answer also
    /// gives both for the product.
    /// </remarks>
    public static Task<IResult> Submit(string roundId, Body<OfferTerms> body, Call call) =>
        LineWrites.Submit(Side, roundId, body.Value, call);

    /// <summary>Lists offers</summary>
    /// <remarks>A company sees its own. An operator sees offers once the round has closed; what staff see is put on record.</remarks>
    public static Task<IResult> List(string roundId, Call call) =>
        LineReads.List(Side, roundId, call);

    /// <summary>Shows an offer</summary>
    /// <remarks>A withdrawn or excluded one too.</remarks>
    public static Task<IResult> Get(string roundId, string offerId, Call call) => LineReads.Get(Side, roundId, offerId, call);

    /// <summary>Replaces an offer</summary>
    /// <remarks>Only while the round is <c>offers-open</c>; a withdrawn offer stays withdrawn.</remarks>
    public static Task<IResult> Replace(string roundId, string offerId, Body<OfferTerms> body, Call call) =>
        LineWrites.Replace(Side, roundId, offerId, body.Value, call);

    /// <summary>Withdraws an offer</summary>
    /// <remarks>Only while the round is <c>offers-open</c>. The offer can still be read; its reference is free again.</remarks>
    public static Task<IResult> Withdraw(string roundId, string offerId, Call call) =>
        LineWrites.Withdraw(Side, roundId, offerId, call);

    /// <summary>Excludes an offer from the matching</summary>
    /// <remarks>Only while the round is <c>closed</c>. The company sees the reason.</remarks>
    public static Task<IResult> Exclude(string roundId, string offerId, Body<GiveReason> body, Call call) =>
        LineDecisions.Exclude(Side, roundId, offerId, body.Value.Reason, call);

    /// <summary>Confirms claims of an offer</summary>
    /// <remarks>
    /// Only while the round is <c>closed</c>. Recycled content, sustainability score, carbon footprint and strategic project count in the
    /// match only once confirmed; the claims named here take the place of those confirmed before.
    /// </remarks>
    public static Task<IResult> Confirm(string roundId, string offerId, Body<ConfirmOffer> body, Call call) => LineDecisions.Decide(
        Side, roundId, offerId, call, "offer-confirmed", new { roundId, body.Value.Confirmed, body.Value.Reason }, row =>
        {
            var faults = ConfirmOfferValidator.Unclaimed(body.Value, row.ReadOffer());
            return (row with { Confirmed = Json.Write(body.Value.Confirmed) }, faults.Count > 0 ? Problem.Invalid(faults) : null);
        });
}
