using Matchmaking.Storage.Lines;
using Matchmaking.Storage.Participants;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Storage.Tests;

/// <summary>Rows for tests to change.</summary>
public static class Rows
{
    public static readonly DateTimeOffset Now = new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);

    public static ParticipantRow Participant(string id = "buyer-1") => new()
    {
        Id = id,
        Version = 1,
        State = "verified",
        Name = id,
        Country = "DE",
        RegistrationScheme = "lei",
        RegistrationNumber = id,
        Size = "large",
        GroupConfirmed = false,
        SizeConfirmed = false,
        Profile = "{}",
        CreatedAt = Now,
        ChangedAt = Now,
    };

    public static RoundRow Round(string state = "demand-open", string id = "round-1") => new()
    {
        Id = id,
        Version = 1,
        State = state,
        Type = "diversification",
        Definition = "{}",
        SecondPerson = true,
        LotterySecret = "secret",
        CreatedBy = "operator-1",
        CreatedAt = Now,
    };

    public static LineRow Line(string id = "line-1") => new()
    {
        Id = id,
        RoundId = "round-1",
        ParticipantId = "buyer-1",
        Side = "demand",
        Version = 1,
        State = "active",
        Material = "lithium",
        Stage = "processing",
        Form = "lithium-carbonate",
        Year = 2028,
        QuantityKg = 5_000_000,
        Document = "{}",
        Confirmed = "[]",
        CreatedAt = Now,
        ChangedAt = Now,
    };
}
