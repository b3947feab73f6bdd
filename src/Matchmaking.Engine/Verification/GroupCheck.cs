using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>Everything that can be checked about one group by itself; groups share nothing.</summary>
internal sealed class GroupCheck
{
    private readonly FindingList _findings = new();
    private readonly Remainder[] _lines;
    private readonly Remainder[] _offers;

    private GroupCheck(MatchingInput input, GroupSource source, IReadOnlyList<CheckedMatch> matches, GroupResult stated, string path)
    {
        var group = new CheckedGroup(input, source);
        var pairs = new CheckedPairs(group);
        var limits = Limits.Of(group, pairs);
        var lineCaps = LineCaps.Of(group);
        var allocation = new Allocation(group, limits, matches);
        var caps = group.Rules.Diversification.Basis == DiversificationBasis.Matched
            ? CheckedCaps.At(group, checked((long)allocation.Kilograms))
            : CheckedCaps.Fixed(group, pairs);
        ConstraintCheck.Matches(group, pairs, matches, _findings);
        ConstraintCheck.Totals(group, allocation, caps, lineCaps, path, _findings);
        ForestCheck.Run(group, allocation, lineCaps, path, _findings);
        new FigureCheck(group, allocation, caps, path, _findings).Run(stated);
        new AlternativeCheck(group, allocation, path, _findings).Run(stated);
        var bounds = new Bounds(group, new LineValues(group, pairs, lineCaps, limits), caps);
        new CertificateCheck(group, bounds, allocation, stated, path, _findings).Run();
        _lines = [.. Enumerable.Range(0, group.Lines).Select(line => new Remainder(
            allocation.OfLine[line], group.LineQuantity[line] - allocation.OfLine[line], group.LineMinimum[line],
            pairs.Count(line) > 0, IsAboveCap: false))];
        var hasPairs = pairs.OffersWithPairs();
        _offers = [.. Enumerable.Range(0, group.Offers).Select(offer => new Remainder(
            allocation.OfOffer[offer], group.OfferQuantity[offer] - allocation.OfOffer[offer], group.OfferMinimum[offer], hasPairs[offer],
            group.OfferMinimum[offer] > caps.Country[group.Hubs.CountryOfOffer[offer]] || group.OfferMinimum[offer] > caps.Supplier))];
    }

    private GroupCheck(string path, Exception exception)
    {
        (_lines, _offers) = ([], []);
        _findings.Add("unreadable", path, $"cannot be checked: {exception.Message}");
    }

    /// <summary>What does not hold.</summary>
    public IReadOnlyList<Finding> Findings => _findings.All;

    /// <summary>What is left of the lines.</summary>
    public Remainder[] Lines => _lines;

    /// <summary>What is left of the offers.</summary>
    public Remainder[] Offers => _offers;

    /// <summary>Checks a group; what cannot be read or added up is a finding too.</summary>
    public static GroupCheck Of(
        MatchingInput input, GroupSource source, IReadOnlyList<CheckedMatch> matches, GroupResult stated, string path)
    {
        try
        {
            return new GroupCheck(input, source, matches, stated, path);
        }
        catch (Exception exception) when (Verifier.IsFaultOfTheResult(exception))
        {
            return new GroupCheck(path, exception);
        }
    }
}
