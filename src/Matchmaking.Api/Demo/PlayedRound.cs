using System.Text;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Demo;

/// <summary>A published round with everything its table needs.</summary>
public sealed class PlayedRound
{
    /// <summary>What was played.</summary>
    public required DemoRound Script { get; init; }

    /// <summary>The round.</summary>
    public required string Id { get; init; }

    /// <summary>What the published run read, as downloaded.</summary>
    public required MatchingInput Input { get; init; }

    /// <summary>What it returned, as downloaded.</summary>
    public required MatchingResult Result { get; init; }

    /// <summary>The same input without the country cap, solved in this process: it tells who would supply how much.</summary>
    public required MatchingResult WithoutRule { get; init; }

    /// <summary>The demand lines by id.</summary>
    public required IReadOnlyDictionary<string, DemoDemand> Demands { get; init; }

    /// <summary>The offers by id.</summary>
    public required IReadOnlyDictionary<string, DemoOffer> Offers { get; init; }

    /// <summary>The groups in the scenario's order.</summary>
    public IEnumerable<GroupResult> Groups => Script.Groups.Select(script => Result.Groups.Single(group => group.Material == script.Material));

    /// <summary>From the two documents of a run.</summary>
    public static PlayedRound From(
        DemoRound script,
        string id,
        string input,
        string result,
        IReadOnlyDictionary<string, DemoDemand> demands,
        IReadOnlyDictionary<string, DemoOffer> offers)
    {
        var read = InputDocument.Read(Encoding.UTF8.GetBytes(input)).Input!;
        var uncapped = read.Rules.Diversification with { CountryShare = null };
        return new PlayedRound
        {
            Script = script,
            Id = id,
            Input = read,
            Result = ResultDocument.Read(Encoding.UTF8.GetBytes(result)).Result!,
            WithoutRule = Matcher.Solve(read with { Rules = read.Rules with { Diversification = uncapped } }, null, CancellationToken.None),
            Demands = demands,
            Offers = offers,
        };
    }

    /// <summary>What buyers asked for in a group, in tonnes.</summary>
    public decimal Demand(GroupResult group) => ScriptOf(group).Demands.Sum(line => line.Terms.Quantity);

    /// <summary>The third country that supplies most; null where none supplies anything.</summary>
    public OriginResult? Largest(GroupResult group) => group.Origins
        .Where(origin => origin.Matched > 0 && !Input.Rules.ExemptCountries.Contains(origin.Country)).MaxBy(origin => origin.Matched);

    /// <summary>The script of a group.</summary>
    public DemoGroup ScriptOf(GroupResult group) => Script.Groups.Single(script => script.Material == group.Material);

    /// <summary>The group as it would be without the rule.</summary>
    public GroupResult Without(GroupResult group) => WithoutRule.Groups.Single(other => other.Material == group.Material);
}
