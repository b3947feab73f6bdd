namespace Matchmaking.Engine.Tests.Twin;

/// <summary>An arc of the explicit network: the least and the most it carries, and what a lot on it is worth.</summary>
/// <param name="From">Node it leaves.</param>
/// <param name="To">Node it enters.</param>
/// <param name="Least">Lots it carries at least.</param>
/// <param name="Most">Lots it carries at most.</param>
/// <param name="First">Worth of a lot in what counts first.</param>
/// <param name="Second">Worth of a lot in what counts second.</param>
/// <param name="Cap">The cap that the arc stands for, if any.</param>
public sealed record TwinArc(int From, int To, Int128 Least, Int128 Most, long First = 0, long Second = 0, TwinCap? Cap = null)
{
    // Sums over a way stay far below 2^50, so one number compares like the two.
    public Int128 Worth => First * ((Int128)1 << 50) + Second;
}

/// <summary>What a result is worth: quantity and less cost, or surplus and quantity. More is better.</summary>
public readonly record struct TwinValue(Int128 First, Int128 Second) : IComparable<TwinValue>
{
    public int CompareTo(TwinValue other) => First != other.First ? First.CompareTo(other.First) : Second.CompareTo(other.Second);
}
