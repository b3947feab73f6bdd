using System.Diagnostics;
using System.Text.Json.Nodes;
using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>When a run passed from one thing to the next, as an operator sees it; in ticks of <see cref="Stopwatch"/>.</summary>
/// <param name="Started">It was asked for.</param>
/// <param name="Loaded">Its input was assembled and saved.</param>
/// <param name="Matched">Every part was solved and saved.</param>
/// <param name="Saved">The whole result was verified and saved.</param>
internal sealed record RunTimes(long Started, long Loaded, long Matched, long Saved);

/// <summary>Starts runs and waits for their end.</summary>
internal static class RunWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts a run of a closed round, and looks at it until it has succeeded.</summary>
    /// <exception cref="LoadFailure">It ended otherwise, or the verifier does not accept its result.</exception>
    public static async Task<(string Run, RunTimes Times)> CarryOutAsync(Caller staff, string round, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var run = (string)(await staff.PostAsync($"/v1/rounds/{round}/runs", stop: stop))["id"]!;
        long? loaded = null, matched = null;
        while (true)
        {
            var view = await staff.GetAsync($"/v1/rounds/{round}/runs/{run}", stop);
            var now = Stopwatch.GetTimestamp();
            var status = (string)view["status"]!;
            if (status == "succeeded")
            {
                if (!(bool)view["verification"]!["accepted"]!)
                    throw new LoadFailure($"The verifier does not accept the result: {view["verification"]}");
                return (run, new RunTimes(start, loaded ?? now, matched ?? now, now));
            }

            if (status is not ("queued" or "running"))
                throw new LoadFailure($"The run is {status}: {view["failure"]}");
            if (view["progress"] is JsonObject progress)
            {
                loaded ??= now;
                if ((string)progress["phase"]! == "reporting" && (int)progress["groupsDone"]! == (int)progress["groups"]!)
                    matched ??= now;
            }

            await Task.Delay(Pause, stop);
        }
    }
}
