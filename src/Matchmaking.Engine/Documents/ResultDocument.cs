using System.Text;

namespace Matchmaking.Engine.Documents;

/// <summary>A result, or every fault that could be told at once.</summary>
/// <param name="Result">The result; null where there are faults.</param>
/// <param name="Faults">The faults; empty where there is a result.</param>
public sealed record ResultReading(MatchingResult? Result, IReadOnlyList<InputFault> Faults);

/// <summary>The result file of a run (matching.md, sections 10 and 11).</summary>
public static class ResultDocument
{
    private const int MaxDepth = 32;

    /// <summary>Writes a result: fixed member order, sorted arrays, shortest numbers, LF; the same bytes on every machine.</summary>
    public static byte[] Write(MatchingResult result) => JsonText.Write(json => ResultWriter.Write(json, result));

    /// <inheritdoc cref="Write(MatchingResult)"/>
    /// <param name="result">The result.</param>
    /// <param name="to">Takes the document piece by piece; it is never held in full.</param>
    public static void Write(MatchingResult result, Stream to) => JsonText.Write(json => ResultWriter.Write(json, result), to.Write);

    /// <summary>Reads a result strictly: unknown, duplicate, missing and wrongly typed members are faults with their JSON path.</summary>
    /// <param name="utf8">The file's bytes, UTF-8 without byte order mark.</param>
    public static ResultReading Read(ReadOnlyMemory<byte> utf8)
    {
        var faults = new List<InputFault>();
        var document = new JsonSections(utf8, MaxDepth);
        var engine = document.Text("engine");
        var inputSha256 = document.Text("inputSha256");
        var groups = document.List("groups", ReadGroup);
        var matches = document.List("matches", ReadMatch);
        var unfilled = document.List("unfilled", ReadUnfilled);
        var unsold = document.List("unsold", ReadUnsold);
        if (!document.TryRead(faults) || faults.Count > 0)
            return new ResultReading(null, faults);
        var result = new MatchingResult
        {
            Engine = engine.Value,
            InputSha256 = inputSha256.Value,
            Groups = groups.Value,
            Matches = matches.Value,
            Unfilled = unfilled.Value,
            Unsold = unsold.Value,
        };
        return new ResultReading(result, []);
    }

    private static MatchedPair ReadMatch(JsonFields fields) =>
        new(fields.Term("demand"u8), fields.Term("offer"u8), fields.Number("quantity"u8), fields.Number("landedPrice"u8));

    private static UnfilledLine ReadUnfilled(JsonFields fields) =>
        new(fields.Text("demand"u8), fields.Number("missing"u8), fields.Term("reason"u8), fields.Free("detail"u8));

    private static UnsoldOffer ReadUnsold(JsonFields fields) =>
        new(fields.Text("offer"u8), fields.Number("left"u8), fields.Term("reason"u8), fields.Free("detail"u8));

    private static GroupResult ReadGroup(JsonFields fields) => new()
    {
        Material = fields.Term("material"u8),
        Stage = fields.Term("stage"u8),
        Year = (int)Math.Clamp(fields.Whole("year"u8), int.MinValue, int.MaxValue),
        Status = fields.Choice("status"u8, Vocabulary.Statuses),
        Base = fields.Number("base"u8),
        Matched = fields.Number("matched"u8),
        Cost = fields.Number("cost"u8),
        LandedCost = fields.Number("landedCost"u8),
        Surplus = fields.OptionalNumber("surplus"u8),
        Bound = fields.Object("bound"u8, ReadQuantityAndCost, new QuantityAndCost(0, 0)),
        Origins = fields.List("origins"u8, ReadOrigin),
        Suppliers = fields.List("suppliers"u8, ReadSupplier),
        Hhi = (int)Math.Clamp(fields.Whole("hhi"u8), int.MinValue, int.MaxValue),
        WithoutRule = fields.OptionalObject("withoutRule"u8, ReadQuantityAndCost),
        OtherBases = fields.Object("otherBases"u8, ReadBases, new Dictionary<string, QuantityAndCost?>()),
        Certificate = fields.Free("certificate"u8),
    };

    private static QuantityAndCost ReadQuantityAndCost(JsonFields fields) =>
        new(fields.Number("matched"u8), fields.Number("cost"u8), fields.OptionalNumber("surplus"u8));

    // The bases are the members themselves, in the order of the specification; a group's own basis is not among them.
    private static Dictionary<string, QuantityAndCost?> ReadBases(JsonFields fields)
    {
        var bases = new Dictionary<string, QuantityAndCost?>();
        foreach (var basis in Vocabulary.Bases.Keys)
        {
            var name = Encoding.ASCII.GetBytes(basis);
            if (fields.Has(name))
                bases.Add(basis, fields.OptionalObject(name, ReadQuantityAndCost));
        }
        return bases;
    }

    private static OriginResult ReadOrigin(JsonFields fields) => new()
    {
        Country = fields.Term("country"u8),
        Offered = fields.Number("offered"u8),
        Matched = fields.Number("matched"u8),
        ShareOfBase = fields.RequiredNumberOrNull("shareOfBase"u8),
        ShareOfMatched = fields.RequiredNumberOrNull("shareOfMatched"u8),
        ShareOfConsumption = fields.RequiredNumberOrNull("shareOfConsumption"u8),
        Cap = fields.RequiredNumberOrNull("cap"u8),
        Binding = fields.Flag("binding"u8),
    };

    private static SupplierResult ReadSupplier(JsonFields fields) => new()
    {
        Supplier = fields.Term("supplier"u8),
        Country = fields.Term("country"u8),
        Offered = fields.Number("offered"u8),
        Matched = fields.Number("matched"u8),
        ShareOfBase = fields.RequiredNumberOrNull("shareOfBase"u8),
        ShareOfMatched = fields.RequiredNumberOrNull("shareOfMatched"u8),
        ShareOfConsumption = fields.RequiredNumberOrNull("shareOfConsumption"u8),
        Cap = fields.RequiredNumberOrNull("cap"u8),
        Binding = fields.Flag("binding"u8),
    };
}
