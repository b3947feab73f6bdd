using System.Diagnostics.CodeAnalysis;
using Matchmaking.Api.Http;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Rounds;

/// <summary>States of a round.</summary>
public enum RoundState
{
    /// <summary>Being written; only staff see it.</summary>
    Draft,

    /// <summary>Buyers submit demand lines.</summary>
    DemandOpen,

    /// <summary>Suppliers submit offers.</summary>
    OffersOpen,

    /// <summary>Nothing changes; runs are computed.</summary>
    Closed,

    /// <summary>Results are out; matches are answered.</summary>
    Published,

    /// <summary>The answer period is over.</summary>
    Settled,

    /// <summary>Given up before publication.</summary>
    Cancelled,

    /// <summary>Taken back after publication.</summary>
    Annulled,
}

/// <summary>How ties are decided, verifiably: the seed is SHA-256(secret + ":" + public value).</summary>
public sealed record Lottery
{
    /// <summary>SHA-256 of the secret, public from the start.</summary>
    public required string SecretSha256 { get; init; }

    /// <summary>What the public value is.</summary>
    public required string PublicValueName { get; init; }

    /// <summary>The public value, known after closing.</summary>
    public string? PublicValue { get; init; }

    /// <summary>The secret, published with the result.</summary>
    public string? Secret { get; init; }

    /// <summary>The seed, published with the result.</summary>
    public string? Seed { get; init; }
}

/// <summary>A matching round.</summary>
public sealed record RoundView : DefineRound
{
    /// <summary>From a definition.</summary>
    [SetsRequiredMembers]
    private RoundView(DefineRound definition, Lottery lottery)
        : base(definition) => Lottery = lottery;

    /// <summary>Id.</summary>
    public string Id { get; private init; } = "";

    /// <summary>State.</summary>
    public RoundState State { get; private init; }

    /// <summary>How ties are decided.</summary>
    public Lottery Lottery { get; }

    /// <summary>Why it was cancelled or annulled.</summary>
    public string? StateReason { get; private init; }

    /// <summary>The published run.</summary>
    public string? PublishedRunId { get; private init; }

    /// <summary>When it was drafted.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When demand opened.</summary>
    public DateTimeOffset? OpenedAt { get; private init; }

    /// <summary>When it closed.</summary>
    public DateTimeOffset? ClosedAt { get; private init; }

    /// <summary>When its results were published.</summary>
    public DateTimeOffset? PublishedAt { get; private init; }

    /// <summary>From a row.</summary>
    public static RoundView From(RoundRow row)
    {
        var definition = row.Read();
        return new RoundView(definition, LotteryDraw.Show(row, definition))
        {
            Id = row.Id,
            State = Enum.Parse<RoundState>(row.State.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            SecondPerson = row.SecondPerson,
            Timetable = new Timetable
            {
                DemandOpensAt = row.DemandOpensAt,
                OffersOpenAt = row.OffersOpenAt,
                ClosesAt = row.ClosesAt,
                PublishesAt = row.PublishesAt,
                AnswersUntil = row.AnswersUntil,
            },
            StateReason = row.StateReason,
            PublishedRunId = row.PublishedRunId,
            CreatedAt = row.CreatedAt,
            OpenedAt = row.OpenedAt,
            ClosedAt = row.ClosedAt,
            PublishedAt = row.PublishedAt,
        };
    }
}

/// <summary>What a stored round says.</summary>
public static class RoundRows
{
    /// <summary>The definition of a row.</summary>
    public static DefineRound Read(this RoundRow row) => Json.Read<DefineRound>(row.Definition);
}
