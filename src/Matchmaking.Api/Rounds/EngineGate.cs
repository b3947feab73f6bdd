namespace Matchmaking.Api.Rounds; internal static class EngineGate { public static IEnumerable<(string Path,string Code,string Detail)> Validate(object input) => []; }
