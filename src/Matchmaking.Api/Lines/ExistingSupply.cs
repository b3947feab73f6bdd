using Matchmaking.Api.Http;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Lines;

/// <summary>What buyers already receive: stated once for each material, stage and year, divided over the buyer's lines there.</summary>
public static class ExistingSupply
{
    private const string Demand = "demand", Active = "active", Withdrawn = "withdrawn";

    /// <summary>
    /// The part of each active demand line, by its id: in proportion to the lines' quantities, rounded down to kilograms. What a withdrawn
    /// line stated is not counted; what an excluded one stated still is, being true of the buyer.
    /// </summary>
    /// <param name="rows">Lines of a round, of any companies, sides and states.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<CountryQuantity>> Divide(IEnumerable<LineRow> rows) => rows
        .Where(row => row.Side == Demand && row.State != Withdrawn)
        .GroupBy(row => (row.ParticipantId, row.Material, row.Stage, row.Year))
        .SelectMany(group => DivideGroup([.. group]))
        .ToDictionary(part => part.Line, part => part.Supply, StringComparer.Ordinal);

    private static IEnumerable<(string Line, IReadOnlyList<CountryQuantity> Supply)> DivideGroup(IReadOnlyList<LineRow> rows)
    {
        var stated = rows.SelectMany(row => row.ReadDemand().ExistingSupply).ToList();
        var lines = rows.Where(row => row.State == Active).ToList();
        var total = lines.Sum(line => line.QuantityKg);
        foreach (var line in lines)
            yield return (line.Id, [.. stated.Select(supply => Part(supply, line.QuantityKg, total)).Where(part => part.Quantity > 0)]);
    }

    // Up to 10^12 kg times 10^12 kg: only 128 bits hold the product.
    private static CountryQuantity Part(CountryQuantity supply, long quantity, long total) =>
        supply with { Quantity = Units.Tonnes((long)((Int128)Units.Kilograms(supply.Quantity) * quantity / total)) };
}
