using Matchmaking.Api.Offline;
using Matchmaking.Api.Tests.Instances;

namespace Matchmaking.Api.Tests.Deployment;

public sealed class HealthCommandTests
{
    [Fact]
    public async Task It_tells_whether_an_instance_can_serve()
    {
        using var engine = EngineDatabase.Create();
        string address;
        using (var service = await ServiceProcess.StartAsync([.. engine.Settings]))
        {
            address = service.Operator.BaseAddress!.ToString();
            Assert.Equal((0, ""), await RunAsync(address));
        }

        var (code, told) = await RunAsync(address);
        Assert.Equal(1, code);
        Assert.Contains("does not answer", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "--verbose")]
    [InlineData("nowhere")]
    public async Task A_wrong_command_line_is_told(params string[] args) => Assert.Equal((2, "usage: health [URL]"), await RunAsync(args));

    private static async Task<(int Code, string Told)> RunAsync(params string[] args)
    {
        var told = new StringWriter();
        return (await HealthCommand.RunAsync(args, told), told.ToString().Trim());
    }
}
