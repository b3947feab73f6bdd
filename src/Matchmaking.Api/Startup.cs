using Matchmaking.Api.Staff;
using Matchmaking.Storage;

namespace Matchmaking.Api;

/// <summary>What happens before the first request: migrations, and the first operator's key.</summary>
internal sealed class Startup(Database database, TimeProvider time, IConfiguration configuration, ILogger<Startup> log) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Dialect.Prepare() is { } shortcoming)
            log.LogWarning("{Shortcoming}", shortcoming);
        foreach (var name in await Migrator.MigrateAsync(database, time))
            log.LogInformation("Applied migration {Name}", name);
        await FirstOperator.EnsureAsync(database, time, configuration["Operator:Key"], Console.Out);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
