namespace Matchmaking.Engine.Matching.Minimums;

/// <summary>What has been decided about a line or offer with a minimum.</summary>
internal enum Choice : byte
{
    /// <summary>Nothing: it may have any quantity, below its minimum too.</summary>
    Free,

    /// <summary>It has at least its minimum.</summary>
    Open,

    /// <summary>It has nothing.</summary>
    Closed,
}
