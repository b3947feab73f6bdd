using System.ComponentModel.DataAnnotations;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Rounds;

/// <summary>What a round is for.</summary>
public enum RoundType
{
    /// <summary>New links between buyers and suppliers.</summary>
    Diversification,

    /// <summary>Strategic projects look for offtakers.</summary>
    ProjectDevelopment,
}

/// <summary>Years in which quantities are delivered, the same every year.</summary>
public sealed record DeliveryPeriod
{
    /// <summary>First year; lines name it as their <c>year</c>.</summary>
    [Range(2000, 2100)]
    public required int FirstYear { get; init; }

    /// <summary>Number of years.</summary>
    [Range(1, 30)]
    public required int Years { get; init; }
}

/// <summary>A material at a stage that the round covers.</summary>
public sealed record Coverage
{
    /// <summary>Leaf material.</summary>
    public required string Material { get; init; }

    /// <summary>Stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Delivery periods, each with another first year.</summary>
    public required IReadOnlyList<DeliveryPeriod> Periods { get; init; }

    /// <summary>Smallest quantity of a line, in tonnes of reference content per year.</summary>
    public decimal MinimumLineQuantity { get; init; }
}

/// <summary>When the round moves on; what is null waits for the operator.</summary>
public sealed record Timetable
{
    /// <summary>Demand lines from then on.</summary>
    public DateTimeOffset? DemandOpensAt { get; init; }

    /// <summary>Demand ends and offers begin.</summary>
    public DateTimeOffset? OffersOpenAt { get; init; }

    /// <summary>Offers end.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>When results are announced for.</summary>
    public DateTimeOffset? PublishesAt { get; init; }

    /// <summary>Matches are answered until then; null: <c>answerDays</c> after publication.</summary>
    public DateTimeOffset? AnswersUntil { get; init; }
}

/// <summary>The price at which index prices of a round are evaluated.</summary>
public sealed record Benchmark
{
    /// <summary>Name of the index.</summary>
    public required string Index { get; init; }

    /// <summary>Euro per tonne of reference content.</summary>
    public required decimal Price { get; init; }
}

/// <summary>The rules of the matching; the seed comes from the lottery.</summary>
public sealed record RoundRules
{
    /// <summary>What is best.</summary>
    public Objective Objective { get; init; } = Objective.Volume;

    /// <summary>The smallest tradable quantity, in tonnes.</summary>
    public decimal Lot { get; init; } = 0.001m;

    /// <summary>The diversification rule.</summary>
    public Diversification Diversification { get; init; } = new();

    /// <summary>Countries that are not third countries for the rule; left out: the Union and the EEA.</summary>
    public IReadOnlyList<string> ExemptCountries { get; init; } = Countries.Current.Exempt;

    /// <summary>
    /// Countries that offers may come from; left out: the Union, the EEA, overseas countries and territories and strategic partners; null: all.
    /// </summary>
    public IReadOnlyList<string>? EligibleOrigins { get; init; } = Countries.Current.DefaultOrigins;

    /// <summary>Bonuses and the carbon price.</summary>
    public Preferences Preferences { get; init; } = new();

    /// <summary>Euro per tonne-kilometre for relations that the freight table lacks.</summary>
    public decimal FreightRate { get; init; }

    /// <summary>Freight in euro per tonne between two countries.</summary>
    public IReadOnlyList<Freight> Freight { get; init; } = [];

    /// <summary>The most search nodes of a group.</summary>
    public long NodeLimit { get; init; } = 1_000_000;

    /// <summary>The longest a run may take, in seconds.</summary>
    public int TimeLimitSeconds { get; init; } = 600;

    /// <summary>The rules as the engine reads them.</summary>
    public MatchingRules With(string seed) => new()
    {
        Objective = Objective,
        Lot = Lot,
        Diversification = Diversification,
        ExemptCountries = ExemptCountries,
        EligibleOrigins = EligibleOrigins,
        Preferences = Preferences,
        FreightRate = FreightRate,
        Freight = Freight,
        NodeLimit = NodeLimit,
        TimeLimitSeconds = TimeLimitSeconds,
        Seed = seed,
    };
}

/// <summary>What the operator says of a round.</summary>
public record DefineRound
{
    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What it is for.</summary>
    public required RoundType Type { get; init; }

    /// <summary>Materials and stages it covers.</summary>
    public required IReadOnlyList<Coverage> Coverage { get; init; }

    /// <summary>When it moves on.</summary>
    public Timetable Timetable { get; init; } = new();

    /// <summary>Rules of the matching.</summary>
    public RoundRules Rules { get; init; } = new();

    /// <summary>Why these rules; published when the round opens.</summary>
    public required string RuleReason { get; init; }

    /// <summary>Why offers may come from further countries than the default origins; required where they may.</summary>
    public string? OriginsReason { get; init; }

    /// <summary>The Union's consumption; required for every group under basis <c>consumption</c>.</summary>
    public IReadOnlyList<UnionConsumption> Consumption { get; init; } = [];

    /// <summary>A pool is shown from this many company groups on.</summary>
    [Range(3, 100)]
    public int PoolThreshold { get; init; } = 5;

    /// <summary>A pool is shown when no company group is more than this share of it.</summary>
    public decimal DominanceLimit { get; init; } = 0.6m;

    /// <summary>Commitment levels it admits.</summary>
    public IReadOnlyList<Commitment> Commitments { get; init; } = Enum.GetValues<Commitment>();

    /// <summary>Days to answer a match, from publication on.</summary>
    [Range(1, 365)]
    public int AnswerDays { get; init; } = 30;

    /// <summary>Whether another operator publishes than started the run; left out: yes where there is more than one operator.</summary>
    public bool? SecondPerson { get; init; }

    /// <summary>
    /// The public value that completes the lottery seed, named in advance: such as an index's closing price on a day after closing. Left out:
    /// the SHA-256 of the ids and versions of the active lines at closing.
    /// </summary>
    public string? PublicValueName { get; init; }

    /// <summary>Prices at which index prices are evaluated.</summary>
    public IReadOnlyList<Benchmark> Benchmarks { get; init; } = [];
}
