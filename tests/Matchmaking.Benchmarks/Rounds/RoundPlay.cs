using System.Diagnostics;
using System.Text.Json.Nodes;
using Matchmaking.Benchmarks.Databases;
using Matchmaking.Benchmarks.Load;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>Plays a round over HTTP against a service of its own, from the first company to the last reading, and measures it.</summary>
internal sealed class RoundPlay : IDisposable
{
    private const int OtherConnections = 8, MostReads = 1_000_000;
    private static readonly TimeSpan AlmostNothing = TimeSpan.FromMilliseconds(50);

    private readonly RoundPlan _plan;
    private readonly Steps _steps;
    private readonly ServiceUnderTest _service;
    private readonly Dictionary<RoundMoment, ServiceState> _states = [];
    private SteadyStream? _other;

    private RoundPlay(RoundPlan plan)
    {
        (_plan, _steps) = (plan, new Steps(plan.Limit));
        _service = new ServiceUnderTest(DatabaseUnderTest.Create(plan.ConnectionString));
    }

    /// <summary>Plays a round.</summary>
    /// <exception cref="LoadFailure">A step failed, or time was up; the message names the step.</exception>
    public static async Task<RoundFigures> MeasureAsync(RoundPlan plan)
    {
        using var play = new RoundPlay(plan);
        return await play.MeasureAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _other?.Dispose();
        _service.Dispose();
        _steps.Dispose();
    }

    private async Task<RoundFigures> MeasureAsync()
    {
        var other = await _steps.DoAsync("preparing the other round", stop => DemandMarket.CreateAsync(_service, stop));
        var products = await _steps.DoAsync("reading the materials", stop => Product.ReadAsync(_service.Public, stop));
        var market = RoundMarket.Create(_plan, products);
        var (buyers, suppliers) = await _steps.DoAsync(RoundStep.Registering, async stop => (
            await Companies.AddAsync(_service, "buyer", market.Buyers, stop),
            await Companies.AddAsync(_service, "supplier", market.Suppliers, stop)));
        var drafted = await _steps.DoAsync("drafting the round", stop => Operate("/v1/rounds", stop, market.Definition));
        var round = (string)drafted["id"]!;
        await _steps.DoAsync("opening the demand window", stop => Operate($"/v1/rounds/{round}/open-demand", stop));
        Look(RoundMoment.Companies);
        var demands = await LoadAsync(RoundStep.Demanding, new Once(market.Demands(round, buyers)), _plan.Lines);
        await _steps.DoAsync(RoundStep.OpeningOffers, stop => Operate($"/v1/rounds/{round}/open-offers", stop));
        var offers = await LoadAsync(RoundStep.Offering, new Once(market.Offers(round, suppliers)), _plan.Offers);
        await _steps.DoAsync(RoundStep.Closing, stop => Operate($"/v1/rounds/{round}/close", stop));
        Look(RoundMoment.Submitted);

        var submissions = new Postings(other.Submissions, OtherConnections);
        _other = new SteadyStream(_service.Process.Address, submissions, _plan.Rate, OtherConnections, _plan.Limit);
        await _steps.DoAsync("waiting before the run", stop => Pause(stop));
        Look(RoundMoment.Before);
        var (run, times) = await _steps.DoAsync(RoundStep.Running, stop => RunWatch.CarryOutAsync(_service.Operator, round, stop));
        Look(RoundMoment.Matched);
        var publishing = Stopwatch.GetTimestamp();
        await _steps.DoAsync(RoundStep.Publishing, stop => Operate($"/v1/rounds/{round}/publish", stop, new JsonObject { ["runId"] = run }));
        Look(RoundMoment.Published);
        await _steps.DoAsync(RoundStep.CatchingUp, stop => CatchUp(_other, stop));
        var reading = Stopwatch.GetTimestamp();
        var matches = await ReadAsync(
            RoundStep.ReadingMatches,
            [.. buyers.Concat(suppliers).Select(company => RequestTemplate.Get($"/v1/rounds/{round}/matches", company.Key))]);
        var views = await ReadAsync(RoundStep.ReadingRuns, [RequestTemplate.Get($"/v1/rounds/{round}/runs/{run}", _service.Operator.Key)]);
        var (input, result) = await _steps.DoAsync(RoundStep.Downloading, async stop => (
            await _service.Operator.DownloadAsync($"/v1/rounds/{round}/runs/{run}/input", stop),
            await _service.Operator.DownloadAsync($"/v1/rounds/{round}/runs/{run}/result", stop)));
        Look(RoundMoment.Read);
        var timings = await _steps.DoAsync("ending the second stream", _other.StopAsync);
        await _steps.DoAsync("waiting after the round", stop => Pause(stop));
        Look(RoundMoment.Rested);

        var count = await _steps.DoAsync(RoundStep.Verifying, stop => Task.Run(() => Verify(input, result), stop));
        return new RoundFigures
        {
            Plan = _plan,
            Companies = buyers.Count + suppliers.Count,
            Matches = count,
            Demands = demands,
            Offers = offers,
            OwnMatches = matches,
            RunViews = views,
            Seconds = new Dictionary<string, double>(_steps.Seconds)
            {
                [RoundStep.Loading] = Seconds(times.Started, times.Loaded),
                [RoundStep.Matching] = Seconds(times.Loaded, times.Matched),
                [RoundStep.Saving] = Seconds(times.Matched, times.Saved),
            },
            Documents = (input.Length, result.Length),
            Meanwhile = Meanwhile.Divide(timings, [times.Started, times.Loaded, times.Matched, publishing, reading]),
            States = _states,
        };
    }

