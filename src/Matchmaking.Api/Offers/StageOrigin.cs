using Matchmaking.Api.Reference;

namespace Matchmaking.Api.Offers;

/// <summary>In which country a stage of the product took place.</summary>
public sealed record StageOrigin
{
    /// <summary>Stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Country, ISO 3166 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>The stages up to an offer's own: processed material was extracted before, or recycled where it is recycled.</summary>
    internal static Stage[] Needed(Stage own, bool recycled) => own switch
    {
        Stage.Processing => [recycled ? Stage.Recycling : Stage.Extraction, Stage.Processing],
        _ => [own],
    };
}
