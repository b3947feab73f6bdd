using Matchmaking.Engine.Verification;

namespace Matchmaking.Engine.Tests.Verifying;

/// <summary>The largest quantity that a cut admits is found without going through all of them.</summary>
public sealed class CutDescentTests
{
    [Fact]
    public void It_is_what_trying_one_quantity_after_the_other_finds()
    {
        var random = new Random(8);
        for (var round = 0; round < 3_000; round++)
        {
            var (constant, from) = (random.Next(-60, 60), random.Next(0, 400));
            var (countries, suppliers) = (random.Next(0, 4), random.Next(0, 4));
            var (countryShare, supplierShare) = (random.Next(0, 21) * 500L, (long)random.Next(0, 10_001));
            long? right = null;
            for (long lots = from; lots >= 0 && right is null; lots--)
            {
                if (constant + countries * (lots * countryShare / 10_000) + suppliers * (lots * supplierShare / 10_000) >= lots)
                    right = lots;
            }
            Assert.Equal(right, CutDescent.Largest(constant, countries, countryShare, suppliers, supplierShare, from));
        }
    }

    [Theory]
    [InlineData(-1, 3, 3_334, 999_999_999_999_999L)]
    [InlineData(0, 2_000, 5, 999_999_999_998_000L)]
    [InlineData(-1_000, 2_000, 5, null)]
    [InlineData(1, 1, 9_999, 10_000L)]
    public void A_thousand_billion_kilograms_take_no_longer(long constant, int countries, long share, long? right)
    {
        Assert.Equal(right, CutDescent.Largest(constant, countries, share, 0, 0, 999_999_999_999_999));
    }
}
