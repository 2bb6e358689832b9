using System.Globalization;

namespace Supervision.Ledger.EmbeddedPostgres;

/// <summary>The folder that holds <c>initdb</c> and <c>postgres</c>, and their major version.</summary>
public sealed record PostgresBinaries(string Folder, int Major)
{
    /// <summary>Set to a folder, it is the only one searched.</summary>
    public const string FolderVariable = "SUPERVISION_POSTGRES_BIN";

    private const int OldestMajor = 15;

    private static readonly string[] UsualRoots =
        ["/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/postgresql"];

    private static readonly string[] UsualFolders =
        ["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin", "/usr/pgsql/bin"];

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>
    /// The programs to use: those of version <paramref name="folderMajor"/> if a data folder already has one, else the
    /// first found in the order named folder, PATH, newest under /usr/lib/postgresql, usual places.
    /// </summary>
    public static async Task<PostgresBinaries> FindAsync(
        string? namedFolder, Func<string, string?> environment, int? folderMajor, string dataFolder)
    {
        var only = namedFolder ?? environment(FolderVariable);
        var searched = string.IsNullOrEmpty(only) ? "PATH, /usr/lib/postgresql" : only;
        var folders = (string.IsNullOrEmpty(only) ? Candidates(environment("PATH")) : [only]).Where(HasPrograms);
        var found = new List<PostgresBinaries>();
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            var binaries = new PostgresBinaries(folder, await MajorOfAsync(folder));
            if (binaries.Major == folderMajor) return binaries;
            found.Add(binaries);
        }

        if (found.Count == 0) throw EmbeddedPostgresException.NoBinaries(searched);
        if (folderMajor is { } major)
        {
            var versions = string.Join(", ", found.Select(f => f.Major.ToString(CultureInfo.InvariantCulture)));
            throw EmbeddedPostgresException.OtherVersion(
                dataFolder, major.ToString(CultureInfo.InvariantCulture), versions);
        }

        return found.Find(f => f.Major >= OldestMajor)
            ?? throw EmbeddedPostgresException.TooOld(found[0].Major, OldestMajor);
    }

    private static IEnumerable<string> Candidates(string? path)
    {
        foreach (var folder in (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
        foreach (var root in UsualRoots.Where(Directory.Exists))
        {
            foreach (var version in Directory.GetDirectories(root).OrderByDescending(VersionNumber))
                yield return Path.Combine(version, "bin");
        }

        foreach (var folder in UsualFolders) yield return folder;
    }

    private static int VersionNumber(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static bool HasPrograms(string folder) =>
        Path.IsPathFullyQualified(folder)
        && File.Exists(Path.Combine(folder, "initdb"))
        && File.Exists(Path.Combine(folder, "postgres"));

    private static async Task<int> MajorOfAsync(string folder)
    {
        var asked = await ChildProcess.RunAsync([Path.Combine(folder, "postgres"), "--version"]);
        var number = asked.Output.Split(' ').SkipWhile(word => word != "(PostgreSQL)").ElementAtOrDefault(1) ?? "";
        var digits = new string(number.TakeWhile(char.IsAsciiDigit).ToArray());
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}
