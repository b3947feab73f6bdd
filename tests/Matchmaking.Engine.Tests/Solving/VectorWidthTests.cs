using System.Diagnostics;
using System.Globalization;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>The same bytes with vector instructions of every width and without any.</summary>
public sealed class VectorWidthTests
{
    // The settings that switch instructions off, and the widest vectors they leave. .NET 10 has a new name for the first.
    private static readonly (string Name, int Widest, string[] Off)[] Widths =
    [
        ("all", 512, []),
        ("no AVX-512", 256, ["EnableAVX512", "EnableAVX512F"]),
        ("SSE only", 128, ["EnableAVX512", "EnableAVX512F", "EnableAVX2", "EnableAVX"]),
        ("none", 0, ["EnableAVX512", "EnableAVX512F", "EnableAVX2", "EnableAVX", "EnableHWIntrinsic"]),
    ];

    [Fact]
    public void The_result_is_the_same_with_vectors_of_every_width_and_without()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var inputs = Inputs().ToList();
            var expected = inputs.ConvertAll(input => ResultDocument.Write(Matcher.Solve(input, null, CancellationToken.None)));
            var files = inputs.Select((input, number) => Path.Combine(folder.FullName, $"{number}.json")).ToList();
            foreach (var (file, input) in files.Zip(inputs))
                File.WriteAllBytes(file, InputDocument.Write(input));
            foreach (var (name, widest, off) in Widths)
            {
                Assert.True(Solve(files, off) == Math.Min(widest, SolveInputs.Widest()), $"{name}: another width");
                foreach (var (file, bytes) in files.Zip(expected))
                {
                    Assert.True(File.ReadAllBytes(SolveInputs.ResultOf(file)).AsSpan().SequenceEqual(bytes), $"{name}: another result");
                    File.Delete(SolveInputs.ResultOf(file));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Odd numbers of lines and offers leave a rest behind every width.
    private static IEnumerable<MatchingInput> Inputs()
    {
        var volume = GeneratedMarket.Create(11, 347, 213, withMinimums: true);
        yield return volume;
        yield return Variations.WithRule(volume, rule => rule with { Basis = DiversificationBasis.Matched, LineCountryShare = 0.5m });
        yield return volume with
        {
            Rules = volume.Rules with { Objective = Objective.Surplus },
            Demands = [.. volume.Demands.Select(line => line with { LimitPrice = line.LimitPrice ?? 1_050 })],
        };
    }

    /// <summary>Solves in a process of its own.</summary>
    /// <returns>The widest vectors that it had.</returns>
    private static int Solve(IEnumerable<string> files, string[] off)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", typeof(SolveInputs).Assembly.Location, .. files])
            start.ArgumentList.Add(argument);
        foreach (var setting in off)
            start.Environment[$"DOTNET_{setting}"] = "0";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return int.Parse(output, CultureInfo.InvariantCulture);
    }
}
