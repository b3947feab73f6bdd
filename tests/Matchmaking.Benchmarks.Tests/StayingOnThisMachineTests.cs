using Matchmaking.Benchmarks.Databases;
using Matchmaking.Benchmarks.Load;
using Matchmaking.Benchmarks.Rounds;

namespace Matchmaking.Benchmarks.Tests;

public sealed class StayingOnThisMachineTests
{
    // Addresses for documentation: nobody is there, whatever goes wrong.
    private static readonly Uri Elsewhere = new("http://192.0.2.1:5080");

    [Fact]
    public void A_load_goes_to_loopback_addresses_only() => Assert.Throws<ArgumentException>(() =>
        LoadClient.Run([Elsewhere], new Once([RequestTemplate.Get("/")]), new LoadBounds(1, 1, TimeSpan.FromSeconds(1))));

    [Fact]
    public void The_second_stream_goes_to_loopback_addresses_only() => Assert.Throws<ArgumentException>(() =>
        new SteadyStream(Elsewhere, new Once([RequestTemplate.Get("/")]), rate: 1, connections: 1, TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData("Server=192.0.2.1,1433")]
    [InlineData("Server=tcp:192.0.2.1")]
    [InlineData("Server=database.example")]
    public void A_database_server_elsewhere_is_refused(string connectionString) =>
        Assert.Throws<ArgumentException>(() => DatabaseUnderTest.Create(connectionString));

    [Theory]
    [InlineData("--lines", "10000000")]
    [InlineData("--minutes", "600")]
    [InlineData("--rate", "0")]
    [InlineData("--url", "http://192.0.2.1")]
    public void What_is_out_of_bounds_is_refused(string option, string value) =>
        Assert.Throws<LoadFailure>(() => RoundCommand.Plans(new LoadOptions([option, value])));
}
