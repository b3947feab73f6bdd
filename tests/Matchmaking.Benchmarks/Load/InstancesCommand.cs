using Matchmaking.Benchmarks.Databases;

namespace Matchmaking.Benchmarks.Load;

/// <summary>The command <c>load instances</c>: the same submissions and readings against one instance and against several over one database.</summary>
internal static class InstancesCommand
{
    private const int MostInstances = 16, Repetitions = 3, Remembered = 10_000, Most = 2_000_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    /// <summary>Measures and prints.</summary>
    public static async Task RunAsync(LoadOptions options)
    {
        var counts = options.Numbers("count", 2, 1, MostInstances);
        var connections = options.Number("connections", 64, 1, LoadClient.MostConnections);
        options.RefuseOthers();
        LoadTable.PrintConditions($"instances {options}", DatabaseUnderTest.NameOf(options.ConnectionString));
        LoadTable.PrintHead();
        foreach (var count in counts)
            await PrintAsync(count, new LoadBounds(connections, Most, Time), options.ConnectionString);
    }

    private static async Task PrintAsync(int count, LoadBounds bounds, string? connectionString)
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

        LoadTable.Print($"submission of a demand line, instances: {count}", LoadFigures.Median(submitted));
        LoadTable.Print($"GET of an own demand line, instances: {count}", LoadFigures.Median(read));
    }
}
