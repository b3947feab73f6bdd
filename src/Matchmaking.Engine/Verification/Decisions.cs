namespace Matchmaking.Engine.Verification;

/// <summary>What is taken for granted about a line or an offer with a minimum.</summary>
internal enum Decision : byte
{
    /// <summary>Nothing: any quantity from 0 on.</summary>
    None,

    /// <summary>At least the minimum.</summary>
    Open,

    /// <summary>Nothing is matched.</summary>
    Closed,
}

/// <summary>The decisions on the way to one leaf of a tree; none at the root.</summary>
internal sealed class Decisions(CheckedGroup group)
{
    public Decision[] Line { get; } = new Decision[group.Lines];

    public Decision[] Offer { get; } = new Decision[group.Offers];
}
