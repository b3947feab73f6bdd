using Matchmaking.Api.Http;
using Matchmaking.Engine;
using Matchmaking.Storage;
using Matchmaking.Storage.Runs;

namespace Matchmaking.Api.Runs;

/// <summary>The lease has ended: another instance has taken the step over, or the run has ended.</summary>
public sealed class LeaseLostException : Exception;

/// <summary>The run cannot succeed; the message says why, for the operator.</summary>
public sealed class RunFailedException(string message) : Exception(message);

/// <summary>A step that this instance holds: whatever it writes is written while it holds it, or not at all.</summary>
public sealed class HeldTask(RunTask task, Database database, TimeProvider time, TimeSpan lease) : IProgress<SolveProgress>
{
    private RunProgress? _progress;

    /// <summary>The step, with the fence of this lease.</summary>
    public RunTask Task => task;

    /// <summary>Makes the lease longer and says how far the step has come.</summary>
    /// <exception cref="LeaseLostException">The step is no longer held.</exception>
    public Task RenewAsync() => WriteAsync(_ => { });

    /// <summary>Writes in one transaction that only a holder can commit.</summary>
    /// <exception cref="LeaseLostException">The step is no longer held; nothing was written.</exception>
    public Task WriteAsync(Action<WriteSession> write) => database.WriteAsync(session =>
    {
        var progress = Volatile.Read(ref _progress);
        if (!RunTaskStore.Renew(session, task, time.GetUtcNow() + lease, progress is null ? null : Json.Write(progress)))
            throw new LeaseLostException();
        write(session);
    });

    /// <summary>Saves a document piece by piece, and with the last piece whatever makes it count.</summary>
    /// <exception cref="LeaseLostException">The step is no longer held.</exception>
    public async Task SaveAsync(string document, byte[] utf8, Action<WriteSession> last)
    {
        var pieces = DocumentStore.Pieces(utf8);
        foreach (var (number, piece) in pieces.Index())
            await WriteAsync(session =>
            {
                // Whoever held the step before may have left some pieces behind.
                if (number == 0)
                    DocumentStore.Remove(session, task.RunId, document);
                DocumentStore.Add(session, task.RunId, document, number, piece);
                if (number == pieces.Count - 1)
                    last(session);
            });
    }

    /// <summary>Ends the run that the step belongs to; comes last in a write.</summary>
    /// <exception cref="LeaseLostException">The run had ended.</exception>
    public void End(WriteSession session, string status, string? failure = null, string? verification = null)
    {
        if (!RunStore.End(session, task.RunId, status, time.GetUtcNow(), failure, verification))
            throw new LeaseLostException();
    }

    /// <summary>Notes how far the step has come; the next renewal tells it to everybody.</summary>
    public void Report(SolveProgress value) => Volatile.Write(ref _progress, RunProgress.From(value));
}
