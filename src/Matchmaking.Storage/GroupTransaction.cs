using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage;

/// <summary>A transaction that several writes share, each of which can be taken back alone.</summary>
internal sealed class GroupTransaction(Dialect dialect, DbConnection connection) : IDisposable
{
    private const string Set = "SAVEPOINT one_write", TakeBack = "ROLLBACK TO one_write", Release = "RELEASE one_write";
    private const int SqlError = 1, TooBig = 18, Constraint = 19, Mismatch = 20;

    private DbTransaction _transaction = dialect.BeginWrite(connection);
    private bool _empty = true;

    /// <summary>Runs a write and takes it back where it is not one to keep, or is itself at fault.</summary>
    /// <exception cref="DbException">The connection failed, and with it the transaction.</exception>
    public void Write(PendingWrite write)
    {
        var session = new WriteSession(dialect, connection, _transaction);
        // Nothing but the first write would be taken back with the transaction, and a large write is cheaper without a savepoint.
        var alone = _empty;
        if (!alone)
            session.Execute(Set);
        if (Keeps(write, session))
        {
            if (!alone)
                session.Execute(Release);
            _empty = false;
        }
        else if (alone)
        {
            _transaction.Dispose();
            _transaction = dialect.BeginWrite(connection);
        }
        else
        {
            session.Execute(TakeBack);
            session.Execute(Release);
        }
    }

    /// <summary>Commits what was kept.</summary>
    public void Commit() => _transaction.Commit();

    /// <inheritdoc/>
    public void Dispose() => _transaction.Dispose();

    private static bool Keeps(PendingWrite write, WriteSession session)
    {
        try
        {
            return write.Run(session);
        }
        catch (Exception fault) when (fault is not DbException || IsOfStatement(fault))
        {
            write.Refuse(fault);
            return false;
        }
    }

    private static bool IsOfStatement(Exception fault) => fault is SqliteException { SqliteErrorCode: SqlError or TooBig or Constraint or Mismatch };
}
