using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Tests.Reference;

public class MaterialsTests
{
    private static readonly Materials Materials = Materials.Current;

    /// <summary>Annex I of Regulation (EU) 2024/1252: the magnet rare earths share an entry, the platinum group metals another.</summary>
    [Fact]
    public void The_strategic_materials_are_the_17_entries_of_annex_I() => Assert.Equal(
        [
            "bauxite/alumina/aluminium", "bismuth", "boron - metallurgy grade", "cobalt", "copper", "gallium", "germanium",
            "graphite - battery grade", "lithium - battery grade", "magnesium metal", "manganese - battery grade", "nickel - battery grade",
            "platinum group metals", "rare earth elements for permanent magnets (Nd, Pr, Tb, Dy, Gd, Sm, and Ce)", "silicon metal",
            "titanium metal", "tungsten",
        ],
        Materials.All.Where(material => material.Strategic).Select(material => material.AnnexIWording)
            .Distinct().Order(StringComparer.Ordinal));

    /// <summary>Annex II has 34.</summary>
    [Fact]
    public void The_critical_materials_are_the_34_entries_of_annex_II() => Assert.Equal(
        [
            "antimony", "arsenic", "baryte", "bauxite/alumina/aluminium", "beryllium", "bismuth", "boron", "cobalt", "coking coal",
            "copper", "feldspar", "fluorspar", "gallium", "germanium", "graphite", "hafnium", "heavy rare earth elements", "helium",
            "light rare earth elements", "lithium", "magnesium", "manganese", "nickel - battery grade", "niobium", "phosphate rock",
            "phosphorus", "platinum group metals", "scandium", "silicon metal", "strontium", "tantalum", "titanium metal",
            "tungsten", "vanadium",
        ],
        Materials.All.Select(material => material.AnnexIIWording).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Flags_agree_with_the_wording_of_the_annexes() => Assert.All(Materials.All, material =>
    {
        Assert.Equal((material.Code, material.AnnexIWording is not null), (material.Code, material.Strategic));
        // The magnet rare earths are an entry of Annex I alone; every member is critical under another.
        if (material.Code == "rare-earths-magnet")
            Assert.All(material.Members, member => Assert.True(Materials.Find(member)!.Critical));
        else
            Assert.Equal((material.Code, material.AnnexIIWording is not null), (material.Code, material.Critical));
    });

    [Theory]
    [InlineData("rare-earths-magnet", "Ce Dy Gd Nd Pr Sm Tb")]
    [InlineData("platinum-group-metals", "Ir Os Pd Pt Rh Ru")]
    [InlineData("heavy-rare-earths", "Dy Er Eu Gd Ho Lu Tb Tm Y Yb")]
    [InlineData("light-rare-earths", "Ce La Nd Pr Sm")]
    public void Collective_entries_have_their_elements_as_leaves(string code, string symbols)
    {
        var entry = Materials.Find(code)!;

        Assert.False(entry.Leaf);
        Assert.Empty(entry.Parents);
        Assert.Equal(symbols, Sorted(entry.Symbols));
        Assert.Equal(symbols, Sorted(entry.Members.SelectMany(member => Materials.Find(member)!.Symbols)));

        static string Sorted(IEnumerable<string> elements) => string.Join(' ', elements.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_other_material_is_a_collective_entry()
    {
        Assert.Equal(["heavy-rare-earths", "light-rare-earths", "platinum-group-metals", "rare-earths-magnet"],
            Materials.All.Where(material => !material.Leaf).Select(material => material.Code));
        Assert.Equal(52, Materials.Leaves.Count);
    }

    [Fact]
    public void A_magnet_rare_earth_has_a_strategic_and_a_critical_parent()
    {
        Assert.Equal(["rare-earths-magnet", "heavy-rare-earths"], Materials.Find("rare-earth-magnet-dysprosium")?.Parents);
        Assert.Equal(["rare-earths-magnet", "light-rare-earths"], Materials.Find("rare-earth-magnet-neodymium")?.Parents);
    }

    [Fact]
    public void Every_parent_exists_and_states_the_wording_its_members_state() => Assert.All(
        Materials.All.SelectMany(material => material.Parents, (leaf, parent) => (leaf, parent: Materials.Find(parent))), pair =>
        {
            Assert.NotNull(pair.parent);
            if (pair.parent.AnnexIWording is not null)
                Assert.Equal(pair.parent.AnnexIWording, pair.leaf.AnnexIWording);
            if (pair.parent.AnnexIIWording is not null)
                Assert.Equal(pair.parent.AnnexIIWording, pair.leaf.AnnexIIWording);
        });

    [Fact]
    public void Every_material_has_a_source_and_every_leaf_a_reference_content() => Assert.All(Materials.All, material =>
    {
        Assert.NotEmpty(material.Source);
        Assert.Equal((material.Code, material.Leaf), (material.Code, material.ReferenceContent is not null));
    });

    [Fact]
    public void Codes_are_matched_exactly_and_unknown_ones_find_nothing()
    {
        Assert.Equal("Lithium (battery grade)", Materials.Find("lithium")?.Name);
        Assert.Null(Materials.Find("Lithium"));
        Assert.Null(Materials.Find("unobtainium"));
        Assert.Null(Materials.FindForm("lithium"));
    }
}
