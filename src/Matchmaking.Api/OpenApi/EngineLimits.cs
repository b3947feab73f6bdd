using Matchmaking.Api.Http;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.OpenApi;

/// <summary>The bounds of a round's rules, which the engine checks; a test holds both against each other.</summary>
internal static class EngineLimits
{
    private const decimal Smallest = 0.001m;

    private static readonly Dictionary<(Type, string), Bounds> All = new()
    {
        [(typeof(RoundRules), nameof(RoundRules.Lot))] = new(Smallest, InputLimits.Tonnes, Limits.QuantityDecimals),
        [(typeof(RoundRules), nameof(RoundRules.FreightRate))] = new(0, InputLimits.FreightRate, 6),
        [(typeof(RoundRules), nameof(RoundRules.NodeLimit))] = new(1, null, null),
        [(typeof(RoundRules), nameof(RoundRules.TimeLimitSeconds))] = new(1, null, null),
        [(typeof(Diversification), nameof(Diversification.CountryShare))] = Share,
        [(typeof(Diversification), nameof(Diversification.SupplierShare))] = Share,
        [(typeof(Diversification), nameof(Diversification.LineCountryShare))] = Share,
        [(typeof(Preferences), nameof(Preferences.RecycledBonus))] = Money,
        [(typeof(Preferences), nameof(Preferences.DomesticBonus))] = Money,
        [(typeof(Preferences), nameof(Preferences.StrategicProjectBonus))] = Money,
        [(typeof(Preferences), nameof(Preferences.SmeBonus))] = Money,
        [(typeof(Preferences), nameof(Preferences.CarbonPrice))] = Money,
        [(typeof(Freight), nameof(Freight.Cost))] = Money,
        [(typeof(UnionConsumption), nameof(UnionConsumption.Quantity))] = Tonnes,
        // What a buyer already receives has a lower bound of its own; the schema gives the wider one, that of imports.
        [(typeof(CountryQuantity), nameof(CountryQuantity.Quantity))] = Tonnes,
    };

    private static Bounds Share => new(0, 1, Limits.ShareDecimals);

    private static Bounds Money => new(0, InputLimits.EuroPerTonne, Limits.PriceDecimals);

    private static Bounds Tonnes => new(0, InputLimits.Tonnes, Limits.QuantityDecimals);

    /// <summary>A member's bounds, or null.</summary>
    public static Bounds? Find(Type type, string member) => All.GetValueOrDefault((type, member));

    /// <summary>Bounds of a number; what is null is not bounded.</summary>
    internal sealed record Bounds(decimal Least, decimal? Most, int? Decimals);
}
