using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Rounds;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Demands;

/// <summary>The side of the buyers.</summary>
public sealed class DemandSide : LineSide<DemandTerms>
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
    public override IEnumerable<Fault> Faults(Session session, LineRow row, DemandTerms terms, DefineRound round)
    {
        foreach (var fault in RoundFit.Faults(terms, round, ("minimumQuantity", terms.MinimumQuantity)))
            yield return fault;
        if (terms.ExistingSupply.Count > 0 && LineStore.SameGroup(session, row).Any(other => other.ReadDemand().ExistingSupply.Count > 0))
            yield return RoundFit.Wrong("existingSupply", "Another line of the company states it for this material, stage and year already.");
    }

    /// <inheritdoc/>
    public override object Show(LineRow row, DefineRound round) => DemandView.From(row, round);
}
