using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Http;

/// <summary>Bounds on what a request may ask of the service.</summary>
public static class Limits
{
    /// <summary>The largest JSON body: 1 MiB.</summary>
    public const int LargestBody = 1 << 20;

    /// <summary>The longest short text: names, references, places.</summary>
    public const int ShortText = 200;

    /// <summary>The longest text: reasons.</summary>
    public const int LongText = 2_000;

    /// <summary>The most entries of a list inside a body.</summary>
    public const int Entries = 500;

    /// <summary>The largest quantity of one line, in tonnes per year.</summary>
    public const decimal LargestQuantity = 100_000_000m;

    /// <summary>The largest price, in euro per tonne: the engine's.</summary>
    public const decimal LargestPrice = InputLimits.EuroPerTonne;

    /// <summary>Decimals of a quantity, a price and a share.</summary>
    public const int QuantityDecimals = 3, PriceDecimals = 2, ShareDecimals = 4;
}
