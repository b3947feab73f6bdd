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
