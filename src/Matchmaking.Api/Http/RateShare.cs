namespace Matchmaking.Api.Http;

/// <summary>What an instance may still allow a caller in a minute, and what it knows of the rest.</summary>
/// <param name="limit">Requests in a minute.</param>
/// <param name="credit">Requests that may be allowed before the first share is taken, and are taken with it.</param>
internal sealed class RateShare(long limit, long credit)
{
    private readonly Lock _lock = new();
    private long _mine = credit;
    private long _owed = credit;
    private long _low = credit;
    private long _others = limit - credit;
    private bool _exhausted;
    private Task? _asking;

    /// <summary>Whether a share should be taken: few requests are left of the last one, and there may be more.</summary>
    public bool NeedsMore
    {
        get
        {
            lock (_lock)
                return !_exhausted && _mine <= _low && (_mine <= 0 || _low > 0);
        }
    }

    /// <summary>How many requests are left, as far as is known.</summary>
    public long Left
    {
        get
        {
            lock (_lock)
                return Math.Max(0, _mine) + _others;
        }
    }

    /// <summary>Counts a request; false where none is left of the share.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            if (_mine <= 0)
                return false;
            _mine--;
            return true;
        }
    }

    /// <summary>Takes another share, unless one is being taken.</summary>
    /// <param name="take">Takes at least so many, if they are left, and tells how many, and how many are left after that.</param>
    public Task TakeMoreAsync(Func<long, Task<(long Share, long Left)>> take)
    {
        lock (_lock)
            return _asking ??= AskAsync(take);
    }

    private async Task AskAsync(Func<long, Task<(long Share, long Left)>> take)
    {
        // Not inside the lock of the caller.
        await Task.Yield();
        try
        {
            var (share, others) = await take(Math.Max(1, _owed));
            lock (_lock)
            {
                _mine += share - _owed;
                (_owed, _low, _others) = (0, share / 4, others);
                _exhausted = share == 0 || (others == 0 && _mine <= 0);
            }
        }
        finally
        {
            lock (_lock)
                _asking = null;
        }
    }
}
