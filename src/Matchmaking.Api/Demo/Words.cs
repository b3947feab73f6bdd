using System.Text.Json.Nodes;
using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Demo;

/// <summary>Figures and codes as a reader understands them.</summary>
internal static class Words
{
    /// <summary>Tonnes with thousands separators, and decimals where there are few.</summary>
    public static string Tonnes(decimal tonnes) => Math.Abs(tonnes) switch
    {
        0 => "0",
        >= 1_000 => tonnes.ToString("N0"),
        >= 10 => tonnes.ToString("N1"),
        _ => tonnes.ToString("N3"),
    };

    /// <summary>The same in a sentence, without trailing zeros.</summary>
    public static string Quantity(decimal tonnes) => tonnes.ToString("#,0.###");

    /// <summary>A share as per cent; <c>-</c> where it is not known.</summary>
    public static string Percent(decimal? share) => share is { } known ? $"{known * 100:N1} %" : "-";

    /// <summary>A country's name.</summary>
    public static string Country(string code) => Countries.Current.Find(code)?.Name ?? code;

    /// <summary>Why a line stayed unfilled.</summary>
    public static string Reason(string code, JsonObject detail) => code switch
    {
        "country-cap" => $"only {Country((string)detail["country"]!)} could serve it, and its cap is reached",
        "caps-together" => "only countries whose caps are reached could serve it",
        "supplier-cap" or "line-cap" => "a further cap of the round is reached",
        "supply-exhausted" => "every tonne that fits is sold",
        "not-competitive" => "whoever could serve it is worth more to others",
        "no-compatible-offer" => $"no offer fits: {string.Join(", ", FailedTests(detail).DefaultIfEmpty("nobody offers this form"))}",
        "minimum-quantity-not-reached" => "what fits does not add up to the smallest quantity it takes",
        "minimum-order-not-reached" => "what fits does not reach the supplier's minimum order",
        "minimum-not-chosen" => "its smallest quantity could be served only at the cost of others",
        "minimum-above-cap" => "its smallest quantity is above a cap",
        "search-limit" => "the search ended before a cause was proven",
        _ => code,
    };

    /// <summary>Why an offer was not sold out, for a count.</summary>
    public static string LeftOver(string code) => code switch
    {
        "demand-exhausted" => "no demand that fits is left",
        "country-cap" => "the cap of its country is reached",
        "no-compatible-line" => "no line fits",
        "not-competitive" => "no line gains by it",
        "minimum-order-not-reached" => "the minimum order is not reached",
        "minimum-not-chosen" => "serving its minimum order would cost more",
        _ => code,
    };

    private static IEnumerable<string> FailedTests(JsonObject detail) =>
        detail.Select(pair => pair.Key).Where(test => test != "form").Select(Test);

    private static string Test(string code) => code switch
    {
        "purity" => "not pure enough",
        "origin-not-eligible" => "origin not admitted",
        "origin-excluded" => "origin it does not accept",
        "sustainability" => "score too low",
        "carbon-footprint" => "footprint too large",
        "recycled-only" => "not recycled",
        "same-company" => "its own group",
        "excluded-pair" => "excluded or out of specification",
        "price" => "dearer than its limit price",
        _ => code,
    };
}
