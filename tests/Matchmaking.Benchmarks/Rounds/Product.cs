using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>What a group trades.</summary>
internal sealed record Product(string Material, string Stage, string Form)
{
    private const int MostMaterials = 500;

    /// <summary>One form of every material at every stage that the service knows, in its order.</summary>
    public static async Task<IReadOnlyList<Product>> ReadAsync(Caller caller, CancellationToken stop)
    {
        var materials = await caller.GetAsync($"/v1/materials?leaf=true&limit={MostMaterials}", stop);
        var forms = from material in materials["items"]!.AsArray()
                    from form in material!["forms"]!.AsArray()
                    select new Product((string)material["code"]!, (string)form!["stage"]!, (string)form["code"]!);
        return [.. forms.DistinctBy(product => (product.Material, product.Stage))];
    }
}
