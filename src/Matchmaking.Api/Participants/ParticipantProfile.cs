using FluentValidation;
using Matchmaking.Api.Http;
using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Participants;

/// <summary>What a participant may be.</summary>
public enum Capacity
{
    /// <summary>Takes material off.</summary>
    Buyer,

    /// <summary>Offers material.</summary>
    Supplier,

    /// <summary>Finances projects.</summary>
    FinancialInstitution,

    /// <summary>Stores material.</summary>
    StorageProvider,
}

/// <summary>Size of a company; small and medium-sized after Commission Recommendation 2003/361/EC.</summary>
public enum CompanySize
{
    /// <summary>Small or medium-sized.</summary>
    Sme,

    /// <summary>Between the two.</summary>
    Mid,

    /// <summary>Large.</summary>
    Large,
}

/// <summary>Where a registration number comes from.</summary>
public enum RegistrationScheme
{
    /// <summary>Legal Entity Identifier, ISO 17442.</summary>
    Lei,

    /// <summary>Value-added tax number with its country prefix.</summary>
    Vat,

    /// <summary>European Unique Identifier of the business registers.</summary>
    Euid,
}

/// <summary>A registration number with its scheme.</summary>
public sealed record Registration
{
    /// <summary>Scheme.</summary>
    public required RegistrationScheme Scheme { get; init; }

    /// <summary>Number, without blanks.</summary>
    public required string Number { get; init; }
}

/// <summary>Whom a counterparty reaches once both sides have accepted a match.</summary>
public sealed record Contact
{
    /// <summary>Name of a person or desk.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }
}

/// <summary>What a company says of itself.</summary>
public sealed record ParticipantProfile
{
    /// <summary>Legal name.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes part as.</summary>
    public required IReadOnlyList<Capacity> Capacities { get; init; }

    /// <summary>Country of establishment, ISO 3166 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Registration number.</summary>
    public required Registration Registration { get; init; }

    /// <summary>Company group it belongs to; counts in the match once the operator has confirmed it.</summary>
    public string? CompanyGroup { get; init; }

    /// <summary>Size; counts in the match once the operator has confirmed it.</summary>
    public required CompanySize Size { get; init; }

    /// <summary>Contact.</summary>
    public required Contact Contact { get; init; }

    /// <summary>
    /// Declares that the company is not under Union restrictive measures (Art. 215 TFEU), nor owned, controlled or directed by one that is
    /// (Art. 25(6) of Regulation (EU) 2024/1252). Has to be true.
    /// </summary>
    public required bool NotUnderRestrictiveMeasures { get; init; }
}

/// <summary>Rules of a profile.</summary>
public sealed class ParticipantProfileValidator : AbstractValidator<ParticipantProfile>
{
    /// <summary>Builds the rules.</summary>
    public ParticipantProfileValidator()
    {
        RuleFor(profile => profile.Name).ShortText();
        RuleFor(profile => profile.Capacities).DifferentEntries(1)
            .WithMessage("Name at least one capacity, each once.");
        RuleFor(profile => profile.Country).Must(code => Countries.Current.Find(code) is not null)
            .WithMessage("The country has to be an ISO 3166 alpha-2 code.");
        RuleFor(profile => profile.Country)
            .Must(Countries.Current.IsUnion).When(profile => profile.Capacities.Contains(Capacity.Buyer) && Countries.Current.Find(profile.Country) is not null)
            .WithMessage("A buyer has to be established in the Union.");
        RuleFor(profile => profile.Registration.Number)
            .Must((profile, number) => RegistrationNumbers.IsValid(profile.Registration.Scheme, number))
            .WithMessage("The number is not one of its scheme (an LEI has 20 characters with the ISO 17442 checksum).").Reading("#/registration/scheme");
        RuleFor(profile => profile.CompanyGroup).ShortText();
        RuleFor(profile => profile.Contact.Name).ShortText();
        RuleFor(profile => profile.Contact.Email).ShortText().EmailAddress().WithMessage("The text is not an e-mail address.");
        RuleFor(profile => profile.Contact.Phone).ShortText();
        RuleFor(profile => profile.NotUnderRestrictiveMeasures).Equal(true).WithMessage("Without this declaration nobody takes part.");
    }
}
