using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching.Markets;

/// <summary>
/// What the offers of a form cost, a row per profile. A generalised cost is the sum of what the offer asks, a freight between two countries
/// and a bonus, so lines of one form, destination and bonus, which are one profile, see the same row: moving a line from one offer to
/// another costs the difference of two of its figures.
/// </summary>
internal sealed class CostRows
{
    private readonly long[] _landed;
    private readonly long[] _cost;
    private readonly int[] _start;

    public CostRows(Compatibility compatibility, SlotMap slots, MatchingRules rules)
    {
        var keys = new SortedSet<(int Form, int Destination, bool IsSme)>();
        for (var line = 0; line < compatibility.Lines; line++)
            keys.Add(compatibility.ProfileKey(line));
        var numbers = keys.Select((key, number) => (key, number)).ToDictionary(entry => entry.key, entry => entry.number);
        ProfileOfLine = new int[compatibility.Lines];
        for (var line = 0; line < ProfileOfLine.Length; line++)
            ProfileOfLine[line] = numbers[compatibility.ProfileKey(line)];

        FormOf = [.. keys.Select(key => key.Form)];
        First = new int[slots.Forms + 1];
        foreach (var form in FormOf)
            First[form + 1]++;
        for (var form = 0; form < slots.Forms; form++)
            First[form + 1] += First[form];
        _start = new int[keys.Count];
        _cost = new long[keys.Sum(key => slots.Length(key.Form))];
        _landed = new long[_cost.Length];
        var bonus = Units.Cents(rules.Preferences.SmeBonus);
        var (profile, at) = (0, 0);
        var (lowest, highest) = (long.MaxValue, long.MinValue);
        foreach (var (form, destination, isSme) in keys)
        {
            _start[profile++] = at;
            for (var slot = slots.Start[form]; slot < slots.Start[form + 1]; slot++, at++)
            {
                if (slots.OfferAt[slot] is not (>= 0 and var offer))
                    continue;
                _landed[at] = compatibility.LandedCents(offer, destination);
                _cost[at] = _landed[at] + compatibility.Offer[offer].AddedCents - (isSme ? bonus : 0);
                (lowest, highest) = (Math.Min(lowest, _cost[at]), Math.Max(highest, _cost[at]));
            }
        }
        Scale = ScaleOf(lowest, highest, compatibility, rules);
        for (at = 0; at < _cost.Length; at++)
            _cost[at] = Scale.OfPair(_cost[at]);
    }

    public int Profiles => FormOf.Length;

    public int[] ProfileOfLine { get; }

    /// <summary>The form of each profile; never falling.</summary>
    public int[] FormOf { get; }

    /// <summary>The first profile of each form, and behind the last one the number of profiles.</summary>
    public int[] First { get; }

    /// <summary>Landed prices in cents per tonne, by slot from the first of the profile's form.</summary>
    public ReadOnlySpan<long> Landed(int profile) => Row(_landed, profile);

    /// <summary>Generalised costs, scaled, by slot from the first of the profile's form; anything in empty slots.</summary>
    public ReadOnlySpan<long> Cost(int profile) => Row(_cost, profile);

    public PriceScale Scale { get; }

    // Effective limits are landed prices or lower limits, so under objective surplus landed prices and limits count as well as costs.
    private PriceScale ScaleOf(long lowest, long highest, Compatibility compatibility, MatchingRules rules)
    {
        if (lowest > highest)
            return new PriceScale(rules.Objective == Objective.Surplus, 0, 0, 0);
        if (rules.Objective == Objective.Surplus)
        {
            highest = Math.Max(highest, _landed.Max());
            foreach (var line in compatibility.Line)
                lowest = Math.Min(lowest, line.LimitCents);
        }
        return new PriceScale(rules.Objective == Objective.Surplus, lowest, highest, compatibility.Offer.Length);
    }

    private ReadOnlySpan<long> Row(long[] values, int profile) =>
        values.AsSpan(_start[profile]..(profile + 1 < _start.Length ? _start[profile + 1] : values.Length));
}
