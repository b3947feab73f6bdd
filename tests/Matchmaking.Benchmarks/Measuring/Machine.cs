using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matchmaking.Benchmarks.Measuring;

/// <summary>The conditions of a measurement.</summary>
internal static class Machine
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Processor, cores, runtime and vector width, in one line.</summary>
    public static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, vectors of {VectorBits()} bits");

    /// <summary>The most memory this process has held so far, in megabytes.</summary>
    public static double PeakMegabytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / BytesPerMegabyte;
    }

    private static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector<byte>.Count * 8;

    private static string Processor()
    {
        const string Linux = "/proc/cpuinfo";
        var lines = File.Exists(Linux) ? File.ReadLines(Linux) : [];
        var model = lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return model?[(model.IndexOf(':') + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
