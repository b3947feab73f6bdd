namespace Matchmaking.Engine.Matching;

/// <summary>Neighbours in the residual network of a flow, nodes numbered as in <see cref="Network"/>.</summary>
internal sealed class Residual
{
    private readonly ILookup<int, int> _offersOfLine;
    private readonly ILookup<int, int> _linesOfOffer;
    private readonly ILookup<int, int> _offersOfSupplier;
    private readonly ILookup<int, int> _suppliersOfCountry;

    public Residual(Market market, Flow flow)
    {
        (Market, Flow) = (market, flow);
        _offersOfLine = flow.Pairs.ToLookup(entry => market.Pairs.Line[entry.Pair], entry => market.Pairs.Offer[entry.Pair]);
        _linesOfOffer = flow.Pairs.ToLookup(entry => market.Pairs.Offer[entry.Pair], entry => market.Pairs.Line[entry.Pair]);
        _offersOfSupplier = Enumerable.Range(0, market.Offers.Length).ToLookup(offer => market.Offers[offer].Supplier);
        _suppliersOfCountry = Enumerable.Range(0, market.Suppliers.Length).ToLookup(supplier => market.Suppliers[supplier].Country);
        FirstSupplier = market.Countries.Length;
        FirstOffer = FirstSupplier + market.Suppliers.Length;
        FirstLine = FirstOffer + market.Offers.Length;
        Root = FirstLine + market.Lines.Length;
    }

    public Market Market { get; }

    public Flow Flow { get; }

    public int FirstSupplier { get; }

    public int FirstOffer { get; }

    public int FirstLine { get; }

    public int Root { get; }

    /// <summary>Offers that a line gets something from.</summary>
    public IEnumerable<int> OffersOfLine(int line) => _offersOfLine[line];

    /// <summary>Lines that get something from an offer.</summary>
    public IEnumerable<int> LinesOfOffer(int offer) => _linesOfOffer[offer];

    public IEnumerable<int> OffersOfSupplier(int supplier) => _offersOfSupplier[supplier];

    public IEnumerable<int> SuppliersOfCountry(int country) => _suppliersOfCountry[country];

    public int SupplierOf(int offer) => Market.Offers[offer].Supplier;

    public int CountryOf(int supplier) => Market.Suppliers[supplier].Country;

    public bool CanGiveMore(int offer) => Flow.OfferTotal[offer] < Flow.Ceiling(Market, offer);

    public bool CanGiveLess(int offer) => Flow.OfferTotal[offer] > Flow.Floor(Market, offer);

    public bool IsClosed(int line) => Flow.Choices.Lines[line] == Choice.Closed;

    public bool IsUnfilled(int line) => !IsClosed(line) && Flow.LineTotal[line] < Market.Lines[line].Quantity;
}
