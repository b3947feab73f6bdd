using Matchmaking.Storage.Tests;

namespace Matchmaking.Api.Tests;

/// <summary>The storage assembly is the only door to SQL.</summary>
public sealed class OnlyDoorTests
{
    private static readonly string[] Beginnings = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH ", "PRAGMA "];

    [Fact]
    public void The_service_holds_no_statement() => Assert.DoesNotContain(
        CompiledTexts.Of(typeof(Service).Assembly.Location),
        text => Beginnings.Any(beginning => text.Text.StartsWith(beginning, StringComparison.Ordinal)));
}
