using System.Text.Json;

namespace Matchmaking.Engine.Documents;

/// <summary>Writes a result in the member order of the specification.</summary>
internal static class ResultWriter
{
    public static byte[] Write(MatchingResult result) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("engine", result.Engine);
        json.WriteString("inputSha256", result.InputSha256);
        json.Array("groups", result.Groups.OrderBy(group => group.Material, StringComparer.Ordinal)
            .ThenBy(group => group.Stage, StringComparer.Ordinal).ThenBy(group => group.Year), WriteGroup);
        json.Array("matches", result.Matches.OrderBy(match => match.Demand, StringComparer.Ordinal)
            .ThenBy(match => match.Offer, StringComparer.Ordinal), (writer, match) =>
        {
            writer.WriteString("demand", match.Demand);
            writer.WriteString("offer", match.Offer);
            writer.Number("quantity", match.Quantity);
            writer.Number("landedPrice", match.LandedPrice);
        });
        json.Array("unfilled", result.Unfilled.OrderBy(line => line.Demand, StringComparer.Ordinal), (writer, line) =>
        {
            writer.WriteString("demand", line.Demand);
            writer.Number("missing", line.Missing);
            writer.WriteString("reason", line.Reason);
            writer.WritePropertyName("detail");
            line.Detail.WriteTo(writer);
        });
        json.Array("unsold", result.Unsold.OrderBy(offer => offer.Offer, StringComparer.Ordinal), (writer, offer) =>
        {
            writer.WriteString("offer", offer.Offer);
            writer.Number("left", offer.Left);
            writer.WriteString("reason", offer.Reason);
            writer.WritePropertyName("detail");
            offer.Detail.WriteTo(writer);
        });
        json.WriteEndObject();
    });

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
        json.Array("origins", group.Origins.OrderBy(origin => origin.Country, StringComparer.Ordinal), WriteOrigin);
        json.Array("suppliers", group.Suppliers.OrderBy(supplier => supplier.Supplier, StringComparer.Ordinal)
            .ThenBy(supplier => supplier.Country, StringComparer.Ordinal), WriteSupplier);
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
