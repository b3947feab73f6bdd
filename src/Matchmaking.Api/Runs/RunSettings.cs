namespace Matchmaking.Api.Runs;

/// <summary>How this instance takes part in computing runs.</summary>
public sealed record RunSettings
{
    /// <summary>How often a holder renews its lease and says how far it has come, and how often an idle instance looks for work.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>How many holders of a step may vanish before the run is given up: it may be what kills them.</summary>
    public const int MostLosses = 5;

    /// <summary>The most parts a run is divided into.</summary>
    public const int MostParts = 16;

    /// <summary>After how long an instance that is not heard of has lost its step.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Threads that solve.</summary>
    public required int Threads { get; init; }

    /// <summary>Lines and offers that are worth a part of their own.</summary>
    public required int PartEntries { get; init; }

    /// <summary>Reads <c>Runs:LeaseSeconds</c>, <c>Runs:Threads</c> and <c>Runs:PartEntries</c>.</summary>
    /// <exception cref="InvalidOperationException">A setting is not a number, or out of its range.</exception>
    public static RunSettings From(IConfiguration configuration) => new()
    {
        Lease = TimeSpan.FromSeconds(Read(configuration, "Runs:LeaseSeconds", 30, 2, 3_600)),
        Threads = Read(configuration, "Runs:Threads", Environment.ProcessorCount, 1, 1_024),
        PartEntries = Read(configuration, "Runs:PartEntries", 5_000, 1, 10_000_000),
    };

    private static int Read(IConfiguration configuration, string name, int otherwise, int least, int most) =>
        configuration.GetValue(name, otherwise) is var value && value >= least && value <= most
            ? value
            : throw new InvalidOperationException($"{name} is {value}; it has to be from {least} to {most}.");
}
