using Matchmaking.Api.Access;
using Microsoft.AspNetCore.Connections;

namespace Matchmaking.Api.Demo;

/// <summary>The command <c>demo</c>: the service on a fresh database, two rounds played on it, and then it keeps serving.</summary>
internal static class DemoCommand
{
    // The log would run through the story; what goes wrong is still told.
    private static readonly string[] Quiet =
        ["--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning", "--Logging:LogLevel:Microsoft.Extensions.Hosting", "None"];

    /// <summary>Runs until it is stopped; tells the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("matchmaking-demo-");
        try
        {
            var (file, key) = (Path.Combine(folder.FullName, "demo.db"), AccessKey.Create());
            // The database comes last: whatever else is configured, the demo writes to its own.
            await using var app = Service.Build([.. Quiet, .. args, "--Database:File", file, "--Operator:Key", key]);
            return await ServeAsync(app, file, key);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> ServeAsync(WebApplication app, string file, string key)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            return Fail($"{app.Configuration["Urls"]} is taken by another program. Stop it, or choose another address: demo --urls http://localhost:5090");
        }

        var output = Console.Out;
        var address = app.Urls.First();
        DemoGuide.WriteBeginning(output, address, file);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            var played = await DemoPlayer.PlayAsync(http, key, output, app.Lifetime.ApplicationStopping);
            DemoGuide.WriteEnd(output, address, played);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is DemoFailure or HttpRequestException)
        {
            await app.StopAsync();
            return Fail(exception.Message);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
