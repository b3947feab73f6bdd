namespace Matchmaking.Engine.Matching;

/// <summary>What a result is worth: quantity in lots first, then cost in lot-cents, the lower the better.</summary>
internal readonly record struct Value(long Quantity, Int128 Cost) : IComparable<Value>
{
    public static bool operator >(Value left, Value right) => left.CompareTo(right) > 0;

    public static bool operator <(Value left, Value right) => left.CompareTo(right) < 0;

    public static bool operator >=(Value left, Value right) => left.CompareTo(right) >= 0;

    public static bool operator <=(Value left, Value right) => left.CompareTo(right) <= 0;

    public int CompareTo(Value other) =>
        Quantity != other.Quantity ? Quantity.CompareTo(other.Quantity) : other.Cost.CompareTo(Cost);
}
