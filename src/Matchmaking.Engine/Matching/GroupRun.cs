using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>What one group contributes to a result.</summary>
internal sealed record GroupOutcome(
    GroupResult Group, IReadOnlyList<MatchedPair> Matches, IReadOnlyList<UnfilledLine> Unfilled, IReadOnlyList<UnsoldOffer> Unsold);

/// <summary>One group on its way through a run: first its value, then the choice among best results and the explanations.</summary>
internal sealed class GroupRun
{
    private readonly Market _market;
    private readonly Network _network;
    private readonly Relaxation _relaxation;
    private readonly Solution _solution;
    private readonly JsonObject _certificate;
    private readonly QuantityAndCost? _withoutRule;
    private readonly Dictionary<string, QuantityAndCost?> _otherBases;
    private readonly Action _onNode;

    public GroupRun(Market market, Action onNode, CancellationToken cancellation)
    {
        (_market, _onNode) = (market, onNode);
        _network = new Network(market);
        var basis = market.Rules.Diversification.Basis;
        _relaxation = new Relaxation(market, _network, new CapRule(market, basis));
        var cuts = _relaxation.Rule.FollowsMatched ? new List<Cut>() : null;
        Nodes().TryTake();
        var root = _relaxation.Solve(Choices.None(market), market.LineTotal, cuts, cancellation)
            ?? throw new InvalidOperationException("A group without minimums has no solution.");
        _certificate = PriceProof.Of(market, _network, root, cuts, market.HasMinimums, cancellation);
        _solution = market.HasMinimums ? ServedMinimums.Solve(_relaxation, Nodes, cancellation) : new Solution(root, root.Value, true);
        _withoutRule = Elsewhere(new CapRule(market, basis, applies: false), cancellation);
        _otherBases = Enum.GetValues<DiversificationBasis>().Where(other => other != basis).ToDictionary(
            Vocabulary.Bases.Spell, other => Elsewhere(new CapRule(market, other), cancellation));
    }

    public long DemandKilograms => _market.LineTotal * _market.LotKilograms;

    /// <summary>Breaks ties and explains.</summary>
    public GroupOutcome Decide(CancellationToken cancellation)
    {
        var flow = TieBreak.Apply(_market, _network, _solution.Flow, cancellation);
        var report = new GroupReport(_market, _relaxation.Rule, flow);
        var explanations = new Explanations(_market, _network, flow, _solution.IsProven, CanOpen(cancellation), cancellation);
        return new GroupOutcome(
            report.Write(_solution, _withoutRule, _otherBases, _certificate), [.. report.Matches()], explanations.Unfilled(), explanations.Unsold());
    }

    /// <summary>The value under another cap rule; null where it is not defined or the search ended unproven.</summary>
    private QuantityAndCost? Elsewhere(CapRule rule, CancellationToken cancellation)
    {
        if (!rule.IsDefined)
            return null;
        if (!_relaxation.Rule.HasCaps)
            return _solution.IsProven ? GroupReport.Amounts(_market, _solution.Flow.Value) : null;
        var relaxation = new Relaxation(_market, _network, rule);
        var search = new ServedSearch(relaxation, Nodes(), cancellation);
        var best = search.Best(ServedMinimums.CloseHopeless(relaxation, Choices.None(_market)));
        return best is null || search.IsCutShort ? null : GroupReport.Amounts(_market, best.Value);
    }

    /// <summary>Whether some allowed result serves an item; null where the node limit struck before that was known.</summary>
    private Func<Item, bool?> CanOpen(CancellationToken cancellation) => item =>
    {
        var search = new ServedSearch(_relaxation, Nodes(), cancellation);
        var start = ServedMinimums.CloseHopeless(_relaxation, Choices.None(_market));
        var served = search.Reaching(start.With(item, Choice.Open), null);
        return served is not null ? true : search.IsCutShort ? null : false;
    };

    private NodeCounter Nodes() => new(_market.Rules.NodeLimit, _onNode);
}
