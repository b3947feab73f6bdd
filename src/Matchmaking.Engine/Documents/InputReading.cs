namespace Matchmaking.Engine.Documents;

/// <summary>One reason why an input is refused.</summary>
/// <param name="Path">JSON path of the fault, such as <c>$.demands[3].quantity</c>.</param>
/// <param name="Code"><c>invalid</c>.</param>
/// <param name="Detail">What is wrong, in a sentence.</param>
public sealed record InputFault(string Path, string Code, string Detail)
{
    /// <summary>Code of an input that breaks the specification.</summary>
    public const string Invalid = "invalid";
}

/// <summary>An input, or every fault that could be told at once.</summary>
/// <param name="Input">The input; null where there are faults.</param>
/// <param name="Faults">The faults; empty where there is an input.</param>
public sealed record InputReading(MatchingInput? Input, IReadOnlyList<InputFault> Faults);
