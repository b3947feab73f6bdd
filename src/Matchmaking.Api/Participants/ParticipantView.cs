using System.Diagnostics.CodeAnalysis;
using Matchmaking.Api.Http;
using Matchmaking.Api.Keys;
using Matchmaking.Storage.Participants;

namespace Matchmaking.Api.Participants;

/// <summary>States of a participant.</summary>
public enum ParticipantState
{
    /// <summary>Waits for the operator.</summary>
    Pending,

    /// <summary>May take part.</summary>
    Verified,

    /// <summary>Was refused.</summary>
    Rejected,

    /// <summary>May not take part for now.</summary>
    Suspended,
}

/// <summary>A company that takes part, or asks to.</summary>
public record ParticipantView
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>State.</summary>
    public required ParticipantState State { get; init; }

    /// <summary>Legal name.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes part as.</summary>
    public required IReadOnlyList<Capacity> Capacities { get; init; }

    /// <summary>Country of establishment.</summary>
    public required string Country { get; init; }

    /// <summary>Registration number.</summary>
    public required Registration Registration { get; init; }

    /// <summary>Company group.</summary>
    public string? CompanyGroup { get; init; }

    /// <summary>Size.</summary>
    public required CompanySize Size { get; init; }

    /// <summary>Contact.</summary>
    public required Contact Contact { get; init; }

    /// <summary>The company's declaration.</summary>
    public required bool NotUnderRestrictiveMeasures { get; init; }

    /// <summary>What the operator has confirmed.</summary>
    public required IReadOnlyList<ConfirmedFact> Confirmed { get; init; }

    /// <summary>The operator's last decision.</summary>
    public Review? Review { get; init; }

    /// <summary>When it registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>From a row.</summary>
    public static ParticipantView From(ParticipantRow row)
    {
        var profile = row.Read();
        return new ParticipantView
        {
            Id = row.Id,
            State = Enum.Parse<ParticipantState>(row.State, ignoreCase: true),
            Name = profile.Name,
            Capacities = profile.Capacities,
            Country = profile.Country,
            Registration = profile.Registration,
            CompanyGroup = profile.CompanyGroup,
            Size = profile.Size,
            Contact = profile.Contact,
            NotUnderRestrictiveMeasures = profile.NotUnderRestrictiveMeasures,
            Confirmed = [.. Confirmations(row)],
            Review = row.Review is null ? null : Json.Read<Review>(row.Review),
            CreatedAt = row.CreatedAt,
            ChangedAt = row.ChangedAt,
        };
    }

    private static IEnumerable<ConfirmedFact> Confirmations(ParticipantRow row)
    {
        if (row.SizeConfirmed)
            yield return ConfirmedFact.Size;
        if (row.GroupConfirmed)
            yield return ConfirmedFact.CompanyGroup;
    }
}

/// <summary>What a stored company says.</summary>
public static class ParticipantRows
{
    /// <summary>The profile of a row.</summary>
    public static ParticipantProfile Read(this ParticipantRow row) => Json.Read<ParticipantProfile>(row.Profile);
}

/// <summary>A company that has just registered, with its first key.</summary>
public sealed record RegisteredParticipant : ParticipantView
{
    /// <summary>From the company and its key.</summary>
    [SetsRequiredMembers]
    public RegisteredParticipant(ParticipantView participant, IssuedKey key)
        : base(participant) => (KeyId, Key) = (key.Id, key.Key);

    /// <summary>Id of the first key.</summary>
    public string KeyId { get; }

    /// <summary>The first key; shown once.</summary>
    public string Key { get; }
}
