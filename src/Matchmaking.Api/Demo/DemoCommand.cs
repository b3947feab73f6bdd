using Matchmaking.Api.Access;
using Microsoft.AspNetCore.Connections;

namespace Matchmaking.Api.Demo;

/// <summary>The command <c>demo</c>: the service on a fresh database, two rounds played on it, and then it keeps serving.</summary>
public static class DemoCommand
{
    // The log would run through the story; what goes wrong is still told.
    private static readonly string[] Quiet =
    [
        "--Logging:LogLevel:Default", "Warning",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning",
        "--Logging:LogLevel:Microsoft.Extensions.Hosting", "None",
    ];

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="args">Further configuration, such as <c>--urls</c>.</param>
    /// <param name="output">What is played is told here.</param>
    /// <param name="error">Why it ended early, if it did.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var folder = Directory.CreateTempSubdirectory("matchmaking-demo-");
        try
        {
            var (file, key) = (Path.Combine(folder.FullName, "demo.db"), AccessKey.Create());
            // The database comes last: whatever else is configured, the demo writes to its own.
            await using var app = Service.Build([.. Quiet, .. args, "--Database:File", file, "--Operator:Key", key]);
            return await ServeAsync(app, file, key, output, error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> ServeAsync(WebApplication app, string file, string key, TextWriter output, TextWriter error)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            var address = app.Configuration["Urls"];
            return Fail(error, $"{address} is taken by another program. Stop it, or choose another address: demo --urls http://localhost:5090");
        }

        var served = app.Urls.First();
        DemoGuide.WriteBeginning(output, served, file);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(served) };
            var played = await DemoPlayer.PlayAsync(http, key, output, app.Lifetime.ApplicationStopping);
            DemoGuide.WriteEnd(output, served, played);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is DemoFailure or HttpRequestException)
        {
            await app.StopAsync();
            return Fail(error, exception.Message);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    private static int Fail(TextWriter error, string message)
    {
        error.WriteLine(message);
        return 1;
    }
}
