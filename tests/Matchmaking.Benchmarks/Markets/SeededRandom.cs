using System.Numerics;

namespace Matchmaking.Benchmarks.Markets;

/// <summary>Numbers that depend on the seed alone, whatever the runtime's own generator does in a later version (xorshift64*).</summary>
internal sealed class SeededRandom(int seed)
{
    private ulong _state = BitOperations.RotateLeft((ulong)(uint)seed + 1, 17) * 0x9E3779B97F4A7C15UL | 1;

    /// <summary>From 0 to 1, without 1.</summary>
    public double Fraction()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return ((_state * 0x2545F4914F6CDD1DUL) >> 11) * (1.0 / (1UL << 53));
    }

    public double Between(double least, double most) => least + ((most - least) * Fraction());

    public int Below(int count) => (int)(Fraction() * count);

    public bool Chance(double share) => Fraction() < share;

    public T Of<T>(T[] choices) => choices[Below(choices.Length)];

    /// <summary>Log-normal with median 1; the normal in it is a sum of twelve uniform numbers, which is close enough.</summary>
    public double LogNormal(double sigma)
    {
        var normal = -6.0;
        for (var draw = 0; draw < 12; draw++)
            normal += Fraction();
        return Math.Exp(sigma * normal);
    }
}
