namespace Matchmaking.Api.Demo;

/// <summary>Suppliers' minimum orders that buyers reached together, each too small alone.</summary>
internal static class MinimumOrders
{
    /// <summary>Writes them, where there are any.</summary>
    public static void Write(TextWriter output, PlayedRound round)
    {
        var reached = round.Result.Matches.GroupBy(pair => pair.Offer).Select(pairs => (Offer: round.Offers[pairs.Key], Pairs: pairs.ToList()))
            .Where(entry => entry.Offer.Terms.MinimumOrder is { } minimum && entry.Pairs.All(pair => round.Demands[pair.Demand].Terms.Quantity < minimum))
            .OrderBy(entry => entry.Offer.Supplier.Name, StringComparer.Ordinal).ToList();
        if (reached.Count == 0)
            return;
        output.WriteLine("  Minimum orders that buyers reached together, none of them alone");
        foreach (var (offer, pairs) in reached)
            TextTable.WriteParagraph(output, $"{offer.Supplier.Name} sells nothing or at least {Words.Quantity(offer.Terms.MinimumOrder!.Value)} t of {offer.Terms.Form}: "
                + $"{Words.Quantity(pairs.Sum(pair => pair.Quantity))} t go to {string.Join(", ", pairs.Select(pair => round.Demands[pair.Demand].Buyer.Name).Order(StringComparer.Ordinal))}.");
        output.WriteLine();
    }
}
