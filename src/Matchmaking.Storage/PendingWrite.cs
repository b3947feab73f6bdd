namespace Matchmaking.Storage;

/// <summary>A write that waits for its turn, and whoever waits for it.</summary>
internal abstract class PendingWrite
{
    private const int Waiting = 0, Started = 1, GivenUp = 2;

    private CancellationTokenRegistration _registration;
    private int _state = Waiting;

    /// <summary>Lets the one who waits give up while the write has not begun.</summary>
    public void GiveUpOn(CancellationToken cancellation) => _registration = cancellation.UnsafeRegister(
        static (write, token) =>
        {
            if (((PendingWrite)write!).Leave(GivenUp))
                ((PendingWrite)write).Cancel(token);
        },
        this);

    /// <summary>Whether the write is still wanted; from now on it cannot be given up.</summary>
    public bool Start()
    {
        _registration.Unregister();
        return Leave(Started);
    }

    /// <summary>Writes; true where the result is one to keep.</summary>
    public abstract bool Run(WriteSession session);

    /// <summary>Gives the result, or the exception that <see cref="Refuse"/> has noted, to whoever waits.</summary>
    public abstract void Complete();

    /// <summary>Notes what the write itself was at fault for.</summary>
    public abstract void Refuse(Exception fault);

    /// <summary>Gives a failure to whoever waits.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>Tells whoever waits that the write was given up.</summary>
    protected abstract void Cancel(CancellationToken token);

    private bool Leave(int next) => Interlocked.CompareExchange(ref _state, next, Waiting) == Waiting;
}

/// <inheritdoc/>
internal sealed class PendingWrite<T>(Func<WriteSession, T> write, Func<T, bool> keep) : PendingWrite
{
    // Whoever waits goes on elsewhere: the writer's thread has the next group to write.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _fault;
    private T _result = default!;

    /// <summary>Ends with the write's transaction.</summary>
    public Task<T> Done => _done.Task;

    /// <inheritdoc/>
    public override bool Run(WriteSession session) => keep(_result = write(session));

    /// <inheritdoc/>
    public override void Complete()
    {
        if (_fault is null)
            _done.SetResult(_result);
        else
            _done.SetException(_fault);
    }

    /// <inheritdoc/>
    public override void Refuse(Exception fault) => _fault = fault;

    /// <inheritdoc/>
    public override void Fail(Exception failure) => _done.SetException(failure);

    /// <inheritdoc/>
    protected override void Cancel(CancellationToken token) => _done.TrySetCanceled(token);
}
