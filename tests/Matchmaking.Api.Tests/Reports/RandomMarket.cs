using System.Text.Json.Nodes;
using Matchmaking.Api.Pools;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Reports;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Tests.Reports;

/// <summary>A round's demand and supply with what became of them, drawn at random: small, with dominant companies, agents and empty corners.</summary>
internal sealed class RandomMarket
{
    public const decimal Dominance = 0.6m;

    private static readonly string[] Materials =
        ["rare-earth-magnet-neodymium", "rare-earth-magnet-dysprosium", "rare-earth-magnet-terbium", "lithium", "cobalt"];

    private static readonly string[] Countries = ["AU", "CL", "NO"], Reasons = ["country-cap", "supply-exhausted", "no-compatible-offer"];

    private readonly Random _random = new();
    private readonly List<DemandPart> _demand = [];
    private readonly List<OfferPart> _offers = [];

    public RandomMarket(int seed)
    {
        _random = new Random(seed);
        Threshold = _random.Next(3) == 0 ? 3 : 5;
        foreach (var material in Materials.Where(_ => _random.Next(3) > 0))
            AddGroup(new GroupKey(material, "processing", 2028));
    }

    private RandomMarket(int threshold, List<DemandPart> demand, List<OfferPart> offers) => (Threshold, _demand, _offers) = (threshold, demand, offers);

    /// <summary>The round's pool threshold.</summary>
    public int Threshold { get; }

    /// <summary>The demand, without regard to pools.</summary>
    public IReadOnlyList<DemandPart> Demand => _demand;

    public IReadOnlyList<OfferPart> Offers => _offers;

    /// <summary>The pools of a group by form.</summary>
    public static IReadOnlyList<(string Form, Contributions Content)> Pools(IEnumerable<DemandPart> group) =>
        [.. group.GroupBy(FormOf).OrderBy(pool => pool.Key).Select(pool => (pool.Key, new Contributions(pool.Select(part => new Contribution(part.Buyer, part.Kg)))))];

    /// <summary>The form of a part: the generator names every part's pool, whether it is shown or not.</summary>
    public static string FormOf(DemandPart part) => part.Pool!;

    /// <summary>The pools that are shown, as the service decides.</summary>
    public HashSet<(GroupKey Group, string Form)> ShownPools() => ShownPools(pools => new Suppression(Threshold, Dominance).Decide(pools));

    /// <summary>The pools that are shown where each is decided by itself.</summary>
    public HashSet<(GroupKey Group, string Form)> PoolsShownApart() => ShownPools(pools => [.. pools.Select(new Suppression(Threshold, Dominance).Passes)]);

    /// <summary>The report, as the service makes it beside the given pools.</summary>
    public ReportFigures Report(HashSet<(GroupKey Group, string Form)> pools) => ReportBuilder.Build(
        Round(), Result(), "", new ReportParts([.. _demand.Select(part => pools.Contains((part.Group, FormOf(part))) ? part : part with { Pool = null })], _offers));

    /// <summary>
    /// The same for somebody who knows who asked and who served whom wherever the report says something of it, and elsewhere only who asked:
    /// there more, or less, might have been served.
    /// </summary>
    public RandomMarket WithDoubts(Func<GroupKey, bool> isReported)
    {
        var nobody = Company("?");
        return new RandomMarket(Threshold,
            [
                .. _demand,
                .. _demand.Where(part => !isReported(part.Group)).DistinctBy(part => (part.Group, part.Pool)).SelectMany(part => new[]
                {
                    part with { Buyer = nobody, Supplier = nobody, Fate = "?", Kg = 0 },
                    part with { Buyer = nobody, Supplier = null, Fate = "?", Kg = 0 },
                }),
            ],
            _offers);
    }

    private HashSet<(GroupKey Group, string Form)> ShownPools(Func<IReadOnlyList<Contributions>, IReadOnlyList<bool>> decide) => [.. _demand
        .GroupBy(part => part.Group)
        .SelectMany(group =>
        {
            var pools = Pools(group);
            var shown = decide([.. pools.Select(pool => pool.Content)]);
            return pools.Where((_, index) => shown[index]).Select(pool => (group.Key, pool.Form));
        })];

