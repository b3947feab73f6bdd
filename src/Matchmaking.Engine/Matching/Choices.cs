namespace Matchmaking.Engine.Matching;

/// <summary>What has been decided about a line or offer with a minimum.</summary>
internal enum Choice : byte
{
    /// <summary>Nothing: it may receive any quantity, below its minimum too.</summary>
    Free,

    /// <summary>It gets at least its minimum.</summary>
    Open,

    /// <summary>It gets nothing.</summary>
    Closed,
}

/// <summary>The decisions about every line and offer of a group.</summary>
internal sealed record Choices(Choice[] Lines, Choice[] Offers)
{
    public static Choices None(Market market) => new(new Choice[market.Lines.Length], new Choice[market.Offers.Length]);

    public Choice Of(Item item) => item.IsLine ? Lines[item.Number] : Offers[item.Number];

    /// <summary>A copy with one more decision.</summary>
    public Choices With(Item item, Choice choice)
    {
        var copy = new Choices([.. Lines], [.. Offers]);
        (item.IsLine ? copy.Lines : copy.Offers)[item.Number] = choice;
        return copy;
    }
}

/// <summary>A line or an offer that has a minimum.</summary>
internal readonly record struct Item(bool IsLine, int Number)
{
    public long Minimum(Market market) => IsLine ? market.Lines[Number].Minimum : market.Offers[Number].Minimum;

    public string Place(Market market) => IsLine ? market.Lines[Number].Place : market.Offers[Number].Place;

    /// <summary>All lines and offers with a minimum, by lottery place; where a line's equals an offer's, the line first.</summary>
    public static Item[] All(Market market) =>
    [
        .. Enumerable.Range(0, market.Lines.Length).Select(number => new Item(true, number))
            .Concat(Enumerable.Range(0, market.Offers.Length).Select(number => new Item(false, number)))
            .Where(item => item.Minimum(market) > 0)
            .OrderBy(item => item.Place(market), StringComparer.Ordinal),
    ];
}
