using System.Text.Json.Nodes;

namespace Matchmaking.Engine.Verification;

/// <summary>
/// A tree over lines and offers with a minimum: below a branch first the item is open, then closed. Every leaf must prove that it holds
/// nothing better than the result; together the leaves are all there is.
/// </summary>
internal sealed class TreeCheck(CheckedGroup group, Bounds bounds, Worth result, string path, FindingList findings)
{
    private const int MostLeaves = 1_000;

    private readonly Decisions _decisions = new(group);
    private readonly Stack<(bool IsLine, int Number)> _way = new();
    private readonly Dictionary<string, int> _lines = WithMinimum(group.Source.Lines.Select(line => line.Id), group.LineMinimum);
    private readonly Dictionary<string, int> _offers = WithMinimum(group.Source.Offers.Select(offer => offer.Id), group.OfferMinimum);

    /// <exception cref="FormatException">The tree cannot be read or is not whole.</exception>
    public void Run(JsonObject certificate)
    {
        var (leaves, isWhole, at) = (0, false, 0);
        foreach (var entry in CertificateText.Objects(certificate, "tree"))
        {
            if (isWhole)
                throw new FormatException("has a tree with entries left over");
            if (entry.ContainsKey("demand") || entry.ContainsKey("offer"))
                Branch(entry);
            else
            {
                if (++leaves > MostLeaves)
                    throw new FormatException($"has a tree of more than {MostLeaves} leaves");
                CertificateText.Only(entry, "offers", "countries", "suppliers", "cuts", "infeasible");
                var isProven = bounds.IsProven(entry, _decisions, result);
                findings.Require(isProven, "certificate", $"{path}[{at}]", "does not prove that its leaf holds nothing better");
                isWhole = !ToNextSide();
            }
            at++;
        }
        if (!isWhole)
            throw new FormatException("has a tree that breaks off");
    }

    private void Branch(JsonObject entry)
    {
        var isLine = entry.ContainsKey("demand");
        CertificateText.Only(entry, isLine ? "demand" : "offer");
        var id = CertificateText.Text(entry, isLine ? "demand" : "offer");
        if (!(isLine ? _lines : _offers).TryGetValue(id, out var number))
            throw new FormatException($"branches on {id}, which has no minimum");
        if (Of(isLine, number) != Decision.None)
            throw new FormatException($"branches on {id} twice on one way");
        Of(isLine, number) = Decision.Open;
        _way.Push((isLine, number));
    }

    /// <summary>Goes up from a leaf to the nearest item that was only open so far and closes it; false where there is none.</summary>
    private bool ToNextSide()
    {
        while (_way.TryPeek(out var item))
        {
            ref var decision = ref Of(item.IsLine, item.Number);
            if (decision == Decision.Open)
            {
                decision = Decision.Closed;
                return true;
            }
            decision = Decision.None;
            _way.Pop();
        }
        return false;
    }

    private ref Decision Of(bool isLine, int number) => ref (isLine ? _decisions.Line : _decisions.Offer)[number];

    private static Dictionary<string, int> WithMinimum(IEnumerable<string> ids, long[] minimums) =>
        ids.Select((id, number) => (id, number)).Where(item => minimums[item.number] > 0).ToDictionary(StringComparer.Ordinal);
}
