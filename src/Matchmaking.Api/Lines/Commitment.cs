namespace Matchmaking.Api.Lines;

/// <summary>How firmly a company means its quantity.</summary>
public enum Commitment
{
    /// <summary>Looks around.</summary>
    Interest,

    /// <summary>Intends to sign.</summary>
    Intent,

    /// <summary>Will sign at these terms.</summary>
    Commitment,

    /// <summary>Asks for, or gives, an option.</summary>
    Option,
}
