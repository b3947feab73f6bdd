using System.Diagnostics;
using Matchmaking.Benchmarks.Databases;

namespace Matchmaking.Benchmarks.Load;

/// <summary>The service's build of the same configuration, started as a user does, on a database of its own.</summary>
internal sealed class ServiceUnderTest : IDisposable
{
    private const string Program = "Matchmaking.Api";

    private readonly HttpClient _http = new();
    private readonly List<ServerProcess> _instances = [];

    /// <summary>Starts one instance on a SQLite file.</summary>
    public ServiceUnderTest()
        : this(new SqliteUnderTest())
    {
    }

    /// <summary>Starts it.</summary>
    /// <param name="database">Where it keeps its data; removed with the service.</param>
    /// <param name="instances">How many processes share the database.</param>
    public ServiceUnderTest(DatabaseUnderTest database, int instances = 1)
    {
        Database = database;
        var key = NewKey();
        string[] settings = ["--Urls", "http://127.0.0.1:0", "--Operator:Key", key, "--RateLimit:PermitsPerMinute", "1000000000"];
        try
        {
            while (_instances.Count < instances)
                _instances.Add(new ServerProcess(Assembly, settings.Concat(database.Arguments)));
        }
        catch
        {
            Dispose();
            throw;
        }

        _http.BaseAddress = Process.Address;
        // Setting a market up takes long steps too: publishing a large round is one of them.
        _http.Timeout = TimeSpan.FromMinutes(10);
        Operator = new Caller(_http, "", key);
        Public = new Caller(_http, "", null);
    }

    /// <summary>Where it keeps its data.</summary>
    public DatabaseUnderTest Database { get; }

    /// <summary>The first instance.</summary>
    public ServerProcess Process => _instances[0];

    /// <summary>Every instance.</summary>
    public IReadOnlyList<ServerProcess> Instances => _instances;

    /// <summary>The first operator.</summary>
    public Caller Operator { get; }

    /// <summary>Somebody without a key.</summary>
    public Caller Public { get; }

    // tests/Matchmaking.Benchmarks/bin/Release/net10.0 and src/Matchmaking.Api/bin/Release/net10.0
    private static string Assembly
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory);
            var root = framework.Parent!.Parent!.Parent!.Parent!.Parent!;
            return Path.Combine(root.FullName, "src", Program, "bin", framework.Parent.Name, framework.Name, Program + ".dll");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _instances.ForEach(instance => instance.Dispose());
        _http.Dispose();
        Database.Dispose();
    }

    private static string NewKey()
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo("dotnet", [Assembly, "new-key"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
