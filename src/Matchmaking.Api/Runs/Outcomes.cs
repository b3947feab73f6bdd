using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Matches;

namespace Matchmaking.Api.Runs;

/// <summary>What a result means for each line, told as its company may know it.</summary>
public static class Outcomes
{
    private const string CompanyNotVerified = "company-not-verified";

    /// <summary>One row for every active line; those of companies that were not verified at the time of the run took no part.</summary>
    public static IEnumerable<OutcomeRow> Of(string round, IEnumerable<LineRow> lines, MatchingInput input, MatchingResult result)
    {
        var took = input.Demands.Select(line => line.Id).Concat(input.Offers.Select(offer => offer.Id)).ToHashSet();
        var matched = result.Matches.SelectMany(pair => new[] { (Line: pair.Demand, pair.Quantity), (Line: pair.Offer, pair.Quantity) })
            .GroupBy(part => part.Line, part => part.Quantity).ToDictionary(parts => parts.Key, parts => parts.Sum());
        var reasons = result.Unfilled.Select(line => (Id: line.Demand, line.Reason, line.Detail))
            .Concat(result.Unsold.Select(offer => (Id: offer.Offer, offer.Reason, offer.Detail)))
            .ToDictionary(entry => entry.Id);
        foreach (var line in lines)
        {
            var quantity = Units.Kilograms(matched.GetValueOrDefault(line.Id));
            var left = reasons.TryGetValue(line.Id, out var why);
            yield return new OutcomeRow
            {
                LineId = line.Id,
                RoundId = round,
                ParticipantId = line.ParticipantId,
                Side = line.Side,
                MatchedKg = quantity,
                LeftKg = line.QuantityKg - quantity,
                Reason = !took.Contains(line.Id) ? CompanyNotVerified : left ? why.Reason : null,
                Detail = left ? Redact(why.Reason, why.Detail).ToJsonString() : "{}",
            };
        }
    }

    // Counts of counterparts, and names of suppliers, stay with the operator: they would bracket competitors' prices and volumes.
    private static JsonObject Redact(string reason, JsonObject detail) => reason switch
    {
        "country-cap" when detail["country"] is { } country => new JsonObject { ["country"] = country.DeepClone() },
        "no-compatible-offer" or "no-compatible-line" => new JsonObject { ["failed"] = new JsonArray([.. detail.Select(pair => (JsonNode)JsonValue.Create(pair.Key))]) },
        _ => [],
    };
}
