namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>An arc whose flow is shared out: what a class of lines receives, or an offer gives.</summary>
/// <param name="Arc">The arc.</param>
/// <param name="Weight">The quantity that its flow is a share of, in lots; above zero.</param>
internal readonly record struct Share(int Arc, long Weight);

/// <summary>A level of ratio: whole lots over whole lots.</summary>
internal readonly record struct Ratio(Int128 Numerator, Int128 Denominator)
{
    /// <summary>A quantity's due, rounded down.</summary>
    public long Floor(long quantity) => (long)(quantity * Numerator / Denominator);

    /// <summary>A quantity's due, rounded up.</summary>
    public long Ceiling(long quantity) => (long)((quantity * Numerator + Denominator - 1) / Denominator);
}
