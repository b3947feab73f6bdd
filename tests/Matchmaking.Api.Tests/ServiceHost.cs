using System.Text.Json.Nodes;
using Matchmaking.Api.Rounds;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Api.Tests;

/// <summary>The whole service on a database of its own and a clock that the test moves.</summary>
public sealed class ServiceHost : IDisposable
{
    private readonly ServiceHost? _first;
    private readonly (string Name, string Value)[] _settings;
    private Factory _factory;

    /// <summary>Starts the service; settings are those of its configuration.</summary>
    public ServiceHost(params (string Name, string Value)[] settings)
    {
        (Engine, _settings) = (EngineDatabase.Create(), settings);
        Operator = new ApiClient(this, EngineDatabase.OperatorKey, Engine.OperatorId);
        Public = new ApiClient(this, null, "");
        (_factory, Http) = Start();
    }

    private ServiceHost(ServiceHost first)
    {
        (_first, Engine, _settings, Clock) = (first, first.Engine, first._settings, first.Clock);
        Operator = new ApiClient(this, first.Operator.Key, first.Operator.Id);
        Public = new ApiClient(this, null, "");
        (_factory, Http) = Start();
    }

    /// <summary>The first operator.</summary>
    public ApiClient Operator { get; }

    /// <summary>A caller without a key.</summary>
    public ApiClient Public { get; }

    public TestClock Clock { get; } = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));

    /// <summary>What the service has logged.</summary>
    public LogCollector Log { get; } = new();

    public HttpClient Http { get; private set; }

    /// <summary>The database.</summary>
    public EngineDatabase Engine { get; }

    /// <summary>One of the service's own parts.</summary>
    public T Service<T>() where T : notnull => _factory.Services.GetRequiredService<T>();

    /// <summary>A caller with a key.</summary>
    public ApiClient With(string? key, string id = "") => new(this, key, id);

    /// <summary>Another instance on the same database and the same clock; to be disposed of before this one.</summary>
    public ServiceHost AnotherInstance() => new(this);

    /// <summary>The same caller at this instance.</summary>
    public ApiClient With(ApiClient caller) => With(caller.Key, caller.Id);

    /// <summary>Stops the service and starts it again on the same file; clients go on working.</summary>
    public void Restart()
    {
        _factory.Dispose();
        (_factory, Http) = Start();
    }

    /// <summary>Moves the clock, and the rounds whose timetable asks for it.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        const int mostSteps = 4;
        Clock.Advance(by);
        for (var step = 0; step < mostSteps; step++)
            await Service<RoundClock>().MoveAsync(CancellationToken.None);
    }

    /// <summary>Adds an operator.</summary>
    public Task<ApiClient> AnotherOperatorAsync() => AddStaffAsync("operator");

    /// <summary>Adds an auditor.</summary>
    public Task<ApiClient> AuditorAsync() => AddStaffAsync("auditor");

    /// <summary>Registers a company; it is pending.</summary>
    public async Task<ApiClient> RegisterAsync(JsonObject? company = null)
    {
        var answer = await Public.PostAsync("/v1/participants", company ?? Sample.Company()).ShouldBe(201);
        return With((string)answer["key"]!, answer.Id);
    }

    /// <summary>Registers a company and lets it take part.</summary>
    public async Task<ApiClient> VerifiedAsync(JsonObject company, params string[] confirmed)
    {
        var client = await RegisterAsync(company);
        await Operator.PostAsync($"/v1/participants/{client.Id}/verify", Sample.Verification(confirmed)).ShouldBe(200);
        return client;
    }

    /// <summary>A buyer that may take part.</summary>
    public Task<ApiClient> VerifiedBuyerAsync(string country = "DE") => VerifiedAsync(Sample.Company(country, "buyer"));

    /// <summary>A supplier that may take part.</summary>
    public Task<ApiClient> VerifiedSupplierAsync(string country = "CL") => VerifiedAsync(Sample.Company(country, "supplier"));

    /// <summary>Drafts a round and tells its id.</summary>
    public async Task<string> DraftRoundAsync(Action<JsonObject>? change = null)
    {
        var body = Sample.Round();
        change?.Invoke(body);
        return (await Operator.PostAsync("/v1/rounds", body).ShouldBe(201)).Id;
    }

    /// <summary>Drafts a round, opens its demand window and tells its id.</summary>
    public async Task<string> OpenRoundAsync(Action<JsonObject>? change = null)
    {
        var round = await DraftRoundAsync(change);
        await StepAsync(round, "open-demand");
        return round;
    }

    /// <summary>Ends the demand window and opens the offer window.</summary>
    public Task<Answer> OpenOffersAsync(string round) => StepAsync(round, "open-offers");

    /// <summary>Ends the offer window.</summary>
    public Task<Answer> CloseAsync(string round) => StepAsync(round, "close");

    /// <summary>Takes a step that the round's state allows.</summary>
    public Task<Answer> StepAsync(string round, string step, object? body = null) => Operator.PostAsync($"/v1/rounds/{round}/{step}", body).ShouldBe(200);

    /// <inheritdoc/>
    public void Dispose()
    {
        _factory.Dispose();
        if (_first is null)
            Engine.Dispose();
    }

    private async Task<ApiClient> AddStaffAsync(string role)
    {
        var answer = await Operator.PostAsync("/v1/staff", new { name = $"Another {role}", role }).ShouldBe(201);
        return With((string)answer["key"]!, answer.Id);
    }

    private (Factory Factory, HttpClient Http) Start()
    {
        var factory = new Factory(this);
        return (factory, factory.CreateDefaultClient(new OpenApi.ContractCheck()));
    }

    private sealed class Factory(ServiceHost host) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // Production: development settings differ in how bad requests are answered.
            builder.UseEnvironment("Production");
            builder.UseSetting("Operator:Key", EngineDatabase.OperatorKey);
            builder.UseSetting("RateLimit:PermitsPerMinute", "1000000");
            foreach (var (name, value) in host.Engine.Settings.Concat(host._settings))
                builder.UseSetting(name, value);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(host.Log));
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(host.Clock));
        }
    }
}
