using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching.Certificates;
using Matchmaking.Engine.Matching.Explanations;
using Matchmaking.Engine.Matching.Fairness;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;
using Matchmaking.Engine.Matching.Minimums;
using Matchmaking.Engine.Matching.Reporting;

namespace Matchmaking.Engine.Matching;

/// <summary>What one group contributes to a result.</summary>
internal sealed record GroupOutcome(
    GroupResult Group, IReadOnlyList<MatchedPair> Matches, IReadOnlyList<UnfilledLine> Unfilled, IReadOnlyList<UnsoldOffer> Unsold);

/// <summary>One group on its way through a run: its worth and served minimums, the choice among best results, the report.</summary>
internal sealed class GroupRun
{
    private readonly Market _market;
    private readonly GroupProgress _progress;
    private readonly Relaxation _relaxation;
    private readonly Solution _solution;
    private readonly List<Cut>? _cuts;
    private FairChoice? _choice;

    /// <summary>Finds what the best results are worth, and which minimums they serve.</summary>
    public GroupRun(Market market, GroupProgress progress, CancellationToken cancellation)
    {
        (_market, _progress) = (market, progress);
        var parts = PartBuilder.Build(market, cancellation);
        var solver = new HubSolver(market, parts, withLineCaps: true, cancellation) { Waits = lots => progress.Waits(market, lots) };
        _relaxation = new Relaxation(market, solver, new CapRule(market, parts, market.Rules.Diversification.Basis));
        _cuts = _relaxation.FollowsMatched ? [] : null;
        if (market.HasMinimums)
            _solution = ServedMinimums.Solve(_relaxation, Nodes, cancellation);
        else
        {
            _relaxation.Solve([], market.LineTotal, _cuts, null);
            _solution = new Solution(solver.Value, solver.Value, true, null);
        }
    }

    private HubSolver Solver => _relaxation.Solver;

    /// <summary>Chooses among the best results.</summary>
    public void Decide(CancellationToken cancellation)
    {
        _choice = FairChoice.Among(_market, Solver, cancellation);
        Load(_choice);
        if (Solver.Value != _solution.Value)
            throw new InvalidOperationException("Choosing among best results has changed what the result is worth.");
    }

    /// <summary>Explains, certifies, and tells what other rules would give.</summary>
    public GroupOutcome Report(CancellationToken cancellation)
    {
        var choice = _choice ?? throw new InvalidOperationException("Nothing has been decided yet.");
        var caps = _relaxation.Caps;
        var canOpen = FindOpenable(choice, caps, cancellation);
        var isProven = _solution.IsProven && canOpen.Values.All(answer => answer is not null);
        var explainer = new Explainer(_market, Solver.Parts, Solver, caps, choice.LineTotal, choice.OfferTotal,
            isProven, item => canOpen[item], cancellation);
        var (unfilled, unsold) = (explainer.Unfilled(), explainer.Unsold());
        var certificate = Certify(isProven);
        var alternatives = new Alternatives(_relaxation, _solution, Nodes, cancellation);
        var report = new GroupReport(_market, _relaxation.Rule!, caps, choice.Matches);
        return new GroupOutcome(
            report.Write(_solution.Value, _solution.Bound, isProven, alternatives.WithoutRule, alternatives.OtherBases, certificate),
            [.. report.Matches()], unfilled, unsold);
    }

    private void Load(FairChoice choice) => Solver.Load(choice.Matches
        .GroupBy(match => (Part: Solver.Parts.OfLine[match.Line], match.Offer))
        .Select(pair => (pair.Key.Part, _market.Slots.SlotOf[pair.Key.Offer], pair.Sum(match => match.Lots))));

    /// <summary>Whether each unserved item could be served; asked before anything else, for the search leaves the result.</summary>
    private Dictionary<Item, bool?> FindOpenable(FairChoice choice, CapSet caps, CancellationToken cancellation)
    {
        var canOpen = new Dictionary<Item, bool?>();
        if (!_solution.IsProven || _relaxation.Items.Length == 0)
            return canOpen;
        var reachability = new Reachability(_relaxation, Nodes, cancellation);
        for (var at = 0; at < _relaxation.Items.Length; at++)
        {
            var item = _relaxation.Items[at];
            var isServed = (item.IsLine ? choice.LineTotal : choice.OfferTotal)[item.Number] > 0;
            if (!isServed && !HopelessItems.IsHopeless(_market, Solver.Parts, caps, item, withLineCaps: true))
                canOpen.Add(item, reachability.CanServe(at));
        }
        _relaxation.Solve(Array.ConvertAll(_relaxation.Items, item => (item.IsLine ? choice.LineTotal : choice.OfferTotal)[item.Number] > 0
            ? Choice.Open
            : Choice.Closed), _market.LineTotal, null, null);
        Load(choice);
        return canOpen;
    }

    private JsonObject Certify(bool isProven)
    {
        var writer = new CertificateWriter(_market, Solver.Tree);
        if (!_market.HasMinimums)
            return writer.Prices(LeastPrices.Of(_market, Solver), _cuts);
        if (isProven && _solution.Tree is { } tree)
            return writer.Tree(tree, _relaxation.FollowsMatched);
        _relaxation.Solve(new Choice[_relaxation.Items.Length], _market.LineTotal, _cuts, null);
        return writer.Search(LeastPrices.Of(_market, Solver), _cuts, Solver.Value);
    }

    private NodeCounter Nodes() => new(_market, _progress);
}
