using FluentValidation;
using Matchmaking.Api.Http;

namespace Matchmaking.Api.Offers;

/// <summary>How certified material is kept apart on its way, after ISO 22095.</summary>
public enum CustodyModel
{
    /// <summary>From one source, never mixed.</summary>
    IdentityPreserved,

    /// <summary>Mixed with certified material only.</summary>
    Segregated,

    /// <summary>Mixed with other material in a known share.</summary>
    ControlledBlending,

    /// <summary>Mixed; inputs and outputs balance.</summary>
    MassBalance,

    /// <summary>Claims are traded apart from the material.</summary>
    BookAndClaim,
}

/// <summary>A certificate of a site or a material.</summary>
public sealed record OfferCertificate
{
    /// <summary>Scheme, such as IRMA or CERA 4in1.</summary>
    public required string Scheme { get; init; }

    /// <summary>What it covers.</summary>
    public string? Scope { get; init; }

    /// <summary>Level reached.</summary>
    public string? Level { get; init; }

    /// <summary>How the material is kept apart.</summary>
    public CustodyModel? CustodyModel { get; init; }
}

/// <summary>Rules of a certificate.</summary>
internal sealed class OfferCertificateValidator : AbstractValidator<OfferCertificate>
{
    /// <summary>Builds the rules.</summary>
    public OfferCertificateValidator()
    {
        RuleFor(certificate => certificate.Scheme).ShortText();
        RuleFor(certificate => certificate.Scope).ShortText();
        RuleFor(certificate => certificate.Level).ShortText();
    }
}
