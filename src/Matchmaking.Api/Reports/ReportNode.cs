namespace Matchmaking.Api.Reports;

/// <summary>A total of the report: a group, a parent material's groups, or the whole round; with what of it may be published.</summary>
/// <remarks>
/// What may not be shown rolls up: it stays together with what else is hidden under the next total, and where that does not pass either, this
/// total is hidden too and its hidden part rolls up further.
/// </remarks>
public sealed class ReportNode
{
    private readonly IReadOnlyList<DemandPart> _hidden;
    private readonly IReadOnlyList<OfferPart> _hiddenOffers;

    private ReportNode(Disclosure disclosure, IReadOnlyList<DemandPart> parts, IReadOnlyList<OfferPart> offers, IReadOnlyList<ReportNode>? children)
    {
        (Parts, Offers) = (parts, offers);
        var open = children is null ? parts : [.. children.SelectMany(child => child._hidden)];
        Shown = open.Count == 0 ? parts.Count > 0 : disclosure.MayPublish(open, static _ => null);
        Other = Shown && children is not null ? open : [];
        _hidden = Shown ? [] : open;
        var openOffers = children is null ? offers : [.. children.SelectMany(child => child._hiddenOffers)];
        OfferedShown = Shown && disclosure.MayPublish(openOffers);
        _hiddenOffers = OfferedShown ? [] : openOffers;
    }

    /// <summary>The demand it sums up.</summary>
    public IReadOnlyList<DemandPart> Parts { get; }

    /// <summary>The offers it sums up.</summary>
    public IReadOnlyList<OfferPart> Offers { get; }

    /// <summary>Kilograms per year.</summary>
    public long DemandKg => Parts.Sum(part => part.Kg);

    /// <summary>Kilograms per year.</summary>
    public long MatchedKg => Parts.Where(part => part.IsMatched).Sum(part => part.Kg);

    /// <summary>Kilograms per year.</summary>
    public long OfferedKg => Offers.Sum(offer => offer.OfferedKg);

    /// <summary>Whether demand, matched and unfilled quantity are published.</summary>
    public bool Shown { get; }

    /// <summary>Whether the quantity offered is published.</summary>
    public bool OfferedShown { get; }

    /// <summary>What the published total holds beyond the totals published under it.</summary>
    public IReadOnlyList<DemandPart> Other { get; }

    /// <summary>A group.</summary>
    public static ReportNode Group(Disclosure disclosure, IReadOnlyList<DemandPart> parts, IReadOnlyList<OfferPart> offers) =>
        new(disclosure, parts, offers, null);

    /// <summary>A total of totals.</summary>
    public static ReportNode Total(Disclosure disclosure, IReadOnlyList<ReportNode> children) =>
        new(disclosure, [.. children.SelectMany(child => child.Parts)], [.. children.SelectMany(child => child.Offers)], children);
}
