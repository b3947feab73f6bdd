using System.Net;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Matchmaking.Benchmarks.Databases;

/// <summary>A new database on a server of this machine, made by the service at its start.</summary>
internal sealed class SqlServerUnderTest : DatabaseUnderTest
{
    private const int PageBytes = 8_192, MostTries = 20;
    private const string Tcp = "tcp:";
    private const string SelectPages = "SELECT SUM(CAST(size AS BIGINT)) FROM sys.database_files WHERE type = @type";

    private readonly SqlConnectionStringBuilder _server;
    private readonly SqlConnectionStringBuilder _own;

    /// <param name="connectionString">A login that may create databases.</param>
    /// <exception cref="ArgumentException">The server is not on this machine.</exception>
    public SqlServerUnderTest(string connectionString)
    {
        _server = new SqlConnectionStringBuilder(connectionString) { InitialCatalog = "master" };
        if (!IsLoopback(_server.DataSource))
            throw new ArgumentException($"The server {_server.DataSource} is not on this machine; load goes to loopback addresses only.");
        _own = new SqlConnectionStringBuilder(connectionString) { InitialCatalog = $"matchmaking_load_{Guid.NewGuid():N}"[..30] };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Arguments =>
        ["--Database:Provider", "SqlServer", "--Database:ConnectionString", _own.ConnectionString];

    /// <inheritdoc/>
    public override DatabaseSize Measure()
    {
        using var connection = new SqlConnection(_own.ConnectionString);
        return new DatabaseSize(Bytes(0), Bytes(1));

        // Not every server that speaks the protocol knows its files.
        long? Bytes(int type) => connection.ExecuteScalar<long?>(SelectPages, new { type }) is > 0 and var pages ? pages * PageBytes : null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        SqlConnection.ClearAllPools();
        using var connection = new SqlConnection(_server.ConnectionString);
        connection.Open();
        for (var tries = 1; ; tries++)
            try
            {
                connection.Execute($"DROP DATABASE IF EXISTS [{_own.InitialCatalog}]");
                return;
            }
            catch (SqlException) when (tries < MostTries)
            {
                // Connections of an instance that was just killed are only just closing.
                Thread.Sleep(100);
            }
    }

    // As in "tcp:127.0.0.1,1433" or "localhost\INSTANCE".
    private static bool IsLoopback(string source)
    {
        var host = source[(source.StartsWith(Tcp, StringComparison.OrdinalIgnoreCase) ? Tcp.Length : 0)..].Split(',', '\\')[0].Trim();
        return host is "." or "(local)" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
