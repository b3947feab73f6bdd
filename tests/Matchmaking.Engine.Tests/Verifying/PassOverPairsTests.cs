using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Engine.Tests.Verifying;

/// <summary>Bit masks and sorted offers find what looking at every pair by itself finds, in groups wider than a word of 64 bits.</summary>
public sealed class PassOverPairsTests
{
    private static readonly string[] Countries = ["CL", "CN", "DE", "AU", "ZA"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_pair_is_compatible_where_every_test_passes(int seed)
    {
        var group = Group(seed, out var input);
        var pairs = new CheckedPairs(group);
        var compatible = 0;
        for (var line = 0; line < group.Lines; line++)
        {
            for (var offer = 0; offer < group.Offers; offer++)
            {
                var right = IsCompatible(input, group.Source.Lines[line], group.Source.Offers[offer]);
                Assert.Equal(right, pairs.AreCompatible(line, offer));
                compatible += right ? 1 : 0;
            }
        }
        Assert.InRange(compatible, 100, group.Lines * group.Offers / 2);
        Assert.Equal(compatible, Enumerable.Range(0, group.Lines).Sum(pairs.Count));
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, null)]
    [InlineData(6, 0.2)]
    [InlineData(7, 0.15)]
    public void Lines_take_their_best_worths(int seed, double? lineShare)
    {
        var group = Group(seed, out _, (decimal?)lineShare);
        var (pairs, caps, random) = (new CheckedPairs(group), LineCaps.Of(group), new Random(seed));
        var limits = Enumerable.Range(0, group.Lines).Select(_ => random.NextInt64(500, 1_500)).ToArray();
        var values = new LineValues(group, pairs, caps, limits);
        var (sums, nulls) = (0, 0);
        for (var round = 0; round < 60; round++)
        {
            var prices = new OfferPrices(group, (PriceKind)(round % 4));
            var decisions = new Decisions(group);
            for (var offer = 0; offer < group.Offers; offer++)
            {
                (prices.Lead[offer], prices.Follow[offer]) = (random.Next(-1, 3), random.Next(-900, 900));
                decisions.Offer[offer] = random.Next(10) == 0 ? Decision.Closed : Decision.None;
            }
            foreach (var line in Enumerable.Range(0, group.Lines).Where(line => group.LineMinimum[line] > 0))
                decisions.Line[line] = random.Next(6) == 0 ? Decision.Closed : random.Next(6) == 0 ? Decision.Open : Decision.None;
            var right = Sum(group, pairs, caps, limits, prices, decisions);
            Assert.Equal(right, values.Sum(prices, decisions));
            (sums, nulls) = right is null ? (sums, nulls + 1) : (sums + 1, nulls);
        }
        Assert.True(sums > 10 && (lineShare is null || nulls > 0), $"{sums} {nulls}");
    }

    /// <summary>The lines' values, pair by pair.</summary>
    private static Worth? Sum(
        CheckedGroup group, CheckedPairs pairs, LineCaps? caps, long[] limits, OfferPrices prices, Decisions decisions)
    {
        var sum = Worth.Zero;
        for (var line = 0; line < group.Lines; line++)
        {
            if (decisions.Line[line] == Decision.Closed)
                continue;
            var isOpen = decisions.Line[line] == Decision.Open && prices.Kind != PriceKind.Cut;
            var (left, missing) = (group.LineQuantity[line], isOpen ? group.LineMinimum[line] : 0);
            var offered = Enumerable.Range(0, group.Offers)
                .Where(offer => pairs.AreCompatible(line, offer) && decisions.Offer[offer] != Decision.Closed)
                .Select(offer => (Country: group.Hubs.CountryOfOffer[offer], Worth: WorthOf(line, offer)))
                .GroupBy(one => caps?.Of(line, one.Country) is null ? -1 : one.Country)
                .Select(ones => (Cap: ones.Key < 0 ? long.MaxValue : caps!.Of(line, ones.Key)!.Value, Worth: ones.Max(one => one.Worth)))
                .OrderByDescending(one => one.Worth);
            foreach (var (cap, worth) in offered)
            {
                var quantity = Math.Min(cap, worth > Worth.Zero ? left : Math.Max(0, missing));
                sum += quantity * worth;
                (left, missing) = (left - quantity, missing - quantity);
            }
            if (missing > 0)
                return null;
        }
        return sum;

        Worth WorthOf(int line, int offer)
        {
            var price = new Worth(prices.Lead[offer], prices.Follow[offer]);
            return prices.Kind switch
            {
                PriceKind.QuantityThenCost => new Worth(1, -group.Cost(line, offer)) - price,
                PriceKind.SurplusThenQuantity => new Worth(limits[line] - group.Cost(line, offer), 1) - price,
                PriceKind.Cut => new Worth(1 - price.Lead, 0),
                _ => new Worth(-price.Lead, 0),
            };
        }
    }

