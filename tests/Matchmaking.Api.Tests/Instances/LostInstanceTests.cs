using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Api.Tests.Runs;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Tests.Instances;

/// <summary>Two processes over one database, of which one is lost while it computes.</summary>
public sealed class LostInstanceTests : IDisposable
{
    private const int Years = 12, LinesAYear = 60;

    private readonly ServiceHost _app = new();
    private readonly Database _database;
    private readonly List<ServiceProcess> _instances = [];

    public LostInstanceTests() => _database = _app.Engine.Open();

    [Fact]
    public async Task The_other_finishes_what_a_killed_instance_has_left_once_and_with_the_same_result()
    {
        var (_, run, first, second) = await OneFrozenAtWorkAsync(leaseSeconds: 2);

        first.Kill();

        await EndAsync(second, run);
        AssertSameResult(run);
        Assert.Equal(1, _database.Read(session => session.Value<long>("SELECT COUNT(*) FROM runs WHERE status = 'succeeded'")));
    }

    [Fact]
    public async Task An_instance_that_comes_back_after_its_lease_changes_nothing()
    {
        var (round, run, first, second) = await OneFrozenAtWorkAsync(leaseSeconds: 2);
        await EndAsync(second, run);
        var before = Stored(run);

        first.Thaw();

        Assert.Equal(HttpStatusCode.OK, (await first.Operator.GetAsync($"/v1/rounds/{round}/runs/{run}")).StatusCode);
        var next = await StartRunAsync(first, round);
        await EndAsync(first, next);
        Assert.Equal(before.Input, Stored(run).Input);
        AssertSameResult(run);
        Assert.Equal(before.Result, Stored(next).Result);
    }

    [Fact]
    public async Task While_one_instance_computes_a_part_another_computes_the_rest()
    {
        var (_, run, first, second) = await OneFrozenAtWorkAsync(leaseSeconds: 600);
        while (Tasks(run) is var tasks && tasks.Count(task => task is { Kind: "solve", State: "done" }) < Years - 1)
        {
            Assert.DoesNotContain(tasks, task => task.Losses > 0);
            await Task.Delay(10);
        }

        first.Thaw();

        await EndAsync(second, run);
        AssertSameResult(run);
    }

    public void Dispose()
    {
        _instances.ForEach(instance => instance.Dispose());
        _database.Dispose();
        _app.Dispose();
    }

    // A run that the first instance computes, and in which it stands still; the second is there to take over.
    private async Task<(string Round, string Run, ServiceProcess First, ServiceProcess Second)> OneFrozenAtWorkAsync(int leaseSeconds)
    {
        var round = await ClosedRoundAsync();
        var first = await StartAsync(leaseSeconds);
        var run = await StartRunAsync(first, round);
        await FreezeAtWorkAsync(first, run);
        return (round, run, first, await StartAsync(leaseSeconds));
    }

    private async Task<ServiceProcess> StartAsync(int leaseSeconds)
    {
        var instance = await ServiceProcess.StartAsync(
            [.. _app.Engine.Settings, ("Runs:PartEntries", "1"), ("Runs:LeaseSeconds", $"{leaseSeconds}"), ("Runs:Threads", "1")]);
        _instances.Add(instance);
        return instance;
    }

    private async Task<string> ClosedRoundAsync()
    {
        var round = await _app.OpenRoundAsync(body => body["coverage"]![0]!["periods"] = new JsonArray(
            [.. Enumerable.Range(0, Years).Select(year => new JsonObject { ["firstYear"] = 2028 + year, ["years"] = 1 })]));
        var random = new Random(1);
        var buyers = new List<ApiClient>();
        for (var number = 0; number < 10; number++)
            buyers.Add(await _app.VerifiedBuyerAsync());
        for (var number = 0; number < Years * LinesAYear; number++)
        {
            var line = LithiumRound.Demand(random.Next(1, 50), "DE");
            (line["year"], line["reference"]) = (2028 + (number % Years), $"line-{number}");
            if (number % 3 == 0)
                line["minimumQuantity"] = line["quantity"]!.DeepClone();
            await buyers[number % buyers.Count].PostAsync($"/v1/rounds/{round}/demands", line).ShouldBe(201);
        }

        await _app.OpenOffersAsync(round);
        foreach (var origin in new[] { "CL", "AU", "AR", "CL", "CA" })
        {
            var supplier = await _app.VerifiedSupplierAsync(origin);
            for (var year = 0; year < Years; year++)
            {
                var offer = LithiumRound.Offer(random.Next(200, 600), random.Next(8_000, 12_000), origin);
                (offer["year"], offer["minimumOrder"]) = (2028 + year, 100);
                await supplier.PostAsync($"/v1/rounds/{round}/offers", offer).ShouldBe(201);
            }
        }

        await _app.CloseAsync(round);
        return round;
    }

    private static async Task<string> StartRunAsync(ServiceProcess instance, string round)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/rounds/{round}/runs");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await instance.Operator.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!;
    }

    // In the middle of a run for certain: frozen, and seen to hold a part that is not done.
    private async Task FreezeAtWorkAsync(ServiceProcess instance, string run)
    {
        while (true)
        {
            Assert.True(_database.Read(session => RunStore.Find(session, run))!.Status is "queued" or "running", instance.Log);
            if (IsSolving())
            {
                instance.Freeze();
                if (IsSolving())
                    return;
                instance.Thaw();
            }

            await Task.Delay(1);
        }

        bool IsSolving() => Tasks(run).Any(task => task is { Kind: "solve", State: "taken" } && task.Owner!.Contains($"/{instance.Id}/"));
    }

    private async Task EndAsync(ServiceProcess instance, string run)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (_database.Read(session => RunStore.Find(session, run))!.Status is not ("queued" or "running"))
                break;
            await Task.Delay(100);
        }

        var row = _database.Read(session => RunStore.Find(session, run))!;
        Assert.True(row.Status == "succeeded", $"{row.Status}: {row.Failure}\n{instance.Log}");
        using var seen = await instance.Operator.GetAsync($"/v1/rounds/{row.RoundId}/runs/{run}");
        Assert.True((bool)JsonNode.Parse(await seen.Content.ReadAsStringAsync())!["verification"]!["accepted"]!);
    }

    private void AssertSameResult(string run)
    {
        var (input, result) = Stored(run);
        Assert.Equal(ResultDocument.Write(Matcher.Solve(InputDocument.Read(input).Input!, null, CancellationToken.None)), result);
        Assert.Empty(Tasks(run));
    }

    private (byte[] Input, byte[] Result) Stored(string run) => _database.Read(session =>
        (DocumentStore.Find(session, run, "input")!, DocumentStore.Find(session, run, "result")!));

    private IReadOnlyList<RunTask> Tasks(string run) => _database.Read(session => RunTaskStore.OfRun(session, run));
}
