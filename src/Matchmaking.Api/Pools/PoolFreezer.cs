using Matchmaking.Storage;
using Matchmaking.Storage.Rounds;

namespace Matchmaking.Api.Pools;

/// <summary>Computes a round's pools when offers open.</summary>
public static class PoolFreezer
{
    /// <summary>Computes and stores the pools.</summary>
    public static void Freeze(WriteSession session, RoundRow round)
    {
    }
}
