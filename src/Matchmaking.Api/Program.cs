using System.Globalization;
using Matchmaking.Api;
using Matchmaking.Api.Access;
using Matchmaking.Api.Demo;
using Matchmaking.Api.Offline;

// Numbers, times and order are the same whatever the machine's language is.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

switch (args)
{
    case ["match", ..]:
        return OfflineCommands.Match(args[1..]);
    case ["verify", ..]:
        return OfflineCommands.Verify(args[1..]);
    case ["demo", ..]:
        return await DemoCommand.RunAsync(args[1..], Console.Out, Console.Error);
    case ["health", ..]:
        return await HealthCommand.RunAsync(args[1..], Console.Error);
    case ["new-key"]:
        Console.WriteLine(AccessKey.Create());
        return 0;
}

var app = Service.Build(args);
await app.RunAsync();
return 0;
