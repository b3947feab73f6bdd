using System.Diagnostics;

namespace Matchmaking.Benchmarks.Load;

/// <summary>The service's build of the same configuration, started as a user does, on a database of its own.</summary>
internal sealed class ServiceUnderTest : IDisposable
{
    private const string Program = "Matchmaking.Api";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("matchmaking-load-");
    private readonly HttpClient _http = new();

    public ServiceUnderTest()
    {
        var key = NewKey();
        Process = new ServerProcess(
            Assembly, "--Urls", "http://127.0.0.1:0", "--Database:File", Database, "--Operator:Key", key, "--RateLimit:PermitsPerMinute", "1000000000");
        _http.BaseAddress = Process.Address;
        // Setting a market up takes long steps too: publishing a large round is one of them.
        _http.Timeout = TimeSpan.FromMinutes(10);
        Operator = new Caller(_http, "", key);
        Public = new Caller(_http, "", null);
    }

    public ServerProcess Process { get; }

    /// <summary>The first operator.</summary>
    public Caller Operator { get; }

    /// <summary>Somebody without a key.</summary>
    public Caller Public { get; }

    /// <summary>Size of the database with its log, in megabytes.</summary>
    public double DatabaseMegabytes => _directory.GetFiles().Sum(file => file.Length) / 1e6;

    private string Database => Path.Combine(_directory.FullName, "matchmaking.db");

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
        Process.Dispose();
        _http.Dispose();
        _directory.Delete(recursive: true);
    }

    private static string NewKey()
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo("dotnet", [Assembly, "new-key"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
