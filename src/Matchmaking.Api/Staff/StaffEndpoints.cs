using FluentValidation;
using Matchmaking.Api.Access;
using Matchmaking.Api.Http;
using Matchmaking.Api.Keys;
using Matchmaking.Storage.Staff;

namespace Matchmaking.Api.Staff;

/// <summary>Roles of staff.</summary>
public enum StaffRole
{
    /// <summary>Runs the rounds.</summary>
    Operator,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,
}

/// <summary>Names a member of staff.</summary>
public sealed record AddStaff
{
    /// <summary>Name of the person.</summary>
    public required string Name { get; init; }

    /// <summary>Role.</summary>
    public required StaffRole Role { get; init; }
}

/// <summary>Rules of a member of staff.</summary>
public sealed class AddStaffValidator : AbstractValidator<AddStaff>
{
    /// <summary>Builds the rules.</summary>
    public AddStaffValidator() => RuleFor(person => person.Name).ShortText();
}

/// <summary>A member of staff.</summary>
public record StaffView
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Role.</summary>
    public required StaffRole Role { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From a row.</summary>
    public static StaffView From(StaffRow row) =>
        new() { Id = row.Id, Name = row.Name, Role = Enum.Parse<StaffRole>(row.Role, ignoreCase: true), CreatedAt = row.CreatedAt };
}

/// <summary>A new member of staff, with the first key.</summary>
public sealed record AddedStaff : StaffView
{
    /// <summary>Id of the first key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The first key; shown once.</summary>
    public required string Key { get; init; }
}

/// <summary>Operators and auditors, by name, each with own keys.</summary>
public static class StaffEndpoints
{
    /// <summary>Maps the operations.</summary>
    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/staff").WithTags("Staff");
        group.MapPost("", Add).WithName("AddStaff").Answers<AddedStaff>(201, Roles.Operator, "secret-shown").Takes<AddStaff>();
        group.MapGet("", List).WithName("ListStaff").AnswersPage<StaffView>(Roles.Staff, "role");
        group.MapGet("me", GetOwn).WithName("GetOwnStaff").Answers<StaffView>(200, Roles.Staff);
    }

    /// <summary>Adds an operator or auditor</summary>
    /// <remarks>The answer shows the person's first key, once.</remarks>
    public static Task<IResult> Add(Body<AddStaff> body, Call call) => call.WriteAsync(session =>
    {
        var row = new StaffRow { Id = Ids.New(), Version = 1, Name = body.Value.Name, Role = Json.Name(body.Value.Role), CreatedAt = call.Now };
        StaffStore.Add(session, row);
        var key = IssuedKey.Issue(session, Enum.Parse<Role>(row.Role, ignoreCase: true), row.Id, "first key", call.Now);
        call.Record(session, "staff-added", row.Id, new { row.Name, row.Role });
        var view = StaffView.From(row);
        return Reply.Created(
            new AddedStaff { Id = view.Id, Name = view.Name, Role = view.Role, CreatedAt = view.CreatedAt, KeyId = key.Id, Key = key.Key },
            "/v1/staff/me", row.Version, secret: true);
    });

    /// <summary>Lists staff</summary>
    /// <remarks>Operators and auditors, without their keys.</remarks>
    public static IResult List(Call call) =>
        call.ReadPage((session, page) => StaffStore.List(session, call.Query("role"), page.After, page.Take), row => row.Id, StaffView.From);

    /// <summary>Shows the caller</summary>
    /// <remarks>The operator or auditor whose key this is.</remarks>
    public static IResult GetOwn(Call call) => call.Read(session =>
        StaffStore.Find(session, call.Caller.Id) is { } row ? Reply.Ok(StaffView.From(row), row.Version) : Problem.NotFound);
}
