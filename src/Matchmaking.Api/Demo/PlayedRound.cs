using System.Text;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Demo;

/// <summary>A published round with everything its table needs.</summary>
/// <param name="Script">What was played.</param>
/// <param name="Id">The round.</param>
/// <param name="Input">What the published run read, as downloaded.</param>
/// <param name="Result">What it returned, as downloaded.</param>
/// <param name="Demands">The demand lines by id.</param>
/// <param name="Offers">The offers by id.</param>
public sealed record PlayedRound(
    DemoRound Script, string Id, MatchingInput Input, MatchingResult Result, IReadOnlyDictionary<string, DemoDemand> Demands, IReadOnlyDictionary<string, DemoOffer> Offers)
{
    /// <summary>The same input without the country cap, solved here: it tells who would supply how much.</summary>
    public MatchingResult WithoutRule { get; } = Matcher.Solve(
        Input with { Rules = Input.Rules with { Diversification = Input.Rules.Diversification with { CountryShare = null } } }, null, CancellationToken.None);

    /// <summary>From the two documents of a run.</summary>
    public static PlayedRound From(DemoRound script, string id, string input, string result, IReadOnlyDictionary<string, DemoDemand> demands, IReadOnlyDictionary<string, DemoOffer> offers) => new(
        script, id, InputDocument.Read(Encoding.UTF8.GetBytes(input)).Input!, ResultDocument.Read(Encoding.UTF8.GetBytes(result)).Result!, demands, offers);

    /// <summary>The script of a group.</summary>
    public DemoGroup ScriptOf(GroupResult group) => Script.Groups.Single(script => script.Material == group.Material);

    /// <summary>The groups in the scenario's order.</summary>
    public IEnumerable<GroupResult> Groups => Script.Groups.Select(script => Result.Groups.Single(group => group.Material == script.Material));

    /// <summary>What buyers asked for in a group, in tonnes.</summary>
    public decimal Demand(GroupResult group) => ScriptOf(group).Demands.Sum(line => line.Terms.Quantity);

    /// <summary>The third country that supplies most; null where none supplies anything.</summary>
    public OriginResult? Largest(GroupResult group) =>
        group.Origins.Where(origin => origin.Matched > 0 && !Input.Rules.ExemptCountries.Contains(origin.Country)).MaxBy(origin => origin.Matched);

    /// <summary>The group as it would be without the rule.</summary>
    public GroupResult Without(GroupResult group) => WithoutRule.Groups.Single(other => other.Material == group.Material);
}
