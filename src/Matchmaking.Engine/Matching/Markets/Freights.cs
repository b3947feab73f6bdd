using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Reference;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>Freight in cents per tonne: from the input's table, else distance times the freight rate.</summary>
internal sealed class Freights(MatchingRules rules)
{
    private const long MillionthsPerCent = 10_000;

    private readonly Dictionary<(string From, string To), long> _table =
        rules.Freight.ToDictionary(freight => (freight.From, freight.To), freight => Units.Cents(freight.Cost));

    private readonly long _rate = Units.Millionths(rules.FreightRate);

    /// <summary>Cents per tonne; the input's rules have made sure that there is a figure wherever one counts.</summary>
    public long Cents(string from, string to)
    {
        if (_table.TryGetValue((from, to), out var cents))
            return cents;
        return _rate == 0 ? 0 : Rounding.Nearest(_rate * (long)(Distances.Kilometres(from, to) ?? 0), MillionthsPerCent);
    }
}
