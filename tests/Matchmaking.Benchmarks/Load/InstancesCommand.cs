using Matchmaking.Benchmarks.Databases;

namespace Matchmaking.Benchmarks.Load;

/// <summary>The command <c>load instances</c>: the same submissions and readings against any number of instances over one database.</summary>
internal static class InstancesCommand
{
    private const int MostInstances = 16, Repetitions = 3, Remembered = 10_000, Most = 2_000_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    /// <summary>Measures and prints.</summary>
    /// <param name="counts">Numbers of instances, divided by commas.</param>
    /// <param name="options">What else was said.</param>
    public static async Task RunAsync(string counts, LoadOptions options)
    {
        var numbers = LoadOptions.Numbers("instances", counts, 1, MostInstances);
        var connections = options.Number("connections", 64, 1, LoadClient.MostConnections);
        options.RefuseOthers();
        LoadTable.PrintConditions($"instances {counts} {options}", DatabaseUnderTest.NameOf(options.ConnectionString));
        LoadTable.PrintHead("of the first");
        var first = default((LoadFigures Submitted, LoadFigures Read)?);
        foreach (var number in numbers)
        {
            var (submitted, read) = await MeasureAsync(number, new LoadBounds(connections, Most, Time), options.ConnectionString);
            LoadTable.Print($"submission of a demand line, instances: {number}", submitted, first?.Submitted);
            LoadTable.Print($"GET of an own demand line, instances: {number}", read, first?.Read);
            first ??= (submitted, read);
        }
    }

    private static async Task<(LoadFigures Submitted, LoadFigures Read)> MeasureAsync(
        int count, LoadBounds bounds, string? connectionString)
    {
        using var service = new ServiceUnderTest(DatabaseUnderTest.Create(connectionString), count);
        var market = await DemandMarket.CreateAsync(service);
        var submissions = new Postings(market.Submissions, bounds.Connections, Remembered);
        ServerProcess.Measure(service.Instances, submissions, bounds);
        var (submitted, read) = (new List<LoadFigures>(), new List<LoadFigures>());
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            submitted.Add(ServerProcess.Measure(service.Instances, submissions, bounds));
            read.Add(ServerProcess.Measure(service.Instances, new Readings(submissions.Made, bounds.Connections), bounds));
        }

        return (LoadFigures.Median(submitted), LoadFigures.Median(read));
    }
}
