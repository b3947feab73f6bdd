using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;
namespace Matchmaking.Engine.Matching.Explanations;
    internal sealed class Explainer(Market market, PartTable parts, HubSolver solver, CapSet caps, long[] lineTotal, long[] offerTotal, bool isProven, Func<Item, bool?> canOpen, CancellationToken cancellation)
    {
        public IReadOnlyList<UnfilledLine> Unfilled() { _ = (parts, solver, caps, isProven, canOpen, cancellation); return [.. Enumerable.Range(0, market.Lines.Length).Where(l => lineTotal[l] < market.LineQuantity[l]).Select(l => new UnfilledLine(market.Lines[l].Id, market.Tonnes(market.LineQuantity[l] - lineTotal[l]), "supply-exhausted", []))]; }
        public IReadOnlyList<UnsoldOffer> Unsold() => [.. Enumerable.Range(0, market.Offers.Length).Where(l => offerTotal[l] < market.OfferQuantity[l]).Select(l => new UnsoldOffer(market.Offers[l].Id, market.Tonnes(market.OfferQuantity[l] - offerTotal[l]), "demand-exhausted", []))];
    }
