using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Documents;

/// <summary>Every kind of broken input is refused at the path of its fault.</summary>
public sealed class InputRefusalTests
{
    private const string Good = """
        {
          "rules": { "lot": 0.5, "seed": "s", "exemptCountries": ["DE"], "freight": [{ "from": "CL", "to": "DE", "cost": 95.00 }] },
          "consumption": [{ "material": "lithium", "stage": "processing", "year": 2027, "quantity": 30000, "imports": [{ "country": "CL", "quantity": 18000 }] }],
          "demands": [{ "id": "a", "buyer": "b", "material": "lithium", "stage": "processing", "form": "f", "year": 2027, "quantity": 1200.5,
                        "minimumQuantity": 100, "destination": "DE", "existingSupply": [{ "country": "CL", "quantity": 400 }] }],
          "offers": [{ "id": "o", "supplier": "s", "material": "lithium", "stage": "processing", "form": "f", "year": 2027, "quantity": 5000,
                       "minimumOrder": 500, "askPrice": 11250.00, "priceBasis": "exWorks", "origin": "CL", "purity": 56.5, "carbonFootprint": 9.8 }],
          "excludedPairs": []
        }
        """;

    [Fact]
    public void The_unbroken_input_is_read() => Assert.Empty(InputDocument.Read(Encoding.UTF8.GetBytes(Good)).Faults);

