using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Matching;

/// <summary>
/// The certificate of a group without minimums, or of its relaxation: the prices of matching.md, section 8, whose cumulative values
/// are the least.
/// </summary>
/// <remarks>
/// <c>{ "proof": "prices" | "search", "bound"?: { "matched", "cost" }, "offers": [{ "offer", "quantityPrice", "costPrice" }],
/// "countries": [{ "country", ... }], "suppliers": [{ "supplier", "country", ... }], "cuts"?: [{ "offers", "countries", "suppliers": [{ "supplier",
/// "country" }], "released" }] }</c>. A price <c>(b, a)</c> is <c>quantityPrice</c>, a whole number, and
/// <c>costPrice</c>, euro per tonne; prices of zero are left out. <c>bound</c>, what the prices certify, stands there where the proof is
/// <c>search</c>; <c>cuts</c> under basis <c>matched</c> with a cap. The least cumulative values are longest ways from the root: every value is
/// forced by a chain of pairs that carry something, so they are found by one search for shortest ways over the residual network.
/// </remarks>
internal sealed class PriceProof
{
    private readonly Market _market;
    private readonly Network _network;
    private readonly Flow _flow;
    private readonly long[] _value;
    private readonly long[] _distance;
    private readonly PriorityQueue<int, long> _open = new();

    private PriceProof(Market market, Network network, Flow flow)
    {
        (_market, _network, _flow) = (market, network, flow);
        _value = InitialValues();
        _distance = new long[network.Root + 1];
        Array.Fill(_distance, long.MaxValue);
    }

    public static JsonObject Of(Market market, Network network, Flow flow, IReadOnlyList<Cut>? cuts, bool isSearch, CancellationToken cancellation)
    {
        var proof = new PriceProof(market, network, flow);
        proof.Search(cancellation);
        return proof.Write(cuts, isSearch);
    }

    /// <summary>Values from the solver's potentials; where a hub carries nothing they may be too low, never below the parent's is right.</summary>
    private long[] InitialValues()
    {
        var value = _flow.Potential.AsSpan().ToArray();
        for (var node = 0; node < _network.FirstLine; node++)
            value[node] = Math.Max(value[node], value[Parent(node)]);
        for (var node = _network.FirstLine; node < _network.Root; node++)
            value[node] = _network.Unmatched - value[node];
        return value;
    }

    private void Search(CancellationToken cancellation)
    {
        var offersOfSupplier = Enumerable.Range(0, _market.Offers.Length).ToLookup(offer => _market.Offers[offer].Supplier);
        var suppliersOfCountry = Enumerable.Range(0, _market.Suppliers.Length).ToLookup(supplier => _market.Suppliers[supplier].Country);
        var carriers = _flow.Pairs.ToLookup(entry => _market.Pairs.Offer[entry.Pair], entry => _market.Pairs.Line[entry.Pair]);
        var settled = new bool[_network.Root + 1];
        Relax(_network.Root, 0);
        while (_open.TryDequeue(out var node, out var distance))
        {
            if (settled[node])
                continue;
            cancellation.ThrowIfCancellationRequested();
            settled[node] = true;
            if (node == _network.Root)
            {
                for (var country = 0; country < _market.Countries.Length; country++)
                    Relax(country, _value[country]);
                for (var line = 0; line < _market.Lines.Length; line++)
                {
                    if (_flow.LineTotal[line] < _market.Lines[line].Quantity)
                        Relax(_network.FirstLine + line, 0);
                }
            }
            else if (node < _network.FirstSupplier)
            {
                foreach (var supplier in suppliersOfCountry[node])
                    RelaxChild(_network.FirstSupplier + supplier, node, distance);
            }
            else if (node < _network.FirstOffer)
            {
                foreach (var offer in offersOfSupplier[node - _network.FirstSupplier])
                    RelaxChild(_network.FirstOffer + offer, node, distance);
                if (!_flow.IsSupplierFull(node - _network.FirstSupplier))
                    Relax(Parent(node), distance);
            }
            else if (node < _network.FirstLine)
            {
                var offer = node - _network.FirstOffer;
                foreach (var line in carriers[offer])
                    Relax(_network.FirstLine + line, distance);
                if (_flow.OfferTotal[offer] < _market.Offers[offer].Quantity)
                    Relax(Parent(node), distance);
            }
            else
            {
                var (start, end) = _market.Pairs.OfLine(node - _network.FirstLine);
                for (var pair = start; pair < end; pair++)
                {
                    var offer = _network.FirstOffer + _market.Pairs.Offer[pair];
                    Relax(offer, distance + _value[node] + _value[offer] - _network.Unmatched + _market.Pairs.Cost[pair] - _network.LowestCost);
                }
            }
        }
        for (var node = 0; node < _network.FirstLine; node++)
            _value[node] -= _distance[node];
    }

