namespace Matchmaking.Benchmarks.Load;

/// <summary>The bare minimum and the service in turn, under the same load from the same client; the figures are medians.</summary>
internal static class SpeedRun
{
    private const int Connections = 64, Repetitions = 5, Lines = 10_000, Most = 2_000_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    /// <param name="floor">Whether to measure the bare minimum.</param>
    /// <param name="submit">Whether to measure submissions.</param>
    /// <param name="read">Whether to measure reading.</param>
    public static async Task PrintAsync(bool floor, bool submit, bool read)
    {
        using var bare = floor ? new FloorUnderTest() : null;
        using var service = submit || read ? new ServiceUnderTest() : null;
        var measures = new List<(string What, string? Floor, Func<LoadFigures> Run)>();
        if (bare is not null)
        {
            var singles = new Postings(FloorUnderTest.Inserts("/single"), Connections, Lines);
            var groups = new Postings(FloorUnderTest.Inserts("/group"), Connections, Lines);
            bare.Process.Measure(groups, new LoadBounds(Connections, Lines, Time));
            measures.Add(("bare insert, one transaction each", null, () => Measure(bare.Process, singles)));
            measures.Add(("bare insert, group commit", null, () => Measure(bare.Process, groups)));
            measures.Add(("bare GET by id", null, () => Measure(bare.Process, new Readings(groups.Made, Connections))));
        }

        if (service is not null)
        {
            var market = await DemandMarket.CreateAsync(service);
            var submissions = new Postings(market.Submissions, Connections, Lines);
            service.Process.Measure(submissions, new LoadBounds(Connections, Lines, TimeSpan.FromMinutes(1)));
            if (submit)
                measures.Add(("submission of a demand line", "bare insert, group commit", () => Measure(service.Process, submissions)));
            if (read)
                measures.Add(("GET of an own demand line", "bare GET by id", () => Measure(service.Process, new Readings(submissions.Made, Connections))));
        }

        var figures = measures.ToDictionary(measure => measure.What, _ => new List<LoadFigures>());
        for (var repetition = 0; repetition < Repetitions; repetition++)
            foreach (var (what, _, run) in measures)
                figures[what].Add(run());
        foreach (var (what, under, _) in measures)
            LoadTable.Print(what, LoadFigures.Median(figures[what]), under is not null && figures.TryGetValue(under, out var all) ? LoadFigures.Median(all) : null);
    }

    private static LoadFigures Measure(ServerProcess server, Workload workload) => server.Measure(workload, new LoadBounds(Connections, Most, Time));
}
