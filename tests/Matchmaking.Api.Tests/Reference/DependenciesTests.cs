using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Tests.Reference;

public class DependenciesTests
{
    private static readonly IReadOnlyList<Dependency> All = Materials.Current.Dependencies;

    [Fact]
    public void Every_dependency_is_a_share_of_a_known_material_from_a_third_country_with_its_source() => Assert.All(All, dependency =>
    {
        Assert.NotNull(Materials.Current.Find(dependency.Material));
        Assert.NotNull(Countries.Current.Find(dependency.Country));
        Assert.False(Countries.Current.IsUnion(dependency.Country), dependency.Country);
        Assert.InRange(dependency.Share, 0.4m, 1m);
        Assert.NotEmpty(dependency.Source);
    });

    [Theory]
    [InlineData("heavy-rare-earths", "CN", 1)]
    [InlineData("magnesium", "CN", 0.97)]
    [InlineData("light-rare-earths", "CN", 0.85)]
    [InlineData("gallium", "CN", 0.71)]
    [InlineData("graphite", "CN", 0.4)]
    [InlineData("boron", "TR", 0.98)]
    [InlineData("pgm-platinum", "ZA", 0.71)]
    [InlineData("lithium", "CL", 0.79)]
    public void The_dependencies_of_the_Union_are_known(string material, string country, decimal share) =>
        Assert.Contains(Materials.Current.Find(material)!.KnownDependencies,
            dependency => dependency.Country == country && dependency.Share == share);

    [Fact]
    public void A_leaf_shows_what_is_stated_for_its_collective_entries()
    {
        var stated = Materials.Current.Find("rare-earth-magnet-dysprosium")!.KnownDependencies.Select(dependency => dependency.Material);

        Assert.Contains("heavy-rare-earths", stated);
        Assert.DoesNotContain("light-rare-earths", stated);
    }
}
