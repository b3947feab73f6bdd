using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;
using Matchmaking.Engine.Verification;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>One input with the engine's result, which the verifier has accepted.</summary>
internal sealed class EngineCase
{
    private readonly decimal _lot;

    private EngineCase(MatchingInput input, MatchingResult result)
    {
        (Input, Result, _lot) = (input, result, input.Rules.Lot);
    }

    public MatchingInput Input { get; }

    public MatchingResult Result { get; }

    /// <summary>The only group.</summary>
    public GroupResult Group => Result.Groups.Single();

    /// <summary>Solves and verifies.</summary>
    /// <param name="input">The input.</param>
    /// <param name="label">What to say when the verifier does not accept.</param>
    public static EngineCase Solve(MatchingInput input, string label = "")
    {
        var result = Matcher.Solve(input, null, CancellationToken.None);
        var verification = Verifier.Verify(input, result);
        Assert.True(verification.Accepted, $"{label}: {string.Join("; ", verification.Findings)}");
        return new EngineCase(input, result);
    }

    public byte[] Bytes() => ResultDocument.Write(Result);

    public long LotsOfLine(string id) => Lots(Result.Matches.Where(match => match.Demand == id).Sum(match => match.Quantity));

    public long LotsOfOffer(string id) => Lots(Result.Matches.Where(match => match.Offer == id).Sum(match => match.Quantity));

    /// <summary>The ids of the lines and offers that get anything.</summary>
    public HashSet<string> Served() => [.. Result.Matches.Select(match => match.Demand), .. Result.Matches.Select(match => match.Offer)];

    /// <summary>A stated value as the twin counts it, in lots and lot-cents.</summary>
    public TwinValue ValueOf(QuantityAndCost stated) => Input.Rules.Objective == Objective.Surplus
        ? new TwinValue(LotCents(stated.Surplus ?? throw new InvalidOperationException("No surplus is stated.")), Lots(stated.Matched))
        : new TwinValue(Lots(stated.Matched), -LotCents(stated.Cost));

    public TwinValue Value() => ValueOf(new QuantityAndCost(Group.Matched, Group.Cost, Group.Surplus));

    public long Lots(decimal tonnes)
    {
        Assert.Equal(0, tonnes % _lot);
        return (long)(tonnes / _lot);
    }

    private Int128 LotCents(decimal euro)
    {
        var lotCents = euro * 100 / _lot;
        Assert.Equal(decimal.Truncate(lotCents), lotCents);
        return (Int128)lotCents;
    }
}
