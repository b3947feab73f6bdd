using System.Data.Common;

namespace Matchmaking.Storage;

/// <summary>Writes side by side, each on a connection of its own; the server keeps them apart.</summary>
internal sealed class ParallelWriter(SqlServerDialect dialect) : Writer
{
    private const int MostTries = 6, LongestPauseMilliseconds = 40;

    /// <inheritdoc/>
    public override async Task<T> WriteAsync<T>(Func<WriteSession, T> write, Func<T, bool> keep, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
            try
            {
                cancellation.ThrowIfCancellationRequested();
                return Write(write, keep);
            }
            catch (DbException exception) when (tries < MostTries && dialect.IsDeadlock(exception))
            {
                // Rolled back by the server to let another transaction through. A write touches nothing but its session, so it can be run again.
                await Task.Delay(Random.Shared.Next(LongestPauseMilliseconds * tries), cancellation);
            }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    private T Write<T>(Func<WriteSession, T> write, Func<T, bool> keep)
    {
        using var connection = dialect.Open(readOnly: false);
        using var transaction = dialect.BeginWrite(connection);
        var result = write(new WriteSession(dialect, connection, transaction));
        if (keep(result))
            transaction.Commit();
        return result;
    }
}
