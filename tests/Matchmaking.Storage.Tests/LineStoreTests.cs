using System.Data.Common;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Storage.Tests;

public sealed class LineStoreTests : IAsyncLifetime
{
    private readonly TestDatabase _test = new();

    public Task InitializeAsync() => _test.WriteAsync(session =>
    {
        ParticipantStore.Add(session, Rows.Participant("buyer-1"));
        ParticipantStore.Add(session, Rows.Participant("supplier-1"));
        RoundStore.Add(session, Rows.Round("demand-open"));
    });

    [Fact]
    public async Task A_line_is_stored_as_it_was_given()
    {
        var line = Rows.Line() with { Reference = "PO-1", Document = "{\"a\":1}", Confirmed = "[\"recycled\"]", StateReason = "none" };
        Assert.True(await AddAsync(line));
        Assert.Equal(line, Find(line.Id));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("offers-open")]
    [InlineData("closed")]
    [InlineData("published")]
    [InlineData("cancelled")]
    public async Task Outside_its_window_a_line_is_neither_added_nor_changed(string state)
    {
        Assert.True(await AddAsync(Rows.Line()));
        await SetRoundAsync(state);

        Assert.False(await AddAsync(Rows.Line("line-2")));
        Assert.False(await ReplaceAsync(Rows.Line() with { QuantityKg = 1 }));

        Assert.Null(Find("line-2"));
        Assert.Equal(Rows.Line(), Find("line-1"));
    }

    [Fact]
    public async Task A_round_that_does_not_exist_takes_no_line() => Assert.False(await AddAsync(Rows.Line() with { RoundId = "round-2" }));

    [Fact]
    public async Task A_company_is_on_one_side_of_a_material_and_stage()
    {
        Assert.True(await AddAsync(Rows.Line()));
        await SetRoundAsync("offers-open");
        var offer = Rows.Line("offer-1") with { Side = "offer" };

        Assert.True(_test.Read(session => LineStore.OnOtherSide(session, offer)));
        Assert.False(await AddAsync(offer, "offers-open"));
        Assert.True(await AddAsync(offer with { Stage = "recycling" }, "offers-open"));
        Assert.True(await AddAsync(offer with { Id = "offer-2", Material = "cobalt" }, "offers-open"));
        Assert.True(await AddAsync(offer with { Id = "offer-3", ParticipantId = "supplier-1" }, "offers-open"));
        Assert.False(await ReplaceAsync(offer with { Version = 1 }, "offers-open"));
        Assert.Equal("recycling", Find("offer-1", "offer")!.Stage);
    }

    [Theory]
    [InlineData("active", false)]
    [InlineData("excluded", false)]
    [InlineData("withdrawn", true)]
    public async Task A_withdrawn_line_frees_the_other_side(string state, bool free)
    {
        Assert.True(await AddAsync(Rows.Line() with { State = state }));
        await SetRoundAsync("offers-open");
        Assert.Equal(free, await AddAsync(Rows.Line("offer-1") with { Side = "offer" }, "offers-open"));
    }

    [Fact]
    public async Task A_change_is_made_from_the_present_version()
    {
        Assert.True(await AddAsync(Rows.Line()));
        Assert.True(await ReplaceAsync(Rows.Line() with { QuantityKg = 1 }));
        Assert.False(await ReplaceAsync(Rows.Line() with { QuantityKg = 2 }));
        Assert.True(await ReplaceAsync(Rows.Line() with { Version = 2, QuantityKg = 3 }));
        Assert.Equal(Rows.Line() with { Version = 3, QuantityKg = 3 }, Find("line-1"));
    }

    [Fact]
    public async Task A_reference_is_unique_among_a_companys_standing_lines_of_a_round()
    {
        Assert.True(await AddAsync(Rows.Line() with { Reference = "PO-1" }));
        Assert.True(await AddAsync(Rows.Line("line-2") with { Reference = "PO-2" }));
        Assert.True(await AddAsync(Rows.Line("line-3")));
        Assert.True(await AddAsync(Rows.Line("line-4")));
        Assert.True(await AddAsync(Rows.Line("line-5") with { Reference = "PO-1", ParticipantId = "supplier-1" }));

        var exception = await Assert.ThrowsAnyAsync<DbException>(() => AddAsync(Rows.Line("line-6") with { Reference = "PO-1" }));
        Assert.True(_test.Opened.IsDuplicateKey(exception));

        Assert.True(await ReplaceAsync(Rows.Line() with { Reference = "PO-1", State = "withdrawn" }));
        Assert.True(await AddAsync(Rows.Line("line-6") with { Reference = "PO-1" }));
    }

    [Fact]
    public async Task Closing_and_submitting_do_not_race()
    {
        var submissions = Enumerable.Range(0, 40).Select(number => Task.Run(() => AddAsync(Rows.Line($"line-{number}")))).ToList();
        var closing = Task.Run(async () =>
        {
            await SetRoundAsync("offers-open");
            return Count();
        });

        var added = (await Task.WhenAll(submissions)).Count(done => done);

        Assert.Equal(added, await closing);
        Assert.Equal(added, Count());
    }

    [Fact]
    public async Task Lists_hold_one_side_of_one_round()
    {
        await AddAsync(Rows.Line("line-1") with { Reference = "PO-1" });
        await AddAsync(Rows.Line("line-2") with { Form = "lithium-chloride", State = "withdrawn" });
        await AddAsync(Rows.Line("line-3") with { ParticipantId = "supplier-1", Side = "offer" });

        Assert.Equal(["line-1", "line-2"], List());
        Assert.Equal(["line-1", "line-2"], List("buyer-1"));
        Assert.Empty(List("supplier-1"));
        Assert.Equal(["line-1"], List(filter: new LineFilter("active", null, null, null, null)));
        Assert.Equal(["line-1"], List(filter: new LineFilter(null, "lithium", "processing", "lithium-carbonate", "PO-1")));
        Assert.Equal(["line-1", "line-3"], _test.Read(session => LineStore.Active(session, "round-1")).Select(line => line.Id));
        Assert.Null(_test.Read(session => LineStore.Find(session, "round-2", "demand", "line-1")));
        Assert.Null(_test.Read(session => LineStore.Find(session, "round-1", "offer", "line-1")));
    }

    public Task DisposeAsync()
    {
        _test.Dispose();
        return Task.CompletedTask;
    }

    private Task<bool> AddAsync(LineRow line, string window = "demand-open") => _test.WriteAsync(session => LineStore.Add(session, line, window));

    private Task<bool> ReplaceAsync(LineRow line, string window = "demand-open") => _test.WriteAsync(session => LineStore.Replace(session, line, window));

    private Task SetRoundAsync(string state) => _test.WriteAsync(session =>
        Assert.True(RoundStore.Replace(session, RoundStore.Hold(session, "round-1")! with { State = state })));

    private LineRow? Find(string id, string side = "demand") => _test.Read(session => LineStore.Find(session, "round-1", side, id));

    private IEnumerable<string> List(string? participant = null, LineFilter? filter = null) => _test.Read(session =>
        LineStore.List(session, "round-1", "demand", participant, filter ?? new LineFilter(null, null, null, null, null), "", 100)).Select(line => line.Id);

    private long Count() => _test.Read(session => session.Value<long>("SELECT COUNT(*) FROM lines"));
}
