namespace Matchmaking.Engine.Matching;

/// <summary>
/// Chooses among best results by lottery: line by line each gets the most it can while earlier ones keep their totals, then offer by
/// offer likewise with the lines' totals fixed, then the pairs become a forest.
/// </summary>
/// <remarks>Steps 4 to 6 of matching.md, section 6.</remarks>
internal static class TieBreak
{
    public static Flow Apply(Market market, Network network, Flow flow, CancellationToken cancellation)
    {
        var face = new TightFace(market, network, flow);
        RaiseLines(market, network, face, cancellation);
        RaiseOffers(market, network, face, cancellation);
        var chosen = new Flow(market, flow.Choices, flow.Caps, Forest.Of(market, face.Pairs, cancellation), flow.Potential);
        return chosen.Value == flow.Value
            ? chosen
            : throw new InvalidOperationException("Breaking ties has changed the value of the result.");
    }

    private static void RaiseLines(Market market, Network network, TightFace face, CancellationToken cancellation)
    {
        for (var line = 0; line < market.Lines.Length; line++)
        {
            cancellation.ThrowIfCancellationRequested();
            var node = network.FirstLine + line;
            var missing = face.Room(node).Down;
            face.Held[node] = true;
            while (missing > 0 && !face.Dead[node])
            {
                var pushed = face.Push(node, network.Root, backwards: true, missing);
                face.ChangeArc(node, -pushed);
                missing -= pushed;
                if (pushed > 0)
                    continue;

                // Nothing outside these nodes leads into them, now or later: ways from the root never touch them again.
                foreach (var seen in face.Seen)
                    face.Dead[seen] = true;
            }
        }
    }

    private static void RaiseOffers(Market market, Network network, TightFace face, CancellationToken cancellation)
    {
        Array.Clear(face.Dead);
        var last = market.Offers.Length - 1;
        for (var offer = 0; offer < last; offer++)
        {
            cancellation.ThrowIfCancellationRequested();

            // What one offer gains a later one must lose: where none can, nothing is left to decide.
            while (last > offer && face.Room(network.FirstOffer + last).Down == 0)
                last--;
            var node = network.FirstOffer + offer;
            var room = face.Room(node).Up;
            face.Held[node] = true;
            while (room > 0)
            {
                var pushed = face.Push(node, face.ParentOf(node), backwards: false, room);
                face.ChangeArc(node, pushed);
                room -= pushed;
                if (pushed == 0)
                    break;
            }
        }
    }
}
