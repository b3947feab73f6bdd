using Matchmaking.Api.Http;
using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Lines;

/// <summary>Quantities and prices of reference content, said of the product.</summary>
internal static class ProductUnits
{
    /// <summary>Tonnes of product, to the nearest kilogram.</summary>
    public static decimal Tonnes(LineTerms terms) =>
        decimal.Round(terms.Quantity / Content(terms), Limits.QuantityDecimals, MidpointRounding.AwayFromZero);

    /// <summary>Euro per tonne of product, to the nearest cent.</summary>
    public static decimal? Price(LineTerms terms, decimal? price) =>
        price is { } euro ? decimal.Round(euro * Content(terms), Limits.PriceDecimals, MidpointRounding.AwayFromZero) : null;

    private static decimal Content(LineTerms terms) => Materials.Current.FindForm(terms.Form)!.ContentPerTonne;
}
