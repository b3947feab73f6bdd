using System.Net;
using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Tests.Reference;

public class ReadingReferenceTests(ReferenceService service) : IClassFixture<ReferenceService>
{
    [Fact]
    public async Task Anybody_reads_the_materials_page_by_page_in_the_order_of_their_codes()
    {
        var first = await service.GetAsync("/v1/materials?limit=40");
        string? cursor = first.Body.GetProperty("nextCursor").GetString();
        var second = await service.GetAsync($"/v1/materials?limit=40&cursor={cursor}");

        Assert.Equal(Materials.Current.All.Select(material => material.Code), first.Codes.Concat(second.Codes));
        Assert.Equal(40, first.Codes.Count);
        Assert.Equal($"</v1/materials?limit=40&cursor={cursor}>; rel=\"next\"", first.Link);
        Assert.Null(second.Body.GetProperty("nextCursor").GetString());
        Assert.Null(second.Link);
    }

    [Fact]
    public async Task A_material_shows_its_annexes_stages_forms_dependencies_and_consumption()
    {
        var lithium = (await service.GetAsync("/v1/materials/lithium")).Body;

        Assert.True(lithium.GetProperty("strategic").GetBoolean());
        Assert.Equal("lithium - battery grade", lithium.GetProperty("annexIWording").GetString());
        Assert.Equal("lithium", lithium.GetProperty("annexIIWording").GetString());
        Assert.Equal("""["extraction","processing","recycling"]""", lithium.GetProperty("stages").GetRawText());
        var hydroxide = lithium.GetProperty("forms").EnumerateArray()
            .Single(form => form.GetProperty("code").GetString() == "lithium-hydroxide-monohydrate");
        Assert.Equal("0.8804", hydroxide.GetProperty("contentPerTonne").GetRawText());
        Assert.Equal("processing", hydroxide.GetProperty("stage").GetString());
        var dependency = Assert.Single(lithium.GetProperty("knownDependencies").EnumerateArray());
        Assert.Equal(("CL", 0.79m), (dependency.GetProperty("country").GetString(), dependency.GetProperty("share").GetDecimal()));
        Assert.Equal([60_000m, 600_000m],
            lithium.GetProperty("consumption").EnumerateArray().Select(figure => figure.GetProperty("tonnesPerYear").GetDecimal()));
    }

    [Fact]
    public async Task A_leaf_names_its_parents_and_a_collective_entry_its_members()
    {
        var dysprosium = (await service.GetAsync("/v1/materials/rare-earth-magnet-dysprosium")).Body;
        var heavy = (await service.GetAsync("/v1/materials/heavy-rare-earths")).Body;

        Assert.Equal("""["rare-earths-magnet","heavy-rare-earths"]""", dysprosium.GetProperty("parents").GetRawText());
        Assert.Contains("rare-earth-magnet-dysprosium", heavy.GetProperty("members").EnumerateArray().Select(member => member.GetString()));
        Assert.False(heavy.GetProperty("leaf").GetBoolean());
        Assert.Empty(heavy.GetProperty("forms").EnumerateArray());
    }

    [Theory]
    [InlineData("strategic=false&leaf=false", new[] { "heavy-rare-earths", "light-rare-earths" })]
    [InlineData("parent=light-rare-earths&strategic=false", new[] { "rare-earth-lanthanum" })]
    [InlineData("stage=recycling&parent=platinum-group-metals", new[] { "pgm-palladium", "pgm-platinum", "pgm-rhodium" })]
    public async Task Materials_are_filtered_by_their_fields(string query, string[] codes) =>
        Assert.Equal(codes, (await service.GetAsync($"/v1/materials?{query}")).Codes);

    [Fact]
    public async Task A_reader_who_has_the_material_already_gets_no_body()
    {
        var known = await service.GetAsync("/v1/materials/gallium");

        Assert.NotNull(known.ETag);
        await service.GetAsync("/v1/materials/gallium", HttpStatusCode.NotModified, known.ETag);
        await service.GetAsync("/v1/materials/gallium", HttpStatusCode.OK, "\"other\"");
        Assert.NotEqual(known.ETag, (await service.GetAsync("/v1/materials/lithium")).ETag);
    }

    [Fact]
    public async Task Countries_say_what_they_are_to_the_Union()
    {
        var all = (await service.GetAsync("/v1/countries?limit=500")).Body.GetProperty("items").EnumerateArray()
            .ToDictionary(country => country.GetProperty("code").GetString()!);

        Assert.Equal(250, all.Count);
        Assert.Equal(("eea", true, false, true, true), Summary("NO"));
        Assert.Equal(("oct", true, false, false, true), Summary("GL"));
        Assert.Equal(("eu", false, true, true, true), Summary("RE"));
        Assert.Equal(("strategic-partner", true, false, false, true), Summary("CL"));
        Assert.Equal(("other-third", false, false, false, false), Summary("CN"));

        (string?, bool, bool, bool, bool) Summary(string code) => (all[code].GetProperty("status").GetString(),
            Flag(code, "strategicPartner"), Flag(code, "union"), Flag(code, "exemptByDefault"), Flag(code, "defaultOrigin"));
        bool Flag(string code, string name) => all[code].GetProperty(name).GetBoolean();
    }

    [Fact]
    public async Task Countries_are_filtered_by_their_fields()
    {
        Assert.Equal(["IS", "LI", "NO"], (await service.GetAsync("/v1/countries?status=eea")).Codes);
        Assert.Equal(["GL"], (await service.GetAsync("/v1/countries?status=oct&strategicPartner=true")).Codes);
        Assert.Equal(Countries.Current.DefaultOrigins, (await service.GetAsync("/v1/countries?defaultOrigin=true&limit=100")).Codes);
    }

    [Theory]
    [InlineData("/v1/materials/unobtainium", 404, "not-found")]
    [InlineData("/v1/materials/LITHIUM", 404, "not-found")]
    [InlineData("/v1/materials/lithium?stage=processing", 400, "unknown-parameter")]
    [InlineData("/v1/materials?colour=grey", 400, "unknown-parameter")]
    [InlineData("/v1/materials?limit=0", 400, "invalid")]
    [InlineData("/v1/materials?cursor=x", 400, "invalid")]
    [InlineData("/v1/materials?strategic=maybe", 400, "invalid")]
    [InlineData("/v1/materials?parent=lithium", 400, "invalid")]
    [InlineData("/v1/countries?status=friend", 400, "invalid")]
    [InlineData("/v1/countries?limit=501", 400, "invalid")]
    public async Task A_wrong_question_gets_a_problem_document(string path, int status, string code) =>
        Assert.Equal(code, (await service.GetAsync(path, (HttpStatusCode)status)).Body.GetProperty("code").GetString());
}
