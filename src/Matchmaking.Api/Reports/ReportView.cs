using Matchmaking.Api.Rounds;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Reports;

/// <summary>The public report of a round.</summary>
public sealed record ReportView
{
    /// <summary>Round.</summary>
    public required string RoundId { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What the round is for.</summary>
    public required RoundType Type { get; init; }

    /// <summary>State.</summary>
    public required RoundState State { get; init; }

    /// <summary>Why it was annulled.</summary>
    public string? StateReason { get; init; }

    /// <summary>When the results were published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>
    /// The rules. That a round caps single countries is its operator's choice; Art. 5 of Regulation (EU) 2024/1252 speaks of the Union's yearly
    /// consumption in 2030. So are a cap on materials that are not strategic, the exemption of EEA members and that overseas territories count
    /// as third countries.
    /// </summary>
    public required RoundRules Rules { get; init; }

    /// <summary>Why these rules.</summary>
    public required string RuleReason { get; init; }

    /// <summary>Why offers could come from further countries than the default origins.</summary>
    public string? OriginsReason { get; init; }

    /// <summary>How ties were decided.</summary>
    public required Lottery Lottery { get; init; }

    /// <summary>The figures; null where the round is annulled.</summary>
    public ReportFigures? Figures { get; init; }

    /// <summary>From a published round and its figures.</summary>
    public static ReportView From(RoundRow row, ReportFigures? figures)
    {
        var round = RoundView.From(row);
        return new ReportView
        {
            RoundId = row.Id,
            Title = round.Title,
            Type = round.Type,
            State = round.State,
            StateReason = row.StateReason,
            PublishedAt = row.PublishedAt!.Value,
            Rules = round.Rules,
            RuleReason = round.RuleReason,
            OriginsReason = round.OriginsReason,
            Lottery = round.Lottery,
            Figures = figures,
        };
    }
}
