using System.Data.Common;

namespace Matchmaking.Storage;

/// <summary>What differs between database engines; everything else is one copy of portable SQL.</summary>
public abstract class Dialect
{
    /// <summary>Folder of the engine's migrations under <c>db/</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Creates the table of applied migrations where it is missing.</summary>
    public abstract string CreateHistory { get; }

    /// <summary>Appended to an ordered SELECT to take the first <c>@take</c> rows.</summary>
    public abstract string PageSuffix { get; }

    /// <summary>Whether the driver keeps closed connections itself, so that a connection is opened for each use.</summary>
    public abstract bool PoolsConnections { get; }

    /// <summary>Makes the database ready to be migrated, and creates it where there is none.</summary>
    /// <returns>What is less than it should be, for the log; null where all is well.</returns>
    public abstract string? Prepare();

    /// <summary>Opens a connection with all its settings made.</summary>
    public abstract DbConnection Open(bool readOnly);

    /// <summary>Makes the writer of the engine's kind.</summary>
    public abstract Writer CreateWriter();

    /// <summary>Begins a transaction that will write, so that it cannot fail later for having read first.</summary>
    public abstract DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Keeps every other instance from holding the same name until the transaction ends.</summary>
    public abstract void Exclude(WriteSession session, string name);

    /// <summary>Whether a unique key was violated.</summary>
    public abstract bool IsDuplicateKey(DbException exception);

    /// <summary>Whether the same statement may succeed when tried again: a lock, a full disk, a deadlock, a lost connection.</summary>
    public abstract bool IsTransient(DbException exception);

    /// <summary>Inserts many rows inside the session's transaction.</summary>
    /// <param name="session">Where to write.</param>
    /// <param name="insert">The statement that inserts one of them: <c>INSERT INTO table (columns) VALUES (@Properties)</c>.</param>
    /// <param name="rows">The rows.</param>
    public abstract void BulkInsert<T>(WriteSession session, string insert, IEnumerable<T> rows);
}
