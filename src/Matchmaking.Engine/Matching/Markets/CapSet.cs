namespace Matchmaking.Engine.Matching.Markets;

/// <summary>Caps in lots per country and per supplier; <see cref="Unlimited"/> where there is none.</summary>
internal sealed record CapSet(long[] Country, long[] Supplier)
{
    /// <summary>Stands for a cap that does not exist; more than all quantities together.</summary>
    public const long Unlimited = long.MaxValue / 4;

    public static CapSet None(Market market)
    {
        var (country, supplier) = (new long[market.Countries.Length], new long[market.Suppliers.Length]);
        Array.Fill(country, Unlimited);
        Array.Fill(supplier, Unlimited);
        return new CapSet(country, supplier);
    }
}
