using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Engine.Documents;

/// <summary>A result, or every fault that could be told at once.</summary>
/// <param name="Result">The result; null where there are faults.</param>
/// <param name="Faults">The faults; empty where there is a result.</param>
public sealed record ResultReading(MatchingResult? Result, IReadOnlyList<InputFault> Faults);

/// <summary>The result file of a run (matching.md, sections 10 and 11).</summary>
public static class ResultDocument
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    /// <summary>Writes a result: fixed member order, sorted arrays, shortest numbers, LF; the same bytes on every machine.</summary>
    public static byte[] Write(MatchingResult result) => ResultWriter.Write(result);

    /// <summary>Reads a result strictly: unknown, duplicate, missing and wrongly typed members are faults with their JSON path.</summary>
    /// <param name="utf8">The file's bytes, UTF-8 without byte order mark.</param>
    public static ResultReading Read(ReadOnlyMemory<byte> utf8)
    {
        var faults = new List<InputFault>();
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            var result = JsonFields.Read(document.RootElement, "$", faults, ReadResult);
            return faults.Count == 0 ? new ResultReading(result, []) : new ResultReading(null, faults);
        }
        catch (JsonException exception)
        {
            return new ResultReading(null, [new InputFault("$", InputFault.Invalid, $"is not valid JSON (line {exception.LineNumber + 1})")]);
        }
    }

    private static MatchingResult ReadResult(JsonFields fields) => new()
    {
        Engine = fields.Text("engine"),
        InputSha256 = fields.Text("inputSha256"),
        Groups = fields.List("groups", ReadGroup),
        Matches = fields.List("matches", match =>
            new MatchedPair(match.Text("demand"), match.Text("offer"), match.Number("quantity"), match.Number("landedPrice"))),
        Unfilled = fields.List("unfilled", line =>
            new UnfilledLine(line.Text("demand"), line.Number("missing"), line.Text("reason"), ReadFree(line, "detail"))),
        Unsold = fields.List("unsold", offer =>
            new UnsoldOffer(offer.Text("offer"), offer.Number("left"), offer.Text("reason"), ReadFree(offer, "detail"))),
    };

    private static GroupResult ReadGroup(JsonFields fields) => new()
    {
        Material = fields.Text("material"),
        Stage = fields.Text("stage"),
        Year = (int)Math.Clamp(fields.Whole("year"), int.MinValue, int.MaxValue),
        Status = fields.Choice("status", Vocabulary.Statuses),
        Base = fields.Number("base"),
        Matched = fields.Number("matched"),
        Cost = fields.Number("cost"),
        LandedCost = fields.Number("landedCost"),
        Surplus = fields.OptionalNumber("surplus"),
        Bound = fields.Object("bound", ReadQuantityAndCost, new QuantityAndCost(0, 0)),
        Origins = fields.List("origins", ReadOrigin),
        Suppliers = fields.List("suppliers", ReadSupplier),
        Hhi = (int)Math.Clamp(fields.Whole("hhi"), int.MinValue, int.MaxValue),
        WithoutRule = fields.OptionalObject("withoutRule", ReadQuantityAndCost),
        OtherBases = fields.Object("otherBases", ReadBases, new Dictionary<string, QuantityAndCost?>()),
        Certificate = ReadFree(fields, "certificate"),
    };

    private static QuantityAndCost ReadQuantityAndCost(JsonFields fields) => new(fields.Number("matched"), fields.Number("cost"), fields.OptionalNumber("surplus"));

    // The bases are the members themselves, in the order of the specification; a group's own basis is not among them.
    private static Dictionary<string, QuantityAndCost?> ReadBases(JsonFields fields)
    {
        var bases = new Dictionary<string, QuantityAndCost?>();
        foreach (var basis in Vocabulary.Bases.Keys)
        {
            if (fields.Has(basis))
                bases.Add(basis, fields.OptionalObject(basis, ReadQuantityAndCost));
        }
        return bases;
    }

    private static OriginResult ReadOrigin(JsonFields fields) => new()
    {
        Country = fields.Text("country"),
        Offered = fields.Number("offered"),
        Matched = fields.Number("matched"),
        ShareOfBase = fields.RequiredNumberOrNull("shareOfBase"),
        ShareOfMatched = fields.RequiredNumberOrNull("shareOfMatched"),
        ShareOfConsumption = fields.RequiredNumberOrNull("shareOfConsumption"),
        Cap = fields.RequiredNumberOrNull("cap"),
        Binding = fields.Flag("binding"),
    };

    private static SupplierResult ReadSupplier(JsonFields fields) => new()
    {
        Supplier = fields.Text("supplier"),
        Country = fields.Text("country"),
        Offered = fields.Number("offered"),
        Matched = fields.Number("matched"),
        ShareOfBase = fields.RequiredNumberOrNull("shareOfBase"),
        ShareOfMatched = fields.RequiredNumberOrNull("shareOfMatched"),
        ShareOfConsumption = fields.RequiredNumberOrNull("shareOfConsumption"),
        Cap = fields.RequiredNumberOrNull("cap"),
        Binding = fields.Flag("binding"),
    };

    private static JsonObject ReadFree(JsonFields fields, string name) =>
        fields.Raw(name) is { } element ? JsonObject.Create(element.Clone()) ?? [] : [];
}
