using Matchmaking.Engine.Matching.Certificates;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Minimums;

/// <summary>
/// The best result of a group under one cap rule while minimums that nobody has decided about are left aside. Every solve goes on from the
/// one before.
/// </summary>
internal sealed class Relaxation
{
    private readonly Choice[] _choices;
    private readonly CapSet? _fixedCaps;
    private long _capsAt = -1;

    public Relaxation(Market market, HubSolver solver, CapRule? rule)
    {
        (Market, Solver, Rule) = (market, solver, rule);
        Items = Item.All(market);
        _choices = new Choice[Items.Length];
        FollowsMatched = rule?.FollowsMatched == true;
        if (FollowsMatched)
            return;
        _fixedCaps = rule?.At(0) ?? CapSet.None(market);
        solver.SetCaps(_fixedCaps);
    }

    public Market Market { get; }

    public HubSolver Solver { get; }

    /// <summary>The rule; null where no cap applies.</summary>
    public CapRule? Rule { get; }

    /// <summary>The lines and offers that have a minimum, by lottery place.</summary>
    public Item[] Items { get; }

    /// <summary>Whether the caps follow the matched quantity.</summary>
    public bool FollowsMatched { get; }

    /// <summary>The caps of the last solve.</summary>
    public CapSet Caps => _fixedCaps ?? Rule!.At(_capsAt);

    /// <summary>
    /// Finds the best flow that keeps the choices. Under basis <c>matched</c> the quantity comes down from <paramref name="from"/>, cut by
    /// cut, until the largest flow under its own caps is no smaller than it.
    /// </summary>
    /// <param name="choices">What is decided about every item.</param>
    /// <param name="from">An upper bound on the matched quantity, in lots.</param>
    /// <param name="cuts">Where given, takes the cuts of the way down.</param>
    /// <param name="least">Where given: the run may stop once it is proven that no flow is worth this much.</param>
    public SolveStatus Solve(ReadOnlySpan<Choice> choices, long from, List<Cut>? cuts, Worth? least)
    {
        Apply(choices);
        if (!FollowsMatched)
            return Solver.Solve(least);
        for (var quantity = from; ;)
        {
            SetCapsAt(quantity);
            if (Solver.Solve(least) is not SolveStatus.Optimal and var status)
                return status;
            if (Solver.Matched >= quantity)
                return SolveStatus.Optimal;
            var cut = Cut.Of(Solver);
            cuts?.Add(cut);
            var next = cut.LargestAdmitted(quantity, Rule!, Solver.Tree);
            if (next >= quantity)
                throw new InvalidOperationException("A cut does not lower the matched quantity.");
            quantity = next;
        }
    }

    /// <summary>Lets go of all choices, for another rule to go on from here.</summary>
    public void Release() => Apply(new Choice[Items.Length]);

    /// <summary>What an item has in the present flow, in lots.</summary>
    public long Total(Item item)
    {
        if (!item.IsLine)
            return Solver.Tree.Flow[HubOf(item)];
        var part = Solver.Parts.OfLine[item.Number];
        return part == PartTable.NoPart ? 0 : Market.LineQuantity[item.Number] - Solver.Records.UnmatchedOf[part];
    }

    /// <summary>Which items the present flow serves.</summary>
    public bool[] Serves() => Array.ConvertAll(Items, item => Total(item) > 0);

    /// <summary>Whether every item has nothing or at least its minimum in the present flow.</summary>
    public bool KeepsMinimums() =>
        Array.TrueForAll(Items, item => Total(item) is var total && (total == 0 || total >= item.Minimum(Market)));

    private int HubOf(Item offer) => Solver.Tree.FirstSlot + Market.Slots.SlotOf[offer.Number];

    private void SetCapsAt(long quantity)
    {
        if (_capsAt == quantity)
            return;
        _capsAt = quantity;
        Solver.SetCaps(Rule!.At(quantity));
    }

    private void Apply(ReadOnlySpan<Choice> choices)
    {
        for (var at = 0; at < Items.Length; at++)
        {
            if (_choices[at] == choices[at])
                continue;
            _choices[at] = choices[at];
            Apply(Items[at], choices[at]);
        }
    }

    private void Apply(Item item, Choice choice)
    {
        var minimum = item.Minimum(Market);
        if (!item.IsLine)
        {
            var most = choice == Choice.Closed ? 0 : Market.OfferQuantity[item.Number];
            Solver.SetBounds(HubOf(item), choice == Choice.Open ? minimum : 0, most);
            return;
        }
        var part = Solver.Parts.OfLine[item.Number];
        var quantity = Market.LineQuantity[item.Number];
        if (part != PartTable.NoPart)
            Solver.SetPart(part, choice == Choice.Open ? quantity - minimum : quantity, choice == Choice.Closed);
    }
}
