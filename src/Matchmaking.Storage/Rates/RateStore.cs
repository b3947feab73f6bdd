namespace Matchmaking.Storage.Rates;

/// <summary>Requests taken by each caller in a minute, over all instances: an instance takes some of what is left at a time.</summary>
public static class RateStore
{
    private const string Select = "SELECT taken FROM rate_windows WHERE caller = @caller AND minute = @minute";

    private const string Insert = "INSERT INTO rate_windows (caller, minute, taken) VALUES (@caller, @minute, 0)";

    private const string Update = """
        UPDATE rate_windows SET taken = taken + @share WHERE caller = @caller AND minute = @minute AND taken = @taken
        """;

    private const string DeleteOld = "DELETE FROM rate_windows WHERE minute < @minute";

    /// <summary>Takes a share of what a caller has left in a minute: a quarter of it, or at least what is asked for, if there is so much.</summary>
    /// <param name="session">Where to write.</param>
    /// <param name="caller">A key or an address.</param>
    /// <param name="minute">Minutes since 1970.</param>
    /// <param name="limit">Requests in a minute.</param>
    /// <param name="least">Requests asked for; at least 1.</param>
    /// <returns>
    /// How many requests were taken, none where none is left, and how many are left after that; null where another instance was faster, so
    /// that the transaction has to be tried again.
    /// </returns>
    public static (long Share, long Left)? Take(WriteSession session, string caller, long minute, long limit, long least)
    {
        var row = session.Find<long?>(Select, new { caller, minute });
        if (row is null)
            session.Execute(Insert, new { caller, minute });
        var taken = row ?? 0;
        var left = limit - taken;
        if (left <= 0)
            return (0, 0);
        var share = Math.Min(left, Math.Max(least, left / 4));
        return session.Execute(Update, new { caller, minute, taken, share }) == 1 ? (share, left - share) : null;
    }

    /// <summary>Forgets minutes before one.</summary>
    public static void Forget(WriteSession session, long minute) => session.Execute(DeleteOld, new { minute });
}
