using System.Globalization;
using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Ledger.Backups;

/// <summary>The folder that holds <c>pg_dump</c> and <c>pg_restore</c>, and their major version.</summary>
internal sealed record DumpPrograms(string Folder, int Major)
{
    internal string Dump => Path.Combine(Folder, "pg_dump");

    internal string Restore => Path.Combine(Folder, "pg_restore");

    /// <summary>
    /// Those of the server's own version if they are there, else the oldest that are not older than
    /// <paramref name="least"/>. Where a distribution keeps versions apart they come before PATH, where it may put a
    /// wrapper that chooses among them by itself.
    /// </summary>
    /// <exception cref="BackupException">There are none, or only older ones.</exception>
    internal static async Task<DumpPrograms> FindAsync(
        int server, int least, Func<string, string?> environment)
    {
        var only = environment(PostgresBinaries.FolderVariable);
        var folders = string.IsNullOrEmpty(only)
            ? PostgresBinaries.Candidates(null).Concat(PostgresBinaries.Candidates(environment("PATH"))) : [only];
        var found = new List<DumpPrograms>();
        foreach (var folder in folders.Distinct(StringComparer.Ordinal).Where(HasPrograms))
        {
            var major = await PostgresBinaries.MajorOfAsync(Path.Combine(folder, "pg_dump"));
            found.Add(new DumpPrograms(folder, major));
            if (major == server && major >= least)
                return found[^1];
        }

        if (found.Where(f => f.Major >= least).MinBy(f => f.Major) is { } best)
            return best;
        if (found.Count > 0)
        {
            throw new BackupException("programs-too-old", $"pg_dump and pg_restore {found.Max(f => f.Major)} are older "
                + $"than needed: install 'postgresql-client-{least}'.", Text(found.Max(f => f.Major)), Text(least));
        }

        throw new BackupException("no-programs", "PostgreSQL's programs pg_dump and pg_restore were not found: install "
            + $"'postgresql-client-{least}'.", Text(least), PostgresBinaries.FolderVariable);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool HasPrograms(string folder) => Path.IsPathFullyQualified(folder)
        && File.Exists(Path.Combine(folder, "pg_dump")) && File.Exists(Path.Combine(folder, "pg_restore"));
}
