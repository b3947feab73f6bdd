using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Tests.Reference;

public class CountriesTests
{
    private static readonly Countries Countries = Countries.Current;

    [Theory]
    [InlineData(CountryStatus.Eu, 34)]
    [InlineData(CountryStatus.Eea, 3)]
    [InlineData(CountryStatus.Oct, 11)]
    [InlineData(CountryStatus.StrategicPartner, 13)]
    [InlineData(CountryStatus.OtherThird, 189)]
    public void Every_country_has_one_status(CountryStatus status, int count) =>
        Assert.Equal(count, Countries.All.Count(country => country.Status == status));

    [Fact]
    public void Strategic_partners_are_the_15_whatever_their_status() => Assert.Equal(
        ["AR", "AU", "CA", "CD", "CL", "GL", "KZ", "NA", "NO", "RS", "RW", "UA", "UZ", "ZA", "ZM"],
        Countries.All.Where(country => country.StrategicPartner).Select(country => country.Code));

    [Fact]
    public void Default_origins_are_the_Union_the_EEA_overseas_territories_and_partners()
    {
        Assert.Equal(34 + 3 + 11 + 13, Countries.DefaultOrigins.Count);
        Assert.All(["DE", "RE", "AX", "IS", "NO", "GL", "NC", "CL", "UA"], code => Assert.Contains(code, Countries.DefaultOrigins));
        Assert.All(["CN", "CH", "GB", "TR", "US", "XK"], code => Assert.DoesNotContain(code, Countries.DefaultOrigins));
    }

    [Fact]
    public void The_Union_and_the_EEA_are_exempt_and_overseas_territories_are_third_countries()
    {
        Assert.Equal(34 + 3, Countries.Exempt.Count);
        Assert.All(["FR", "GP", "AX", "LI", "NO"], code => Assert.Contains(code, Countries.Exempt));
        Assert.All(["GL", "NC", "CL", "CN"], code => Assert.DoesNotContain(code, Countries.Exempt));
    }

    [Theory]
    [InlineData("DE", true)]
    [InlineData("RE", true)]
    [InlineData("NO", false)]
    [InlineData("GL", false)]
    [InlineData("CN", false)]
    [InlineData("ZZ", false)]
    public void A_buyer_is_established_in_the_Union(string code, bool established) => Assert.Equal(established, Countries.IsUnion(code));

    [Fact]
    public void Codes_are_alpha_2_and_the_rest_of_the_world_is_no_country()
    {
        Assert.Null(Countries.Find("ZZ"));
        Assert.Null(Countries.Find("de"));
        Assert.Equal("Kosovo", Countries.Find("XK")?.Name);
        Assert.Equal(250, Countries.All.Select(country => country.Code).Distinct().Count());
        Assert.All(Countries.All, country =>
        {
            Assert.Matches("^[A-Z]{2}$", country.Code);
            Assert.NotEmpty(country.Source);
        });
    }
}
