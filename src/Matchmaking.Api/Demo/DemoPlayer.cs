using System.Text.Json.Nodes;
using Matchmaking.Api.Offers;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Runs;

namespace Matchmaking.Api.Demo;

/// <summary>What was played.</summary>
/// <param name="Rounds">The rounds, published.</param>
/// <param name="Handshake">The match that both sides accepted.</param>
/// <param name="Keys">Callers whose keys the reader may use.</param>
public sealed record PlayedDemo(IReadOnlyList<PlayedRound> Rounds, Handshake Handshake, DemoKeys Keys);

/// <summary>Callers whose keys the reader may use.</summary>
public sealed record DemoKeys(DemoClient Operator, DemoClient Auditor, DemoClient Buyer, DemoClient Supplier);

/// <summary>Plays the scenario through the service's HTTP interface, step by step as people would.</summary>
public static class DemoPlayer
{
    /// <summary>Plays both rounds and one handshake, telling each step.</summary>
    /// <exception cref="DemoFailure">The service answered otherwise than expected.</exception>
    public static async Task<PlayedDemo> PlayAsync(HttpClient http, string operatorKey, TextWriter output, CancellationToken cancellation)
    {
        var cast = await DemoCast.AssembleAsync(http, operatorKey, cancellation);
        var rounds = new List<PlayedRound>();
        foreach (var (index, round) in DemoScenario.Rounds.Index())
        {
            output.WriteLine($"Round {index + 1}: {round.Definition.Title}");
            var played = await PlayAsync(cast, round, step => output.WriteLine("  " + step), cancellation);
            output.WriteLine();
            DemoTable.Write(output, played);
            rounds.Add(played);
        }

        var handshake = await Handshake.PlayAsync(cast, rounds[0], cancellation);
        handshake.Write(output);
        return new PlayedDemo(rounds, handshake, new DemoKeys(cast.Operator, cast.Auditor, cast[handshake.Buyer], cast[handshake.Supplier]));
    }

    private static async Task<PlayedRound> PlayAsync(DemoCast cast, DemoRound round, Action<string> tell, CancellationToken cancellation)
    {
        var drafted = await cast.Operator.PostAsync("/v1/rounds", round.Definition, cancellation);
        var path = $"/v1/rounds/{drafted["id"]}";
        var (buys, offers) = (round.Groups.SelectMany(group => group.Demands).ToList(), round.Groups.SelectMany(group => group.Offers).ToList());
        var companies = await cast.RegisterAsync(
            [.. buys.Select(line => (line.Buyer, Capacity.Buyer)), .. offers.Select(offer => (offer.Supplier, Capacity.Supplier))], cancellation);
        tell($"{companies} companies registered, screened and verified.");

        await cast.Operator.PostAsync($"{path}/open-demand", null, cancellation);
        var demandIds = new Dictionary<string, DemoDemand>();
        foreach (var line in buys)
            demandIds.Add((string)(await cast[line.Buyer].PostAsync($"{path}/demands", line.Terms, cancellation))["id"]!, line);
        await cast.Operator.PostAsync($"{path}/open-offers", null, cancellation);
        tell($"Buyers submitted {buys.Count} demand lines. {Pooled(await cast[offers[0].Supplier].ListAsync($"{path}/pools", cancellation))}");
        var offerIds = new Dictionary<string, DemoOffer>();
        foreach (var offer in offers)
            offerIds.Add((string)(await cast[offer.Supplier].PostAsync($"{path}/offers", offer.Terms, cancellation))["id"]!, offer);
        await cast.Operator.PostAsync($"{path}/close", null, cancellation);
        tell($"Suppliers answered with {offers.Count} offers; the round closed.");

        foreach (var (id, offer) in offerIds.Where(pair => pair.Value.Claims.Count > 0))
            await cast.Operator.PostAsync($"{path}/offers/{id}/confirm", new ConfirmOffer { Confirmed = offer.Claims, Reason = "Evidence checked" }, cancellation);
        tell($"The operator confirmed what {offerIds.Values.Count(offer => offer.Claims.Count > 0)} offers claim (recycled, strategic project, score).");
        var run = await PublishAsync(cast, path, tell, cancellation);
        return PlayedRound.From(
            round, (string)drafted["id"]!, await cast.Auditor.GetTextAsync($"{run}/input", cancellation), await cast.Auditor.GetTextAsync($"{run}/result", cancellation),
            demandIds, offerIds);
    }

    private static string Pooled(IReadOnlyList<JsonNode> pools)
    {
        var shown = pools.Where(pool => (bool)pool["shown"]!).ToList();
        return $"Of {pools.Count} pools suppliers see {shown.Count} in tonnes, of the others only that there is demand.";
    }

    private static async Task<string> PublishAsync(DemoCast cast, string path, Action<string> tell, CancellationToken cancellation)
    {
        var run = await cast.Operator.PostAndWaitAsync($"{path}/runs", cancellation);
        var runPath = $"{path}/runs/{run["id"]}";
        if ((string?)run["status"] != "succeeded" || (bool?)run["verification"]?["accepted"] != true)
            throw new DemoFailure("GET", runPath, 200, run.ToJsonString());
        tell("The matching was computed; the independent verifier accepts it.");
        await cast.SecondOperator.PostAsync($"{path}/publish", new PublishRound { RunId = (string)run["id"]! }, cancellation);
        tell("A second operator published it: everybody's results appeared at the same moment.");
        return runPath;
    }
}
