namespace Matchmaking.Engine.Verification;

/// <summary>A pair of quantity and cost worth, compared quantity first: what a pair is worth, a price, or a bound.</summary>
internal readonly record struct Worth(Int128 Quantity, Int128 Cost) : IComparable<Worth>
{
    public static readonly Worth Zero = default;

    public static Worth operator +(Worth left, Worth right) => new(checked(left.Quantity + right.Quantity), checked(left.Cost + right.Cost));

    public static Worth operator -(Worth left, Worth right) => new(checked(left.Quantity - right.Quantity), checked(left.Cost - right.Cost));

    public static Worth operator *(Int128 factor, Worth worth) => new(checked(factor * worth.Quantity), checked(factor * worth.Cost));

    public static bool operator <(Worth left, Worth right) => left.CompareTo(right) < 0;

    public static bool operator >(Worth left, Worth right) => left.CompareTo(right) > 0;

    public int CompareTo(Worth other) => Quantity != other.Quantity ? Quantity.CompareTo(other.Quantity) : Cost.CompareTo(other.Cost);
}
