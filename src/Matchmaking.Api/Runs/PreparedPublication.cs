using System.Security.Cryptography;
using Matchmaking.Api.Http;
using Matchmaking.Api.Reports;
using Matchmaking.Api.Rounds;
using Matchmaking.Engine.Documents;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Matches;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Runs;

/// <summary>
/// What a publication will write, checked and made outside of its transaction, which everybody else who writes would have to wait for; or why
/// there is nothing to publish. It counts only while the round and its companies are as they were read.
/// </summary>
internal sealed record PreparedPublication
{
    /// <summary>Why the run cannot be published, or null.</summary>
    public Problem? Problem { get; private init; }

    /// <summary>The round as it will be.</summary>
    public RoundRow? Round { get; private init; }

    /// <summary>Its matches.</summary>
    public IReadOnlyList<MatchRow> Matches { get; private init; } = [];

    /// <summary>What is left of its lines.</summary>
    public IReadOnlyList<OutcomeRow> Outcomes { get; private init; } = [];

    /// <summary>
    /// The figures of its public report, as JSON. They are of now and not of the first reading: were they computed again after a company has
    /// changed its group, the two reports together could tell more than either.
    /// </summary>
    public string Report { get; private init; } = "";

    /// <summary>What the run had read.</summary>
    public string InputSha256 { get; private init; } = "";

    private RoundMark? Mark { get; init; }

    private IReadOnlyDictionary<string, long> Companies { get; init; } = new Dictionary<string, long>();

    /// <summary>Checks and prepares the publication of a run's result by the caller.</summary>
    public static PreparedPublication Of(Session session, string roundId, string runId, Call call)
    {
        // First: whatever changes while the rest is read is then seen to have changed.
        var mark = RoundStore.Mark(session, roundId);
        if (RoundStore.Find(session, roundId) is not { } round || RunStore.Find(session, roundId, runId) is not { } run)
            return Refused(Problem.NotFound);
        if (round.State != "closed")
            return Refused(Problem.RoundState(round.State));
        if (run.Status != "succeeded")
            return Refused(new Problem("run-state", $"The run is {run.Status}."));
        if (round.SecondPerson && run.StartedBy == call.Caller.Id)
            return Refused(new Problem("second-person", "The operator who started the run cannot publish it."));
        var (input, result, findings) = RunDocuments.Verify(session, runId);
        if (findings.Count > 0)
            return Refused(new Problem("not-verified-result", findings[0].Detail, findings));
        var companies = ParticipantStore.OfRound(session, roundId);
        // Before the input is compared: a suspended company's lines leave the input, and the operator should hear why.
        if (NotVerified(companies, input!, result!) is { } unverified)
            return Refused(unverified);
        if (InputDocument.Sha256(RunInput.Assemble(session, round)) != run.InputSha256)
            return Refused(new Problem("input-changed", "Start another run: the round has changed since this one."));
        var lines = LineStore.Active(session, roundId).ToDictionary(line => line.Id);
        return new PreparedPublication
        {
            Mark = mark,
            Companies = companies.Values.ToDictionary(company => company.Id, company => company.Version),
            Round = round with
            {
                State = "published",
                PublishedAt = call.Now,
                PublishedRunId = runId,
                AnswersUntil = round.AnswersUntil ?? call.Now.AddDays(round.Read().AnswerDays),
            },
            Matches = [.. result!.Matches.Select(pair => Match(round, runId, pair, lines, call.Now))],
            Outcomes = [.. Runs.Outcomes.Of(roundId, lines.Values, input!, result)],
            Report = Json.Write(ReportBuilder.Build(round.Read(), result, HashOf(session, runId), ReportParts.Read(session, roundId, result))),
            InputSha256 = result.InputSha256,
        };
    }

    /// <summary>Whether everything that was read is still so; nothing was where there is nothing to publish.</summary>
    public bool StillHolds(Session session)
    {
        if (Problem is not null)
            return true;
        if (RoundStore.Mark(session, Round!.Id) != Mark)
            return false;
        var now = ParticipantStore.Versions(session);
        return Companies.All(company => now[company.Key] == company.Value);
    }

    private static PreparedPublication Refused(Problem problem) => new() { Problem = problem };

    private static Problem? NotVerified(IReadOnlyDictionary<string, ParticipantRow> companies, MatchingInput input, MatchingResult result)
    {
        var buyers = input.Demands.ToDictionary(line => line.Id, line => line.Buyer);
        var suppliers = input.Offers.ToDictionary(offer => offer.Id, offer => offer.Supplier);
        var unverified = result.Matches.SelectMany(pair => new[] { buyers[pair.Demand], suppliers[pair.Offer] }).Distinct()
            .Where(id => companies[id].State != "verified").Order(StringComparer.Ordinal).ToList();
        return unverified.Count == 0 ? null : new Problem("not-verified", $"Matched, but not verified: {string.Join(", ", unverified)}.");
    }

    private static MatchRow Match(RoundRow round, string run, MatchedPair pair, IReadOnlyDictionary<string, LineRow> lines, DateTimeOffset now) => new()
    {
        Id = Ids.New(),
        RoundId = round.Id,
        RunId = run,
        Version = 1,
        State = "proposed",
        DemandId = pair.Demand,
        OfferId = pair.Offer,
        BuyerId = lines[pair.Demand].ParticipantId,
        SupplierId = lines[pair.Offer].ParticipantId,
        QuantityKg = Units.Kilograms(pair.Quantity),
        LandedPriceCents = Units.Cents(pair.LandedPrice),
        CreatedAt = now,
        ChangedAt = now,
    };

    private static string HashOf(Session session, string run) =>
        Convert.ToHexStringLower(SHA256.HashData(DocumentStore.Find(session, run, "result")!));
}
