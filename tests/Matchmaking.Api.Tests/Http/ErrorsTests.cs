using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Matchmaking.Api.Tests.Http;

public sealed class ErrorsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Companies = "/v1/participants";

    private ServiceHost App => shared.App;

    [Theory]
    [InlineData("{\"name\":")]
    [InlineData("{\"name\":\"A\",}")]
    [InlineData("{\"name\":'A'}")]
    [InlineData("{} {}")]
    [InlineData("nothing")]
    [InlineData("{\"name\":\"a\u0000b\"}")]
    [InlineData("/* no comments */ {}")]
    [InlineData("{\"size\": NaN}")]
    public async Task Text_that_is_no_json_is_refused(string body) => await RegisterAsync(body, "#");

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("\"name\"")]
    public async Task A_body_that_is_no_object_is_refused(string body) => await RegisterAsync(body, "#");

    [Theory]
    [InlineData("{\"name\":\"A\",\"name\":\"B\"}")]
    [InlineData("{\"name\":\"A\",\"na\\u006de\":\"B\"}")]
    [InlineData("{\"contact\":{\"email\":\"a@b.eu\",\"email\":\"c@d.eu\"}}")]
    public async Task A_member_given_twice_is_refused(string body) => await RegisterAsync(body, "#");

    [Theory]
    [InlineData("colour", "#/colour")]
    [InlineData("Name", "#/Name")]
    [InlineData("id", "#/id")]
    [InlineData("a/b~c", "#/a~1b~0c")]
    [InlineData("", "#/")]
    public async Task An_unknown_member_is_pointed_to(string member, string pointer) => await RegisterAsync(body => body[member] = "blue", pointer);

    [Fact]
    public async Task An_unknown_member_further_inside_is_pointed_to() =>
        await RegisterAsync(body => body["contact"]!["fax"] = "1", "#/contact/fax");

    [Theory]
    [InlineData("name")]
    [InlineData("capacities")]
    [InlineData("country")]
    [InlineData("registration")]
    [InlineData("size")]
    [InlineData("contact")]
    [InlineData("notUnderRestrictiveMeasures")]
    public async Task A_required_member_that_is_missing_or_null_is_pointed_to(string member)
    {
        await RegisterAsync(body => body.Remove(member), $"#/{member}");
        await RegisterAsync(body => body[member] = null, $"#/{member}");
    }

    [Theory]
    [InlineData("name", "3", "#/name")]
    [InlineData("name", "{}", "#/name")]
    [InlineData("name", "true", "#/name")]
    [InlineData("capacities", "\"buyer\"", "#/capacities")]
    [InlineData("capacities", "{}", "#/capacities")]
    [InlineData("capacities", "[\"buyer\",null]", "#/capacities/1")]
    [InlineData("capacities", "[\"buyer\",\"broker\"]", "#/capacities/1")]
    [InlineData("contact", "[]", "#/contact")]
    [InlineData("contact", "\"a@b.eu\"", "#/contact")]
    [InlineData("notUnderRestrictiveMeasures", "\"true\"", "#/notUnderRestrictiveMeasures")]
    [InlineData("notUnderRestrictiveMeasures", "1", "#/notUnderRestrictiveMeasures")]
    public async Task A_value_of_the_wrong_type_is_pointed_to(string member, string value, string pointer) =>
        await RegisterAsync(body => body[member] = JsonNode.Parse(value), pointer);

    [Theory]
    [InlineData("0")]
    [InlineData("\"0\"")]
    [InlineData("\"Large\"")]
    [InlineData("\"LARGE\"")]
    [InlineData("\" large\"")]
    [InlineData("\"sme,large\"")]
    [InlineData("\"\"")]
    public async Task An_enumeration_takes_its_names_only(string value) => await RegisterAsync(body => body["size"] = JsonNode.Parse(value), "#/size");

    [Theory]
    [InlineData("poolThreshold", "\"5\"")]
    [InlineData("poolThreshold", "5.5")]
    [InlineData("poolThreshold", "99999999999")]
    [InlineData("poolThreshold", "null")]
    [InlineData("dominanceLimit", "\"0.6\"")]
    [InlineData("dominanceLimit", "1e400")]
    [InlineData("dominanceLimit", "0.60000000000000000000000000000000001")]
    [InlineData("dominanceLimit", "6000000000000000000000000000000000001e-37")]
    [InlineData("dominanceLimit", "1e-30")]
    public async Task A_number_is_a_number_in_range(string member, string value) =>
        await App.Operator.PostAsync("/v1/rounds", Changed(Sample.Round(), member, value)).ShouldBeProblem(400, "invalid").ShouldPointTo($"#/{member}");

    [Theory]
    [InlineData("\"2027-02-01\"")]
    [InlineData("\"2027-02-01T10:00:00\"")]
    [InlineData("\"2027-02-01T10:00:00+02:00\"")]
    [InlineData("\"2027-02-30T10:00:00Z\"")]
    [InlineData("\"soon\"")]
    [InlineData("1800000000")]
    public async Task A_time_is_in_utc(string value)
    {
        var body = Sample.Round();
        body["timetable"] = new JsonObject { ["demandOpensAt"] = JsonNode.Parse(value) };
        await App.Operator.PostAsync("/v1/rounds", body).ShouldBeProblem(400, "invalid").ShouldPointTo("#/timetable/demandOpensAt");
    }

    [Fact]
    public async Task A_null_character_in_a_text_is_pointed_to()
    {
        await RegisterAsync(body => body["name"] = "a\0b", "#/name");
        var round = Sample.Round();
        round["ruleReason"] = "Lines\nare fine, this is not: \0";
        await App.Operator.PostAsync("/v1/rounds", round).ShouldBeProblem(400, "invalid").ShouldPointTo("#/ruleReason");
    }

    [Theory]
    [InlineData("\"name\":\"\\ud800\"")]
    [InlineData("\"\\ud800\":1")]
    [InlineData("\"\\ud800\":1,\"\\ud800\":2")]
    public async Task A_text_that_is_no_unicode_is_refused(string member) =>
        await App.Public.PostAsync(Companies, $"{{{member}}}").ShouldBeProblem(400, "invalid");

    [Theory]
    [InlineData("{\"name\":\"?\"}")]
    [InlineData("{\"?\":\"A\"}")]
    public async Task Bytes_that_are_no_utf8_are_refused(string body)
    {
        var bytes = Encoding.ASCII.GetBytes(body).Select(value => value == '?' ? (byte)0xff : value).ToArray();
        await App.Public.PostAsync(Companies, Content(bytes)).ShouldBeProblem(400, "invalid");
    }

    [Fact]
    public async Task All_faults_of_a_bodys_shape_are_told_at_once() => await RegisterAsync(
        body =>
        {
            body.Remove("name");
            body["size"] = 1;
            body["colour"] = "blue";
            body["contact"]!["email"] = null;
            body["contact"]!["fax"] = "1";
            body["capacities"] = new JsonArray("buyer", "broker", 3);
        },
        "#/name", "#/size", "#/colour", "#/contact/email", "#/contact/fax", "#/capacities/1", "#/capacities/2");

    [Fact]
    public async Task All_broken_rules_of_a_body_are_told_at_once() => await RegisterAsync(
        body =>
        {
            body["name"] = " ";
            body["country"] = "US";
            body["registration"]!["number"] = "1";
            body["contact"]!["email"] = "nobody";
            body["notUnderRestrictiveMeasures"] = false;
        },
        "#/name", "#/country", "#/registration/number", "#/contact/email", "#/notUnderRestrictiveMeasures");

    [Fact]
    public async Task Faults_of_shape_do_not_hide_broken_rules_of_other_members() => await RegisterAsync(
        body =>
        {
            body.Remove("size");
            body["companyGroup"] = 7;
            body["capacities"] = new JsonArray("buyer", "broker");
            body["colour"] = "blue";
            body["contact"]!["fax"] = "1";
            body["name"] = " ";
            body["registration"]!["number"] = "1";
            body["contact"]!["email"] = "nobody";
            body["notUnderRestrictiveMeasures"] = false;
        },
        "#/size", "#/companyGroup", "#/capacities/1", "#/colour", "#/contact/fax", "#/name", "#/registration/number", "#/contact/email", "#/notUnderRestrictiveMeasures");

    [Fact]
    public async Task Nesting_is_limited_to_sixteen_levels()
    {
        await RegisterAsync(Nested(16), "#/deep", "#/name", "#/capacities", "#/country", "#/registration", "#/size", "#/contact", "#/notUnderRestrictiveMeasures");
        await RegisterAsync(Nested(17), "#");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_one_mebibyte_is_refused(bool lengthIsTold)
    {
        await App.Public.PostAsync(Companies, Sized(1 << 20, lengthIsTold)).ShouldBeProblem(400, "invalid");
        await App.Public.PostAsync(Companies, Sized((1 << 20) + 1, lengthIsTold)).ShouldBeProblem(413, "body-too-large");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonx")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_refused(string? type) =>
        await App.Public.PostAsync(Companies, Content(Encoding.UTF8.GetBytes(Sample.Company().ToJsonString()), type)).ShouldBeProblem(415, "media-type");

    [Fact]
    public async Task A_character_set_may_be_named() =>
        await App.Public.PostAsync(Companies, Content(Encoding.UTF8.GetBytes(Sample.Company().ToJsonString()), "application/json; charset=utf-8")).ShouldBe(201);

    [Fact]
    public async Task A_missing_body_is_told()
    {
        await App.Public.PostAsync(Companies, Content([])).ShouldBeProblem(400, "invalid").ShouldPointTo("#");
        await App.Public.PostAsync(Companies).ShouldBeProblem(400, "invalid").ShouldPointTo("#");
    }

    [Fact]
    public async Task A_body_where_none_is_taken_is_refused()
    {
        var round = await App.DraftRoundAsync();
        await App.Operator.PostAsync($"/v1/rounds/{round}/open-demand", "{\"force\":true}").ShouldBeProblem(400, "invalid").ShouldPointTo("#");
        await App.Operator.PostAsync($"/v1/rounds/{round}/open-demand", " {}\n").ShouldBe(200);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/rounds/nothing")]
    [InlineData("/v1/rounds/%ff")]
    [InlineData("/v1/rounds/'%20OR%201=1")]
    public async Task What_is_not_there_is_a_problem_document(string path)
    {
        var answer = await App.Operator.GetAsync(path).ShouldBeProblem(404, "not-found");
        Assert.StartsWith("/", (string?)answer["instance"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_is_not_known_is_a_problem_document()
    {
        var answer = await App.Operator.SendAsync(HttpMethod.Delete, "/v1/rounds").ShouldBeProblem(405, "method-not-allowed");
        Assert.Equal("GET, POST", answer.Header("Allow"));
    }

    [Fact]
    public async Task Nothing_of_a_refused_request_is_stored()
    {
        var (companies, entries) = (await CountAsync(Companies), await CountAsync("/v1/audit"));

        await RegisterAsync(body => body["name"] = "", "#/name");

        Assert.Equal(companies, await CountAsync(Companies));
        Assert.Equal(entries, await CountAsync("/v1/audit"));
    }

    private async Task<int> CountAsync(string list) => (await App.Operator.GetAsync(list + "?limit=500").ShouldBe(200)).Items.Count;

    private async Task RegisterAsync(Action<JsonObject> change, params string[] pointers)
    {
        var body = Sample.Company();
        change(body);
        await RegisterAsync(body.ToJsonString(), pointers);
    }

    private async Task RegisterAsync(string body, params string[] pointers) =>
        await App.Public.PostAsync(Companies, body).ShouldBeProblem(400, "invalid").ShouldPointTo(pointers);

    // Not through JsonNode, which would normalise the number.
    private static string Changed(JsonObject body, string member, string value)
    {
        body.Remove(member);
        return body.ToJsonString()[..^1] + $",\"{member}\":{value}}}";
    }

    private static string Nested(int levels) => "{\"deep\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}";

    private static HttpContent Sized(int bytes, bool lengthIsTold)
    {
        var text = Encoding.ASCII.GetBytes("{\"colour\":\"".PadRight(bytes - 2, 'x') + "\"}");
        return lengthIsTold ? Content(text) : new Unmeasured(text);
    }

    private static ByteArrayContent Content(byte[] bytes, string? type = "application/json")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private sealed class Unmeasured : HttpContent
    {
        private readonly byte[] _bytes;

        public Unmeasured(byte[] bytes)
        {
            _bytes = bytes;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) => await stream.WriteAsync(_bytes);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
