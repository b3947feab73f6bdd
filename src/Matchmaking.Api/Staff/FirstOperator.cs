using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Keys;
using Matchmaking.Storage;
using Matchmaking.Storage.Keys;
using Matchmaking.Storage.Staff;

namespace Matchmaking.Api.Staff;

/// <summary>The first operator's key: from configuration, else made at the first start and shown once on standard output.</summary>
public static class FirstOperator
{
    /// <summary>Adds the first operator where no operator holds a key, or where a configured key is not stored yet.</summary>
    /// <exception cref="InvalidOperationException">The configured key has not the form of a key.</exception>
    public static async Task EnsureAsync(Database database, TimeProvider time, string? configured)
    {
        if (configured is not null && !AccessKey.IsWellFormed(configured))
            throw new InvalidOperationException("Operator:Key is not a key of this service; the command new-key prints one.");
        var key = await database.WriteAsync(session =>
        {
            var known = configured is null ? KeyStore.AnyOperator(session) : KeyStore.FindByHash(session, AccessKey.Hash(configured)) is not null;
            if (known)
                return null;
            var row = new StaffRow { Id = Ids.New(), Version = 1, Name = "First operator", Role = "operator", CreatedAt = time.GetUtcNow() };
            StaffStore.Add(session, row);
            return IssuedKey.Issue(session, Role.Operator, row.Id, "first key", row.CreatedAt, key: configured);
        });
        // Written to standard output, not to the log: logs are kept, keys are not.
        if (key is not null && configured is null)
            Console.WriteLine($"First operator's key, shown this once: {key.Key}");
    }
}
