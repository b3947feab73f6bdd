namespace Matchmaking.Api.Tests;

/// <summary>Tests that drive a service of their own through HTTP.</summary>
public abstract class ScenarioTests(params (string Name, string Value)[] settings) : IDisposable
{
    /// <summary>The service; a new one for every test.</summary>
    protected ServiceHost App { get; } = new(settings);

    public virtual void Dispose()
    {
        App.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>One service for all tests of a class (<c>IClassFixture</c>), where they do not stand in each other's way.</summary>
public sealed class SharedHost : IDisposable
{
    /// <summary>The service.</summary>
    public ServiceHost App { get; } = new();

    public void Dispose() => App.Dispose();
}
