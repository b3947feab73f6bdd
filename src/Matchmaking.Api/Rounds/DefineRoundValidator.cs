using FluentValidation;
using Matchmaking.Api.Http;
using Matchmaking.Api.Lines;
using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Rounds;

/// <summary>Rules of a round; those of the matching itself are the engine's.</summary>
public sealed class DefineRoundValidator : AbstractValidator<DefineRound>
{
    /// <summary>Builds the rules.</summary>
    public DefineRoundValidator()
    {
        RuleFor(round => round.Title).ShortText();
        RuleFor(round => round.RuleReason).LongText();
        RuleFor(round => round.OriginsReason).LongText();
        RuleFor(round => round.OriginsReason).NotNull().When(IsWider)
            .WithMessage("The round admits further origins than the default ones and has to say why.");
        RuleFor(round => round.Coverage).Entries(1).WithMessage("Cover at least one material and stage.");
        RuleFor(round => round.Coverage).Must(list => Distinct(list, entry => (entry.Material, entry.Stage))).WithMessage("Name each material and stage once.");
        RuleForEach(round => round.Coverage).SetValidator(new CoverageValidator());
        RuleFor(round => round.PoolThreshold).InclusiveBetween(3, 100);
        RuleFor(round => round.DominanceLimit).Number(0.3m, 1, 4);
        RuleFor(round => round.AnswerDays).InclusiveBetween(1, 365);
        RuleFor(round => round.Commitments).DifferentEntries(1).WithMessage("Admit at least one level, each once.");
        RuleFor(round => round.PublicValueName).ShortText();
        RuleFor(round => round.Benchmarks).Must(list => Distinct(list, entry => entry.Index)).WithMessage("Name each index once.");
        RuleForEach(round => round.Benchmarks).ChildRules(entry =>
        {
            entry.RuleFor(benchmark => benchmark.Index).ShortText();
            entry.RuleFor(benchmark => benchmark.Price).Number(0, 1_000_000_000, 2);
        });
        RuleFor(round => round.Timetable).Must(IsOrdered).WithMessage("The times have to follow one another.");
        RuleFor(round => round).Custom(CheckConsumption);
        RuleFor(round => round).Custom(CheckRules);
    }

    private static bool IsWider(DefineRound round) =>
        round.Rules.EligibleOrigins is not { } origins || origins.Except(Countries.Current.DefaultOrigins).Any();

    private static bool IsOrdered(Timetable table)
    {
        DateTimeOffset?[] times = [table.DemandOpensAt, table.OffersOpenAt, table.ClosesAt, table.PublishesAt, table.AnswersUntil];
        var given = times.OfType<DateTimeOffset>().ToList();
        return given.Zip(given.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private static bool Distinct<TItem, TKey>(IReadOnlyList<TItem> list, Func<TItem, TKey> key) => list.DistinctBy(key).Count() == list.Count;

    private static void CheckConsumption(DefineRound round, ValidationContext<DefineRound> context)
    {
        if (round.Coverage.Count == 0)
            return;
        foreach (var (index, entry) in round.Consumption.Index())
            if (!round.Coverage.Any(cover => cover.Material == entry.Material && Json.Name(cover.Stage) == entry.Stage && cover.Periods.Any(period => period.FirstYear == entry.Year)))
                context.AddFailure($"Consumption[{index}]", "The round does not cover this material, stage and year.");
        if (round.Rules.Diversification.Basis != DiversificationBasis.Consumption)
            return;
        foreach (var (index, cover) in round.Coverage.Index())
            foreach (var period in cover.Periods)
                if (round.Consumption.Count(entry => entry.Material == cover.Material && entry.Stage == Json.Name(cover.Stage) && entry.Year == period.FirstYear) != 1)
                    context.AddFailure($"Coverage[{index}]", $"Basis consumption needs exactly one consumption entry for {period.FirstYear}.");
    }

    // What the engine refuses is refused here already, with its own words: never after closing.
    private static void CheckRules(DefineRound round, ValidationContext<DefineRound> context)
    {
        var input = new MatchingInput { Rules = round.Rules.With(seed: ""), Consumption = round.Consumption, Demands = [], Offers = [] };
        foreach (var fault in InputDocument.Validate(input))
            context.AddFailure(fault.Path.TrimStart('$', '.'), fault.Detail);
        foreach (var (name, codes) in new[] { ("ExemptCountries", round.Rules.ExemptCountries), ("EligibleOrigins", round.Rules.EligibleOrigins ?? []) })
            foreach (var (index, code) in codes.Index())
                if (Countries.Current.Find(code) is null)
                    context.AddFailure($"Rules.{name}[{index}]", $"'{code}' is not a country.");
    }

    private sealed class CoverageValidator : AbstractValidator<Coverage>
    {
        public CoverageValidator()
        {
            RuleFor(entry => entry.Material).Must(code => Materials.Current.Find(code) is { Leaf: true }).WithMessage("The material has to be a leaf of /v1/materials.");
            RuleFor(entry => entry.Stage).Must((entry, stage) => Materials.Current.Find(entry.Material)?.Stages.Contains(stage) ?? true)
                .WithMessage("The material has no form at this stage.");
            RuleFor(entry => entry.MinimumLineQuantity).Number(0, 1_000_000_000, 3);
            RuleFor(entry => entry.Periods).Entries(1);
            RuleFor(entry => entry.Periods).Must(list => Distinct(list, period => period.FirstYear))
                .WithMessage("Give each delivery period another first year.");
            RuleForEach(entry => entry.Periods).ChildRules(period =>
            {
                period.RuleFor(years => years.FirstYear).InclusiveBetween(2000, 2100);
                period.RuleFor(years => years.Years).InclusiveBetween(1, 30);
            });
        }
    }
}
