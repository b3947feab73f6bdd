using Matchmaking.Api;
using Matchmaking.Api.Access;

switch (args)
{
    case ["new-key"]:
        Console.WriteLine(AccessKey.Create());
        return 0;
}

var app = Service.Build(args);
await app.RunAsync();
return 0;
