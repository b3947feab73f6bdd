using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Tests.Reference;

public class ConsumptionTests
{
    private static readonly ConsumptionTable Table = ConsumptionTable.Current;

    [Fact]
    public void Figures_are_published_or_derived_and_say_what_was_counted_by_whom()
    {
        Assert.Equal((12, 7), (Table.All.Count(figure => figure.Basis == ConsumptionBasis.Published),
            Table.All.Count(figure => figure.Basis == ConsumptionBasis.Derived)));
        Assert.All(Table.All, figure =>
        {
            Assert.NotNull(Materials.Current.Find(figure.Material));
            Assert.True(figure.TonnesPerYear > 0);
            Assert.All([figure.Figure, figure.Unit, figure.Year, figure.Source], Assert.NotEmpty);
        });
    }

    [Fact]
    public void A_figure_is_found_by_material_and_stage()
    {
        Assert.Equal([160_000m], Table.Find("magnesium", Stage.Processing).Select(figure => figure.TonnesPerYear));
        Assert.Empty(Table.Find("magnesium", Stage.Recycling));
        Assert.Empty(Table.Find("gallium"));
        Assert.Contains(Table.Find("copper"), figure => figure.Stage is null && figure.TonnesPerYear == 4_000_000);
    }

    [Fact]
    public void Tonnes_of_magnets_are_not_taken_for_tonnes_of_oxide() =>
        Assert.DoesNotContain(Table.Find("rare-earths-magnet"), figure => figure.InReferenceContent);
}
