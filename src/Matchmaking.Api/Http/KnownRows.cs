using System.Collections.Concurrent;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Rounds;
using Matchmaking.Storage;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Http;

/// <summary>A round with what it says.</summary>
public sealed record KnownRound(RoundRow Row, DefineRound Definition);

/// <summary>A company with what it says of itself.</summary>
public sealed record KnownCompany(ParticipantRow Row, ParticipantProfile Profile);

/// <summary>
/// Rounds and companies that were read before, so that their JSON is not parsed for every request. What is kept may be old: it counts only
/// where the database tells the same version, which changes with every change.
/// </summary>
/// <remarks>Only what is committed is kept: a transaction may see what will be taken back.</remarks>
public sealed class KnownRows(Database database)
{
    private const int MostRounds = 200, MostCompanies = 10_000;

    private readonly ConcurrentDictionary<string, KnownRound> _rounds = new();
    private readonly ConcurrentDictionary<string, KnownCompany> _companies = new();

    /// <summary>A round as it was at some time, or null.</summary>
    public KnownRound? Round(string id) => Get(_rounds, MostRounds, id, session =>
        RoundStore.Find(session, id) is { } row ? new KnownRound(row, row.Read()) : null);

    /// <summary>A company as it was at some time, or null.</summary>
    public KnownCompany? Company(string id) => Get(_companies, MostCompanies, id, session =>
        ParticipantStore.Find(session, id) is { } row ? new KnownCompany(row, row.Read()) : null);

    /// <summary>What a round says that was read in a session just now.</summary>
    public DefineRound Definition(Session session, RoundHead head)
    {
        if (_rounds.TryGetValue(head.Id, out var known) && known.Row.Version == head.Version)
            return known.Definition;
        var row = RoundStore.Find(session, head.Id)!;
        var definition = row.Read();
        if (session is not WriteSession)
            Keep(_rounds, MostRounds, head.Id, new KnownRound(row, definition));
        return definition;
    }

    /// <summary>Reads a round and a company anew when they are next asked for.</summary>
    public void Forget(string round, string company)
    {
        _rounds.TryRemove(round, out _);
        _companies.TryRemove(company, out _);
    }

    private T? Get<T>(ConcurrentDictionary<string, T> known, int most, string id, Func<Session, T?> read) where T : class
    {
        if (known.TryGetValue(id, out var value))
            return value;
        if (database.Read(read) is not { } found)
            return null;
        Keep(known, most, id, found);
        return found;
    }

    private static void Keep<T>(ConcurrentDictionary<string, T> known, int most, string id, T value)
    {
        if (known.Count >= most)
            known.Clear();
        known[id] = value;
    }
}
