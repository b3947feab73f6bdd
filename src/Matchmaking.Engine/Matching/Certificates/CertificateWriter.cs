using System.Text.Json.Nodes;
using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Certificates;

/// <summary>Writes a group's certificate as the verifier reads it (docs/certificate.md).</summary>
internal sealed class CertificateWriter(Market market, HubTree tree)
{
    private readonly HubNames _names = new(market, tree);

    /// <summary>The proof of a group without minimums.</summary>
    /// <param name="cumulated">Cumulated prices of all hubs, scaled.</param>
    /// <param name="cuts">Under basis <c>matched</c> with a cap the cuts that lead to the quantity; else null.</param>
    public JsonObject Prices(long[] cumulated, IReadOnlyList<Cut>? cuts) => Root("prices", null, cumulated, cuts);

    /// <summary>What the prices of a group without its minimums certify, where the tree is too large or the search ended early.</summary>
    /// <param name="cumulated">Cumulated prices of all hubs, scaled.</param>
    /// <param name="cuts">Under basis <c>matched</c> with a cap the cuts that lead to the quantity; else null.</param>
    /// <param name="rootBound">What they certify.</param>
    public JsonObject Search(long[] cumulated, IReadOnlyList<Cut>? cuts, Worth rootBound) =>
        Root("search", Bound(rootBound), cumulated, cuts);

    /// <summary>The proof of a group with minimums.</summary>
    /// <param name="root">The first node of the search.</param>
    /// <param name="withCuts">Whether the basis is <c>matched</c> and there is a cap.</param>
    public JsonObject Tree(SearchNode root, bool withCuts)
    {
        var entries = new JsonArray();
        var open = new Stack<SearchNode>([root]);
        while (open.TryPop(out var node))
        {
            if (node.Branch is not { } item)
            {
                entries.Add((JsonNode)Leaf(node.Proof ?? throw new InvalidOperationException("A leaf has no proof."), withCuts));
                continue;
            }
            entries.Add((JsonNode)(item.IsLine
                ? new JsonObject { ["demand"] = market.Lines[item.Number].Id }
                : new JsonObject { ["offer"] = market.Offers[item.Number].Id }));
            open.Push(node.Closed ?? throw new InvalidOperationException("A branch has no closed side."));
            open.Push(node.Open ?? throw new InvalidOperationException("A branch has no open side."));
        }
        return new JsonObject { ["proof"] = "tree", ["tree"] = entries };
    }

    private JsonObject Root(string proof, JsonObject? bound, long[] cumulated, IReadOnlyList<Cut>? cuts)
    {
        var json = new JsonObject { ["proof"] = proof };
        if (bound is not null)
            json["bound"] = bound;
        AddPrices(json, cumulated, isFeasibility: false);
        if (cuts is not null)
            json["cuts"] = Cuts(cuts);
        return json;
    }

    private JsonObject Leaf(LeafProof proof, bool withCuts)
    {
        var json = new JsonObject();
        AddPrices(json, proof.Prices, proof.IsInfeasible);
        if (withCuts)
            json["cuts"] = Cuts(proof.Cuts);
        if (proof.IsInfeasible)
            json["infeasible"] = true;
        return json;
    }

    private JsonObject Bound(Worth worth)
    {
        var (matched, money) = market.IsSurplus ? (worth.Minor, worth.Major) : (worth.Major, -worth.Minor);
        var tonnes = market.Tonnes((long)matched);
        var euro = Units.EuroOfKilogramCents(money * market.LotKilograms);
        return market.IsSurplus
            ? new JsonObject { ["surplus"] = euro, ["matched"] = tonnes }
            : new JsonObject { ["matched"] = tonnes, ["cost"] = euro };
    }

    private void AddPrices(JsonObject json, long[] cumulated, bool isFeasibility)
    {
        json["offers"] = Priced(_names.Offers, hub => new JsonObject { ["offer"] = _names.Offer(hub) });
        json["countries"] = Priced(_names.Countries, hub => new JsonObject { ["country"] = _names.Country(hub) });
        json["suppliers"] = Priced(_names.Suppliers, _names.Supplier);

        JsonArray Priced(int[] hubs, Func<int, JsonObject> name)
        {
            var entries = new JsonArray();
            foreach (var hub in hubs)
            {
                var (here, above) = (cumulated[hub], cumulated[tree.Parent[hub]]);
                if (here == above)
                    continue;
                var entry = name(hub);
                if (isFeasibility)
                    entry["feasibilityPrice"] = here - above;
                else
                    AddPrice(entry, here, above);
                entries.Add((JsonNode)entry);
            }
            return entries;
        }
    }

    /// <summary>Only what is cumulated from the root can be told apart into its components, so they are taken one from the other.</summary>
    private void AddPrice(JsonObject entry, long here, long above)
    {
        var (major, minor) = market.Costs.Scale.Split(here);
        var (majorAbove, minorAbove) = market.Costs.Scale.Split(above);
        (major, minor) = (major - majorAbove, minor - minorAbove);
        if (market.IsSurplus)
            (entry["surplusPrice"], entry["quantityPrice"]) = (Units.Euro(major), minor);
        else
            (entry["quantityPrice"], entry["costPrice"]) = (major, Units.Euro(minor));
    }

    private JsonArray Cuts(IReadOnlyList<Cut> cuts) => new([.. cuts.Select(cut => new JsonObject
    {
        ["offers"] = Named(_names.Offers, cut, 1, hub => _names.Offer(hub)),
        ["countries"] = Named(_names.Countries, cut, 1, hub => _names.Country(hub)),
        ["suppliers"] = Named(_names.Suppliers, cut, 1, _names.Supplier),
        ["released"] = Named(_names.Offers, cut, -1, hub => _names.Offer(hub)),
    })]);

    private static JsonArray Named(int[] hubs, Cut cut, sbyte sign, Func<int, JsonNode> name) =>
        new([.. hubs.Where(hub => cut.Arcs[hub] == sign).Select(name)]);
}
