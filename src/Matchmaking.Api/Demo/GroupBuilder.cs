using Matchmaking.Api.Demands;
using Matchmaking.Api.Offers;
using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Demo;

/// <summary>
/// Writes a group down: buyers by their part of the demand, suppliers by their part of what their country or project offers, prices in per
/// cent of the market's.
/// </summary>
internal sealed class GroupBuilder(string material, Stage stage)
{
    private readonly List<(DemoCompany Buyer, decimal Percent, DemandTerms Terms)> _demands = [];
    private readonly List<(DemoCompany Supplier, string Source, decimal Total, decimal Percent, OfferTerms Terms)> _offers = [];

    /// <summary>A buyer of <paramref name="percent"/> per cent of the group's demand.</summary>
    public GroupBuilder Buy(
        string buyer, string form, decimal percent, decimal? limit, Func<DemandTerms, DemandTerms>? with = null, bool sme = false)
    {
        var company = new DemoCompany(buyer, sme);
        var terms = new DemandTerms
        {
            Material = material,
            Stage = stage,
            Form = form,
            Year = DemoScenario.FirstYear,
            Quantity = 0,
            LimitPrice = limit is null ? null : Price(form, limit.Value),
            Destination = company.Country,
        };
        _demands.Add((company, percent, with?.Invoke(terms) ?? terms));
        return this;
    }

    /// <summary>
    /// A supplier of <paramref name="percent"/> per cent of what its country's producers offer: a part of what they produce or, where no
    /// source says that in tonnes, the country's share of the Union's supply, of the demand.
    /// </summary>
    public GroupBuilder Sell(string supplier, string form, decimal percent, decimal ask, Func<OfferTerms, OfferTerms>? with = null)
    {
        var company = new DemoCompany(supplier);
        var total = DemoFigures.Production(material, company.Country) * DemoFigures.ProductionShare
            ?? DemoFigures.Sourcing(material, stage, company.Country) * Demand
            ?? throw new InvalidOperationException($"No source gives {company.Country} any {material}.");
        return Add(company, company.Country, total, percent, Terms(company, form, ask), with);
    }

    /// <summary>A strategic project, which offers delivered to the buyer.</summary>
    public GroupBuilder Project(string supplier, string project, string form, decimal ask, Func<OfferTerms, OfferTerms>? with = null)
    {
        var company = new DemoCompany(supplier);
        var terms = Terms(company, form, ask) with { PriceBasis = PriceBasis.Delivered, StrategicProject = true };
        return Add(company, project, DemoProjects.Output(project, material, company.Country) * DemoFigures.ProjectShare, 100, terms, with);
    }

    /// <summary>The group.</summary>
    /// <exception cref="InvalidOperationException">The parts of the demand, of a country or of a project are not 100 per cent.</exception>
    public DemoGroup Build()
    {
        var demands = _demands.Zip(
            Split(Demand, [.. _demands.Select(line => line.Percent)], material),
            (line, quantity) => new DemoDemand(line.Buyer, line.Terms with { Quantity = quantity }));
        var offers = _offers.GroupBy(offer => offer.Source).SelectMany(parts =>
        {
            var split = Split(parts.First().Total, [.. parts.Select(part => part.Percent)], $"{material} of {parts.Key}");
            return parts.Zip(split, (part, quantity) => new DemoOffer(part.Supplier, part.Terms with { Quantity = quantity }));
        });
        return new DemoGroup(material, stage, [.. demands], [.. offers]);
    }

    private decimal Demand => DemoFigures.Use(material) * DemoFigures.DemandShare;

    private GroupBuilder Add(
        DemoCompany company, string source, decimal total, decimal percent, OfferTerms terms, Func<OfferTerms, OfferTerms>? with)
    {
        _offers.Add((company, source, total, percent, with?.Invoke(terms) ?? terms));
        return this;
    }

    private OfferTerms Terms(DemoCompany company, string form, decimal ask) => new()
    {
        Material = material,
        Stage = stage,
        Form = form,
        Year = DemoScenario.FirstYear,
        Quantity = 0,
        AskPrice = Price(form, ask),
        Origin = company.Country,
    };

    private static decimal Price(string form, decimal percent) =>
        decimal.Round(DemoPrices.Of(form) * percent / 100, 2, MidpointRounding.AwayFromZero);

    // Companies speak in round numbers: tonnes where there are thousands, kilograms where there are few. The parts add up to the whole.
    private static IEnumerable<decimal> Split(decimal total, decimal[] percents, string what)
    {
        if (percents.Sum() != 100)
            throw new InvalidOperationException($"The parts of {what} are {percents.Sum()} per cent.");
        var decimals = total switch { >= 1_000 => 0, >= 10 => 1, _ => 3 };
        var (sum, given) = (0m, 0m);
        foreach (var percent in percents)
        {
            sum += percent;
            var upTo = decimal.Round(total * sum / 100, decimals, MidpointRounding.AwayFromZero);
            yield return upTo - given;
            given = upTo;
        }
    }
}
