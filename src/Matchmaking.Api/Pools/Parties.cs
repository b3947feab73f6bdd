using Matchmaking.Api.Lines;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;

namespace Matchmaking.Api.Pools;

/// <summary>Tells which company group counts for a line.</summary>
/// <remarks>
/// The stated group counts even where the operator has not confirmed it, a company without one counts by its name, and names are compared
/// without regard to case and blanks: all this can only make fewer groups of the same lines, so that less is shown.
/// </remarks>
public sealed class Parties
{
    private readonly Dictionary<string, string> _byId;
    private readonly Dictionary<string, string> _byName;

    private Parties(IReadOnlyList<ParticipantRow> companies)
    {
        _byId = companies.ToDictionary(company => company.Id, company => Plain(company.CompanyGroup ?? company.Name));
        _byName = companies.GroupBy(company => Plain(company.Name)).ToDictionary(same => same.Key, same => _byId[same.First().Id]);
    }

    /// <summary>Reads the companies of some lines of a round.</summary>
    public static Parties Of(Session session, string round, IEnumerable<LineRow> lines)
    {
        var companies = ParticipantStore.OfRound(session, round);
        return new([.. lines.Select(line => line.ParticipantId).Distinct().Select(id => companies[id])]);
    }

    /// <summary>Who stands behind a line: where an agent submitted it, its principal.</summary>
    public Party Of(LineRow line)
    {
        var submitter = _byId[line.ParticipantId];
        return new Party(Principal(line) is { } name ? Find(name) : submitter, submitter);
    }

    // A principal that takes part itself must not count a second time.
    private string Find(string name) => _byId.GetValueOrDefault(name.Trim()) ?? _byName.GetValueOrDefault(Plain(name)) ?? Plain(name);

    private static string? Principal(LineRow line) =>
        line.Side == "demand" ? line.ReadDemand().OnBehalfOf : line.ReadOffer().OnBehalfOf;

    private static string Plain(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
