namespace Matchmaking.Api.Pools;

/// <summary>Who stands behind a line: the company group that counts, and the one that wrote the line and so knows it.</summary>
/// <param name="Contributor">Company group of the contract party: of an agent's principal, else of the company.</param>
/// <param name="Submitter">Company group of the company that submitted.</param>
public readonly record struct Party(string Contributor, string Submitter);

/// <summary>What one party puts into a cell of a table, in kilograms.</summary>
public readonly record struct Contribution(Party Party, long Kg);

/// <summary>What a sum is made of: the parts that may not be seen.</summary>
public sealed class Contributions
{
    /// <summary>Nothing.</summary>
    public static readonly Contributions None = new([]);

    private readonly Dictionary<Party, long> _parts = [];

    /// <summary>Adds up parts; nothing is no part.</summary>
    public Contributions(IEnumerable<Contribution> parts)
    {
        foreach (var (party, kg) in parts.Where(part => part.Kg > 0))
            _parts[party] = _parts.GetValueOrDefault(party) + kg;
        TotalKg = _parts.Values.Sum();
    }

    /// <summary>The sum, in kilograms.</summary>
    public long TotalKg { get; }

    /// <summary>Whether nobody contributes.</summary>
    public bool IsEmpty => _parts.Count == 0;

    /// <summary>Kilograms of each company group.</summary>
    public IEnumerable<long> ByContributor => _parts.GroupBy(part => part.Key.Contributor, part => part.Value).Select(own => own.Sum());

    /// <summary>For each submitter, of how many company groups there is a part that it did not write and is not its own.</summary>
    public IEnumerable<int> UnknownToSubmitters
    {
        get
        {
            var writers = _parts.Keys.GroupBy(party => party.Contributor, party => party.Submitter)
                .ToDictionary(own => own.Key, own => own.Distinct().Take(2).ToArray());
            // Whose parts all have the same writer, who is another.
            var written = writers.Where(own => own.Value.Length == 1 && own.Value[0] != own.Key).CountBy(own => own.Value[0]).ToDictionary();
            return _parts.Keys.Select(party => party.Submitter).Distinct()
                .Select(submitter => writers.Count - (writers.ContainsKey(submitter) ? 1 : 0) - written.GetValueOrDefault(submitter));
        }
    }

    /// <summary>The sum of several cells.</summary>
    public static Contributions Merge(IEnumerable<Contributions> cells) =>
        new(cells.SelectMany(cell => cell._parts).Select(part => new Contribution(part.Key, part.Value)));
}
