namespace Matchmaking.Engine.Matching;

/// <summary>Arcs that a search leaves out: the one from an offer back to its supplier, and the one from a country to a supplier.</summary>
internal readonly record struct AvoidedArcs(int Offer, int Supplier)
{
    /// <summary>Stands for no offer or supplier.</summary>
    public const int Nothing = -1;

    public static readonly AvoidedArcs None = new(Nothing, Nothing);
}
