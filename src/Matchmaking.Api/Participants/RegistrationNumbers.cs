using System.Numerics;
using System.Text.RegularExpressions;

namespace Matchmaking.Api.Participants;

/// <summary>Whether a registration number can be one of its scheme.</summary>
public static partial class RegistrationNumbers
{
    /// <summary>Checks form, and for an LEI the checksum.</summary>
    public static bool IsValid(RegistrationScheme scheme, string number) => scheme switch
    {
        RegistrationScheme.Lei => Lei().IsMatch(number) && HasChecksum(number),
        RegistrationScheme.Vat => Vat().IsMatch(number),
        RegistrationScheme.Euid => Euid().IsMatch(number),
        _ => false,
    };

    // ISO 17442 takes its checksum from ISO 7064 MOD 97-10: letters count 10 to 35.
    private static bool HasChecksum(string lei) =>
        BigInteger.Parse(string.Concat(lei.Select(c => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10))) % 97 == 1;

    [GeneratedRegex(@"\A[0-9A-Z]{18}[0-9]{2}\z")]
    private static partial Regex Lei();

    [GeneratedRegex(@"\A[A-Z]{2}[0-9A-Z+*]{2,13}\z")]
    private static partial Regex Vat();

    [GeneratedRegex(@"\A[A-Z]{2}[0-9A-Z]{1,10}\.[0-9A-Za-z.\-/]{1,30}\z")]
    private static partial Regex Euid();
}
