using System.Text.Json.Nodes;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>How many counterparts failed each test first.</summary>
internal static class FailureCounts
{
    public static void AssertEqual(IEnumerable<string?> failures, JsonObject detail, string label)
    {
        var expected = failures.CountBy(code => code!).ToDictionary();
        Assert.True(detail.Count == expected.Count, label);
        Assert.True(detail.All(entry => (int)entry.Value! == expected.GetValueOrDefault(entry.Key)), label);
    }
}
