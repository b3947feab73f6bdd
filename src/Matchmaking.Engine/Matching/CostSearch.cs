namespace Matchmaking.Engine.Matching;

/// <summary>
/// For every node the least cost of a way to the root with all caps kept: what one more lot of an offer would change in total if its own
/// cap let it start. Ways end where another offer of some country sells a lot less.
/// </summary>
internal sealed class CostSearch
{
    private const long Unreached = long.MaxValue;

    private readonly Residual _residual;
    private readonly Network _network;
    private readonly AvoidedArcs _avoided;
    private readonly long[] _distance;
    private readonly int[] _via;
    private readonly PriorityQueue<int, long> _open = new();

    public CostSearch(Residual residual, Network network, AvoidedArcs avoided)
    {
        (_residual, _network, _avoided) = (residual, network, avoided);
        _distance = new long[residual.Root + 1];
        _via = new int[residual.Root + 1];
        Array.Fill(_distance, Unreached);
        Relax(residual.Root, -1, 0, 0);
        while (_open.TryDequeue(out var node, out var distance))
        {
            if (distance == _distance[node])
                Expand(node, distance);
        }
    }

    /// <summary>Cents per tonne; the largest number where there is no way.</summary>
    public long Cost(int node) => _distance[node] == Unreached ? Unreached : _distance[node] - Potential(node);

    public int Via(int node) => _distance[node] == Unreached ? -1 : _via[node];

    private void Expand(int node, long distance)
    {
        if (node == _residual.Root)
        {
            for (var country = 0; country < _residual.FirstSupplier; country++)
            {
                if (_residual.Flow.CountryTotal[country] > 0)
                    Relax(country, node, distance, 0);
            }
        }
        else if (node < _residual.FirstSupplier)
        {
            foreach (var supplier in _residual.SuppliersOfCountry(node))
            {
                if (_residual.Flow.SupplierTotal[supplier] > 0)
                    Relax(_residual.FirstSupplier + supplier, node, distance, 0);
            }
        }
        else if (node < _residual.FirstOffer)
        {
            var supplier = node - _residual.FirstSupplier;
            foreach (var offer in _residual.OffersOfSupplier(supplier))
            {
                if (_residual.CanGiveLess(offer) && offer != _avoided.Offer)
                    Relax(_residual.FirstOffer + offer, node, distance, 0);
            }
            if (supplier != _avoided.Supplier && !_residual.Flow.IsSupplierFull(supplier))
                Relax(_residual.CountryOf(supplier), node, distance, 0);
        }
        else if (node < _residual.FirstLine)
        {
            var offer = node - _residual.FirstOffer;
            foreach (var line in _residual.LinesOfOffer(offer))
                Relax(_residual.FirstLine + line, node, distance, -Cost(line, offer));
            if (_residual.CanGiveMore(offer))
                Relax(_residual.FirstSupplier + _residual.SupplierOf(offer), node, distance, 0);
        }
        else
        {
            var pairs = _residual.Market.Pairs;
            var (start, end) = pairs.OfLine(node - _residual.FirstLine);
            for (var pair = start; pair < end; pair++)
                Relax(_residual.FirstOffer + pairs.Offer[pair], node, distance, pairs.Cost[pair] - _network.LowestCost);
        }
    }

    private long Cost(int line, int offer)
    {
        var pairs = _residual.Market.Pairs;
        var (start, end) = pairs.OfLine(line);
        return pairs.Cost[Array.BinarySearch(pairs.Offer, start, end - start, offer)] - _network.LowestCost;
    }

    private void Relax(int node, int via, long distance, long cost)
    {
        // Reduced costs are never below zero where there is room, so nodes settle in order.
        var through = via < 0 ? 0 : distance + cost + Potential(node) - Potential(via);
        if (through >= _distance[node])
            return;
        (_distance[node], _via[node]) = (through, via);
        _open.Enqueue(node, through);
    }

    private long Potential(int node) => _residual.Flow.Potential[node];
}
