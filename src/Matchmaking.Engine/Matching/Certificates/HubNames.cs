using System.Text.Json.Nodes;
using Matchmaking.Engine.Matching.Hubs;
using Matchmaking.Engine.Matching.Markets;

namespace Matchmaking.Engine.Matching.Certificates;

/// <summary>The hubs in the order in which a certificate lists them, and what it calls them.</summary>
internal sealed class HubNames
{
    private readonly Market _market;
    private readonly HubTree _tree;
    private readonly int[] _numberOf;

    public HubNames(Market market, HubTree tree)
    {
        (_market, _tree) = (market, tree);
        Offers = Array.ConvertAll(market.Slots.SlotOf, slot => tree.FirstSlot + slot);
        Array.Sort(Array.ConvertAll(market.Offers, offer => offer.Id), Offers, StringComparer.Ordinal);

        // Countries and suppliers are numbered in order already.
        Countries = Array.FindAll(tree.CountryHub, hub => hub != HubTree.Root);
        Suppliers = Array.FindAll(tree.SupplierHub, hub => hub != HubTree.Root);
        _numberOf = new int[tree.Inner];
        foreach (var (number, hub) in tree.CountryHub.Index().Concat(tree.SupplierHub.Index()))
            _numberOf[hub] = number;
    }

    /// <summary>Hubs of offers, by id.</summary>
    public int[] Offers { get; }

    /// <summary>Hubs of capped countries, by code.</summary>
    public int[] Countries { get; }

    /// <summary>Hubs of capped suppliers, by name and country.</summary>
    public int[] Suppliers { get; }

    public string Offer(int hub) => _market.Offers[_market.Slots.OfferAt[hub - _tree.FirstSlot]].Id;

    public string Country(int hub) => _market.Countries[_numberOf[hub]];

    /// <summary>A supplier's cap is told by two members.</summary>
    public JsonObject Supplier(int hub)
    {
        var supplier = _market.Suppliers[_numberOf[hub]];
        return new JsonObject { ["supplier"] = supplier.Name, ["country"] = _market.Countries[supplier.Country] };
    }
}
