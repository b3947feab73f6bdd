namespace Matchmaking.Engine.Matching.Markets;

/// <summary>
/// Where the offers of each form stand in a row: one block of slots a form, filled up to whole words of 64, so that a bit mask covers it
/// and vectors need no tails.
/// </summary>
internal sealed class SlotMap
{
    public const int Empty = -1;
    private const int SlotsPerWord = 64;

    /// <param name="forms">How many forms there are.</param>
    /// <param name="formOfOffer">The form of every offer; never falling.</param>
    public SlotMap(int forms, int[] formOfOffer)
    {
        (Start, Words) = (new int[forms + 1], new int[forms]);
        SlotOf = new int[formOfOffer.Length];
        var next = 0;
        for (var form = 0; form < forms; form++)
        {
            var slot = Start[form];
            for (; next < formOfOffer.Length && formOfOffer[next] == form; next++)
                SlotOf[next] = slot++;
            Words[form] = (slot - Start[form] + SlotsPerWord - 1) / SlotsPerWord;
            Start[form + 1] = Start[form] + Words[form] * SlotsPerWord;
        }
        (OfferAt, FormOf) = (new int[Start[forms]], new int[Start[forms]]);
        Array.Fill(OfferAt, Empty);
        for (var offer = 0; offer < SlotOf.Length; offer++)
            OfferAt[SlotOf[offer]] = offer;
        for (var form = 0; form < forms; form++)
            FormOf.AsSpan(Start[form]..Start[form + 1]).Fill(form);
    }

    public int Forms => Words.Length;

    /// <summary>All slots, empty ones included.</summary>
    public int Count => OfferAt.Length;

    /// <summary>The first slot of each form, and behind the last one the number of slots.</summary>
    public int[] Start { get; }

    /// <summary>Mask words of each form.</summary>
    public int[] Words { get; }

    public int[] FormOf { get; }

    /// <summary>The offer in each slot; <see cref="Empty"/> where there is none.</summary>
    public int[] OfferAt { get; }

    public int[] SlotOf { get; }

    public int Length(int form) => Words[form] * SlotsPerWord;
}
