using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Pools;

/// <summary>What buyers do before offers open, and what is seen of it after.</summary>
public static class PoolScenarios
{
    public const string Hydroxide = "lithium-hydroxide-monohydrate", Carbonate = "lithium-carbonate";

    /// <summary>A verified buyer that states a company group, confirmed or not.</summary>
    public static Task<ApiClient> BuyerOfGroupAsync(this ServiceHost app, string group)
    {
        var company = Sample.Company("DE", "buyer");
        company["companyGroup"] = group;
        return app.VerifiedAsync(company);
    }

    /// <summary>Submits a demand line and tells its id.</summary>
    public static async Task<string> DemandAsync(this ApiClient buyer, string round, decimal quantity, string form = Hydroxide, string? onBehalfOf = null) =>
        (await buyer.PostAsync($"/v1/rounds/{round}/demands", Sample.Demand(line =>
        {
            line["quantity"] = quantity;
            line["form"] = form;
            line["onBehalfOf"] = onBehalfOf;
        })).ShouldBe(201)).Id;

    /// <summary>Lets new buyers submit a line each.</summary>
    public static async Task DemandsAsync(this ServiceHost app, string round, string form, params decimal[] quantities)
    {
        foreach (var quantity in quantities)
            await (await app.VerifiedBuyerAsync()).DemandAsync(round, quantity, form);
    }

    /// <summary>The pools as a verified supplier sees them.</summary>
    public static async Task<IReadOnlyList<JsonObject>> PoolsAsync(this ServiceHost app, string round) =>
        (await (await app.VerifiedSupplierAsync()).GetAsync($"/v1/rounds/{round}/pools").ShouldBe(200)).Items;

    /// <summary>The pool of a form.</summary>
    public static JsonObject Of(this IEnumerable<JsonObject> pools, string form) => pools.Single(pool => (string?)pool["form"] == form);
}
