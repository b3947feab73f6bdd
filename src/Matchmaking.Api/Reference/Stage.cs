namespace Matchmaking.Api.Reference;

/// <summary>
/// The stages of Regulation (EU) 2024/1252 at which a share is measured. Ores and concentrates are counted under extraction, as
/// supply statistics do; everything chemical or metallurgical after that under processing.
/// </summary>
public enum Stage
{
    /// <summary>Ores, brines and their concentrates.</summary>
    Extraction,

    /// <summary>Intermediates, refined compounds and metals, whether primary or recycled.</summary>
    Processing,

    /// <summary>The feedstock of recycling: black mass, scrap, swarf, spent catalyst.</summary>
    Recycling,
}
