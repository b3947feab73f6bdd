namespace Matchmaking.Benchmarks.Rounds;

/// <summary>Names of a round's steps, under which their seconds are kept and their failures told.</summary>
internal static class RoundStep
{
    public const string
        Registering = "registering companies",
        Demanding = "submitting demand lines",
        OpeningOffers = "opening the offer window",
        Offering = "submitting offers",
        Closing = "closing the round",
        Running = "the run",
        Loading = "loading the input",
        Matching = "matching",
        Saving = "verifying and saving the result",
        Publishing = "publication",
        CatchingUp = "until the other round's submissions are worked off",
        ReadingMatches = "reading own matches",
        ReadingRuns = "reading the run",
        Downloading = "downloading input and result",
        Verifying = "verifying the downloaded documents";
}
