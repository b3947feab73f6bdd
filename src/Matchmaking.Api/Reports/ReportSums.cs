using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Reports;

/// <summary>A published quantity, or that it is suppressed.</summary>
/// <param name="Tonnes">Tonnes of reference content per year; null where suppressed.</param>
/// <param name="Suppressed">Whether it is missing because too few company groups stand behind it, or because it would give such a sum away.</param>
public sealed record Figure(decimal? Tonnes, bool Suppressed)
{
    /// <summary>A figure that may be shown, or not.</summary>
    public static Figure Of(long kg, bool shown) => shown ? new Figure(Units.Tonnes(kg), false) : new Figure(null, true);
}

/// <summary>A part of a published quantity: from a country, or unfilled for a reason.</summary>
/// <param name="Code">Country (ISO 3166 alpha-2) or reason.</param>
/// <param name="Tonnes">Tonnes of reference content per year.</param>
public sealed record NamedPart(string Code, decimal Tonnes);

/// <summary>A quantity with the parts of it that may be told apart.</summary>
public sealed record DividedFigure
{
    /// <summary>The parts that may be named, largest first.</summary>
    public required IReadOnlyList<NamedPart> Parts { get; init; }

    /// <summary>All other parts together, in tonnes per year; null: there are none, or the whole quantity is suppressed.</summary>
    public decimal? Other { get; init; }

    /// <summary>Whether some parts are not told apart.</summary>
    public required bool Suppressed { get; init; }
}

/// <summary>Sums of demand and supply, in tonnes of reference content per year.</summary>
public record ReportSums
{
    /// <summary>Demand when offers opened: the sum of the pools.</summary>
    public required Figure Demand { get; init; }

    /// <summary>Offered.</summary>
    public required Figure Offered { get; init; }

    /// <summary>Matched.</summary>
    public required Figure Matched { get; init; }

    /// <summary>Demand that was not matched.</summary>
    public required Figure Unfilled { get; init; }
}

/// <summary>Suppressed groups together, in tonnes of reference content per year.</summary>
/// <param name="Demand">Demand when offers opened.</param>
/// <param name="Matched">Matched.</param>
/// <param name="Unfilled">Demand that was not matched.</param>
public sealed record RolledUp(decimal Demand, decimal Matched, decimal Unfilled)
{
    /// <summary>The sums of some parts; null: there are none.</summary>
    internal static RolledUp? Of(IReadOnlyList<DemandPart> parts)
    {
        var (demand, matched) = (parts.Sum(part => part.Kg), parts.Where(part => part.IsMatched).Sum(part => part.Kg));
        return parts.Count == 0 ? null : new RolledUp(Units.Tonnes(demand), Units.Tonnes(matched), Units.Tonnes(demand - matched));
    }
}
