namespace Matchmaking.Api.Offline;

/// <summary>Asks a running instance whether it can serve, for images without a tool that could.</summary>
public static class HealthCommand
{
    private const string OwnAddress = "http://127.0.0.1:5080";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary><c>health [URL]</c>: asks <c>URL/health/ready</c>; without a URL the instance on this machine at port 5080.</summary>
    /// <returns>0 when it is ready; 1 when it is not, or does not answer within three seconds; 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter errors)
    {
        if (args.Length > 1 || !Uri.TryCreate($"{(args is [var given] ? given.TrimEnd('/') : OwnAddress)}/health/ready", UriKind.Absolute, out var address))
        {
            await errors.WriteLineAsync("usage: health [URL]");
            return 2;
        }

        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(address);
            if (answer.IsSuccessStatusCode)
                return 0;
            await errors.WriteLineAsync($"{address} answers {(int)answer.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or NotSupportedException)
        {
            await errors.WriteLineAsync($"{address} does not answer: {exception.Message}");
        }

        return 1;
    }
}
