using System.Globalization;
using System.Text.RegularExpressions;

namespace Matchmaking.Api.Tests.Reference;

/// <summary>Atoms and mass of a formula such as <c>(NH4)10H2W12O42·4H2O</c>.</summary>
internal static partial class MolarMass
{
    /// <summary>IUPAC abridged standard atomic weights, 2021, to five figures.</summary>
    private const string StandardWeights = """
        H 1.008 He 4.0026 Li 6.94 Be 9.0122 B 10.81 C 12.011 N 14.007 O 15.999 F 18.998 Na 22.990 Mg 24.305 Al 26.982 Si 28.085
        P 30.974 S 32.06 Cl 35.45 K 39.098 Ca 40.078 Sc 44.956 Ti 47.867 V 50.942 Mn 54.938 Fe 55.845 Co 58.933 Ni 58.693 Cu
        63.546 Ga 69.723 Ge 72.630 As 74.922 Sr 87.62 Y 88.906 Nb 92.906 Ru 101.07 Rh 102.91 Pd 106.42 Sb 121.76 Ba 137.33 La
        138.91 Ce 140.12 Pr 140.91 Nd 144.24 Sm 150.36 Eu 151.96 Gd 157.25 Tb 158.93 Dy 162.50 Ho 164.93 Er 167.26 Tm 168.93 Yb
        173.05 Lu 174.97 Hf 178.49 Ta 180.95 W 183.84 Os 190.23 Ir 192.22 Pt 195.08 Bi 208.98
        """;

    private static readonly Dictionary<string, decimal> Weights = StandardWeights
        .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Chunk(2)
        .ToDictionary(pair => pair[0], pair => decimal.Parse(pair[1], CultureInfo.InvariantCulture));

    /// <summary>Grams per mole.</summary>
    public static decimal Of(string formula) => Atoms(formula).Sum(atom => Weights[atom.Key] * atom.Value);

    /// <summary>How many atoms of each element the formula has.</summary>
    public static Dictionary<string, int> Atoms(string formula)
    {
        Dictionary<string, int> atoms = [];
        foreach (string part in formula.Split('·'))
        {
            string digits = LeadingNumber().Match(part).Value;
            Add(atoms, part[digits.Length..], digits.Length == 0 ? 1 : int.Parse(digits, CultureInfo.InvariantCulture));
        }
        return atoms;
    }

    private static void Add(Dictionary<string, int> atoms, string formula, int times)
    {
        foreach (Match match in Piece().Matches(formula))
        {
            int count = times * (match.Groups["n"].Length == 0 ? 1 : int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture));
            if (match.Groups["group"].Success)
                Add(atoms, match.Groups["group"].Value, count);
            else
                atoms[match.Groups["element"].Value] = atoms.GetValueOrDefault(match.Groups["element"].Value) + count;
        }
    }

    [GeneratedRegex(@"^\d*")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"(\((?<group>[^)]*)\)|(?<element>[A-Z][a-z]?))(?<n>\d*)")]
    private static partial Regex Piece();
}
