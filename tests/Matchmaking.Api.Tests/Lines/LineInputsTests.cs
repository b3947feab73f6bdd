using Matchmaking.Api.Demands;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Offers;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;

namespace Matchmaking.Api.Tests.Lines;

/// <summary>What of a line reaches the engine.</summary>
public sealed class LineInputsTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);

    private static readonly DefineRound Round = new()
    {
        Title = "Battery materials",
        Type = RoundType.Diversification,
        Coverage = [],
        RuleReason = "The benchmark of Article 5",
        Benchmarks = [new Benchmark { Index = "LiOH", Price = 12500 }],
    };

    private static readonly DemandTerms Demand = new()
    {
        Material = "lithium",
        Stage = Stage.Processing,
        Form = "lithium-hydroxide-monohydrate",
        Year = 2028,
        Quantity = 100,
        Destination = "DE",
    };

    private static readonly OfferTerms Offer = new()
    {
        Material = "lithium",
        Stage = Stage.Processing,
        Form = "lithium-hydroxide-monohydrate",
        Year = 2028,
        Quantity = 100,
        AskPrice = 11000,
        Origin = "CL",
    };

    [Fact]
    public void A_demand_line_keeps_its_terms()
    {
        var terms = Demand with
        {
            MinimumQuantity = 10,
            LimitPrice = 12000.5m,
            MinPurity = 56.5m,
            ExcludedOrigins = ["CN"],
            MinSustainabilityScore = 50,
            MaxCarbonFootprint = 12.5m,
            RecycledOnly = true,
        };
        IReadOnlyList<CountryQuantity> supply = [new("CL", 4)];

        var input = LineInputs.Demand(Row("d", terms), Company("b"), Round, supply);

        Assert.Equal(new DemandLine
        {
            Id = "d",
            Buyer = "b",
            Material = "lithium",
            Stage = "processing",
            Form = "lithium-hydroxide-monohydrate",
            Year = 2028,
            Quantity = 100,
            MinimumQuantity = 10,
            LimitPrice = 12000.5m,
            MinPurity = 56.5m,
            ExcludedOrigins = input.ExcludedOrigins,
            MinSustainabilityScore = 50,
            MaxCarbonFootprint = 12.5m,
            RecycledOnly = true,
            Destination = "DE",
            ExistingSupply = supply,
        }, input);
        Assert.Equal(["CN"], input.ExcludedOrigins);
    }

    [Theory]
    [InlineData(false, "sme", false)]
    [InlineData(true, "sme", true)]
    [InlineData(true, "mid", false)]
    public void A_size_counts_once_confirmed(bool confirmed, string size, bool sme) =>
        Assert.Equal(sme, LineInputs.Demand(Row("d", Demand), Company("b") with { Size = size, SizeConfirmed = confirmed }, Round, []).Sme);

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "Holding")]
    public void A_company_group_counts_once_confirmed(bool confirmed, string? group)
    {
        var company = Company("c") with { CompanyGroup = "Holding", GroupConfirmed = confirmed };

        Assert.Equal(group, LineInputs.Demand(Row("d", Demand), company, Round, []).BuyerGroup);
        Assert.Equal(group, LineInputs.Offer(Row("o", Offer), company, Round).SupplierGroup);
    }

    [Fact]
    public void Claims_of_an_offer_count_once_confirmed()
    {
        var claims = Offer with { Recycled = true, SustainabilityScore = 71, CarbonFootprint = 9.8m, StrategicProject = true };
        var row = Row("o", claims with { Purity = 56.5m });

        Assert.Equal((false, null, null, false, 56.5m), Claims("[]"));
        Assert.Equal((true, null, null, false, 56.5m), Claims("""["recycled"]"""));
        Assert.Equal((false, 71, null, false, 56.5m), Claims("""["sustainability-score"]"""));
        Assert.Equal((false, null, 9.8m, false, 56.5m), Claims("""["carbon-footprint"]"""));
        Assert.Equal((false, null, null, true, 56.5m), Claims("""["strategic-project"]"""));

        (bool, decimal?, decimal?, bool, decimal?) Claims(string confirmed)
        {
            var input = LineInputs.Offer(row with { Confirmed = confirmed }, Company("s"), Round);
            return (input.Recycled, input.SustainabilityScore, input.CarbonFootprint, input.StrategicProject, input.Purity);
        }
    }

    [Theory]
    [InlineData(null, 12500)]
    [InlineData(250.25, 12750.25)]
    [InlineData(-12500.0, 0)]
    public void An_index_price_is_evaluated_at_the_benchmark(double? premium, double expected)
    {
        var price = new PriceTerms { Kind = PriceKind.Index, Index = "LiOH", Premium = (decimal?)premium };

        var offer = Offer with { AskPrice = null, Price = price };
        Assert.Equal((decimal)expected, LineInputs.Offer(Row("o", offer), Company("s"), Round).AskPrice);
        Assert.Equal((decimal)expected, LineInputs.Demand(Row("d", Demand with { Price = price }), Company("b"), Round, []).LimitPrice);
    }

    [Theory]
    [InlineData(null, null, PriceBasis.ExWorks)]
    [InlineData(null, IncotermRule.Fca, PriceBasis.ExWorks)]
    [InlineData(null, IncotermRule.Cif, PriceBasis.Delivered)]
    [InlineData(PriceBasis.Delivered, null, PriceBasis.Delivered)]
    public void The_price_basis_follows_the_incoterm(PriceBasis? stated, IncotermRule? term, PriceBasis expected)
    {
        var incoterm = term is { } rule ? new Incoterm { Term = rule, Place = "Antwerp" } : null;
        var terms = Offer with { PriceBasis = stated, Incoterm = incoterm };

        Assert.Equal(expected, LineInputs.Offer(Row("o", terms), Company("s"), Round).PriceBasis);
    }

    [Fact]
    public void Existing_supply_is_divided_by_quantity_and_rounded_down()
    {
        var stated = Demand with { Quantity = 100, ExistingSupply = [new("CL", 100), new("AU", 0.002m)] };
        LineRow[] rows =
        [
            Row("a", stated),
            Row("b", Demand with { Quantity = 200 }),
            Row("excluded", Demand with { Quantity = 50 }) with { State = "excluded" },
            Row("withdrawn", stated) with { State = "withdrawn" },
            Row("other year", Demand with { Year = 2033 }),
            Row("other buyer", Demand) with { ParticipantId = "someone" },
            Row("offer", Offer),
        ];

        var divided = ExistingSupply.Divide(rows);

        // A third of 100 t is 33.333 t, two thirds of 2 kg are 1 kg and a third is nothing.
        Assert.Equal([new("CL", 33.333m)], divided["a"]);
        Assert.Equal([new("CL", 66.666m), new("AU", 0.001m)], divided["b"]);
        Assert.Empty(divided["other year"]);
        Assert.Empty(divided["other buyer"]);
        Assert.Equal(["a", "b", "other buyer", "other year"], divided.Keys.Order());
    }

    [Fact]
    public void Existing_supply_that_an_excluded_line_stated_still_counts_for_the_others()
    {
        LineRow[] rows =
        [
            Row("excluded", Demand with { ExistingSupply = [new("CL", 1_000_000_000)] }) with { State = "excluded" },
            Row("a", Demand with { Quantity = 1_000_000_000 }),
        ];

        Assert.Equal([new("CL", 1_000_000_000)], ExistingSupply.Divide(rows)["a"]);
    }

    internal static LineRow Row(string id, LineTerms terms) => new()
    {
        Id = id,
        RoundId = "r",
        ParticipantId = "p",
        Side = terms is DemandTerms ? "demand" : "offer",
        Version = 1,
        State = "active",
        Material = terms.Material,
        Stage = Json.Name(terms.Stage),
        Form = terms.Form,
        Year = terms.Year,
        QuantityKg = Units.Kilograms(terms.Quantity),
        Document = Json.Write(terms),
        Confirmed = "[]",
        CreatedAt = Now,
        ChangedAt = Now,
    };

    private static ParticipantRow Company(string id) => new()
    {
        Id = id,
        Version = 1,
        State = "verified",
        Name = "Company",
        Country = "DE",
        RegistrationScheme = "lei",
        RegistrationNumber = Sample.Lei(1),
        Size = "large",
        GroupConfirmed = false,
        SizeConfirmed = false,
        Profile = "{}",
        CreatedAt = Now,
        ChangedAt = Now,
    };
}
