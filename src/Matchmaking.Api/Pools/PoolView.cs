using Matchmaking.Api.Http;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage.Pools;

namespace Matchmaking.Api.Pools;

/// <summary>The anonymous sum of the demand of one material, stage, form and delivery period, as it was when offers opened.</summary>
public sealed record PoolView
{
    /// <summary>Leaf material.</summary>
    public required string Material { get; init; }

    /// <summary>Stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Product form.</summary>
    public required string Form { get; init; }

    /// <summary>First year of the delivery period.</summary>
    public required int Year { get; init; }

    /// <summary>Number of years of the delivery period.</summary>
    public required int Years { get; init; }

    /// <summary>Whether the quantity is shown; false: there is demand, and showing how much would tell of a single company's.</summary>
    public required bool Shown { get; init; }

    /// <summary>Tonnes of reference content per year; null where not shown.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Tonnes of product per year (3 decimals); null where not shown.</summary>
    public decimal? ProductQuantity { get; init; }

    /// <summary>
    /// Whether the pool is above 15 % of the Union's consumption, the safe harbour of joint purchasing; null where the round does not know the
    /// consumption or the quantity is not shown.
    /// </summary>
    public bool? AboveSafeHarbour { get; init; }

    /// <summary>
    /// Once the round is closed: whether the pool is as large as some offer's minimum order; null where no offer of the form has one or the
    /// quantity is not shown.
    /// </summary>
    public bool? MinimumOrderReached { get; init; }

    /// <summary>What the list is ordered by.</summary>
    internal string Key => $"{Material}/{Json.Name(Stage)}/{Form}/{Year}";

    /// <summary>From a row.</summary>
    /// <param name="row">The pool.</param>
    /// <param name="round">Its round.</param>
    /// <param name="leastMinimumKg">The smallest minimum order among the offers of the form; null: none, or not to be told yet.</param>
    public static PoolView From(PoolRow row, DefineRound round, long? leastMinimumKg)
    {
        var stage = round.Coverage.First(cover => Json.Name(cover.Stage) == row.Stage && cover.Material == row.Material);
        var tonnes = Units.Tonnes(row.QuantityKg);
        return new PoolView
        {
            Material = row.Material,
            Stage = stage.Stage,
            Form = row.Form,
            Year = (int)row.Year,
            Years = stage.Periods.First(period => period.FirstYear == row.Year).Years,
            Shown = row.Shown,
            Quantity = row.Shown ? tonnes : null,
            ProductQuantity = row.Shown ? Product(tonnes, row.Form) : null,
            AboveSafeHarbour = row.Shown ? row.MarketShareFlag : null,
            MinimumOrderReached = row.Shown && leastMinimumKg is { } minimum ? row.QuantityKg >= minimum : null,
        };
    }

    private static decimal Product(decimal tonnes, string form) =>
        decimal.Round(tonnes / Materials.Current.FindForm(form)!.ContentPerTonne, Limits.QuantityDecimals, MidpointRounding.AwayFromZero);
}
