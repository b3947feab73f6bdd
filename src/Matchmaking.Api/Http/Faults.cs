using System.Data.Common;
using Matchmaking.Storage;

namespace Matchmaking.Api.Http;

/// <summary>The only catch-all: whatever fails becomes a problem document, and no driver's text is ever shown.</summary>
public sealed class Faults(RequestDelegate next, Database database, ILogger<Faults> log)
{
    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response.ContentType is null && http.Response.ContentLength is null
                && ForStatus(http.Response.StatusCode) is { } problem)
                await Answer(http, problem);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody reads an answer.
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            await Answer(http, ForException(exception));
        }
    }

    private Problem ForException(Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new Problem("body-too-large");
            case BadHttpRequestException:
                return new Problem("invalid");
            case DbException failure when database.Dialect.IsTransient(failure):
                log.LogError(exception, "The database is not available");
                return new Problem("unavailable");
            case TimeoutException:
                log.LogError(exception, "The database is held by others for too long");
                return new Problem("unavailable");
            default:
                log.LogError(exception, "A request failed");
                return new Problem("internal");
        }
    }

    private static Problem? ForStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Problem.NotFound,
        StatusCodes.Status405MethodNotAllowed => new Problem("method-not-allowed"),
        StatusCodes.Status415UnsupportedMediaType => new Problem("media-type"),
        StatusCodes.Status400BadRequest => new Problem("invalid"),
        _ => null,
    };

    private static Task Answer(HttpContext http, Problem problem)
    {
        var reply = (Reply)problem;
        if (problem.Code is "unavailable" or "rate-limited")
            reply = reply with { Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } };
        return reply.ExecuteAsync(http);
    }
}
