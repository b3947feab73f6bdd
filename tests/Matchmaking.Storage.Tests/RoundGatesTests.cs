using System.Collections.Concurrent;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Storage.Tests;

public sealed class RoundGatesTests : IAsyncLifetime
{
    private const int Companies = 8, Before = 100, Most = 2_000;
    private const string Round = "round-1", Window = "demand-open";

    private readonly TestDatabase _test = new();

    public Task InitializeAsync() => _test.WriteAsync(session =>
    {
        for (var company = 0; company < Companies; company++)
            ParticipantStore.Add(session, Rows.Participant($"buyer-{company}") with { State = "pending" });
        RoundStore.Add(session, Rows.Round(Window));
    });

    [Fact]
    public async Task What_closing_sees_is_every_line_that_was_answered_and_none_comes_after()
    {
        var answered = new ConcurrentBag<string>();
        var companies = Enumerable.Range(0, Companies).Select(company => Task.Run(async () =>
        {
            for (var number = 0; number < Most && await AddAsync($"buyer-{company}", $"line-{company}-{number:00000}"); number++)
                answered.Add($"line-{company}-{number:00000}");
        })).ToList();
        while (answered.Count < Before && !companies.Any(company => company.IsFaulted))
            await Task.Delay(5);

        var seen = await _test.WriteAsync(session =>
        {
            var row = RoundStore.Hold(session, Round)!;
            var lines = LineStore.Active(session, Round).Select(line => line.Id).ToList();
            Assert.True(RoundStore.Replace(session, row with { State = "offers-open" }));
            return lines;
        });
        await Task.WhenAll(companies);

        Assert.Equal(answered.Order(StringComparer.Ordinal), seen);
        Assert.Equal(new RoundMark(2, seen.Count), _test.Read(session => RoundStore.Mark(session, Round)));
    }

    [Fact]
    public async Task Of_many_who_move_a_round_on_one_does()
    {
        var moved = await Task.WhenAll(Enumerable.Range(0, Companies).Select(_ => Task.Run(() => _test.WriteAsync(session =>
            RoundStore.Hold(session, Round) is { State: Window } row && RoundStore.Replace(session, row with { State = "offers-open" })))));

        Assert.Single(moved, true);
        Assert.Equal(2, _test.Read(session => RoundStore.Find(session, Round))!.Version);
    }

    public Task DisposeAsync()
    {
        _test.Dispose();
        return Task.CompletedTask;
    }

    private Task<bool> AddAsync(string company, string line) => _test.Database.WriteAsync(
        session => RoundStore.Enter(session, Round, company, Window) && LineStore.Add(session, Rows.Line(line) with { ParticipantId = company }, Window),
        added => added);
}
