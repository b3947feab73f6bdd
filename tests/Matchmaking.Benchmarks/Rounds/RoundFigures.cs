using Matchmaking.Benchmarks.Databases;
using Matchmaking.Benchmarks.Load;

namespace Matchmaking.Benchmarks.Rounds;

/// <summary>What playing a round has shown.</summary>
internal sealed record RoundFigures
{
    public required RoundPlan Plan { get; init; }

    /// <summary>Buyers and suppliers.</summary>
    public required int Companies { get; init; }

    /// <summary>Matches of the round.</summary>
    public required int Matches { get; init; }

    /// <summary>Submission of the demand lines.</summary>
    public required LoadFigures Demands { get; init; }

    /// <summary>Submission of the offers.</summary>
    public required LoadFigures Offers { get; init; }

    /// <summary>Buyers and suppliers who read what they have got.</summary>
    public required LoadFigures OwnMatches { get; init; }

    /// <summary>The operator who looks at the run.</summary>
    public required LoadFigures RunViews { get; init; }

    /// <summary>Seconds of each step.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    /// <summary>Bytes of the run's two documents as they are downloaded.</summary>
    public required (int Input, int Result) Documents { get; init; }

    /// <summary>What submissions to the other round went through, by what was going on; a phase in which none was due is missing.</summary>
    public required IReadOnlyDictionary<RoundPhase, LoadFigures> Meanwhile { get; init; }

    /// <summary>Memory and database at some moments.</summary>
    public required IReadOnlyDictionary<RoundMoment, ServiceState> States { get; init; }

    /// <summary>
    /// Bytes that the database has grown by for each line or offer since the first was submitted; null where it does not tell. Lines of
    /// the other round are taken off at what they took before the run.
    /// </summary>
    public double? BytesPerEntry(RoundMoment until)
    {
        var other = (double?)Grown(RoundMoment.Submitted, RoundMoment.Before) / States[RoundMoment.Before].OtherLines;
        return (Grown(RoundMoment.Companies, until) - (other * States[until].OtherLines)) / (Plan.Lines + Plan.Offers);
    }

    private long? Grown(RoundMoment from, RoundMoment until) => States[until].Database.Pages - States[from].Database.Pages;
}

/// <summary>What is going on in the round while lines are submitted to another one.</summary>
internal enum RoundPhase
{
    Before,
    Loading,
    Matching,
    Saving,
    Publication,
    Reading,
}

/// <summary>When the service's memory and database are looked at.</summary>
internal enum RoundMoment
{
    Companies,
    Submitted,
    Before,
    Matched,
    Published,
    Read,
    Rested,
}

/// <summary>Memory and database at a moment.</summary>
/// <param name="Megabytes">Memory that the process holds.</param>
/// <param name="PeakMegabytes">The most that it has held so far.</param>
/// <param name="Database">Size of the database.</param>
/// <param name="OtherLines">Lines that were submitted to the other round until then.</param>
internal sealed record ServiceState(double Megabytes, double PeakMegabytes, DatabaseSize Database, int OtherLines);
