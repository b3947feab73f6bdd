using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Matchmaking.Api.Http;
using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Reports;

/// <summary>The public report as a page that stands by itself: no script, nothing loaded, every text encoded.</summary>
public static class ReportPage
{
    private const string Hidden = "<span class=\"hidden\" title=\"too few companies, or it would give such a figure away\">suppressed</span>";

    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; color: #1b2733; background: #fff; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
        h1 { margin-bottom: 0 } h2 { margin-top: 2.5rem } .state { color: #51606e; margin-top: 0 }
        .scroll { overflow-x: auto; margin-bottom: 2.5rem } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
        caption { text-align: left; color: #51606e; padding-bottom: .5rem } th, td { padding: .4rem .6rem; border-bottom: 1px solid #d5dce3; vertical-align: top }
        th { text-align: left } td.n, th.n { text-align: right; white-space: nowrap } thead th { border-bottom: 2px solid #1b2733 }
        .hidden { color: #51606e; font-style: italic } dt { font-weight: 600 } dd { margin: 0 0 .5rem; overflow-wrap: anywhere } small { color: #51606e }
        """;

    /// <summary>The page of a report.</summary>
    public static string Render(ReportView report)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append($"<title>{Text(report.Title)}: report</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n<h1>{Text(report.Title)}</h1>\n")
            .Append($"<p class=\"state\">{Json.Name(report.Type)} round, now {Json.Name(report.State)}; results of {report.PublishedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC</p>\n");
        if (report.StateReason is { } reason)
            page.Append($"<p><strong>{Json.Name(report.State)}:</strong> {Text(reason)}</p>\n");
        if (report.Figures is { } figures)
            AppendFigures(page, figures);
        AppendRules(page, report);
        AppendProof(page, report);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendFigures(StringBuilder page, ReportFigures figures)
    {
        page.Append("<h2>Matched quantities</h2>\n<p>Tonnes of reference content per year. A quantity is shown where at least five company groups ")
            .Append("of buyers and three of suppliers stand behind it, none of them dominates, and no hidden quantity can be computed from it. ")
            .Append("What is suppressed is contained in the next sum that is shown.</p>\n");
        AppendTable(page, "Groups, collective entries and the round", ["Material", "Stage", "Years"], ["Demand", "Offered", "Matched", "Unfilled"],
        [
            .. figures.Groups.Select(group => Row([Name(group.Material), Json.Name(group.Stage), Years(group.Year, group.Years)], group)),
            .. figures.Parents.SelectMany(parent =>
                WithOther(Row([$"<strong>{Name(parent.Material)}</strong>", Json.Name(parent.Stage), $"from {parent.Year}"], parent), parent.Other)),
            .. WithOther(Row(["<strong>Round</strong>", "", ""], figures.Total), figures.Total.Other),
        ]);
        AppendTable(page, "Origins beside the cap on a single third country", ["Material", "Stage", "Largest third country"],
            ["of demand", "of matched", "of consumption, with imports", "cap", "HHI"],
            [.. figures.Groups.Select(group => Row(Label(group), Largest(group.LargestThirdCountry), group.Hhi?.ToString(CultureInfo.InvariantCulture) ?? Hidden))]);
        AppendTable(page, "What stayed unfilled and why, where it comes from, and what the rule cost", ["Material", "Stage", "Reasons", "Origins"],
            ["Not matched for the rule", "Price of the rule"], [.. figures.Groups.Select(Details)]);
    }

    private static void AppendRules(StringBuilder page, ReportView report)
    {
        var rule = report.Rules.Diversification;
        page.Append("<h2>Rules</h2>\n<dl>\n");
        Entry(page, "Objective", Json.Name(report.Rules.Objective));
        Entry(page, "Largest share of one third country", rule.CountryShare is { } share ? $"{Percent(share)} on the basis {Json.Name(rule.Basis)}" : "none");
        Entry(page, "Largest share of one supplier", rule.SupplierShare is { } supplier ? Percent(supplier) : "none");
        Entry(page, "Largest share of one third country in a line", rule.LineCountryShare is { } line ? Percent(line) : "none");
        Entry(page, "Why these rules", report.RuleReason);
        Entry(page, "Eligible origins", report.Rules.EligibleOrigins is { } origins ? string.Join(", ", origins) : "all");
        Entry(page, "Why further origins", report.OriginsReason);
        Entry(page, "Not counted as third countries", string.Join(", ", report.Rules.ExemptCountries));
        page.Append("</dl>\n<p><small>A cap in a single round is its operator's choice. Art. 5 of Regulation (EU) 2024/1252 speaks of the Union's yearly consumption in 2030; ")
            .Append("to cap materials that are not strategic, to exempt EEA members and to count overseas territories as third countries are choices too.</small></p>\n");
    }

    private static void AppendProof(StringBuilder page, ReportView report)
    {
        page.Append("<h2>To check</h2>\n<dl>\n");
        Entry(page, "Lottery seed: SHA-256 of secret, colon, public value", report.Lottery.Seed);
        Entry(page, "Secret", report.Lottery.Secret);
        Entry(page, "SHA-256 of the secret, public from the start", report.Lottery.SecretSha256);
        Entry(page, "Public value", report.Lottery.PublicValue);
        Entry(page, "What the public value is", report.Lottery.PublicValueName);
        Entry(page, "Engine", report.Figures?.Engine);
        Entry(page, "SHA-256 of the input", report.Figures?.InputSha256);
        Entry(page, "SHA-256 of the result", report.Figures?.ResultSha256);
        page.Append("</dl>\n");
    }

    private static void AppendTable(StringBuilder page, string caption, string[] labels, string[] numbers, IReadOnlyList<string> rows)
    {
        page.Append($"<div class=\"scroll\"><table>\n<caption>{caption}</caption>\n<thead><tr>")
            .AppendJoin("", labels.Select(label => $"<th scope=\"col\">{label}</th>")).AppendJoin("", numbers.Select(number => $"<th scope=\"col\" class=\"n\">{number}</th>"))
            .Append("</tr></thead>\n<tbody>\n").AppendJoin("", rows).Append("</tbody>\n</table></div>\n");
    }

    private static IEnumerable<string> WithOther(string row, RolledUp? other) => other is null ? [row] :
    [
        row,
        Row(["thereof suppressed groups", "", ""], Tonnes(other.Demand), "", Tonnes(other.Matched), Tonnes(other.Unfilled)),
    ];

    private static string Row(string[] labels, ReportSums sums) => Row(labels, Cell(sums.Demand), Cell(sums.Offered), Cell(sums.Matched), Cell(sums.Unfilled));

    private static string Row(string[] labels, params string[] numbers)
    {
        var cells = labels.Skip(1).Select(label => $"<td>{label}</td>").Concat(numbers.Select(number => $"<td class=\"n\">{number}</td>"));
        return $"<tr><th scope=\"row\">{labels[0]}</th>{string.Concat(cells)}</tr>\n";
    }

    private static string Row(string[] labels, (string Name, string[] Numbers) largest, string last) => Row([.. labels, largest.Name], [.. largest.Numbers, last]);

    private static (string Name, string[] Numbers) Largest(LargestThirdCountry? largest) => largest switch
    {
        null => ("none", ["", "", "", ""]),
        { Suppressed: true } => (Hidden, ["", "", "", ""]),
        _ => (Country(largest.Country!),
        [
            Share(largest.ShareOfDemand), Share(largest.ShareOfMatched), Share(largest.ShareOfConsumption),
            $"{Share(largest.CapShare)}{(largest.Cap is { } cap ? $"<br><small>{Tonnes(cap)} t{(largest.CapReached == true ? ", reached" : "")}</small>" : "")}",
        ]),
    };

    private static string Details(ReportGroup group)
    {
        var cost = group.CostOfDiversification;
        return Row([.. Label(group), Parts(group.Reasons, Text), Parts(group.Origins, Country)],
            cost.Suppressed ? Hidden : cost.Tonnes is { } tonnes ? $"{Tonnes(tonnes)} t<br><small>{cost.VolumePercent} %</small>" : "not proven",
            cost.Suppressed ? Hidden : cost.PricePercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:+0.0;-0.0;0.0} %") : "");
    }

    private static string Parts(DividedFigure figure, Func<string, string> name)
    {
        if (figure is { Suppressed: true, Other: null })
            return Hidden;
        var parts = figure.Parts.Select(part => $"{name(part.Code)}: {Tonnes(part.Tonnes)} t").ToList();
        if (figure.Other is { } other)
            parts.Add($"not told apart: {Tonnes(other)} t");
        return parts.Count == 0 ? "none" : string.Join("<br>", parts);
    }

    private static void Entry(StringBuilder page, string term, string? text)
    {
        if (text is not null)
            page.Append($"<dt>{term}</dt><dd>{Text(text)}</dd>\n");
    }

    private static string[] Label(ReportGroup group) => [Name(group.Material), $"{Json.Name(group.Stage)}, {Years(group.Year, group.Years)}"];

    private static string Years(int first, int years) => years == 1 ? $"{first}" : $"{first} to {first + years - 1}";

    private static string Name(string material) => Text(Materials.Current.Find(material)?.Name ?? material);

    private static string Country(string code) => Text(Countries.Current.Find(code)?.Name ?? code);

    private static string Cell(Figure figure) => figure.Tonnes is { } tonnes ? Tonnes(tonnes) : Hidden;

    private static string Tonnes(decimal tonnes) => tonnes.ToString("#,0.###", CultureInfo.InvariantCulture);

    private static string Share(decimal? share) => share is { } value ? Percent(value) : "not known";

    private static string Percent(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
