using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Keys;
using Matchmaking.Storage;
using Matchmaking.Storage.Audit;
using Matchmaking.Storage.Keys;
using Matchmaking.Storage.Staff;

namespace Matchmaking.Api.Staff;

/// <summary>The first operator's key: from configuration, else made at the first start and shown once on standard output.</summary>
public static class FirstOperator
{
    /// <summary>Adds the first operator where no operator holds a key, or where a configured key is not stored yet.</summary>
    /// <param name="database">Where staff and keys are.</param>
    /// <param name="time">Clock.</param>
    /// <param name="configured">The configured key; null or empty: none.</param>
    /// <param name="shown">Where a key that was made is shown: standard output, not the log; logs are kept, keys are not.</param>
    /// <exception cref="InvalidOperationException">The configured key has not the form of a key.</exception>
    public static async Task EnsureAsync(Database database, TimeProvider time, string? configured, TextWriter shown)
    {
        // Container settings tend to be there and empty.
        if (configured is "")
            configured = null;
        if (configured is not null && !AccessKey.IsWellFormed(configured))
            throw new InvalidOperationException("Operator:Key is not a key of this service; the command new-key prints one.");
        var key = await database.WriteAsync(session =>
        {
            session.Exclude("first operator");
            var known = configured is null ? KeyStore.AnyOperator(session) : KeyStore.FindByHash(session, AccessKey.Hash(configured)) is not null;
            if (known)
                return null;
            var row = new StaffRow { Id = Ids.New(), Version = 1, Name = "First operator", Role = "operator", CreatedAt = time.GetUtcNow() };
            StaffStore.Add(session, row);
            AuditStore.Append(session, new AuditRow
            {
                Id = Ids.New(),
                At = row.CreatedAt,
                ActorRole = "service",
                ActorId = "start",
                Action = "staff-added",
                Subject = row.Id,
                Detail = Json.Write(new { row.Name, row.Role }),
            });
            return IssuedKey.Issue(session, Role.Operator, row.Id, "first key", row.CreatedAt, key: configured);
        });
        if (key is not null && configured is null)
            await shown.WriteLineAsync($"First operator's key, shown this once: {key.Key}");
    }
}
