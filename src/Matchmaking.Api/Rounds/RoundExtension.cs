using Matchmaking.Api.Http;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Rounds;

/// <summary>Which times of an open round may move, and whereto.</summary>
public static class RoundExtension
{
    /// <summary>What is wrong with an extension; nothing: it may be applied.</summary>
    public static IReadOnlyList<Fault> Check(RoundRow row, ExtendRound body, DateTimeOffset now)
    {
        var faults = new List<Fault>();
        Later("offersOpenAt", body.OffersOpenAt, row.OffersOpenAt, row.State == "demand-open");
        Later("closesAt", body.ClosesAt, row.ClosesAt, row.State is "demand-open" or "offers-open");
        Later("publishesAt", body.PublishesAt, row.PublishesAt, row.State is "demand-open" or "offers-open");
        Later("answersUntil", body.AnswersUntil, row.AnswersUntil, allowed: true);
        if (body is { OffersOpenAt: null, ClosesAt: null, PublishesAt: null, AnswersUntil: null })
            faults.Add(new Fault("#", "invalid", "Name at least one time."));
        var next = Apply(row, body);
        DateTimeOffset?[] times = [next.OffersOpenAt, next.ClosesAt, next.PublishesAt, next.AnswersUntil];
        var given = times.OfType<DateTimeOffset>().ToList();
        if (faults.Count == 0 && given.Zip(given.Skip(1)).Any(pair => pair.First >= pair.Second))
            faults.Add(new Fault("#", "invalid", "The times have to follow one another."));
        return faults;

        void Later(string name, DateTimeOffset? asked, DateTimeOffset? current, bool allowed)
        {
            if (asked is null)
                return;
            if (!allowed)
                faults.Add(new Fault($"#/{name}", "invalid", "This time has passed."));
            else if (asked <= now || asked < current)
                faults.Add(new Fault($"#/{name}", "invalid", "The time has to lie in the future and after the present one."));
        }
    }

    /// <summary>The round with its new times.</summary>
    public static RoundRow Apply(RoundRow row, ExtendRound body) => row with
    {
        OffersOpenAt = body.OffersOpenAt ?? row.OffersOpenAt,
        ClosesAt = body.ClosesAt ?? row.ClosesAt,
        PublishesAt = body.PublishesAt ?? row.PublishesAt,
        AnswersUntil = body.AnswersUntil ?? row.AnswersUntil,
    };
}
