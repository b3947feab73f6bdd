using System.Numerics;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Verification;

/// <summary>The limit prices that objective <c>surplus</c> counts with (matching.md, section 5), in cents per tonne.</summary>
internal static class Limits
{
    /// <summary>Every line's limit, at most the highest landed price of any compatible pair of its form; 0 under <c>volume</c>.</summary>
    public static long[] Of(CheckedGroup group, CheckedPairs pairs)
    {
        var limits = new long[group.Lines];
        if (!group.IsSurplus)
            return limits;
        var highest = HighestLanded(group, pairs);
        for (var line = 0; line < limits.Length; line++)
        {
            var limit = group.Source.Lines[line].LimitPrice ?? throw new FormatException("needs a limit price on every line");
            limits[line] = Math.Min(Units.Cents(limit), highest[group.Profiles.FormOf(group.Profiles.OfLine[line])]);
        }
        return limits;
    }

    private static long[] HighestLanded(CheckedGroup group, CheckedPairs pairs)
    {
        var highest = new long[group.Profiles.Forms];
        for (var profile = 0; profile < group.Profiles.Count; profile++)
        {
            var landed = group.Profiles.Landed(profile);
            var form = group.Profiles.FormOf(profile);
            for (var word = 0; word < pairs.Offered[profile].Length; word++)
            {
                for (var bits = pairs.Offered[profile][word]; bits != 0; bits &= bits - 1)
                    highest[form] = Math.Max(highest[form], landed[word * 64 + BitOperations.TrailingZeroCount(bits)]);
            }
        }
        return highest;
    }
}