    private static bool IsCompatible(MatchingInput input, DemandLine line, SupplyOffer offer)
    {
        var freight = input.Rules.Freight.Single(entry => (entry.From, entry.To) == (offer.Origin, line.Destination)).Cost;
        var landed = offer.AskPrice + (offer.PriceBasis == PriceBasis.ExWorks ? freight : 0);
        return line.Form == offer.Form
            && (line.MinPurity is null || offer.Purity >= line.MinPurity)
            && input.Rules.EligibleOrigins!.Contains(offer.Origin)
            && !line.ExcludedOrigins.Contains(offer.Origin)
            && (offer.SustainabilityScore ?? 0) >= (line.MinSustainabilityScore ?? 0)
            && (line.MaxCarbonFootprint is null || offer.CarbonFootprint <= line.MaxCarbonFootprint)
            && (!line.RecycledOnly || offer.Recycled)
            && line.Buyer != offer.Supplier && (line.BuyerGroup is null || line.BuyerGroup != offer.SupplierGroup)
            && !input.ExcludedPairs.Contains(new ExcludedPair(line.Id, offer.Id))
            && (line.LimitPrice is null || landed <= line.LimitPrice);
    }

    private static CheckedGroup Group(int seed, out MatchingInput input, decimal? lineShare = null)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 90).Select(number => Scenario.Line($"line-{number}", random.Next(6, 30)) with
        {
            Buyer = $"company-{random.Next(300)}",
            BuyerGroup = random.Next(5) == 0 ? $"group-{random.Next(9)}" : null,
            Form = $"form-{random.Next(2)}",
            Sme = random.Next(3) == 0,
            MinimumQuantity = random.Next(4) == 0 ? random.Next(1, 7) : null,
            LimitPrice = random.Next(3) == 0 ? null : random.Next(800, 1_600) / 100m,
            MinPurity = random.Next(4) == 0 ? 99.5m : null,
            ExcludedOrigins = random.Next(4) == 0 ? [Countries[random.Next(5)]] : [],
            MinSustainabilityScore = random.Next(4) == 0 ? random.Next(60) : null,
            MaxCarbonFootprint = random.Next(4) == 0 ? random.Next(5, 12) : null,
            RecycledOnly = random.Next(9) == 0,
            Destination = random.Next(2) == 0 ? "DE" : "FR",
            ExistingSupply = random.Next(3) == 0 ? [new CountryQuantity(Countries[random.Next(5)], random.Next(1, 9))] : [],
        }).ToArray();
        var offers = Enumerable.Range(0, 210).Select(number => Scenario.Offer($"offer-{number}", Countries[random.Next(5)], 20, 0) with
        {
            AskPrice = random.Next(500, 1_500) / 100m,
            Supplier = $"company-{random.Next(300)}",
            SupplierGroup = random.Next(5) == 0 ? $"group-{random.Next(9)}" : null,
            Form = $"form-{random.Next(2)}",
            PriceBasis = random.Next(2) == 0 ? PriceBasis.ExWorks : PriceBasis.Delivered,
            Purity = random.Next(5) == 0 ? null : 99 + random.Next(10) / 10m,
            SustainabilityScore = random.Next(5) == 0 ? null : random.Next(90),
            CarbonFootprint = random.Next(5) == 0 ? null : random.Next(4, 13),
            Recycled = random.Next(3) == 0,
        }).ToArray();
        var excluded = Enumerable.Range(0, 40).Select(_ => new ExcludedPair($"line-{random.Next(90)}", $"offer-{random.Next(210)}"));
        input = Scenario.Market(new Diversification { CountryShare = null, LineCountryShare = lineShare }, lines, offers) with
        {
            ExcludedPairs = [.. excluded.Distinct()],
        };
        input = input with
        {
            Rules = input.Rules with
            {
                EligibleOrigins = ["CL", "CN", "DE", "AU"],
                Preferences = new Preferences { SmeBonus = 0.7m, RecycledBonus = 1.3m, DomesticBonus = 2, CarbonPrice = 0.21m },
                Freight = [.. Countries.SelectMany(from =>
                    new[] { "DE", "FR" }.Select(to => new Freight(from, to, random.Next(400) / 100m)))],
            },
        };
        return new CheckedGroup(input, new CheckedInput(input).Groups[0]);
    }
}
