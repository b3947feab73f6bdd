using Matchmaking.Api.Http;
using Matchmaking.Api.Rounds;
using Matchmaking.Storage.Audit;
using Matchmaking.Storage.Lines;

namespace Matchmaking.Api.Lines;

/// <summary>A line to be added, with all that its adding says: what speaks against it, the entry in the audit log, the answer.</summary>
internal sealed record NewLine(LineRow Row, LineTerms Terms, IReadOnlyList<Fault> Misfits, AuditRow Entry, Reply Answer)
{
    /// <summary>A line of a company in a round.</summary>
    public static NewLine Of(LineSide side, string round, string company, LineTerms terms, DefineRound definition, Call call)
    {
        var row = LineRows.New(side, round, company, terms, call.Now);
        IReadOnlyList<Fault> misfits = [.. side.Misfits(terms, definition)];
        // What does not fit the round may have no price or product in it to show.
        return new NewLine(
            row,
            terms,
            misfits,
            call.Entry($"{side.Name}-submitted", row.Id, new { row.RoundId }),
            misfits.Count > 0 ? Problem.Invalid(misfits) : Reply.Created(side.Show(row, terms, definition), side.PathOf(row), row.Version));
    }
}
