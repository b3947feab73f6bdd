using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Demands;

/// <summary>The side of the buyers.</summary>
public sealed class DemandSide : LineSide
{
    /// <summary>The side.</summary>
    public static DemandSide Current { get; } = new();

    /// <inheritdoc/>
    public override string Name => "demand";

    /// <inheritdoc/>
    public override string Window => "demand-open";

    /// <inheritdoc/>
    public override Capacity Capacity => Capacity.Buyer;

    /// <inheritdoc/>
    public override LineTerms Read(LineRow row) => row.ReadDemand();

    /// <inheritdoc/>
    public override IEnumerable<Fault> Misfits(LineTerms terms, DefineRound round) => Misfits((DemandTerms)terms, round);

    /// <inheritdoc/>
    public override IEnumerable<Fault> Conflicts(Session session, LineRow row, LineTerms terms)
    {
        if (((DemandTerms)terms).ExistingSupply.Count > 0 && LineStore.SameGroup(session, row).Any(StatesExistingSupply))
            yield return RoundFit.Wrong("existingSupply", "Another of the company's lines for this material, stage and year states it.");
    }

    /// <inheritdoc/>
    public override object Show(LineRow row, LineTerms terms, DefineRound round) => DemandView.From(row, (DemandTerms)terms, round);

    private static IEnumerable<Fault> Misfits(DemandTerms terms, DefineRound round)
    {
        foreach (var fault in RoundFit.Faults(terms, round, ("minimumQuantity", terms.MinimumQuantity)))
            yield return fault;
        if (round.Rules.Objective == Objective.Surplus && terms.Price.Kind == PriceKind.Fixed && terms.LimitPrice is null)
            yield return RoundFit.Wrong("limitPrice", "The round looks for the largest surplus, so a line has to say what it pays at most.");
    }

    private static bool StatesExistingSupply(LineRow row) => row.ReadDemand().ExistingSupply.Count > 0;
}