    [Theory]
    [InlineData("$.extra", "1", "$.extra")]
    [InlineData("$.demands[0].extra", "1", "$.demands[0].extra")]
    [InlineData("$.rules.diversification", """{ "share": 1 }""", "$.rules.diversification.share")]
    [InlineData("$.rules.objective", "\"profit\"", "$.rules.objective")]
    [InlineData("$.rules.diversification", """{ "basis": "offers" }""", "$.rules.diversification.basis")]
    [InlineData("$.rules.diversification", """{ "countryShare": 1.1 }""", "$.rules.diversification.countryShare")]
    [InlineData("$.rules.diversification", """{ "countryShare": -0.1 }""", "$.rules.diversification.countryShare")]
    [InlineData("$.rules.diversification", """{ "supplierShare": 0.12345 }""", "$.rules.diversification.supplierShare")]
    [InlineData("$.rules.lot", "0", "$.rules.lot")]
    [InlineData("$.rules.lot", "0.0001", "$.rules.lot")]
    [InlineData("$.rules.seed", "7", "$.rules.seed")]
    [InlineData("$.rules.seed", "null", "$.rules.seed")]
    [InlineData("$.rules.nodeLimit", "0", "$.rules.nodeLimit")]
    [InlineData("$.rules.nodeLimit", "1.5", "$.rules.nodeLimit")]
    [InlineData("$.rules.timeLimitSeconds", "99999999999", null)]
    [InlineData("$.rules.exemptCountries", """["DE", "DE"]""", "$.rules.exemptCountries[1]")]
    [InlineData("$.rules.exemptCountries", """["Germany"]""", "$.rules.exemptCountries[0]")]
    [InlineData("$.rules.eligibleOrigins", """["cl"]""", "$.rules.eligibleOrigins[0]")]
    [InlineData("$.rules.preferences", """{ "smeBonus": 0.001 }""", "$.rules.preferences.smeBonus")]
    [InlineData("$.rules.freightRate", "0.0000001", "$.rules.freightRate")]
    [InlineData("$.rules.freight", """[{ "from": "CL", "to": "DE", "cost": 1 }, { "from": "CL", "to": "DE", "cost": 2 }]""", "$.rules.freight[1]")]
    [InlineData("$.rules.freight", """[{ "from": "CL", "to": "DE" }]""", "$.rules.freight[0].cost")]
    [InlineData("$.demands[0].id", null, "$.demands[0].id")]
    [InlineData("$.demands[0].id", "\"\"", "$.demands[0].id")]
    [InlineData("$.demands[0].quantity", null, "$.demands[0].quantity")]
    [InlineData("$.demands[0].quantity", "-1", "$.demands[0].quantity")]
    [InlineData("$.demands[0].quantity", "\"1200.5\"", "$.demands[0].quantity")]
    [InlineData("$.demands[0].quantity", "1e400", "$.demands[0].quantity")]
    [InlineData("$.demands[0].quantity", "1200.0001", "$.demands[0].quantity")]
    [InlineData("$.demands[0].quantity", "1200.25", "$.demands[0].quantity")]
    [InlineData("$.demands[0].quantity", "1200.5000000000000000000000000000000001", "$.demands[0].quantity")]
    [InlineData("$.demands[0].quantity", "2000000000000", "$.demands[0].quantity")]
    [InlineData("$.demands[0].minimumQuantity", "100.2", "$.demands[0].minimumQuantity")]
    [InlineData("$.demands[0].minimumQuantity", "1201", "$.demands[0].minimumQuantity")]
    [InlineData("$.demands[0].limitPrice", "10.001", "$.demands[0].limitPrice")]
    [InlineData("$.demands[0].minPurity", "100.5", "$.demands[0].minPurity")]
    [InlineData("$.demands[0].sme", "null", "$.demands[0].sme")]
    [InlineData("$.demands[0].stage", "\"mining\"", "$.demands[0].stage")]
    [InlineData("$.demands[0].year", "\"2027\"", "$.demands[0].year")]
    [InlineData("$.demands[0].destination", "\"D\"", "$.demands[0].destination")]
    [InlineData("$.demands[0].existingSupply", """[{ "country": "CL", "quantity": 1 }, { "country": "CL", "quantity": 2 }]""", "$.demands[0].existingSupply[1]")]
    [InlineData("$.offers[0].priceBasis", "\"fob\"", "$.offers[0].priceBasis")]
    [InlineData("$.offers[0].minimumOrder", "5000.5", "$.offers[0].minimumOrder")]
    [InlineData("$.offers[0].askPrice", "1000000000.01", "$.offers[0].askPrice")]
    [InlineData("$.offers[0].origin", "\"C1\"", "$.offers[0].origin")]
    [InlineData("$.offers[0].purity", "-0.1", "$.offers[0].purity")]
    [InlineData("$.offers[0].carbonFootprint", "9.8765", "$.offers[0].carbonFootprint")]
    [InlineData("$.consumption[0].quantity", "-1", "$.consumption[0].quantity")]
    [InlineData("$.consumption[0].imports", """[{ "country": "CL", "quantity": 1 }, { "country": "CL", "quantity": 2 }]""", "$.consumption[0].imports[1]")]
    [InlineData("$.excludedPairs", """[{ "demand": "x", "offer": "o" }]""", "$.excludedPairs[0].demand")]
    [InlineData("$.excludedPairs", """[{ "demand": "a", "offer": "x" }]""", "$.excludedPairs[0].offer")]
    [InlineData("$.excludedPairs", """[{ "demand": "a", "offer": "o" }, { "demand": "a", "offer": "o" }]""", "$.excludedPairs[1]")]
    [InlineData("$.excludedPairs", "null", "$.excludedPairs")]
    [InlineData("$.offers", null, "$.offers")]
    public void A_broken_member_is_refused_at_its_path(string member, string? value, string? path)
    {
        var faults = InputDocument.Read(Change(member, value)).Faults;
        if (path is null)
            Assert.Empty(faults);
        else
            Assert.Equal([(path, "invalid")], faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void Every_objective_and_cap_of_the_specification_is_accepted()
    {
        Assert.Empty(InputDocument.Read(Change("$.rules.diversification", """{ "supplierShare": 0.2, "lineCountryShare": 0.5 }""")).Faults);
        var input = Read(Good);
        var surplus = input with { Rules = input.Rules with { Objective = Objective.Surplus }, Demands = [input.Demands[0] with { LimitPrice = 12_000 }] };
        Assert.Empty(InputDocument.Validate(surplus));
    }

    [Fact]
    public void Under_surplus_every_line_needs_a_limit_price()
    {
        var input = Read(Good);
        var lines = new[] { input.Demands[0] with { LimitPrice = 12_000 }, input.Demands[0] with { Id = "b" }, input.Demands[0] with { Id = "c" } };
        var surplus = input with { Rules = input.Rules with { Objective = Objective.Surplus }, Demands = lines };
        Assert.Equal(
            [("$.demands[1].limitPrice", "invalid"), ("$.demands[2].limitPrice", "invalid")],
            InputDocument.Validate(surplus).Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void Surplus_with_basis_matched_is_refused()
    {
        var faults = InputDocument.Validate(Read(Good) with { Rules = new() { Objective = Objective.Surplus, Diversification = new() { Basis = DiversificationBasis.Matched } } });
        Assert.Contains(faults, fault => fault is { Path: "$.rules.objective", Code: "invalid" });
    }

    [Fact]
    public void An_id_used_twice_is_refused()
    {
        var input = Read(Good);
        Assert.Equal("$.demands[1]", Assert.Single(InputDocument.Validate(input with { Demands = [input.Demands[0], input.Demands[0]] })).Path);
        Assert.Equal("$.offers[1]", Assert.Single(InputDocument.Validate(input with { Offers = [input.Offers[0], input.Offers[0]] })).Path);
    }

    [Fact]
    public void Basis_consumption_needs_exactly_one_entry_for_a_group_with_demand()
    {
        var input = Read(Good);
        var rules = input.Rules with { Diversification = new() { Basis = DiversificationBasis.Consumption } };
        Assert.Empty(InputDocument.Validate(input with { Rules = rules }));
        Assert.Equal("$.consumption", Assert.Single(InputDocument.Validate(input with { Rules = rules, Consumption = [] })).Path);
        Assert.Equal("$.consumption[1]", Assert.Single(InputDocument.Validate(input with { Consumption = [input.Consumption[0], input.Consumption[0]] })).Path);
    }

    [Fact]
    public void Totals_that_could_overflow_are_refused()
    {
        var input = Read(Good);
        var large = input.Demands[0] with { Quantity = 600_000_000_000m };
        Assert.Equal("$.demands", Assert.Single(InputDocument.Validate(input with { Demands = [large, large with { Id = "b" }] })).Path);
    }

    [Fact]
    public void An_ex_works_relation_without_freight_is_refused_where_there_is_a_rate()
    {
        var input = Read(Good);
        var rules = input.Rules with { FreightRate = 0.01m, Freight = [] };
        Assert.Empty(InputDocument.Validate(input with { Rules = rules }));
        Assert.Equal("$.offers[0].origin", Assert.Single(InputDocument.Validate(input with { Rules = rules, Offers = [input.Offers[0] with { Origin = "XX" }] })).Path);
    }

    [Theory]
    [InlineData("\"seed\": \"s\"", "\"seed\": \"s\", \"seed\": \"t\"", "$.rules.seed")]
    [InlineData("\"seed\": \"s\"", "\"seed\": \"s\", \"se\\u0065d\": \"t\"", "$.rules.seed")]
    [InlineData("\"buyer\": \"b\"", "\"buyer\": \"b\", \"buyer\": 7", "$.demands[0].buyer")]
    [InlineData("\"excludedPairs\": []", "\"excludedPairs\": [], \"offers\": []", "$.offers")]
    public void A_duplicate_member_is_refused(string member, string twice, string path)
    {
        var fault = Assert.Single(InputDocument.Read(Encoding.UTF8.GetBytes(Good.Replace(member, twice, StringComparison.Ordinal))).Faults);
        Assert.Equal((path, "appears twice"), (fault.Path, fault.Detail));
    }

    [Theory]
    [InlineData("\"buyer\": \"b\"", "\"buyer\": \"\\ud800\"", "$.demands[0].buyer")]
    [InlineData("\"origin\"", "\"\\ud800\": 1, \"origin\"", "$.offers[0]")]
    [InlineData("\"excludedPairs\"", "\"\\udfff\": 1, \"excludedPairs\"", "$")]
    public void A_text_that_is_no_Unicode_is_refused(string good, string bad, string path) =>
        Assert.Equal(path, Assert.Single(InputDocument.Read(Encoding.UTF8.GetBytes(Good.Replace(good, bad, StringComparison.Ordinal))).Faults).Path);

    [Fact]
    public void Escaped_names_and_texts_are_the_same_as_plain_ones()
    {
        var escaped = Good.Replace("\"buyer\": \"b\"", "\"b\\u0075yer\": \"\\u0062\"", StringComparison.Ordinal);
        Assert.Equal(InputDocument.Sha256(Read(Good)), InputDocument.Sha256(Read(escaped)));
        Assert.Equal("Żółć \"x\"", Read(Good.Replace("\"buyer\": \"b\"", "\"buyer\": \"Żół\\u0107 \\\"x\\\"\"", StringComparison.Ordinal)).Demands[0].Buyer);
    }

    [Fact]
    public void Sections_may_stand_in_any_order()
    {
        var document = JsonNode.Parse(Good)!.AsObject();
        var reversed = new JsonObject(document.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        Assert.Equal(InputDocument.Sha256(Read(Good)), InputDocument.Sha256(Read(reversed.ToJsonString())));
    }

    [Fact]
    public void What_is_known_of_an_input_does_not_pass_to_a_changed_copy()
    {
        var input = Read(Good);
        Assert.Empty(InputDocument.Validate(input));
        var changed = input with { Demands = [input.Demands[0] with { Destination = "D" }] };
        Assert.Equal("$.demands[0].destination", Assert.Single(InputDocument.Validate(changed)).Path);
        Assert.NotEqual(InputDocument.Sha256(input), InputDocument.Sha256(input with { Offers = [] }));
    }

    [Theory]
    [InlineData("0.10", "0.1")]
    [InlineData("-0.0", "0")]
    [InlineData("1200.50", "1200.5")]
    [InlineData("12e2", "1200")]
    [InlineData("0.000000000000000000000000001e28", "10")]
    [InlineData("999999999999999999.5", "999999999999999999.5")]
    public void Numbers_are_read_exactly(string text, string expected)
    {
        Assert.True(JsonNumber.TryRead(Encoding.ASCII.GetBytes(text), out var number));
        Assert.Equal(expected, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("{ \"rules\": NaN }")]
    [InlineData("// no\n{}")]
    public void What_is_no_input_is_refused(string text) => Assert.NotEmpty(InputDocument.Read(Encoding.UTF8.GetBytes(text)).Faults);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var broken = JsonNode.Parse(Good)!;
        broken["demands"]![0]!["quantity"] = -1;
        broken["offers"]![0]!["origin"] = "chile";
        broken["offers"]![0]!["color"] = "red";
        broken["rules"]!["lot"] = 0;
        var paths = InputDocument.Read(Encoding.UTF8.GetBytes(broken.ToJsonString())).Faults.Select(fault => fault.Path);
        Assert.Equal(["$.offers[0].color", "$.rules.lot", "$.demands[0].quantity"], paths);
    }

    [Fact]
    public void Reading_what_was_written_gives_the_same_input_in_any_order()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var input = Twin.InstanceGenerator.Create(seed);
            var written = InputDocument.Write(input);
            Assert.Equal(written, InputDocument.Write(InputDocument.Read(written).Input!));
            var reversed = input with { Demands = [.. input.Demands.Reverse()], Offers = [.. input.Offers.Reverse()] };
            Assert.Equal(InputDocument.Sha256(input), InputDocument.Sha256(reversed));
        }
    }

    private static MatchingInput Read(string text) => InputDocument.Read(Encoding.UTF8.GetBytes(text)).Input!;

    /// <summary>Sets or removes one member by replacing it in the text, so that numbers stay as they are written here.</summary>
    private static byte[] Change(string member, string? value)
    {
        var node = JsonNode.Parse(Good)!;
        var steps = member[2..].Replace("]", "", StringComparison.Ordinal).Split('.', '[');
        JsonNode parent = node;
        foreach (var step in steps[..^1])
            parent = (int.TryParse(step, out var at) ? parent[at] : parent[step]) ?? throw new InvalidOperationException(member);
        if (value is null)
            parent.AsObject().Remove(steps[^1]);
        else
            parent[steps[^1]] = "placeholder";
        return Encoding.UTF8.GetBytes(node.ToJsonString().Replace("\"placeholder\"", value ?? "", StringComparison.Ordinal));
    }
}
