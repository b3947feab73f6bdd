using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Runs;

/// <summary>
/// A small round on lithium hydroxide: two buyers ask for 100 t, Chile offers 100 t cheaply and Australia 30 t dearly. The country cap of
/// 65 % leaves Chile 65 t, so 95 t are matched and 5 t stay open.
/// </summary>
public sealed class LithiumRound(ServiceHost app, string id, ApiClient[] buyers, ApiClient chile, ApiClient australia)
{
    public const string Form = "lithium-hydroxide-monohydrate";

    public string Id => id;

    public string Path => $"/v1/rounds/{id}";

    public ApiClient[] Buyers => buyers;

    public ApiClient Chile => chile;

    public ApiClient Australia => australia;

    /// <summary>The operator who publishes, where the round wants a second person.</summary>
    public ApiClient Publisher { get; private init; } = app.Operator;

    /// <summary>Registers the companies, takes their lines and closes the round.</summary>
    public static async Task<LithiumRound> ClosedAsync(ServiceHost app, Action<JsonObject>? change = null)
    {
        var round = await OffersOpenAsync(app, change);
        await app.CloseAsync(round.Id);
        return round;
    }

    /// <summary>The same, with the offer window still open.</summary>
    public static async Task<LithiumRound> OffersOpenAsync(ServiceHost app, Action<JsonObject>? change = null)
    {
        var publisher = await app.AnotherOperatorAsync();
        ApiClient[] buyers = [await app.VerifiedBuyerAsync("DE"), await app.VerifiedBuyerAsync("FR")];
        var (chile, australia) = (await app.VerifiedSupplierAsync("CL"), await app.VerifiedSupplierAsync("AU"));
        var id = await app.OpenRoundAsync(change);
        var round = new LithiumRound(app, id, buyers, chile, australia) { Publisher = publisher };
        await buyers[0].PostAsync($"{round.Path}/demands", Demand(60, "DE")).ShouldBe(201);
        await buyers[1].PostAsync($"{round.Path}/demands", Demand(40, "FR")).ShouldBe(201);
        await app.OpenOffersAsync(id);
        await chile.PostAsync($"{round.Path}/offers", Offer(100, 9_000, "CL")).ShouldBe(201);
        await australia.PostAsync($"{round.Path}/offers", Offer(30, 12_000, "AU")).ShouldBe(201);
        return round;
    }

    public static JsonObject Demand(decimal quantity, string destination) => new()
    {
        ["material"] = "lithium",
        ["stage"] = "processing",
        ["form"] = Form,
        ["year"] = 2028,
        ["quantity"] = quantity,
        ["destination"] = destination,
        ["reference"] = $"line-{destination}",
    };

    public static JsonObject Offer(decimal quantity, decimal price, string origin) => new()
    {
        ["material"] = "lithium",
        ["stage"] = "processing",
        ["form"] = Form,
        ["year"] = 2028,
        ["quantity"] = quantity,
        ["askPrice"] = price,
        ["priceBasis"] = "delivered",
        ["origin"] = origin,
    };

    /// <summary>Starts a run and waits until it has ended.</summary>
    public async Task<Answer> RunAsync()
    {
        var started = await app.Operator.PostAsync($"{Path}/runs").ShouldBe(202);
        return await EndOfAsync(started.Location);
    }

    /// <summary>Waits until a run has ended.</summary>
    public async Task<Answer> EndOfAsync(string path)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            var run = await app.Operator.GetAsync(path).ShouldBe(200);
            if ((string?)run["status"] is not ("queued" or "running"))
                return run;
            await Task.Delay(20);
        }

        throw new TimeoutException($"{path} has not ended.");
    }

    /// <summary>Runs and publishes.</summary>
    public async Task<LithiumRound> PublishAsync()
    {
        var run = await RunAsync();
        await Publisher.PostAsync($"{Path}/publish", new { runId = run.Id }).ShouldBe(200);
        return this;
    }

    /// <summary>A company's matches.</summary>
    public async Task<IReadOnlyList<JsonObject>> MatchesOfAsync(ApiClient company) => (await company.GetAsync($"{Path}/matches").ShouldBe(200)).Items;
}
