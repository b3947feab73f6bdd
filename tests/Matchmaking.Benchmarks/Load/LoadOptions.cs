using System.Globalization;

namespace Matchmaking.Benchmarks.Load;

/// <summary>What follows a command: <c>--name value</c>, each at most once.</summary>
internal sealed class LoadOptions
{
    private const string SqlServer = "sqlserver";

    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _known = [SqlServer];

    /// <exception cref="LoadFailure">Something else than options follows, or one of them twice.</exception>
    public LoadOptions(IReadOnlyList<string> words)
    {
        foreach (var pair in words.Chunk(2))
            if (pair is not [['-', '-', .. var name], var value] || !_values.TryAdd(name, value))
                throw new LoadFailure($"'{string.Join(' ', pair)}' is not an option with its value, given once.");
    }

    /// <summary>A SQL Server of this machine; null: SQLite.</summary>
    public string? ConnectionString => _values.GetValueOrDefault(SqlServer);

    /// <summary>An option's text.</summary>
    public string Text(string name, string otherwise)
    {
        _known.Add(name);
        return _values.GetValueOrDefault(name, otherwise);
    }

    /// <summary>An option's number.</summary>
    /// <exception cref="LoadFailure">It is not a number from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public int Number(string name, int otherwise, int least, int most) =>
        Number($"--{name}", Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), least, most);

    /// <summary>An option's numbers, divided by commas.</summary>
    /// <exception cref="LoadFailure">One is not a number from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public IReadOnlyList<int> Numbers(string name, int otherwise, int least, int most) =>
        Numbers($"--{name}", Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), least, most);

    /// <summary>Numbers, divided by commas.</summary>
    /// <exception cref="LoadFailure">One is not a number from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public static IReadOnlyList<int> Numbers(string what, string text, int least, int most) =>
        [.. text.Split(',').Select(number => Number(what, number, least, most))];

    /// <summary>Says which options there are none of.</summary>
    /// <exception cref="LoadFailure">There is one that was not asked for until now.</exception>
    public void RefuseOthers()
    {
        if (_values.Keys.Except(_known).FirstOrDefault() is { } name)
            throw new LoadFailure($"There is no option --{name}; there are --{string.Join(", --", _known.Order())}.");
    }

    /// <summary>The options as they were given, but for what a connection string says.</summary>
    public override string ToString() =>
        string.Join(' ', _values.Select(option => $"--{option.Key} {(option.Key == SqlServer ? "'...'" : option.Value)}"));

    private static int Number(string what, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new LoadFailure($"{what} {text}: a number from {least} to {most} is expected.");
}
