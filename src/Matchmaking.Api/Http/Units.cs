namespace Matchmaking.Api.Http;

/// <summary>The API speaks tonnes and euro per tonne; the database keeps whole kilograms and cents.</summary>
public static class Units
{
    /// <summary>The largest quantity of one line, in tonnes per year.</summary>
    public const decimal LargestQuantity = 1_000_000_000m;

    /// <summary>The largest price, in euro per tonne.</summary>
    public const decimal LargestPrice = 1_000_000_000m;

    /// <summary>Decimals of a quantity, a price and a share.</summary>
    public const int QuantityDecimals = 3, PriceDecimals = 2, ShareDecimals = 4;

    /// <summary>Tonnes to kilograms.</summary>
    public static long ToKg(decimal tonnes) => (long)(tonnes * 1000m);

    /// <summary>Kilograms to tonnes.</summary>
    public static decimal ToTonnes(long kg) => kg / 1000m;

    /// <summary>Euro to cents.</summary>
    public static long ToCents(decimal euro) => (long)(euro * 100m);

    /// <summary>Cents to euro.</summary>
    public static decimal ToEuro(long cents) => cents / 100m;
}
