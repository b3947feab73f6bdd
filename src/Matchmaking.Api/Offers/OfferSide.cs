using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;

namespace Matchmaking.Api.Offers;

/// <summary>The side of the suppliers.</summary>
public sealed class OfferSide : LineSide
{
    /// <summary>The side.</summary>
    public static OfferSide Current { get; } = new();

    /// <inheritdoc/>
    public override string Name => "offer";

    /// <inheritdoc/>
    public override string Window => "offers-open";

    /// <inheritdoc/>
    public override Capacity Capacity => Capacity.Supplier;

    /// <inheritdoc/>
    public override Problem? Refuse(ParticipantRow company, DefineRound round) =>
        round.Rules.EligibleOrigins?.Union(Countries.Current.DefaultOrigins).Contains(company.Country) ?? true
            ? null
            : new Problem("not-eligible", $"The round takes no supplier established in {company.Country}.");

    /// <inheritdoc/>
    public override LineTerms Read(LineRow row) => row.ReadOffer();

    /// <inheritdoc/>
    public override IEnumerable<Fault> Misfits(LineTerms terms, DefineRound round) => Misfits((OfferTerms)terms, round);

    /// <inheritdoc/>
    public override object Show(LineRow row, LineTerms terms, DefineRound round) => OfferView.From(row, (OfferTerms)terms, round);

    private static IEnumerable<Fault> Misfits(OfferTerms terms, DefineRound round)
    {
        foreach (var fault in RoundFit.Faults(terms, round, ("minimumOrder", terms.MinimumOrder)))
            yield return fault;
        if (round.Rules.EligibleOrigins is { } origins && !origins.Contains(terms.Origin))
            yield return RoundFit.Wrong("origin", "The round does not admit this origin.");
        if (round.Rules.Preferences.CarbonPrice * terms.CarbonFootprint > InputLimits.EuroPerTonne)
            yield return RoundFit.Wrong("carbonFootprint", "At the round's carbon price it costs more than the matching can count.");
    }
}
