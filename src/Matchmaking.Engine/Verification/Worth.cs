namespace Matchmaking.Engine.Verification;

/// <summary>
/// What a pair, a price or a result is worth: two whole numbers, compared from the left. Under objective <c>volume</c> they are kilograms
/// and the cost's negative, under <c>surplus</c> surplus and kilograms; money counts in kilogram-cents, of one kilogram in cents a tonne.
/// </summary>
internal readonly record struct Worth(Int128 Lead, Int128 Follow) : IComparable<Worth>
{
    public static readonly Worth Zero = default;

    public static Worth operator +(Worth left, Worth right) => new(checked(left.Lead + right.Lead), checked(left.Follow + right.Follow));

    public static Worth operator -(Worth left, Worth right) => new(checked(left.Lead - right.Lead), checked(left.Follow - right.Follow));

    public static Worth operator *(Int128 factor, Worth worth) => new(checked(factor * worth.Lead), checked(factor * worth.Follow));

    public static bool operator <(Worth left, Worth right) => left.CompareTo(right) < 0;

    public static bool operator >(Worth left, Worth right) => left.CompareTo(right) > 0;

    public int CompareTo(Worth other) => Lead != other.Lead ? Lead.CompareTo(other.Lead) : Follow.CompareTo(other.Follow);
}
