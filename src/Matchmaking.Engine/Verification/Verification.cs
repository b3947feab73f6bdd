namespace Matchmaking.Engine.Verification;

/// <summary>One thing about a result that does not hold.</summary>
/// <param name="Code">
/// <c>engine</c>, <c>input-hash</c>, <c>groups</c>, <c>pair</c>, <c>capacity</c>, <c>minimum</c>, <c>cap</c>, <c>lot</c>, <c>forest</c>,
/// <c>figure</c>, <c>remainder</c>, <c>certificate</c> or <c>unreadable</c>.
/// </param>
/// <param name="Path">JSON path into the result.</param>
/// <param name="Detail">What is wrong, in a sentence.</param>
public sealed record Finding(string Code, string Path, string Detail);

/// <summary>A verdict on a result.</summary>
/// <param name="Findings">What does not hold; at most the first thousand.</param>
public sealed record Verification(IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether everything holds.</summary>
    public bool Accepted => Findings.Count == 0;
}
