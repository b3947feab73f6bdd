using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>
/// Why lines stay unfilled and offers unsold (matching.md, section 9). Base and served minimums are held; one more lot is tried.
/// </summary>
internal sealed class Explainer
{
    private const int BetweenChecks = 256;

    private readonly Market _market;
    private readonly PartTable _parts;
    private readonly long[] _lineTotal;
    private readonly long[] _offerTotal;
    private readonly bool _isProven;
    private readonly CancellationToken _cancellation;
    private readonly UnservedMinimums _minimums;
    private readonly Lazy<FailedTests> _failedTests;
    private readonly Lazy<LineCauses> _lines;
    private readonly Lazy<OfferCauses> _offers;

    /// <param name="market">The group.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="solver">A solver that holds the result's flow and the prices that prove it.</param>
    /// <param name="caps">The caps that the result keeps.</param>
    /// <param name="lineTotal">What each line receives, in lots.</param>
    /// <param name="offerTotal">What each offer gives, in lots.</param>
    /// <param name="isProven">Whether the result is proven best; no cause is claimed where it is not.</param>
    /// <param name="canOpen">Whether some allowed result serves an item; null where that is not known.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Explainer(
        Market market, PartTable parts, HubSolver solver, CapSet caps, long[] lineTotal, long[] offerTotal, bool isProven,
        Func<Item, bool?> canOpen, CancellationToken cancellation)
    {
        (_market, _parts, _lineTotal, _offerTotal) = (market, parts, lineTotal, offerTotal);
        (_isProven, _cancellation) = (isProven, cancellation);
        _minimums = new UnservedMinimums(market, parts, caps, canOpen);
        _failedTests = new Lazy<FailedTests>(() => new FailedTests(market));
        var residual = new Lazy<Residual>(() => new Residual(market, parts, solver, caps, lineTotal, offerTotal));
        var costs = new Lazy<WayCosts>(() => new WayCosts(residual.Value, market.IsSurplus));
        var moves = new Lazy<MoveBits>(() => new MoveBits(residual.Value));
        _lines = new Lazy<LineCauses>(() => new LineCauses(residual.Value, costs.Value, moves.Value, cancellation));
        _offers = new Lazy<OfferCauses>(() => new OfferCauses(
            residual.Value, costs.Value, moves.Value, new StandIns(residual.Value, moves.Value, cancellation), cancellation));
    }

    public IReadOnlyList<UnfilledLine> Unfilled()
    {
        var unfilled = new List<UnfilledLine>();
        for (var line = 0; line < _lineTotal.Length; line++)
        {
            if (_market.LineQuantity[line] - _lineTotal[line] is not (> 0 and var missing))
                continue;
            CheckCancelled(unfilled.Count);
            var part = _parts.OfLine[line];
            var (reason, detail) = part == PartTable.NoPart
                ? ("no-compatible-offer", _failedTests.Value.OfLine(line))
                : Told(BeforeWays(new Item(true, line), _lineTotal[line]) ?? _lines.Value.Of(part));
            unfilled.Add(new UnfilledLine(_market.Lines[line].Id, _market.Tonnes(missing), reason, detail));
        }
        return unfilled;
    }

    public IReadOnlyList<UnsoldOffer> Unsold()
    {
        var unsold = new List<UnsoldOffer>();
        var hasLines = OffersWithLines();
        for (var offer = 0; offer < _offerTotal.Length; offer++)
        {
            if (_market.OfferQuantity[offer] - _offerTotal[offer] is not (> 0 and var left))
                continue;
            CheckCancelled(unsold.Count);
            var (reason, detail) = !hasLines[_market.Slots.SlotOf[offer]]
                ? ("no-compatible-line", _failedTests.Value.OfOffer(offer))
                : Told(BeforeWays(new Item(false, offer), _offerTotal[offer]) ?? _offers.Value.Of(offer));
            unsold.Add(new UnsoldOffer(_market.Offers[offer].Id, _market.Tonnes(left), reason, detail));
        }
        return unsold;
    }

    private static (string Reason, JsonObject Detail) Told(Cause cause) => (cause.Reason, cause.Detail());

    /// <summary>The reasons that come before any way through the network; null where none applies.</summary>
    private Cause? BeforeWays(Item item, long total) =>
        !_isProven ? Cause.SearchLimit
        : total == 0 && item.Minimum(_market) > 0 ? _minimums.CauseOf(item)
        : null;

    /// <summary>By slot, whether any line is compatible with it.</summary>
    private bool[] OffersWithLines()
    {
        var masks = new ulong[_market.Slots.Count >> 6];
        for (var part = 0; part < _parts.Count; part++)
            Join(masks, _parts.Form[part], _parts.Mask(part));
        for (var line = 0; line < _lineTotal.Length; line++)
        {
            // A line that asks for nothing is in no part, but compatible all the same.
            if (_market.LineQuantity[line] > 0)
                continue;
            var form = _market.Compatibility.Line[line].Form;
            var mask = new ulong[_market.Slots.Words[form]];
            _market.Masks.Fill(line, mask);
            Join(masks, form, mask);
        }
        var hasLines = new bool[_market.Slots.Count];
        for (var slot = 0; slot < hasLines.Length; slot++)
            hasLines[slot] = (masks[slot >> 6] >> slot & 1) != 0;
        return hasLines;
    }

    private void Join(ulong[] masks, int form, ReadOnlySpan<ulong> mask)
    {
        var first = _market.Slots.Start[form] >> 6;
        for (var word = 0; word < mask.Length; word++)
            masks[first + word] |= mask[word];
    }

    private void CheckCancelled(int done)
    {
        if (done % BetweenChecks == 0)
            _cancellation.ThrowIfCancellationRequested();
    }
}
