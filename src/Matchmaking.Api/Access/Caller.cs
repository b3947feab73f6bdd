namespace Matchmaking.Api.Access;

/// <summary>What a caller may do; without a key: public.</summary>
public enum Role
{
    /// <summary>A company.</summary>
    Participant,

    /// <summary>Runs the rounds.</summary>
    Operator,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,
}

/// <summary>Who calls.</summary>
/// <param name="Role">Role.</param>
/// <param name="Id">Participant or member of staff.</param>
/// <param name="KeyId">The key used.</param>
public sealed record Caller(Role Role, string Id, string KeyId)
{
    /// <summary>Whether the caller may read what belongs to all companies.</summary>
    public bool IsStaff => Role is Role.Operator or Role.Auditor;
}

/// <summary>Roles of operations.</summary>
public static class Roles
{
    /// <summary>Nobody needs a key.</summary>
    public static readonly Role[]? Public = null;

    /// <summary>Companies.</summary>
    public static readonly Role[] Participant = [Role.Participant];

    /// <summary>Operators.</summary>
    public static readonly Role[] Operator = [Role.Operator];

    /// <summary>Operators and auditors.</summary>
    public static readonly Role[] Staff = [Role.Operator, Role.Auditor];

    /// <summary>Everybody with a key.</summary>
    public static readonly Role[] Any = [Role.Participant, Role.Operator, Role.Auditor];
}

/// <summary>The request at hand and its caller.</summary>
public sealed class CallerAccessor
{
    /// <summary>The request, on whatever thread the handler is.</summary>
    public HttpContext Http { get; set; } = null!;

    /// <summary>The caller, or null without a key.</summary>
    public Caller? Caller { get; set; }

    /// <summary>Why the presented key was refused, or null.</summary>
    public Http.Problem? Refusal { get; set; }
}
