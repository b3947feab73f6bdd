using System.Globalization;
using BenchmarkDotNet.Running;
using Matchmaking.Benchmarks.Floor;
using Matchmaking.Benchmarks.Load;
using Matchmaking.Benchmarks.Markets;
using Matchmaking.Benchmarks.Measuring;
using Matchmaking.Engine.Documents;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

switch (args)
{
    case ["sizes", .. var names] when names.All(MarketCatalogue.Shapes.ContainsKey):
        return SizesTable.Print(names.Length > 0 ? names : [.. MarketCatalogue.Shapes.Keys]);
    case ["write", var name, var file] when MarketCatalogue.Shapes.TryGetValue(name, out var shape):
        File.WriteAllBytes(file, InputDocument.Write(MarketGenerator.Create(shape)));
        return 0;
    case ["solve", var source, .. ["warm"] or ["cold"] or []] when MarketCatalogue.Shapes.ContainsKey(source) || File.Exists(source):
        Console.WriteLine(Solver.Measure(source, warm: args[^1] == "warm").ToText());
        return 0;
    case ["suite", .. var options]:
        BenchmarkSwitcher.FromAssembly(typeof(MarketCatalogue).Assembly).Run(options.Length > 0 ? options : ["--filter", "*"]);
        return 0;
    case ["load", "floor" or "submit" or "read" or "all" or "round" or "instances", .. var options]:
        return await LoadCommands.RunAsync(args[1], options);
    case ["floor", var file]:
        return await FloorServer.RunAsync(file);
    default:
        Console.Error.WriteLine($"""
            usage: sizes [MARKET ...]              solves each market cold and warm and prints a table
                   write MARKET FILE               writes a market's input document
                   solve MARKET|FILE [cold|warm]   solves one market in this process and prints its figures
                   suite [OPTION ...]              runs the BenchmarkDotNet suite
                   load floor|submit|read|all      compares the service with the bare minimum
                   load round [OPTION ...]         plays rounds: --lines N,... --offers N --groups N --connections N --rate N --minutes N
                   load instances N,... [OPTION ...] submits to and reads from so many instances over one database: --connections N
            a load takes --sqlserver CONNECTION too, of a server on this machine, and else a SQLite file
            markets: {string.Join(' ', MarketCatalogue.Shapes.Keys)}
            """);
        return 2;
}