    private void RelaxChild(int child, int parent, long distance) => Relax(child, distance + _value[child] - _value[parent]);

    private void Relax(int node, long distance)
    {
        if (distance >= _distance[node])
            return;
        _distance[node] = distance;
        _open.Enqueue(node, distance);
    }

    private int Parent(int node) =>
        node < _network.FirstSupplier ? _network.Root
        : node < _network.FirstOffer ? _market.Suppliers[node - _network.FirstSupplier].Country
        : _network.FirstSupplier + _market.Offers[node - _network.FirstOffer].Supplier;

    private JsonObject Write(IReadOnlyList<Cut>? cuts, bool isSearch)
    {
        var json = new JsonObject { ["proof"] = isSearch ? "search" : "prices" };
        if (isSearch)
        {
            json["bound"] = new JsonObject
            {
                ["matched"] = Units.Tonnes(_flow.Value.Quantity * _market.LotKilograms),
                ["cost"] = Units.EuroOfKilogramCents(_flow.Value.Cost * _market.LotKilograms),
            };
        }
        json["offers"] = Prices(Enumerable.Range(0, _market.Offers.Length).OrderBy(offer => _market.Offers[offer].Source.Id, StringComparer.Ordinal),
            _network.FirstOffer, offer => new JsonObject { ["offer"] = _market.Offers[offer].Source.Id });
        json["countries"] = Prices(Enumerable.Range(0, _market.Countries.Length), 0, country => new JsonObject { ["country"] = _market.Countries[country] });
        json["suppliers"] = Prices(Enumerable.Range(0, _market.Suppliers.Length), _network.FirstSupplier, Supplier);
        if (cuts is not null)
            json["cuts"] = new JsonArray([.. cuts.Select(WriteCut)]);
        return json;
    }

    private JsonArray Prices(IEnumerable<int> numbers, int firstNode, Func<int, JsonObject> name)
    {
        var prices = new JsonArray();
        foreach (var number in numbers)
        {
            var (quantity, cost) = Split(firstNode + number);
            var (parentQuantity, parentCost) = Split(Parent(firstNode + number));
            if ((quantity, cost) == (parentQuantity, parentCost))
                continue;
            var entry = name(number);
            entry["quantityPrice"] = quantity - parentQuantity;
            entry["costPrice"] = Units.Euro(cost - parentCost);
            prices.Add(entry);
        }
        return prices;
    }

    /// <summary>
    /// A value as quantity and cents per tonne. A chain from the root brings a lot more or none, and its costs come to less than half of
    /// what an unmatched lot costs, so the two parts can be told apart.
    /// </summary>
    private (long Quantity, long Cents) Split(int node)
    {
        var value = node == _network.Root ? 0 : _value[node];
        return value > _network.Unmatched / 2 ? (1, value - _network.Unmatched - _network.LowestCost) : (0, value);
    }

    private JsonObject Supplier(int supplier) => new()
    {
        ["supplier"] = _market.Suppliers[supplier].Name,
        ["country"] = _market.Countries[_market.Suppliers[supplier].Country],
    };

    private JsonObject WriteCut(Cut cut) => new()
    {
        ["offers"] = Names(cut.Offers, offer => _market.Offers[offer].Source.Id),
        ["countries"] = Names(cut.Countries, country => _market.Countries[country]),
        ["suppliers"] = new JsonArray([.. Enumerable.Range(0, cut.Suppliers.Length).Where(supplier => cut.Suppliers[supplier]).Select(Supplier)]),
        ["released"] = new JsonArray(),
    };

    private static JsonArray Names(bool[] isCut, Func<int, string> name) =>
        new([.. Enumerable.Range(0, isCut.Length).Where(number => isCut[number]).Select(name).Order(StringComparer.Ordinal).Select(text => JsonValue.Create(text))]);
}
