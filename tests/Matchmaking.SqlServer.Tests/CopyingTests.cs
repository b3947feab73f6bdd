using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Runs;
using Matchmaking.Storage.Tests;

namespace Matchmaking.SqlServer.Tests;

/// <summary>Many rows at once reach the server as they are, however their bytes fall into packets.</summary>
public sealed class CopyingTests : IDisposable
{
    private readonly TestDatabase _test = new();

    [Fact]
    public async Task Rows_of_any_length_are_copied_as_they_are()
    {
        await _test.WriteAsync(session =>
        {
            RoundStore.Add(session, Rows.Round("closed"));
            Assert.True(RunStore.Add(session, new RunRow { Id = "run-1", RoundId = "round-1", Status = "queued", StartedBy = "operator-1", CreatedAt = Rows.Now }));
        });
        var random = new Random(1);
        for (var repeat = 0; repeat < 40; repeat++)
        {
            var tasks = Enumerable.Range(1, 50 + (20 * repeat)).Select(number => new RunTask
            {
                RunId = "run-1",
                Number = number,
                Kind = "solve",
                Part = number % 3 == 0 ? null : new string('ä', random.Next(1_000)),
                State = "waiting",
                LeaseUntil = number % 2 == 0 ? Rows.Now : null,
                Fence = number,
                Losses = 0,
                Progress = number % 5 == 0 ? "" : null,
            }).ToList();

            await _test.WriteAsync(session =>
            {
                RunTaskStore.Remove(session, "run-1");
                RunTaskStore.Add(session, tasks);
            });

            Assert.Equal(tasks, _test.Read(session => RunTaskStore.OfRun(session, "run-1")));
        }
    }

    public void Dispose() => _test.Dispose();
}
