using System.Numerics;
using Matchmaking.Api.Participants;
using Matchmaking.Api.Staff;

namespace Matchmaking.Api.Demo;

/// <summary>Who takes part: two operators, an auditor, and the companies of the scenario, registered as they are needed.</summary>
internal sealed class DemoCast
{
    private readonly Dictionary<string, DemoClient> _companies = [];

    private DemoCast(DemoClient first, DemoClient second, DemoClient auditor, DemoClient @public) =>
        (Operator, SecondOperator, Auditor, Public) = (first, second, auditor, @public);

    /// <summary>Runs the rounds.</summary>
    public DemoClient Operator { get; }

    /// <summary>Publishes what the other has started.</summary>
    public DemoClient SecondOperator { get; }

    /// <summary>Reads everything.</summary>
    public DemoClient Auditor { get; }

    /// <summary>Anybody.</summary>
    public DemoClient Public { get; }

    /// <summary>Adds the staff.</summary>
    public static async Task<DemoCast> AssembleAsync(HttpClient http, string operatorKey, CancellationToken cancellation)
    {
        var first = new DemoClient(http, "", operatorKey);
        var second = await AddAsync("Second operator", StaffRole.Operator);
        return new DemoCast(first, second, await AddAsync("Auditor", StaffRole.Auditor), new DemoClient(http, "", null));

        async Task<DemoClient> AddAsync(string name, StaffRole role)
        {
            var added = await first.PostAsync("/v1/staff", new AddStaff { Name = name, Role = role }, cancellation);
            return first.As((string)added["id"]!, (string)added["key"]!);
        }
    }

    /// <summary>A company's client.</summary>
    public DemoClient this[DemoCompany company] => _companies[company.Name];

    /// <summary>Registers companies that are not registered yet, and verifies them; tells how many are new.</summary>
    public async Task<int> RegisterAsync(IEnumerable<(DemoCompany Company, Capacity Capacity)> companies, CancellationToken cancellation)
    {
        var known = _companies.Count;
        foreach (var (company, capacity) in companies)
            if (!_companies.ContainsKey(company.Name))
                _companies.Add(company.Name, await RegisterAsync(company, capacity, cancellation));
        return _companies.Count - known;
    }

    private async Task<DemoClient> RegisterAsync(DemoCompany company, Capacity capacity, CancellationToken cancellation)
    {
        var registered = await Public.PostAsync("/v1/participants", Profile(company, capacity, _companies.Count + 1), cancellation);
        var client = Public.As((string)registered["id"]!, (string)registered["key"]!);
        var verification = new VerifyParticipant
        {
            Reason = "Register extract and declaration checked",
            ScreeningSource = "Consolidated list of Union financial sanctions",
            ScreeningDate = DateOnly.FromDateTime(DateTime.UtcNow),
            Confirmed = [ConfirmedFact.Size],
        };
        await Operator.PostAsync($"/v1/participants/{client.Id}/verify", verification, cancellation);
        return client;
    }

    private static ParticipantProfile Profile(DemoCompany company, Capacity capacity, int number) => new()
    {
        Name = company.Name,
        Capacities = [capacity],
        Country = company.Country,
        Registration = new Registration { Scheme = RegistrationScheme.Lei, Number = Lei(number) },
        Size = company.Sme ? CompanySize.Sme : CompanySize.Large,
        Contact = new Contact
        {
            Name = $"Trading desk of {company.Name}",
            Email = $"desk@company{number}.example",
            Phone = $"+00 555 {number:0000}",
        },
        NotUnderRestrictiveMeasures = true,
    };

    /// <summary>An invented Legal Entity Identifier with a true checksum (ISO 7064 MOD 97-10, where letters count 10 to 35).</summary>
    private static string Lei(int number)
    {
        var body = $"DEMO{number:00000000000000}";
        var digits = BigInteger.Parse(string.Concat($"{body}00".Select(c => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10)));
        return $"{body}{98 - (int)(digits % 97):00}";
    }
}
