using System.Globalization;
using Matchmaking.Api.Reference;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Api.Tests.Reference;

public class DistancesTests
{
    private const double MeanEarthRadius = 6371.0088;

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Rows =
        ReferenceTable.Read(typeof(MatchingInput).Assembly, "distances.csv");

    [Fact]
    public void Every_pair_of_countries_has_one_row_and_only_in_one_direction()
    {
        string[] codes = [.. Countries.Current.All.Select(country => country.Code)];
        var expected = codes
            .SelectMany(from => codes.Where(to => string.CompareOrdinal(from, to) < 0), (from, to) => (from, to)).ToHashSet();
        var listed = Rows.Select(row => (row["from"], row["to"])).ToList();

        Assert.Equal(31_125, listed.Count);
        Assert.Equal(expected, listed.ToHashSet());
    }

    [Fact]
    public void Every_distance_is_the_great_circle_between_the_capitals()
    {
        var capitals = ReferenceTable.Read(typeof(Countries).Assembly, "Reference/countries.csv")
            .ToDictionary(row => row["code"], row => (Latitude: Radians(row["lat"]), Longitude: Radians(row["lon"])));

        var wrong = Rows.Where(row => row["km"] != Kilometres(capitals[row["from"]], capitals[row["to"]]));

        Assert.Empty(wrong.Select(row => string.Join(',', row.Values)));
    }

    [Theory]
    [InlineData("DE", "FR", 877)]
    [InlineData("CL", "DE", 12_523)]
    [InlineData("AU", "DE", 16_067)]
    public void Known_distances_are_as_expected(string from, string to, int kilometres) =>
        Assert.Equal(kilometres.ToString(CultureInfo.InvariantCulture), Rows.Single(row => row["from"] == from && row["to"] == to)["km"]);

    private static double Radians(string degrees) => double.Parse(degrees, CultureInfo.InvariantCulture) * Math.PI / 180;

    private static string Kilometres((double Latitude, double Longitude) a, (double Latitude, double Longitude) b)
    {
        double haversine = Squared(Math.Sin((b.Latitude - a.Latitude) / 2))
            + (Math.Cos(a.Latitude) * Math.Cos(b.Latitude) * Squared(Math.Sin((b.Longitude - a.Longitude) / 2)));
        double distance = 2 * MeanEarthRadius * Math.Asin(Math.Sqrt(haversine));
        return Math.Round(distance, MidpointRounding.AwayFromZero).ToString("F0", CultureInfo.InvariantCulture);
    }

    private static double Squared(double value) => value * value;
}
