using System.Globalization;

namespace Matchmaking.Engine.Documents;

/// <summary>Reads the text of a JSON number without rounding.</summary>
/// <remarks>The framework rounds a number of more than 29 digits silently; a surplus decimal would then pass unnoticed.</remarks>
internal static class JsonNumber
{
    private const int MostDigits = 28;

    /// <summary>The exact value, or false where it does not fit 28 significant digits.</summary>
    public static bool TryRead(string text, out decimal number)
    {
        number = 0;
        var exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var point = mantissa.IndexOf('.');
        var digits = mantissa.Replace("-", "").Replace(".", "");
        var significant = digits.TrimStart('0').TrimEnd('0');
        if (significant.Length == 0)
            return true;
        var exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return false;
        if (exponent is < -1_000 or > 1_000 || digits.Length > 1_000)
            return false;

        // The number is the significant digits times ten to this power.
        var power = exponent - (point < 0 ? 0 : mantissa.Length - point - 1) + (digits.Length - digits.TrimEnd('0').Length);
        if (significant.Length + Math.Max(power, 0) > MostDigits || power < -MostDigits)
            return false;
        number = decimal.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture);
        for (; power > 0; power--)
            number *= 10;
        for (; power < 0; power++)
            number /= 10;
        if (text[0] == '-')
            number = -number;
        return true;
    }
}
