namespace Matchmaking.Api.Demo;

/// <summary>Suppliers' minimum orders that buyers reached together, each too small alone.</summary>
internal static class MinimumOrders
{
    /// <summary>Writes them, where there are any.</summary>
    public static void Write(TextWriter output, PlayedRound round)
    {
        var reached = round.Result.Matches.GroupBy(pair => pair.Offer)
            .Select(pairs => (
                Offer: round.Offers[pairs.Key],
                Lines: pairs.Select(pair => round.Demands[pair.Demand]).ToList(),
                Sum: pairs.Sum(pair => pair.Quantity)))
            .Where(entry => entry.Lines.All(line => line.Terms.Quantity < entry.Offer.Terms.MinimumOrder))
            .OrderBy(entry => entry.Offer.Supplier.Name, StringComparer.Ordinal).ToList();
        if (reached.Count == 0)
            return;
        output.WriteLine("  Minimum orders that buyers reached together, none of them alone");
        foreach (var (offer, lines, sum) in reached)
        {
            var buyers = string.Join(", ", lines.Select(line => line.Buyer.Name).Order(StringComparer.Ordinal));
            TextTable.WriteParagraph(
                output,
                $"{offer.Supplier.Name} sells nothing or at least {Words.Quantity(offer.Terms.MinimumOrder!.Value)} t of {offer.Terms.Form}: "
                + $"{Words.Quantity(sum)} t go to {buyers}.");
        }

        output.WriteLine();
    }
}
