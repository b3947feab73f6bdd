using Matchmaking.Api.Pools;
using Matchmaking.Engine;

namespace Matchmaking.Api.Reports;

/// <summary>What became of a part of a frozen demand line.</summary>
/// <param name="Group">The line's group.</param>
/// <param name="Pool">The line's form where its pool is shown; null: its pool is hidden.</param>
/// <param name="Buyer">Who asks.</param>
/// <param name="Supplier">Who serves it; null: it stayed unfilled.</param>
/// <param name="Fate">The country it comes from; the reason's code where it stayed unfilled.</param>
/// <param name="Kg">Kilograms per year, more than zero.</param>
public sealed record DemandPart(GroupKey Group, string? Pool, Party Buyer, Party? Supplier, string Fate, long Kg)
{
    /// <summary>Whether it is served.</summary>
    public bool IsMatched => Supplier is not null;
}

/// <summary>What became of an offer.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Supplier">Who offers.</param>
/// <param name="OfferedKg">Kilograms per year offered.</param>
/// <param name="SoldKg">Kilograms per year matched.</param>
public sealed record OfferPart(GroupKey Group, Party Supplier, long OfferedKg, long SoldKg);
