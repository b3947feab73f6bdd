using System.Globalization;
using System.Text;

namespace Matchmaking.Engine.Documents;

/// <summary>Reads the text of a JSON number without rounding.</summary>
/// <remarks>The framework rounds a number of more than 29 digits silently; a surplus decimal would then pass unnoticed.</remarks>
internal static class JsonNumber
{
    private const int MostDigits = 28;
    private const int MostDigitsOf64Bits = 18;

    /// <inheritdoc cref="TryRead(string, out decimal)"/>
    public static bool TryRead(ReadOnlySpan<byte> ascii, out decimal number) =>
        TryReadShort(ascii, out number) || TryRead(Encoding.ASCII.GetString(ascii), out number);

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

    // Nearly every number: no exponent, and digits that fit 64 bits.
    private static bool TryReadShort(ReadOnlySpan<byte> ascii, out decimal number)
    {
        number = 0;
        if (ascii.Length > MostDigitsOf64Bits)
            return false;
        var (digits, decimals, point) = (0L, 0, false);
        var isNegative = ascii[0] == '-';
        foreach (var letter in isNegative ? ascii[1..] : ascii)
        {
            if (letter == '.')
                point = true;
            else if (letter is < (byte)'0' or > (byte)'9')
                return false;
            else
            {
                digits = (10 * digits) + letter - '0';
                decimals += point ? 1 : 0;
            }
        }
        for (; decimals > 0 && digits % 10 == 0; decimals--)
            digits /= 10;
        number = new decimal((int)digits, (int)(digits >> 32), 0, isNegative && digits != 0, (byte)decimals);
        return true;
    }
}
