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
            var binaries = new PostgresBinaries(folder, await MajorOfAsync(Path.Combine(folder, "postgres")));
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

    /// <summary>The folders of <paramref name="path"/>, then those where packages put them, newest first.</summary>
    internal static IEnumerable<string> Candidates(string? path) =>
    [
        .. (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. UsualRoots.Where(Directory.Exists).SelectMany(root => Directory.GetDirectories(root)
            .OrderByDescending(VersionNumber).Select(version => Path.Combine(version, "bin"))),
        .. UsualFolders,
    ];

    private static int VersionNumber(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static bool HasPrograms(string folder) =>
        Path.IsPathFullyQualified(folder)
        && File.Exists(Path.Combine(folder, "initdb"))
        && File.Exists(Path.Combine(folder, "postgres"));

    internal static async Task<int> MajorOfAsync(string program)
    {
        var asked = await ChildProcess.RunAsync([program, "--version"]);
        var number = asked.Output.Split(' ').SkipWhile(word => word != "(PostgreSQL)").ElementAtOrDefault(1) ?? "";
        var digits = new string(number.TakeWhile(char.IsAsciiDigit).ToArray());
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}
