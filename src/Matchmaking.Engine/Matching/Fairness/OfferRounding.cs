using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>
/// Shares out what offers give, line totals fixed, and rounds it to whole lots by lottery (matching.md, section 6, step 6).
/// </summary>
internal static class OfferRounding
{
    public static void Round(Market market, Face face, HubTree tree, CancellationToken cancellation)
    {
        var network = face.Network;
        foreach (var lines in face.Classes)
            (network.Lower[lines.Arc], network.Upper[lines.Arc]) = (network.Flow[lines.Arc], network.Flow[lines.Arc]);
        var offers = Enumerable.Range(0, market.Offers.Length)
            .Where(offer => market.OfferQuantity[offer] > 0 && IsOpen(network, Arc(offer)))
            .OrderBy(offer => market.OfferPlace[offer]).ToArray();
        var shares = Array.ConvertAll(offers, offer => new Share(Arc(offer), market.OfferQuantity[offer]));
        if (shares.Length < 2)
            return;
        var dues = OfferShares.Find(network, shares, cancellation);
        for (var share = 0; share < shares.Length; share++)
            (network.Lower[shares[share].Arc], network.Upper[shares[share].Arc]) = (dues.Floor[share], dues.Ceiling[share]);
        var flow = new WholeFlow(network, dues.Whole, -1, cancellation);
        Repair(network, flow, dues);
        for (var share = 0; share < shares.Length; share++)
        {
            var arc = shares[share].Arc;
            if (network.Flow[arc] < network.Upper[arc] && flow.TrySendLot(network.To[arc], network.From[arc]))
                network.Flow[arc]++;
            network.Lower[arc] = network.Upper[arc] = network.Flow[arc];
        }

        int Arc(int offer) => face.ArcOfHub[tree.FirstSlot + market.Slots.SlotOf[offer]];
    }

    private static bool IsOpen(FaceNetwork network, int arc) => network.Lower[arc] < network.Upper[arc];

    /// <summary>Brings the flow between the rounded dues, keeping the levels where their totals are whole.</summary>
    private static void Repair(FaceNetwork network, WholeFlow flow, OfferShares dues)
    {
        var bounds = dues.Between.ConvertAll(entry => (network.Lower[entry.Arc], network.Upper[entry.Arc]));
        foreach (var (arc, lots) in dues.Between)
            (network.Lower[arc], network.Upper[arc]) = (lots, lots);
        if (flow.TryRepair(Enumerable.Range(0, network.Arcs)))
            return;
        for (var at = 0; at < bounds.Count; at++)
            (network.Lower[dues.Between[at].Arc], network.Upper[dues.Between[at].Arc]) = bounds[at];
        if (!flow.TryRepair(Enumerable.Range(0, network.Arcs)))
            throw new InvalidOperationException("Dues cannot be rounded to whole lots.");
    }
}
