namespace Matchmaking.Engine.Matching;

/// <summary>
/// What a result is worth, the more the better, compared from the left: matched lots and minus their cost in lot-cents under objective
/// <c>volume</c>, surplus in lot-cents and matched lots under <c>surplus</c>.
/// </summary>
internal readonly record struct Worth(Int128 Major, Int128 Minor) : IComparable<Worth>
{
    public static Worth operator +(Worth left, Worth right) => new(left.Major + right.Major, left.Minor + right.Minor);

    public static bool operator >(Worth left, Worth right) => left.CompareTo(right) > 0;

    public static bool operator <(Worth left, Worth right) => left.CompareTo(right) < 0;

    public static bool operator >=(Worth left, Worth right) => left.CompareTo(right) >= 0;

    public static bool operator <=(Worth left, Worth right) => left.CompareTo(right) <= 0;

    public int CompareTo(Worth other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);
}
