namespace Matchmaking.Engine.Matching.Hubs;

/// <summary>How a lot gets from one hub to the next.</summary>
internal enum ArcKind : byte
{
    /// <summary>A line moves from a slot to another.</summary>
    Move,

    /// <summary>A line leaves a slot and stays unmatched.</summary>
    Leave,

    /// <summary>An unmatched line comes to a slot.</summary>
    Enter,

    /// <summary>A child gets less from its parent.</summary>
    Down,

    /// <summary>A hub gets more from its parent.</summary>
    Up,
}
