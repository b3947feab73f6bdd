using System.Globalization;
using System.Runtime.Intrinsics;
using Matchmaking.Engine.Documents;

namespace Matchmaking.Engine.Tests.Solving;

/// <summary>
/// The entry of the test assembly when it is run as a program: solves input files and writes each result beside its input. The vector
/// instructions that a process uses are settled when it starts, so a test of them needs processes of its own.
/// </summary>
internal static class SolveInputs
{
    public static int Main(string[] files)
    {
        foreach (var file in files)
        {
            var input = InputDocument.Read(File.ReadAllBytes(file)).Input ?? throw new InvalidDataException(file);
            File.WriteAllBytes(ResultOf(file), ResultDocument.Write(Matcher.Solve(input, null, CancellationToken.None)));
        }
        Console.WriteLine(Widest().ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    public static string ResultOf(string file) => file + ".result";

    /// <summary>The widest vectors that this process has instructions for, in bits; 0: none.</summary>
    public static int Widest() => Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128 : 0;
}
