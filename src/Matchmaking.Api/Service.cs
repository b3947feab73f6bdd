using FluentValidation;
using Matchmaking.Api.Access;
using Matchmaking.Api.Audit;
using Matchmaking.Api.Demands;
using Matchmaking.Api.Http;
using Matchmaking.Api.Keys;
using Matchmaking.Api.Matches;
using Matchmaking.Api.Offers;
using Matchmaking.Api.OpenApi;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Pools;
using Matchmaking.Api.Reference;
using Matchmaking.Api.Reports;
using Matchmaking.Api.Rounds;
using Matchmaking.Api.Runs;
using Matchmaking.Api.Staff;
using Matchmaking.Storage;

namespace Matchmaking.Api;

/// <summary>The service, put together.</summary>
public static class Service
{
    /// <summary>Builds the host; nothing is read or written before it runs.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = Limits.LargestBody;
        });
        AddServices(builder.Services, builder.Configuration);
        var app = builder.Build();
        Use(app);
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => DatabaseSettings.Dialect(configuration));
        services.AddSingleton<Database>();
        services.AddSingleton<RateWindow>();
        services.AddSingleton<KnownRows>();
        services.AddScoped<CallerAccessor>();
        services.AddScoped<Call>();
        services.AddScoped(typeof(Body<>));
        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(typeof(Service).Assembly))
            services.AddSingleton(validator.InterfaceType, validator.ValidatorType);
        services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        services.AddContractDocument();
        services.AddHostedService<Telemetry>();
        services.AddHostedService<Startup>();
        services.AddHostedService<Housekeeping>();
        services.AddRounds();
        services.AddRuns();
    }

    private static void Use(WebApplication app)
    {
        app.UseForwardedCallers();
        app.UseMiddleware<Faults>();
        app.UseRouting();
        app.UseMiddleware<KeyAuthentication>();
        app.UseMiddleware<RateLimits>();
        app.UseMiddleware<Gate>();
    }

    private static void Map(WebApplication app)
    {
        app.MapContractDocument();
        app.MapHealth();
        app.MapProblemTypes();
        app.MapReference();
        app.MapParticipants();
        app.MapKeys();
        app.MapStaff();
        app.MapRounds();
        app.MapDemands();
        app.MapOffers();
        app.MapRuns();
        app.MapPublication();
        app.MapMatches();
        app.MapPools();
        app.MapReports();
        app.MapAudit();
    }
}
