using System.Text.Json;

namespace Matchmaking.Engine.Documents;

/// <summary>Writes a result in the member order of the specification.</summary>
internal static class ResultWriter
{
    public static void Write(Utf8JsonWriter json, MatchingResult result)
    {
        json.WriteStartObject();
        json.WriteString("engine", result.Engine);
        json.WriteString("inputSha256", result.InputSha256);
        json.Array("groups", Ordered.By(result.Groups, static (one, other) => GroupKey.Of(one).CompareTo(GroupKey.Of(other))), WriteGroup);
        json.Array("matches", Ordered.By(result.Matches, static match => match.Demand, static match => match.Offer), (writer, match) =>
        {
            writer.WriteString("demand", match.Demand);
            writer.WriteString("offer", match.Offer);
            writer.Number("quantity", match.Quantity);
            writer.Number("landedPrice", match.LandedPrice);
        });
        json.Array("unfilled", Ordered.By(result.Unfilled, static line => line.Demand), (writer, line) =>
        {
            writer.WriteString("demand", line.Demand);
            writer.Number("missing", line.Missing);
            writer.WriteString("reason", line.Reason);
            writer.WritePropertyName("detail");
            line.Detail.WriteTo(writer);
        });
        json.Array("unsold", Ordered.By(result.Unsold, static offer => offer.Offer), (writer, offer) =>
        {
            writer.WriteString("offer", offer.Offer);
            writer.Number("left", offer.Left);
            writer.WriteString("reason", offer.Reason);
            writer.WritePropertyName("detail");
            offer.Detail.WriteTo(writer);
        });
        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, GroupResult group)
    {
        json.WriteString("material", group.Material);
        json.WriteString("stage", group.Stage);
        json.WriteNumber("year", group.Year);
        json.WriteString("status", Vocabulary.Statuses.Spell(group.Status));
        json.Number("base", group.Base);
        json.Number("matched", group.Matched);
        json.Number("cost", group.Cost);
        json.Number("landedCost", group.LandedCost);
        WriteSurplus(json, group.Surplus);
        WriteQuantityAndCost(json, "bound", group.Bound);
        json.Array("origins", Ordered.By(group.Origins, static origin => origin.Country), WriteOrigin);
        var suppliers = Ordered.By(group.Suppliers, static supplier => supplier.Supplier, static supplier => supplier.Country);
        json.Array("suppliers", suppliers, WriteSupplier);
        json.WriteNumber("hhi", group.Hhi);
        WriteQuantityAndCost(json, "withoutRule", group.WithoutRule);
        json.WriteStartObject("otherBases");
        foreach (var basis in Vocabulary.Bases.Keys.Where(group.OtherBases.ContainsKey))
            WriteQuantityAndCost(json, basis, group.OtherBases[basis]);
        json.WriteEndObject();
        json.WritePropertyName("certificate");
        group.Certificate.WriteTo(json);
    }

    private static void WriteOrigin(Utf8JsonWriter json, OriginResult origin)
    {
        json.WriteString("country", origin.Country);
        json.Number("offered", origin.Offered);
        json.Number("matched", origin.Matched);
        json.Number("shareOfBase", origin.ShareOfBase);
        json.Number("shareOfMatched", origin.ShareOfMatched);
        json.Number("shareOfConsumption", origin.ShareOfConsumption);
        json.Number("cap", origin.Cap);
        json.WriteBoolean("binding", origin.Binding);
    }

    private static void WriteSupplier(Utf8JsonWriter json, SupplierResult supplier)
    {
        json.WriteString("supplier", supplier.Supplier);
        json.WriteString("country", supplier.Country);
        json.Number("offered", supplier.Offered);
        json.Number("matched", supplier.Matched);
        json.Number("shareOfBase", supplier.ShareOfBase);
        json.Number("shareOfMatched", supplier.ShareOfMatched);
        json.Number("shareOfConsumption", supplier.ShareOfConsumption);
        json.Number("cap", supplier.Cap);
        json.WriteBoolean("binding", supplier.Binding);
    }

    private static void WriteQuantityAndCost(Utf8JsonWriter json, string name, QuantityAndCost? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.Number("matched", value.Matched);
        json.Number("cost", value.Cost);
        WriteSurplus(json, value.Surplus);
        json.WriteEndObject();
    }

    private static void WriteSurplus(Utf8JsonWriter json, decimal? surplus)
    {
        if (surplus is not null)
            json.Number("surplus", surplus);
    }
}
