using Matchmaking.Engine.Documents;
using Matchmaking.Engine.Tests.Twin;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>A run shared among machines gives the bytes of a run on one.</summary>
public sealed class DivisionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(1, 100)]
    [InlineData(6, 100)]
    public void Parts_solved_each_for_itself_make_the_whole_result(int entries, int most)
    {
        var shared = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var input = InstanceGenerator.CreateMany(seed);
            var parts = Division.Parts(input, entries, most);
            var read = InputDocument.Read(InputDocument.Write(input)).Input!;
            var results = parts.Select(part => Matcher.Solve(read, part, null, CancellationToken.None)).Reverse().ToList();

            Assert.Equal(
                ResultDocument.Write(Matcher.Solve(input, null, CancellationToken.None)),
                ResultDocument.Write(Division.Join([.. results.Select(result => ResultDocument.Read(ResultDocument.Write(result)).Result!)])));
            shared += parts.Count > 1 ? 1 : 0;
        }
        Assert.Equal(most > 1, shared > 30);
    }

    [Fact]
    public void Every_group_is_in_one_part_and_parts_are_about_alike()
    {
        var input = Groups(90, 10, 10, 10, 30, 30, 20);

        var parts = Division.Parts(input, entries: 50, most: 3);

        Assert.Equal([90, 60, 50], parts.Select(part => part.Sum(key => input.Demands.Count(line => line.Material == key.Material))));
        Assert.Equal(7, parts.SelectMany(part => part).Distinct().Count());
        Assert.All(parts, part => Assert.Equal(part.Order(), part));
        Assert.Equal(parts, Division.Parts(input, entries: 50, most: 3));
    }

    [Theory]
    [InlineData(199, 1)]
    [InlineData(100, 2)]
    [InlineData(1, 7)]
    public void A_part_is_worth_so_many_entries(int entries, int count) =>
        Assert.Equal(count, Division.Parts(Groups(90, 10, 10, 10, 30, 30, 20), entries, most: 100).Count);

    [Fact]
    public void An_input_without_groups_is_one_part() => Assert.Empty(Assert.Single(Division.Parts(Groups(), 1, 10)));

    [Fact]
    public void Parts_of_different_inputs_do_not_join()
    {
        var results = new[] { Groups(1), Groups(2) }.Select(input => Matcher.Solve(input, null, CancellationToken.None)).ToList();
        Assert.Throws<ArgumentException>(() => Division.Join(results));
        Assert.Throws<ArgumentException>(() => Division.Join([]));
    }

    private static MatchingInput Groups(params int[] lines)
    {
        string[] materials = ["gallium", "germanium", "tungsten", "lithium", "cobalt", "nickel", "copper"];
        var groups = lines.Select((count, at) => GeneratedMarket.Create(at, count, 0, withMinimums: false, materials[at])).ToList();
        return GeneratedMarket.Create(0, 0, 0, withMinimums: false) with { Demands = [.. groups.SelectMany(group => group.Demands)] };
    }
}
