using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Tests;

namespace Matchmaking.SqlServer.Tests;

/// <summary>Many rows with long texts come back as they were, however they fall into packets.</summary>
public sealed class ReadingTests : IDisposable
{
    private readonly TestDatabase _test = new();

    [Fact]
    public async Task Lines_of_any_length_are_read_as_they_are()
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, 800).Select(number => Rows.Line($"line-{number:0000}") with { Document = new string('ä', random.Next(1, 600)) }).ToList();
        await _test.WriteAsync(session =>
        {
            ParticipantStore.Add(session, Rows.Participant("buyer-1"));
            RoundStore.Add(session, Rows.Round("demand-open"));
            foreach (var line in lines)
                Assert.True(LineStore.Add(session, line, "demand-open"));
        });

        for (var repeat = 0; repeat < 20; repeat++)
            Assert.Equal(lines, _test.Read(session => LineStore.Active(session, "round-1")));
    }

    public void Dispose() => _test.Dispose();
}
