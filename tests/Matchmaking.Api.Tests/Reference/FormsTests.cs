using System.Globalization;
using System.Text.RegularExpressions;
using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Tests.Reference;

public class FormsTests
{
    private static readonly Materials Materials = Materials.Current;

    [Fact]
    public void Every_leaf_has_a_form_and_no_collective_entry_has_one()
    {
        Assert.Empty(Materials.Leaves.Where(leaf => leaf.Forms.Count == 0).Select(leaf => leaf.Code));
        Assert.Empty(Materials.All.Where(material => !material.Leaf && material.Forms.Count > 0).Select(material => material.Code));
    }

    [Fact]
    public void Every_form_belongs_to_a_leaf_under_a_unique_kebab_case_code()
    {
        Assert.Equal(146, Materials.Forms.Count);
        Assert.Equal(146, Materials.Forms.Select(form => form.Code).Distinct().Count());
        Assert.All(Materials.Forms, form =>
        {
            Assert.Matches(new Regex("^[a-z0-9]+(-[a-z0-9]+)*$"), form.Code);
            Assert.True(Materials.Find(form.Material)?.Leaf, form.Code);
            Assert.Same(form, Materials.FindForm(form.Code));
            Assert.Contains(form, Materials.Find(form.Material)!.Forms);
            Assert.NotEmpty(form.Source);
        });
    }

    /// <summary>The stage cell is one of three words; a form with two would have two caps.</summary>
    [Fact]
    public void Every_form_has_exactly_one_stage() =>
        Assert.All(ReferenceTable.Read(typeof(Materials).Assembly, "Reference/forms.csv"),
            row => Assert.Contains(row["stage"], (string[])["extraction", "processing", "recycling"]));

    [Fact]
    public void Recycling_means_the_feedstock() =>
        Assert.All(Materials.Forms.Where(form => form.Stage == Stage.Recycling),
            form => Assert.Matches("black-mass|scrap|swarf|spent", form.Code));

    [Fact]
    public void Every_content_is_positive_and_has_at_most_four_decimals() =>
        Assert.All(Materials.Forms, form =>
        {
            Assert.True(form.ContentPerTonne > 0, form.Code);
            Assert.Equal(Math.Round(form.ContentPerTonne, 4), form.ContentPerTonne);
        });

    [Theory]
    [InlineData("lithium-carbonate", 1)]
    [InlineData("lithium-hydroxide-monohydrate", 0.8804)]
    [InlineData("spodumene-concentrate", 0.1484)]
    [InlineData("nickel-sulphate-hexahydrate", 0.2233)]
    [InlineData("cobalt-sulphate-heptahydrate", 0.2097)]
    [InlineData("high-purity-manganese-sulphate-monohydrate", 0.3251)]
    [InlineData("gallium-oxide", 0.7439)]
    [InlineData("neodymium-metal", 1.1664)]
    public void Well_known_contents_are_as_the_trade_knows_them(string form, decimal content) =>
        Assert.Equal(content, Materials.FindForm(form)?.ContentPerTonne);

    [Fact]
    public void Every_content_follows_from_assay_and_molar_masses()
    {
        var references = ReferenceTable.Read(typeof(Materials).Assembly, "Reference/materials.csv")
            .ToDictionary(row => row["code"], row => row["reference_formula"]);
        Assert.All(ReferenceTable.Read(typeof(Materials).Assembly, "Reference/forms.csv"), row =>
        {
            decimal assay = decimal.Parse(row["assay_percent"], CultureInfo.InvariantCulture) / 100;
            decimal content = assay * Ratio(row["formula"], references[row["material"]]);
            Assert.Equal((row["code"], Math.Round(content, 4, MidpointRounding.AwayFromZero)),
                (row["code"], Materials.FindForm(row["code"])!.ContentPerTonne));
        });
    }

    /// <summary>Tonnes of reference per tonne of the formula; 1 where a material is counted by product weight.</summary>
    private static decimal Ratio(string formula, string reference)
    {
        if (formula == reference)
            return 1;
        var (atoms, per) = (MolarMass.Atoms(formula), MolarMass.Atoms(reference));
        string element = per.Keys.First(candidate => candidate is not ("O" or "C" or "S" or "F"));
        return (decimal)atoms[element] / per[element] * MolarMass.Of(reference) / MolarMass.Of(formula);
    }
}
