namespace Matchmaking.Engine.Verification;

/// <summary>Collects findings; a hostile result gets no more than a thousand.</summary>
internal sealed class FindingList
{
    private const int Most = 1_000;

    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> All => _findings;

    public void Add(string code, string path, string detail)
    {
        if (_findings.Count < Most)
            _findings.Add(new Finding(code, path, detail));
    }

    /// <summary>Adds a finding unless the condition holds.</summary>
    public bool Require(bool holds, string code, string path, string detail)
    {
        if (!holds)
            Add(code, path, detail);
        return holds;
    }

    /// <summary>Adds a finding unless a stated figure is the right one.</summary>
    public void Figure(string path, decimal? stated, decimal? right)
    {
        if (stated != right)
            Add("figure", path, $"is {stated?.ToString() ?? "null"}, should be {right?.ToString() ?? "null"}");
    }
}
