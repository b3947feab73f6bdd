using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Engine.Tests.Verifying;

/// <summary>Whatever number, text or entry of a result is changed, the verifier notices.</summary>
public sealed class CorruptionTests
{
    [Fact]
    public void Every_changed_number_text_or_entry_is_found()
    {
        var changes = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            var result = Matcher.Solve(input, null, CancellationToken.None);
            Assert.Empty(Verifier.Verify(input, result).Findings);
            foreach (var (what, broken) in Corruption.Of(JsonNode.Parse(ResultDocument.Write(result))!))
            {
                changes++;
                var reading = ResultDocument.Read(System.Text.Encoding.UTF8.GetBytes(broken.ToJsonString()));
                var isFound = reading.Result is null || !Verifier.Verify(input, reading.Result).Accepted;
                Assert.True(isFound, $"seed {seed}: {what}\n{broken.ToJsonString()}");
            }
        }
        Assert.True(changes > 5_000);
    }

    [Fact]
    public void A_removed_match_or_remainder_is_found()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var input = InstanceGenerator.Create(seed);
            var result = Matcher.Solve(input, null, CancellationToken.None);
            if (result.Matches.Count > 0)
                Assert.False(Verifier.Verify(input, result with { Matches = [.. result.Matches.Skip(1)] }).Accepted);
            if (result.Unfilled.Count > 0)
                Assert.False(Verifier.Verify(input, result with { Unfilled = [.. result.Unfilled.Skip(1)] }).Accepted);
            if (result.Unsold.Count > 0)
                Assert.False(Verifier.Verify(input, result with { Unsold = [result.Unsold[0], .. result.Unsold] }).Accepted);
            Assert.False(Verifier.Verify(input, result with { Groups = [] }).Accepted);
        }
    }

    [Fact]
    public void A_result_of_another_input_is_refused()
    {
        var input = InstanceGenerator.Create(3);
        var result = Matcher.Solve(input, null, CancellationToken.None);
        var other = input with { Rules = input.Rules with { Seed = "another" } };
        Assert.Contains(Verifier.Verify(other, result).Findings, finding => finding.Code == "input-hash");
    }

    [Fact]
    public void Hostile_results_are_refused_without_an_exception()
    {
        var input = InstanceGenerator.Create(5);
        var result = Matcher.Solve(input, null, CancellationToken.None);
        var group = result.Groups[0];
        MatchingResult[] hostile =
        [
            result with { Matches = [new MatchedPair("line-0", "offer-0", decimal.MaxValue, decimal.MinValue)] },
            result with { Matches = null! },
            result with { Groups = [group with { Certificate = [] }] },
            result with { Groups = [group with { Certificate = null! }] },
            result with { Groups = [group with { Certificate = new JsonObject { ["proof"] = 1 } }] },
            result with { Groups = [group with { Origins = null! }] },
            result with { Groups = [group with { Bound = new QuantityAndCost(decimal.MaxValue, decimal.MaxValue) }] },
        ];
        Assert.All(hostile, broken => Assert.False(Verifier.Verify(input, broken).Accepted));
    }
}
