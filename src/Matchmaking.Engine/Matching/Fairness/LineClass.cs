namespace Matchmaking.Engine.Matching.Fairness;

/// <summary>Lines that a face cannot tell apart: they reach the same offers at no cost, and none has a minimum or a line cap.</summary>
/// <param name="Node">Its node; below zero where nothing about the class is free.</param>
/// <param name="Arc">The arc from its node to the sink.</param>
/// <param name="IsShared">Whether what it receives may vary.</param>
internal sealed record LineClass(int Node, int Arc, bool IsShared)
{
    /// <summary>The lines, by lottery place.</summary>
    public List<int> Lines { get; } = [];

    /// <summary>The arcs that lots come in by, each from an offer's slot, or through one of the line's countries.</summary>
    public List<(int Slot, int Arc)> Pairs { get; } = [];
}
