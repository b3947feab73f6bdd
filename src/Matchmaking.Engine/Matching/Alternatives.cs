using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;
using Matchmaking.Engine.Matching.Minimums;

namespace Matchmaking.Engine.Matching;

/// <summary>
/// What a group would give without the rule, and under the other bases. The solver goes on from the result, from the loosest caps to the
/// tightest.
/// </summary>
internal sealed class Alternatives
{
    private readonly Market _market;
    private readonly HubSolver _solver;
    private readonly Func<NodeCounter> _nodes;
    private readonly CancellationToken _cancellation;
    private readonly Solution _own;
    private readonly bool _hasRule;

    /// <param name="relaxation">The group's own relaxation; its choices are let go.</param>
    /// <param name="own">Its own result.</param>
    /// <param name="nodes">Counts the nodes of a search.</param>
    /// <param name="cancellation">Honoured throughout.</param>
    public Alternatives(Relaxation relaxation, Solution own, Func<NodeCounter> nodes, CancellationToken cancellation)
    {
        (_market, _solver, _nodes, _cancellation, _own) = (relaxation.Market, relaxation.Solver, nodes, cancellation, own);
        _hasRule = relaxation.Rule!.HasCaps;
        relaxation.Release();
        WithoutRule = Free();
        foreach (var basis in Enum.GetValues<DiversificationBasis>())
        {
            if (basis != relaxation.Rule.Basis)
                OtherBases.Add(Vocabulary.Bases.Spell(basis), Under(new CapRule(_market, _solver.Parts, basis)));
        }
    }

    /// <summary>The optimum without country, supplier and line caps; null where the search ended unproven.</summary>
    public QuantityAndCost? WithoutRule { get; }

    /// <summary>The optimum under every other basis; null where not defined, or where the search ended unproven.</summary>
    public Dictionary<string, QuantityAndCost?> OtherBases { get; } = [];

    private QuantityAndCost? Free()
    {
        if (_market.Rules.Diversification.LineCountryShare is not null)
            return Best(new Relaxation(_market, new HubSolver(_market, _solver.Parts, withLineCaps: false, _cancellation), null));
        return _hasRule ? Best(new Relaxation(_market, _solver, null)) : Own();
    }

    private QuantityAndCost? Under(CapRule rule) =>
        !rule.IsDefined ? null : _hasRule ? Best(new Relaxation(_market, _solver, rule)) : Own();

    private QuantityAndCost? Own() => _own.IsProven ? Amounts(_solver, _own.Value) : null;

    private QuantityAndCost? Best(Relaxation relaxation)
    {
        var solver = relaxation.Solver;
        if (relaxation.Items.Length == 0)
        {
            relaxation.Solve([], _market.LineTotal, null, null);
            return Amounts(solver, solver.Value);
        }
        var search = new ServedSearch(relaxation, _nodes(), _cancellation);
        var found = search.Best(new Choice[relaxation.Items.Length]);
        relaxation.Release();
        return search.IsCutShort || found is null ? null : Amounts(solver, found.Value);
    }

    private QuantityAndCost Amounts(HubSolver solver, Worth value) => new(
        _market.Tonnes((long)(_market.IsSurplus ? value.Minor : value.Major)),
        Euro(_market.IsSurplus ? solver.Cost : -value.Minor), _market.IsSurplus ? Euro(value.Major) : null);

    private decimal Euro(Int128 lotCents) => Units.EuroOfKilogramCents(lotCents * _market.LotKilograms);
}
