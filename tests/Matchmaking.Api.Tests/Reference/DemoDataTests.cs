using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Tests.Reference;

public class DemoDataTests
{
    [Theory]
    [InlineData("supply", "material", 615)]
    [InlineData("eu_sourcing", "material", 129)]
    [InlineData("eu_consumption", "material", 39)]
    [InlineData("prices", "material", 153)]
    [InlineData("strategic_projects", "materials", 50)]
    public void Figures_name_known_materials_and_countries_and_their_source(string table, string materials, int count)
    {
        var rows = ReferenceTable.Read(typeof(Materials).Assembly, $"Demo/Data/{table}.csv");

        Assert.Equal(count, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.NotEmpty(row["source"]);
            Assert.All(row[materials].Split(';'), code => Assert.NotNull(Materials.Current.Find(code)));
            // ZZ is the rest of the world.
            var countries = row.GetValueOrDefault("country", "ZZ").Split(';').Except(["ZZ"]);
            Assert.All(countries, code => Assert.NotNull(Countries.Current.Find(code)));
        });
    }
}
