using FluentValidation;
using Matchmaking.Api.Http;

namespace Matchmaking.Api.Participants;

/// <summary>What the operator can confirm of a company.</summary>
public enum ConfirmedFact
{
    /// <summary>Its size.</summary>
    Size,

    /// <summary>Its company group.</summary>
    CompanyGroup,
}

/// <summary>Lets a company take part.</summary>
public sealed record VerifyParticipant
{
    /// <summary>Why, for the record.</summary>
    public required string Reason { get; init; }

    /// <summary>What the company was screened against, such as the Union's consolidated list of sanctions.</summary>
    public required string ScreeningSource { get; init; }

    /// <summary>When it was screened.</summary>
    public required DateOnly ScreeningDate { get; init; }

    /// <summary>What else was confirmed, and so counts in the match.</summary>
    public IReadOnlyList<ConfirmedFact> Confirmed { get; init; } = [];
}

/// <summary>A step that needs a reason.</summary>
public sealed record GiveReason
{
    /// <summary>The reason.</summary>
    public required string Reason { get; init; }
}

/// <summary>The operator's last decision on a company.</summary>
public sealed record Review
{
    /// <summary><c>verify</c>, <c>reject</c>, <c>suspend</c> or <c>reinstate</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>What the company was screened against.</summary>
    public string? ScreeningSource { get; init; }

    /// <summary>When it was screened.</summary>
    public DateOnly? ScreeningDate { get; init; }

    /// <summary>What was confirmed.</summary>
    public IReadOnlyList<ConfirmedFact> Confirmed { get; init; } = [];

    /// <summary>Operator.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Rules of a verification.</summary>
public sealed class VerifyParticipantValidator : AbstractValidator<VerifyParticipant>
{
    /// <summary>Builds the rules.</summary>
    public VerifyParticipantValidator(TimeProvider time)
    {
        RuleFor(step => step.Reason).LongText();
        RuleFor(step => step.ScreeningSource).ShortText();
        RuleFor(step => step.ScreeningDate).Must(date => date <= DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddDays(1)))
            .WithMessage("The screening cannot lie in the future.");
    }
}

/// <summary>Rules of a reason.</summary>
public sealed class GiveReasonValidator : AbstractValidator<GiveReason>
{
    /// <summary>Builds the rules.</summary>
    public GiveReasonValidator() => RuleFor(step => step.Reason).LongText();
}
