namespace Matchmaking.Engine.Matching.Markets;

/// <summary>Which country each slot's offer comes from, and the slots of each country as bits.</summary>
internal sealed class SlotCountries
{
    private readonly int[] _country;
    private readonly ulong[][] _slots;
    private readonly int _countries;

    public SlotCountries(Market market)
    {
        _countries = market.Countries.Length;
        _country = Array.ConvertAll(market.Slots.OfferAt, offer => offer == SlotMap.Empty ? SlotMap.Empty : market.OfferCountry[offer]);
        _slots = new ulong[market.Slots.Forms * _countries][];
        for (var form = 0; form < market.Slots.Forms; form++)
        {
            for (var country = 0; country < _countries; country++)
                _slots[form * _countries + country] = new ulong[market.Slots.Words[form]];
            for (var slot = market.Slots.Start[form]; slot < market.Slots.Start[form + 1]; slot++)
            {
                var place = slot - market.Slots.Start[form];
                if (_country[slot] != SlotMap.Empty)
                    _slots[form * _countries + _country[slot]][place >> 6] |= 1UL << place;
            }
        }
    }

    public int Of(int slot) => _country[slot];

    public ReadOnlySpan<ulong> Slots(int form, int country) => _slots[form * _countries + country];
}
