namespace Matchmaking.Engine.Tests.Twin;

/// <summary>A fraction in lowest terms with a positive denominator; every step is checked for overflow.</summary>
public readonly record struct Rational : IComparable<Rational>
{
    public Rational(Int128 numerator, Int128 denominator)
    {
        var divisor = Divisor(Int128.Abs(numerator), Int128.Abs(denominator)) * (denominator < 0 ? -1 : 1);
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    public Int128 Numerator { get; }

    public Int128 Denominator { get; }

    public bool IsWhole => Denominator == 1;

    public long Floor => (long)((Numerator - ((Numerator % Denominator) + Denominator) % Denominator) / Denominator);

    public int CompareTo(Rational other) => checked(Numerator * other.Denominator).CompareTo(checked(other.Numerator * Denominator));

    public Rational Times(long factor) => new(checked(Numerator * factor), Denominator);

    public Rational Over(long divisor) => new(Numerator, checked(Denominator * divisor));

    /// <summary>The number of so many parts of a whole that it comes to.</summary>
    public Int128 InPartsOf(Int128 parts) => checked(Numerator * (parts / Denominator));

    public static Int128 LeastMultiple(Int128 one, Int128 other) => checked(one / Divisor(one, other) * other);

    private static Int128 Divisor(Int128 one, Int128 other) => other == 0 ? one : Divisor(other, one % other);
}
