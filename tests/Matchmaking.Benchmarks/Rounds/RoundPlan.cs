namespace Matchmaking.Benchmarks.Rounds;

/// <summary>A round to play, and how hard the service is pressed meanwhile.</summary>
internal sealed record RoundPlan
{
    /// <summary>Demand lines.</summary>
    public required int Lines { get; init; }

    /// <summary>Supply offers.</summary>
    public required int Offers { get; init; }

    /// <summary>Groups that lines and offers are spread over: a material at a stage, in one form, and a delivery period.</summary>
    public required int Groups { get; init; }

    /// <summary>Connections that submit and read.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>Lines a second that are submitted to another round meanwhile.</summary>
    public int Rate { get; init; } = 200;

    /// <summary>How long that stream is listened to before the run is started, as what the rest is compared with.</summary>
    public TimeSpan Before { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long results are read for, each kind.</summary>
    public TimeSpan Reading { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long all of it may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A SQL Server of this machine; null: SQLite.</summary>
    public string? ConnectionString { get; init; }
}
