namespace Matchmaking.Api.Lines;

/// <summary>States of a demand line or an offer.</summary>
public enum LineState
{
    /// <summary>Takes part.</summary>
    Active,

    /// <summary>Withdrawn by its company.</summary>
    Withdrawn,

    /// <summary>Excluded by the operator.</summary>
    Excluded,
}
