using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace Matchmaking.Api.Tests.Deployment;

/// <summary>What can be told of the compose files without an engine to run them.</summary>
public sealed partial class ComposeTests
{
    private const string OurImage = "matchmaking-api";

    public static TheoryData<string> Files => ["docker-compose.yml", "docker-compose.sqlite.yml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_variable_is_explained(string file)
    {
        var explained = Explained().Matches(Repository.Text(".env.example")).Select(match => match.Groups[1].Value).ToHashSet();
        var used = Used().Matches(Repository.Text(file)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(used);
        Assert.Empty(used.Except(explained));
    }

    [Fact]
    public void The_template_has_nothing_that_could_be_taken_over()
    {
        var given = Given().Matches(Repository.Text(".env.example")).Select(match => match.Value);
        Assert.All(given, line => Assert.EndsWith("=", line, StringComparison.Ordinal));
        Assert.Equal(3, given.Count());
    }

    [Fact]
    public void Secrets_have_no_default()
    {
        var text = Repository.Text("docker-compose.yml");
        foreach (var secret in new[] { "MATCHMAKING_DATABASE_PASSWORD", "MATCHMAKING_OPERATOR_KEY" })
            Assert.Equal(Count(text, "${" + secret), Count(text, "${" + secret + ":?see .env.example}"));
        Assert.All(Password().Matches(text), match => Assert.Equal("${MATCHMAKING_DATABASE_PASSWORD:?see .env.example}", match.Groups[1].Value));
        Assert.Equal(2, Password().Count(text));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_container_has_the_fewest_rights(string file)
    {
        foreach (var (name, service) in Services(file))
        {
            Assert.Equal(["no-new-privileges:true"], Texts(service["security_opt"]));
            // The database server writes where it likes in its own image.
            if (name == "database")
                continue;
            Assert.Equal("true", service["read_only"]);
            Assert.Equal(["ALL"], Texts(service["cap_drop"]));
        }
    }

    [Fact]
    public void Two_instances_that_are_alike_stand_behind_the_only_open_door()
    {
        var services = Services("docker-compose.yml");
        Assert.Equal(["api-1", "api-2"], services.Where(service => Equals(service.Value["image"], OurImage)).Select(service => service.Key).Order());
        Assert.Equal(["proxy"], services.Where(service => service.Value.ContainsKey("ports")).Select(service => service.Key));
        var servers = Server().Matches(Repository.Text("deploy/nginx.conf")).Select(match => match.Groups[1].Value);
        Assert.Equal(["api-1", "api-2"], servers.Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Settings_are_those_that_the_service_reads(string file)
    {
        var sources = string.Concat(Directory.GetFiles(Repository.PathOf("src/Matchmaking.Api"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        foreach (var service in Services(file).Values.Where(service => Equals(service["image"], OurImage)))
            foreach (var setting in ((IDictionary<object, object>)service["environment"]).Keys)
                Assert.Contains($"\"{((string)setting).Replace("__", ":", StringComparison.Ordinal)}\"", sources, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_mounted_and_built_is_there(string file)
    {
        foreach (var service in Services(file).Values)
        {
            Assert.True(!service.TryGetValue("build", out var build) || File.Exists(Path.Combine(Repository.PathOf((string)build), "Dockerfile")));
            foreach (var source in Texts(service.TryGetValue("volumes", out var volumes) ? volumes : new List<object>()).Select(volume => volume.Split(':')[0]))
                Assert.True(!source.StartsWith('.') || File.Exists(Repository.PathOf(source)), source);
        }
    }

    [Fact]
    public void The_image_runs_without_privileges_and_tells_its_health()
    {
        var lines = Repository.Text("Dockerfile").Split('\n');
        Assert.Equal("USER $APP_UID", lines.Last(line => line.StartsWith("USER", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal) && line.EndsWith("\"health\"]", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("publish src/Matchmaking.Api ", StringComparison.Ordinal));
    }

    private static Dictionary<string, IDictionary<object, object>> Services(string file)
    {
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(Repository.Text(file));
        return ((IDictionary<object, object>)root["services"]).ToDictionary(service => (string)service.Key, service => (IDictionary<object, object>)service.Value);
    }

    private static IEnumerable<string> Texts(object list) => ((IEnumerable<object>)list).Cast<string>();

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"^#?(MATCHMAKING_\w+)=", RegexOptions.Multiline)]
    private static partial Regex Explained();

    [GeneratedRegex(@"^\w+=.*$", RegexOptions.Multiline)]
    private static partial Regex Given();

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Used();

    [GeneratedRegex(@"(?:Password=|PASSWORD: )([^;\n]*)")]
    private static partial Regex Password();

    [GeneratedRegex(@"^\s*server (\S+):5080 ", RegexOptions.Multiline)]
    private static partial Regex Server();
}
