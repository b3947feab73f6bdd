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
        foreach (var (index, script) in DemoScenario.Rounds.Index())
        {
            output.WriteLine($"Round {index + 1}: {script.Definition.Title}");
            var played = await PlayAsync(cast, script, step => output.WriteLine("  " + step), cancellation);
            output.WriteLine();
            DemoTable.Write(output, played);
            rounds.Add(played);
        }

        var handshake = await Handshake.PlayAsync(cast, rounds[0], cancellation);
        handshake.Write(output);
        var keys = new DemoKeys(cast.Operator, cast.Auditor, cast[handshake.Buyer], cast[handshake.Supplier]);
        return new PlayedDemo(rounds, handshake, keys);
    }

    private static async Task<PlayedRound> PlayAsync(DemoCast cast, DemoRound script, Action<string> tell, CancellationToken cancellation)
    {
        var round = (string)(await cast.Operator.PostAsync("/v1/rounds", script.Definition, cancellation))["id"]!;
        var path = $"/v1/rounds/{round}";
        await RegisterAsync(cast, script, tell, cancellation);

        await cast.Operator.PostAsync($"{path}/open-demand", null, cancellation);
        var demands = new Dictionary<string, DemoDemand>();
        foreach (var line in script.Groups.SelectMany(group => group.Demands))
            demands.Add((string)(await cast[line.Buyer].PostAsync($"{path}/demands", line.Terms, cancellation))["id"]!, line);
        tell($"Buyers submitted {demands.Count} demand lines.");

        await cast.Operator.PostAsync($"{path}/open-offers", null, cancellation);
        tell(Pooled(await cast[script.Groups[0].Offers[0].Supplier].ListAsync($"{path}/pools", cancellation)));
        var offers = new Dictionary<string, DemoOffer>();
        foreach (var offer in script.Groups.SelectMany(group => group.Offers))
            offers.Add((string)(await cast[offer.Supplier].PostAsync($"{path}/offers", offer.Terms, cancellation))["id"]!, offer);
        await cast.Operator.PostAsync($"{path}/close", null, cancellation);
        tell($"Suppliers answered with {offers.Count} offers; the round closed.");

        await ConfirmAsync(cast, path, offers, tell, cancellation);
        var run = await PublishAsync(cast, path, tell, cancellation);
        var input = await cast.Auditor.GetTextAsync($"{run}/input", cancellation);
        var result = await cast.Auditor.GetTextAsync($"{run}/result", cancellation);
        return PlayedRound.From(script, round, input, result, demands, offers);
    }

    private static async Task RegisterAsync(DemoCast cast, DemoRound script, Action<string> tell, CancellationToken cancellation)
    {
        var buyers = script.Groups.SelectMany(group => group.Demands).Select(line => (line.Buyer, Capacity.Buyer));
        var suppliers = script.Groups.SelectMany(group => group.Offers).Select(offer => (offer.Supplier, Capacity.Supplier));
        var registered = await cast.RegisterAsync(buyers.Concat(suppliers), cancellation);
        tell($"{registered} companies registered, and the operator screened and verified them.");
    }

    private static string Pooled(IReadOnlyList<JsonNode> pools) =>
        $"Suppliers see the pooled demand: {pools.Count(pool => (bool)pool["shown"]!)} of {pools.Count} pools in tonnes; "
        + "the others would tell of single companies.";

    private static string Reported(JsonNode report)
    {
        var groups = report["figures"]!["groups"]!.AsArray();
        return $"The public report shows {groups.Count(group => !(bool)group!["matched"]!["suppressed"]!)} of {groups.Count} groups in tonnes; "
            + "the others would tell of single companies. What follows is the operator's view.";
    }

    private static async Task ConfirmAsync(
        DemoCast cast, string path, Dictionary<string, DemoOffer> offers, Action<string> tell, CancellationToken cancellation)
    {
        var claiming = offers.Where(pair => pair.Value.Claims.Count > 0).ToList();
        foreach (var (id, offer) in claiming)
        {
            var confirmation = new ConfirmOffer { Confirmed = offer.Claims, Reason = "Evidence checked" };
            await cast.Operator.PostAsync($"{path}/offers/{id}/confirm", confirmation, cancellation);
        }

        tell($"The operator confirmed what {claiming.Count} offers claim: recycled, strategic project, sustainability score.");
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
        tell(Reported(await cast.Public.GetAsync($"{path}/report", cancellation)));
        return runPath;
    }
}
