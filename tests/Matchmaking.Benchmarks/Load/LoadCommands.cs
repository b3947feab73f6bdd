using Matchmaking.Benchmarks.Databases;
using Matchmaking.Benchmarks.Rounds;

namespace Matchmaking.Benchmarks.Load;

/// <summary>What the word <c>load</c> is followed by.</summary>
internal static class LoadCommands
{
    /// <summary>Runs a command and prints its figures; 1 where it failed.</summary>
    public static async Task<int> RunAsync(string command, string[] words)
    {
        try
        {
            switch (command)
            {
                case "round":
                    await RoundCommand.RunAsync(new LoadOptions(words));
                    break;
                case "instances" when words is [var counts, .. var options]:
                    await InstancesCommand.RunAsync(counts, new LoadOptions(options));
                    break;
                case "instances":
                    throw new LoadFailure("How many instances?");
                default:
                    new LoadOptions(words).RefuseOthers();
                    LoadTable.PrintConditions(command, DatabaseUnderTest.NameOf(null));
                    LoadTable.PrintHead();
                    await SpeedRun.PrintAsync(command is "floor" or "all", command is "submit" or "all", command is "read" or "all");
                    break;
            }

            return 0;
        }
        catch (Exception failure) when (failure is LoadFailure or ArgumentException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }
}