    private void AddGroup(GroupKey group)
    {
        var sold = new Dictionary<int, long>();
        var rich = _random.Next(3) == 0;
        var suppliers = rich ? _random.Next(9, 13) : _random.Next(2, 7);
        foreach (var form in "abc"[.._random.Next(1, rich ? 3 : 4)])
        {
            var buyers = rich ? _random.Next(14, 18) : _random.Next(3) == 0 ? _random.Next(1, 5) : _random.Next(5, 10);
            // In some forms nobody, or everybody, is served.
            var served = _random.Next(rich ? 8 : 4) switch { 0 => 0, 1 => 100, _ => _random.Next(30, 100) };
            for (var line = 0; line < buyers; line++)
                AddLine(group, form.ToString(), served, suppliers, sold);
        }

        for (var supplier = 0; supplier < suppliers; supplier++)
        {
            var kg = sold.GetValueOrDefault(supplier);
            _offers.Add(new OfferPart(group, Company($"S{supplier}"), kg + (_random.Next(2) == 0 ? 0 : _random.Next(1, 50)), kg));
        }
    }

    private void AddLine(GroupKey group, string form, int served, int suppliers, Dictionary<int, long> sold)
    {
        var company = $"B{_random.Next(16)}";
        var buyer = _random.Next(8) == 0 ? new Party($"P{_random.Next(6)}", company) : Company(company);
        var kg = _random.Next(8) == 0 ? _random.Next(100, 300) : _random.Next(10, 40);
        var matched = kg * served / 100;
        foreach (var share in matched > 5 && suppliers > 6 ? new[] { matched / 2, matched - (matched / 2) } : [matched])
        {
            var supplier = _random.Next(suppliers);
            sold[supplier] = sold.GetValueOrDefault(supplier) + share;
            if (share > 0)
                _demand.Add(new DemandPart(group, form, buyer, Company($"S{supplier}"), Countries[supplier % Countries.Length], share));
        }

        if (kg > matched)
            _demand.Add(new DemandPart(group, form, buyer, null, Reasons[_random.Next(suppliers > 6 ? 3 : 10) == 0 ? 1 : served == 0 ? 2 : 0], kg - matched));
    }

    private static Party Company(string name) => new(name, name);

    private DefineRound Round() => new()
    {
        Title = "Random",
        Type = RoundType.Diversification,
        RuleReason = "Random",
        PoolThreshold = Threshold,
        DominanceLimit = Dominance,
        Coverage =
        [
            .. Materials.Select(material => new Coverage
            {
                Material = material,
                Stage = Stage.Processing,
                Periods = [new DeliveryPeriod { FirstYear = 2028, Years = 1 }],
            }),
        ],
    };

    private MatchingResult Result() => new()
    {
        Engine = "none",
        InputSha256 = "",
        Groups = [.. _demand.GroupBy(part => part.Group).Select(Group)],
        Matches = [],
        Unfilled = [],
        Unsold = [],
    };

    private static GroupResult Group(IGrouping<GroupKey, DemandPart> parts) => new()
    {
        Material = parts.Key.Material,
        Stage = parts.Key.Stage,
        Year = parts.Key.Year,
        Status = GroupStatus.Optimal,
        Base = Units.Tonnes(parts.Sum(part => part.Kg)),
        Matched = Units.Tonnes(parts.Where(part => part.IsMatched).Sum(part => part.Kg)),
        Cost = 1,
        LandedCost = 1,
        Bound = new QuantityAndCost(0, 0),
        Origins = [.. parts.Where(part => part.IsMatched).GroupBy(part => part.Fate).Select(origin => Origin(origin.Key, origin.Sum(part => part.Kg)))],
        Suppliers = [],
        Hhi = 1,
        WithoutRule = null,
        OtherBases = new Dictionary<string, QuantityAndCost?>(),
        Certificate = new JsonObject(),
    };

    private static OriginResult Origin(string country, long kg) => new()
    {
        Country = country,
        Offered = Units.Tonnes(kg),
        Matched = Units.Tonnes(kg),
        ShareOfBase = null,
        ShareOfMatched = null,
        ShareOfConsumption = null,
        Cap = null,
        Binding = false,
    };
}
