using Microsoft.AspNetCore.HttpOverrides;

namespace Matchmaking.Api.Http;

/// <summary>Who calls through a proxy: <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c>, from proxies in <c>Proxy:Networks</c> only.</summary>
/// <remarks>Whoever could say so itself would choose its own limit of requests.</remarks>
internal static class ForwardedCallers
{
    /// <summary>Believes the configured proxies; without a configured network nobody is believed.</summary>
    /// <exception cref="InvalidOperationException">The setting is no list of networks such as <c>10.0.0.0/8, fd00::/8</c>.</exception>
    public static void UseForwardedCallers(this WebApplication app)
    {
        var setting = app.Configuration["Proxy:Networks"] ?? "";
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            options.KnownIPNetworks.Add(System.Net.IPNetwork.TryParse(text, out var network)
                ? network
                : throw new InvalidOperationException($"Proxy:Networks has '{text}'; it has to be networks such as 10.0.0.0/8, with commas between them."));
        if (options.KnownIPNetworks.Count > 0)
            app.UseForwardedHeaders(options);
    }
}
