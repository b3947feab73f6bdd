using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace Matchmaking.Api.Tests;

/// <summary>What the service answered, read to its end. Assertions print the body, and the service's own errors, when they fail.</summary>
public sealed class Answer(HttpResponseMessage message, string text, IEnumerable<string> log)
{
    public int Status => (int)message.StatusCode;

    public string Text => text;

    public JsonObject Json => Parse();

    /// <summary>A member of the body.</summary>
    public JsonNode? this[string member] => Json[member];

    public string Id => (string)Json["id"]!;

    public string ETag => Header("ETag") ?? throw Surprise("an ETag");

    public string Location => Header("Location") ?? throw Surprise("a Location");

    public string? ContentType => message.Content.Headers.ContentType?.MediaType;

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<JsonObject> Items => [.. Json["items"]!.AsArray().Select(item => item!.AsObject())];

    /// <summary>The JSON pointers of a problem, in the order given.</summary>
    public IReadOnlyList<string> Pointers => [.. (Json["errors"] as JsonArray ?? []).Select(error => (string)error!["pointer"]!)];

    /// <summary>A header of the answer or its content, or null.</summary>
    public string? Header(string name) =>
        Values(message.Headers, name) ?? Values(message.Content.Headers, name);

    /// <summary>Asserts the status.</summary>
    public Answer ShouldBe(int status) => Status == status ? this : throw Surprise($"status {status}");

    /// <summary>Asserts a problem document with this status and code, complete in all its members.</summary>
    public Answer ShouldBeProblem(int status, string code)
    {
        if (Status != status || ContentType != "application/problem+json" || (string?)Json["code"] != code || (int?)Json["status"] != status)
            throw Surprise($"a problem {status} {code}");
        foreach (var member in (string[])["type", "title", "detail", "instance", "traceId"])
            if (string.IsNullOrEmpty((string?)Json[member]))
                throw Surprise($"a problem with the member {member}");
        return this;
    }

    /// <summary>Asserts that the problem points to exactly these places, in any order.</summary>
    public Answer ShouldPointTo(params string[] pointers) =>
        Pointers.Order().SequenceEqual(pointers.Order()) ? this : throw Surprise($"pointers {string.Join(", ", pointers)}");

    /// <summary>Asserts that the answer is a replay, or is none.</summary>
    public Answer ShouldBeReplayed(bool replayed = true) =>
        Header("Idempotency-Replayed") == (replayed ? "true" : null) ? this : throw Surprise(replayed ? "a replay" : "no replay");

    private JsonObject Parse()
    {
        try
        {
            return JsonNode.Parse(text)!.AsObject();
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw Surprise("a JSON object");
        }
    }

    private XunitException Surprise(string expected) => new(
        $"{message.RequestMessage?.Method} {message.RequestMessage?.RequestUri?.PathAndQuery}: expected {expected}, got {Status}\n{text}\n{string.Join('\n', log)}");

    private static string? Values(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}

/// <summary>The same assertions on an answer that is still awaited.</summary>
public static class AnswerAssertions
{
    public static async Task<Answer> ShouldBe(this Task<Answer> answer, int status) => (await answer).ShouldBe(status);

    public static async Task<Answer> ShouldBeProblem(this Task<Answer> answer, int status, string code) => (await answer).ShouldBeProblem(status, code);

    public static async Task<Answer> ShouldPointTo(this Task<Answer> answer, params string[] pointers) => (await answer).ShouldPointTo(pointers);

    public static async Task<Answer> ShouldBeReplayed(this Task<Answer> answer, bool replayed = true) => (await answer).ShouldBeReplayed(replayed);
}
