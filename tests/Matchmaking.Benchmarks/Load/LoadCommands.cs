namespace Matchmaking.Benchmarks.Load;

/// <summary>What the word <c>load</c> is followed by.</summary>
internal static class LoadCommands
{
    public static async Task<int> RunAsync(string command)
    {
        LoadTable.PrintHead(command);
        switch (command)
        {
            case "floor":
                await SpeedRun.PrintAsync(floor: true, submit: false, read: false);
                return 0;
            case "submit":
                await SpeedRun.PrintAsync(floor: false, submit: true, read: false);
                return 0;
            case "read":
                await SpeedRun.PrintAsync(floor: false, submit: false, read: true);
                return 0;
            default:
                await SpeedRun.PrintAsync(floor: true, submit: true, read: true);
                return 0;
        }
    }
}
