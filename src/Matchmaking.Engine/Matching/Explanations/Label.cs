namespace Matchmaking.Engine.Matching.Explanations;

/// <summary>One way that a search has found to a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Distance">Reduced cost.</param>
/// <param name="Parent">The label of the node before; <see cref="None"/> where the search started.</param>
/// <param name="Cap">The full cap crossed on the last step.</param>
/// <param name="Stage">The stage of the search that found it: later ones cross more caps, or later ones by name.</param>
internal readonly record struct Label(int Node, long Distance, int Parent, CapName? Cap, int Stage)
{
    public const int None = -1;
}

/// <summary>A step across a full cap that leads to a node.</summary>
internal readonly record struct Crossing(CapName Cap, int Node, long Distance, int Parent);
