using Matchmaking.Api.Http;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Rounds;
using Matchmaking.Storage;
using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;

namespace Matchmaking.Api.Lines;

/// <summary>One of the two sides of a round: what differs between demand lines and offers.</summary>
public abstract class LineSide
{
    /// <summary><c>demand</c> or <c>offer</c>, as stored.</summary>
    public abstract string Name { get; }

    /// <summary>The round's state in which the side is written.</summary>
    public abstract string Window { get; }

    /// <summary>What a company has to be.</summary>
    public abstract Capacity Capacity { get; }

    /// <summary>Why a company may not take part in the round; null where it may.</summary>
    public virtual Problem? Refuse(ParticipantRow company, DefineRound round) => null;

    /// <summary>What a stored line says.</summary>
    public abstract LineTerms Read(LineRow row);

    /// <summary>What of a line does not fit the round.</summary>
    public abstract IEnumerable<Fault> Misfits(LineTerms terms, DefineRound round);

    /// <summary>What of a line does not fit the company's other lines.</summary>
    public virtual IEnumerable<Fault> Conflicts(Session session, LineRow row, LineTerms terms) => [];

    /// <summary>The line as its company and staff see it.</summary>
    public abstract object Show(LineRow row, LineTerms terms, DefineRound round);

    /// <summary>Path of a line.</summary>
    public string PathOf(LineRow row) => $"/v1/rounds/{row.RoundId}/{Name}s/{row.Id}";
}
