using System.Diagnostics;
using System.Text;

namespace Supervision.Tidy.Tests;

/// <summary>The files under version control, and those about to be.</summary>
internal static class Repository
{
    private static readonly string[] TextEndings =
    [
        ".cs", ".razor", ".sql", ".md", ".txt", ".json", ".yml", ".yaml", ".xml", ".resx", ".csproj", ".props",
        ".targets", ".css", ".js", ".html", ".csv", ".sh", ".editorconfig", ".gitignore", ".gitattributes",
        "/run", "/Dockerfile", "/run-all", "/LICENSE",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths are relative, with slashes; built and fetched files are ignored by git, so not here.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = [.. Listed().Select(Read)];

    public static IEnumerable<SourceFile> Code => Files.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal));

    public static bool IsText(string path) => TextEndings.Any(e => $"/{path}".EndsWith(e, StringComparison.Ordinal));

    private static SourceFile Read(string path) => new(path, File.ReadAllBytes(Path.Combine(Root, path)));

    private static IEnumerable<string> Listed()
    {
        var start = new ProcessStartInfo("git",
            ["-c", "safe.directory=*", "-c", "core.quotePath=false", "ls-files", "-z", "-co", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var git = Process.Start(start)!;
        var paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        if (git.ExitCode != 0) throw new InvalidOperationException("git could not list the files.");
        return paths.Where(p => File.Exists(Path.Combine(Root, p)));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Supervision.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Supervision.sln not found.");
        return folder;
    }
}

internal sealed record SourceFile(string Path, byte[] Bytes)
{
    public string Text { get; } = Encoding.UTF8.GetString(Bytes);
}
