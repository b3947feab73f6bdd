using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Lines;

/// <summary>
/// Which offers do not guarantee what a line's specification asks for. Only parameters that the form lists are tested; an offer without
/// a figure fails where the line sets a bound, as with purity.
/// </summary>
public static class SpecificationTest
{
    /// <summary>The pairs of one form and year that may not be matched for their specifications.</summary>
    /// <param name="demands">Demand lines of a round.</param>
    /// <param name="offers">Offers of the round.</param>
    public static IEnumerable<ExcludedPair> SpecExclusions(IEnumerable<LineRow> demands, IEnumerable<LineRow> offers)
    {
        var offersOf = offers.Select(row => (row.Id, row.Form, row.Year, row.ReadOffer().Specs))
            .ToLookup(offer => (offer.Form, offer.Year));
        foreach (var row in demands)
        {
            var asked = Tested(row.Form, row.ReadDemand().Specs);
            foreach (var offer in offersOf[(row.Form, row.Year)])
                if (!asked.All(requirement => Guarantees(offer.Specs, requirement)))
                    yield return new ExcludedPair(row.Id, offer.Id);
        }
    }

    private static List<Specification> Tested(string form, IReadOnlyList<Specification> specs)
    {
        var parameters = Materials.Current.FindForm(form)?.TestedParameters ?? [];
        return [.. specs.Where(spec => parameters.Any(tested => tested.Parameter == spec.Parameter))];
    }

    private static bool Guarantees(IReadOnlyList<Specification> offered, Specification asked)
    {
        var guarantee = offered.FirstOrDefault(spec => spec.Parameter == asked.Parameter);
        return (asked.Min is null || guarantee?.Min >= asked.Min) && (asked.Max is null || guarantee?.Max <= asked.Max);
    }
}
