using System.Text.Json.Nodes;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Tests.Lines;

/// <summary>Either side of a round, so that what they have in common is tested on both.</summary>
public enum Side
{
    Demand,
    Offer,
}

/// <summary>Scenarios with lines in them.</summary>
public abstract class LineScenarios : ScenarioTests
{
    /// <summary>Both sides.</summary>
    public static TheoryData<Side> Sides => [Side.Demand, Side.Offer];

    /// <summary>Path of a side's lines in a round.</summary>
    internal static string Lines(string round, Side side) => $"/v1/rounds/{round}/{(side == Side.Demand ? "demands" : "offers")}";

    /// <summary>A line that the sample round accepts.</summary>
    internal static JsonObject Line(Side side, Action<JsonObject>? change = null) =>
        side == Side.Demand ? Sample.Demand(change) : Sample.Offer(change);

    /// <summary>A company that may write on that side.</summary>
    protected Task<ApiClient> CompanyAsync(Side side) => side == Side.Demand ? App.VerifiedBuyerAsync() : App.VerifiedSupplierAsync();

    /// <summary>A round in that side's window.</summary>
    protected async Task<string> RoundAsync(Side side, Action<JsonObject>? change = null)
    {
        var round = await App.OpenRoundAsync(change);
        if (side == Side.Offer)
            await App.OpenOffersAsync(round);
        return round;
    }

    /// <summary>Closes a round whatever its window.</summary>
    protected async Task CloseAsync(string round, Side side)
    {
        if (side == Side.Demand)
            await App.OpenOffersAsync(round);
        await App.CloseAsync(round);
    }

    /// <summary>Submits a line.</summary>
    protected static Task<Answer> SubmitAsync(ApiClient company, string round, Side side, Action<JsonObject>? change = null) =>
        company.PostAsync(Lines(round, side), Line(side, change)).ShouldBe(201);

    /// <summary>What is stored of a side.</summary>
    protected IReadOnlyList<LineRow> Stored(string round, Side side) => App.Service<Database>().Read(session =>
        LineStore.List(session, round, Name(side), null, new LineFilter(null, null, null, null, null), "", 1000));

    /// <summary>A side as it is stored.</summary>
    protected static string Name(Side side) => side == Side.Demand ? "demand" : "offer";
}
