namespace Matchmaking.Engine.Verification;

/// <summary>What a price vector's two components are about.</summary>
internal enum PriceKind
{
    /// <summary>Quantity, then cost: objective <c>volume</c>.</summary>
    QuantityThenCost,

    /// <summary>Surplus, then quantity: objective <c>surplus</c>.</summary>
    SurplusThenQuantity,

    /// <summary>A cut: quantity alone, at prices of 0 and 1.</summary>
    Cut,

    /// <summary>A proof that a leaf is empty: every pair is worth nothing but the negative of its prices.</summary>
    Feasibility,
}

/// <summary>One price vector, ready for a pass over the pairs.</summary>
/// <remarks>
/// Each price is at most <see cref="Most"/> in size: a price is what a chain of exchanges brings, at most one for each of 500,000 lines and
/// none above the widest range of costs, 7 * 10^11 cents. Three of them and a cost stay below 2^61, times all quantities below 2^112.
/// </remarks>
internal sealed class OfferPrices(CheckedGroup group, PriceKind kind)
{
    /// <summary>The largest price of one offer, country or supplier, in cents per tonne or as a whole number.</summary>
    public const long Most = 400_000_000_000_000_000;

    public PriceKind Kind { get; } = kind;

    /// <summary>For each offer the leading prices of itself, its supplier and its country.</summary>
    public long[] Lead { get; } = new long[group.Offers];

    /// <summary>For each offer the following prices of itself, its supplier and its country.</summary>
    public long[] Follow { get; } = new long[group.Offers];

    /// <summary>The sum of capacities times prices.</summary>
    public Worth Capacities { get; private set; }

    public void AddOffer(int offer, Worth price, Decision decision)
    {
        Lead[offer] += (long)price.Lead;
        Follow[offer] += (long)price.Follow;
        var full = group.OfferQuantity[offer] * price;
        var least = group.OfferMinimum[offer] * price;
        Capacities += decision switch
        {
            Decision.Closed => Worth.Zero,
            Decision.Open when least > full => least,
            _ => full,
        };
    }

    public void AddCountries(Worth[] prices, long?[] caps) => AddHubs(prices, group.Hubs.CountryOfOffer, country => caps[country]);

    public void AddSuppliers(Worth[] prices, long? cap) => AddHubs(prices, group.Hubs.SupplierOfOffer, _ => cap);

    private void AddHubs(Worth[] prices, int[] hubOfOffer, Func<int, long?> cap)
    {
        for (var hub = 0; hub < prices.Length; hub++)
        {
            if (prices[hub] != Worth.Zero)
                Capacities += (cap(hub) ?? throw new FormatException("prices a cap that does not exist")) * prices[hub];
        }
        for (var offer = 0; offer < hubOfOffer.Length; offer++)
        {
            Lead[offer] += (long)prices[hubOfOffer[offer]].Lead;
            Follow[offer] += (long)prices[hubOfOffer[offer]].Follow;
        }
    }
}
