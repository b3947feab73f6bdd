using Matchmaking.Api.Demands;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Offers;
using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Tests.Lines;

/// <summary>Which specifications keep a line and an offer apart.</summary>
public sealed class TestedSpecificationsTests
{
    [Theory]
    [InlineData("Na", null, 20.0, "Na", null, 20.0, true)]
    [InlineData("Na", null, 20.0, "Na", null, 20.1, false)]
    [InlineData("Na", null, 20.0, "Na", 5.0, null, false)]
    [InlineData("Na", 5.0, null, "Na", 5.0, null, true)]
    [InlineData("Na", 5.0, null, "Na", 4.9, null, false)]
    [InlineData("Na", 5.0, null, "Na", null, 9.0, false)]
    [InlineData("Na", 5.0, 9.0, "Na", 6.0, 8.0, true)]
    [InlineData("Na", 5.0, 9.0, "Na", 6.0, 10.0, false)]
    [InlineData("Na", null, 20.0, "Fe", null, 1.0, false)]
    [InlineData("Mg", null, 20.0, "Mg", null, 50.0, true)]
    public void A_tested_parameter_has_to_be_guaranteed(
        string asked, double? askedMin, double? askedMax, string offered, double? offeredMin, double? offeredMax, bool passes)
    {
        var demand = LineInputsTests.Row("d", Demand(Spec(asked, askedMin, askedMax)));
        var offer = LineInputsTests.Row("o", Offer("lithium-hydroxide-monohydrate", Spec(offered, offeredMin, offeredMax)));

        var excluded = SpecificationTest.SpecExclusions([demand], [offer]).ToList();

        Assert.Equal(passes ? [] : [new("d", "o")], excluded);
    }

    [Fact]
    public void A_line_that_asks_for_nothing_takes_every_offer() => Assert.Empty(SpecificationTest.SpecExclusions(
        [LineInputsTests.Row("d", Demand())], [LineInputsTests.Row("o", Offer("lithium-hydroxide-monohydrate", Spec("Na", null, 1000)))]));

    [Fact]
    public void Pairs_of_different_forms_or_years_are_not_named() => Assert.Empty(SpecificationTest.SpecExclusions(
        [LineInputsTests.Row("d", Demand(Spec("Na", null, 1)))],
        [
            LineInputsTests.Row("form", Offer("lithium-carbonate")),
            LineInputsTests.Row("year", Offer("lithium-hydroxide-monohydrate") with { Year = 2033 }),
        ]));

    private static DemandTerms Demand(params Specification[] specs) => new()
    {
        Material = "lithium",
        Stage = Stage.Processing,
        Form = "lithium-hydroxide-monohydrate",
        Year = 2028,
        Quantity = 100,
        Destination = "DE",
        Specs = specs,
    };

    private static OfferTerms Offer(string form, params Specification[] specs) => new()
    {
        Material = "lithium",
        Stage = Stage.Processing,
        Form = form,
        Year = 2028,
        Quantity = 100,
        AskPrice = 11000,
        Origin = "CL",
        Specs = specs,
    };

    private static Specification Spec(string parameter, double? min, double? max) =>
        new() { Parameter = parameter, Min = (decimal?)min, Max = (decimal?)max, Unit = "ppm" };
}