    private static double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;

    private Task<JsonObject> Operate(string path, CancellationToken stop, JsonObject? body = null) =>
        _service.Operator.PostAsync(path, body, stop);

    private async Task<bool> Pause(CancellationToken stop)
    {
        await Task.Delay(_plan.Before, stop);
        return true;
    }

    private static async Task<bool> CatchUp(SteadyStream stream, CancellationToken stop)
    {
        while (stream.Behind > AlmostNothing)
            await Task.Delay(AlmostNothing, stop);
        return true;
    }

    private Task<LoadFigures> LoadAsync(string step, Workload workload, int count) =>
        MeasureAsync(step, workload, new LoadBounds(Math.Min(_plan.Connections, count), count, _plan.Limit));

    private Task<LoadFigures> ReadAsync(string step, IReadOnlyList<RequestTemplate> templates) =>
        MeasureAsync(step, new Readings(templates, _plan.Connections), new LoadBounds(_plan.Connections, MostReads, _plan.Reading));

    private Task<LoadFigures> MeasureAsync(string step, Workload workload, LoadBounds bounds) =>
        _steps.DoAsync(step, stop => Task.Run(() => _service.Process.Measure(workload, bounds, stop), stop));

    private void Look(RoundMoment moment) => _states[moment] = new ServiceState(
        _service.Process.Megabytes, _service.Process.PeakMegabytes, _service.Database.Measure(), _other?.Count ?? 0);

    // As an auditor does, who has nothing but the two documents.
    private int Verify(byte[] inputDocument, byte[] resultDocument)
    {
        var input = InputDocument.Read(inputDocument).Input ?? throw new LoadFailure("The input that was downloaded cannot be read.");
        var result = ResultDocument.Read(resultDocument).Result ?? throw new LoadFailure("The result that was downloaded cannot be read.");
        var (lines, offers, groups) = (input.Demands.Count, input.Offers.Count, result.Groups.Count);
        if ((lines, offers, groups) != (_plan.Lines, _plan.Offers, _plan.Groups))
            throw new LoadFailure($"The run has {lines} lines, {offers} offers and {groups} groups.");
        return Verifier.Verify(input, result) is { Accepted: false } refused
            ? throw new LoadFailure($"The verifier refuses the result: {refused.Findings[0]}")
            : result.Matches.Count;
    }
}
