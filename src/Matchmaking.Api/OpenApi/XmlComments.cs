using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Matchmaking.Api.OpenApi;

/// <summary>
/// Summaries of enumerations and their values, which the generator does not read: the compiler writes them to a file beside the assembly.
/// </summary>
internal static partial class XmlComments
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Files = new();

    /// <summary>A type's summary in Markdown, or null.</summary>
    public static string? Summary(Type type) => Files.GetOrAdd(type.Assembly, Load).GetValueOrDefault($"T:{type.FullName}");

    /// <summary>A field's summary in Markdown, or null.</summary>
    public static string? Summary(FieldInfo field) =>
        Files.GetOrAdd(field.DeclaringType!.Assembly, Load).GetValueOrDefault($"F:{field.DeclaringType.FullName}.{field.Name}");

    private static IReadOnlyDictionary<string, string> Load(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        return !File.Exists(file) ? new Dictionary<string, string>() : XDocument.Load(file).Descendants("member")
            .Where(member => member.Element("summary") is not null && member.Attribute("name")!.Value[0] is 'F' or 'T')
            .ToDictionary(member => member.Attribute("name")!.Value, member => Markdown(member.Element("summary")!));
    }

    private static string Markdown(XElement summary) => Blanks().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim();

    private static string Markdown(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XText text => text.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
