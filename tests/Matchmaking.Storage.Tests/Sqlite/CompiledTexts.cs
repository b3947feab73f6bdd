using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Matchmaking.Storage.Tests;

/// <summary>The texts that the methods of an assembly load, as they are compiled: constants, and parts of texts that are put together.</summary>
internal static class CompiledTexts
{
    private const byte LoadText = 0x72, TextToken = 0x70;
    private const int TokenLength = 4;

    /// <summary>Each text with the outermost type that loads it.</summary>
    public static IReadOnlyCollection<(string Type, string Text)> Of(string assemblyFile)
    {
        using var file = new PEReader(File.OpenRead(assemblyFile));
        var metadata = file.GetMetadataReader();
        var known = Handles(metadata).ToHashSet();
        var found = new HashSet<(string, string)>();
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            // An operand may look like an instruction, but then only finds a text that is in the assembly anyway.
            for (var at = 0; at + TokenLength < code.Length; at++)
                if (code[at] == LoadText && code[at + TokenLength] == TextToken
                    && MetadataTokens.UserStringHandle(BitConverter.ToInt32(code, at + 1) & 0xFFFFFF) is var handle && known.Contains(handle))
                    found.Add((Outermost(metadata, method.GetDeclaringType()), metadata.GetUserString(handle)));
        }

        return found;
    }

    private static IEnumerable<UserStringHandle> Handles(MetadataReader metadata)
    {
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            yield return handle;
    }

    private static string Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? Outermost(metadata, outer) : metadata.GetString(type.Name);
    }
}
