namespace Matchmaking.Api.Tests.Deployment;

/// <summary>Files that are shipped beside the service.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>Full name of a file or folder.</summary>
    public static string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Text of a file.</summary>
    public static string Text(string name) => File.ReadAllText(PathOf(name));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Matchmaking.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
