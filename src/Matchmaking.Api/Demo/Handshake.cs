using System.Text.Json.Nodes;

namespace Matchmaking.Api.Demo;

/// <summary>A match that both sides accepted, and what the buyer saw of the other side before and after.</summary>
/// <param name="Buyer">The buyer.</param>
/// <param name="Supplier">The supplier.</param>
/// <param name="Before">The match as the buyer saw it when it alone had accepted.</param>
/// <param name="After">The match as the buyer saw it once both had.</param>
public sealed record Handshake(DemoCompany Buyer, DemoCompany Supplier, JsonNode Before, JsonNode After)
{
    /// <summary>The largest match of a small buyer with a strategic project in the round's first group.</summary>
    internal static async Task<Handshake> PlayAsync(DemoCast cast, PlayedRound round, CancellationToken cancellation)
    {
        var (demand, offer) = round.Result.Matches
            .Where(pair => round.Demands[pair.Demand] is var line && line.Buyer.Sme && round.Script.Groups[0].Demands.Contains(line)
                && round.Offers[pair.Offer].Terms.StrategicProject)
            .OrderByDescending(pair => pair.Quantity).Select(pair => (round.Demands[pair.Demand], round.Offers[pair.Offer])).First();
        var (buyer, supplier) = (cast[demand.Buyer], cast[offer.Supplier]);
        var lineId = round.Demands.Single(pair => pair.Value == demand).Key;
        var own = (await buyer.ListAsync($"/v1/rounds/{round.Id}/matches", cancellation))
            .First(match => (string?)match["lineId"] == lineId);
        var others = await supplier.ListAsync($"/v1/rounds/{round.Id}/matches", cancellation);
        var path = $"/v1/matches/{own["id"]}";
        if (others.All(match => (string?)match["id"] != (string?)own["id"]))
            throw new DemoFailure("GET", path, 200, "The supplier does not see the match of the buyer.");
        var before = await buyer.PostAsync($"{path}/accept", null, cancellation);
        await supplier.PostAsync($"{path}/accept", null, cancellation);
        return new Handshake(demand.Buyer, offer.Supplier, before, await buyer.GetAsync(path, cancellation));
    }

    /// <summary>Tells what happened.</summary>
    internal void Write(TextWriter output)
    {
        var (before, after) = (Before["counterparty"]!, After["counterparty"]!);
        output.WriteLine($"One handshake: {Buyer.Name} and a supplier");
        var (quantity, price) = (Words.Quantity((decimal)After["quantity"]!), (decimal)After["landedPrice"]!);
        output.WriteLine($"  The match: {quantity} t a year of {After["form"]}, landed at {price:N2} EUR per tonne of lithium carbonate equivalent.");
        output.WriteLine($"  The buyer accepted first, and saw of the other side: origin {before["origin"]}, size {before["size"]}, "
            + $"score {before["sustainabilityScore"] ?? "-"}; no name, no contact.");
        output.WriteLine($"  Then the supplier accepted. Now the match is {After["state"]}, and the buyer sees:");
        output.WriteLine($"    {after["name"]}: {after["contact"]!["name"]}, {after["contact"]!["email"]}, {after["contact"]!["phone"]}");
        output.WriteLine();
    }
}
