using Npgsql;

namespace Supervision.Ledger.EmbeddedPostgres;

/// <summary>
/// Why the embedded server could not be started: a stable code, one English sentence, and the named values in it, from
/// which the command line words the same in other languages.
/// </summary>
public sealed class EmbeddedPostgresException : Exception
{
    private EmbeddedPostgresException(
        string code, string sentence, Exception? cause, params (string Name, string Value)[] arguments)
        : base(sentence, cause)
    {
        Code = code;
        Arguments = arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
    }

    /// <summary>One of the codes below, such as <c>postgres.no-binaries</c>; it never changes its meaning.</summary>
    public string Code { get; }

    public IReadOnlyDictionary<string, string> Arguments { get; }

    internal static EmbeddedPostgresException NoBinaries(string searched) => new(
        "postgres.no-binaries",
        $"PostgreSQL's programs initdb and postgres were not found ({searched}): install them with "
            + "'apt-get install postgresql', or name a server with --database.",
        null,
        ("searched", searched));

    internal static EmbeddedPostgresException TooOld(int found, int needed) => new(
        "postgres.too-old",
        $"PostgreSQL {found} is too old; version {needed} or newer is needed.",
        null,
        ("found", Text(found)),
        ("needed", Text(needed)));

    internal static EmbeddedPostgresException ToolMissing(string tool, Exception cause) => new(
        "postgres.tool-missing",
        $"The program '{tool}' is needed to start PostgreSQL and was not found on PATH.",
        cause,
        ("tool", tool));

    internal static EmbeddedPostgresException NotLinux() => new(
        "postgres.not-linux",
        "The embedded PostgreSQL runs on Linux only: name a server with --database.",
        null);

    internal static EmbeddedPostgresException NotWritable(string folder, Exception? cause) => new(
        "postgres.folder-not-writable",
        $"The folder {folder} cannot be written by this user: choose another with --data, or change its owner.",
        cause,
        ("folder", folder));

    internal static EmbeddedPostgresException Blocked(string folder, string user) => new(
        "postgres.folder-blocked",
        $"The database server runs as the user {user}, who may not pass through the folder {folder}: "
            + "choose a data folder elsewhere with --data, or allow it with 'chmod o+x'.",
        null,
        ("folder", folder),
        ("user", user));

    internal static EmbeddedPostgresException NoUser(string detail) => new(
        "postgres.no-user",
        "PostgreSQL needs a user account with a name, neither root nor a bare number: run the program as a user that "
            + $"is listed in /etc/passwd ({detail}).",
        null,
        ("detail", detail));

    internal static EmbeddedPostgresException DiskFull(string folder, Exception? cause) => new(
        "postgres.disk-full",
        $"The disk that holds {folder} is full.",
        cause,
        ("folder", folder));

    internal static EmbeddedPostgresException NoPort(int attempts) => new(
        "postgres.no-port",
        $"No free port was found on 127.0.0.1 in {attempts} attempts.",
        null,
        ("attempts", Text(attempts)));

    internal static EmbeddedPostgresException TimedOut(TimeSpan limit, string lines) => new(
        "postgres.start-timed-out",
        $"PostgreSQL was not ready after {Text((int)limit.TotalSeconds)} seconds. Its last words: {lines}",
        null,
        ("seconds", Text((int)limit.TotalSeconds)),
        ("lines", lines));

    internal static EmbeddedPostgresException Failed(string program, string lines) => new(
        "postgres.failed",
        $"{program} ended at once. Its last words: {lines}",
        null,
        ("program", program),
        ("lines", lines));

    internal static EmbeddedPostgresException OtherVersion(string folder, string folderVersion, string found) => new(
        "postgres.other-version",
        $"The data in {folder} belongs to PostgreSQL {folderVersion}, but only {found} was found: install "
            + $"'postgresql-{folderVersion}', or move the data with pg_upgrade.",
        null,
        ("folder", folder),
        ("folderVersion", folderVersion),
        ("found", found));

    internal static EmbeddedPostgresException Locked(string folder) => new(
        "postgres.locked",
        $"Another Supervision is using the folder {folder}: stop it first, or choose another folder with --data.",
        null,
        ("folder", folder));

    internal static EmbeddedPostgresException StillRunning(string folder, int process) => new(
        "postgres.still-running",
        $"An earlier database server (process {process}) still works in {folder} and did not stop when asked.",
        null,
        ("folder", folder),
        ("process", Text(process)));

    internal static EmbeddedPostgresException PasswordMissing(string file) => new(
        "postgres.password-missing",
        $"The database exists but its password file {file} is missing or empty: put it back from the backup.",
        null,
        ("file", file));

    internal static EmbeddedPostgresException PasswordRefused(string file, PostgresException cause) => new(
        "postgres.password-refused",
        $"The database refused the password in {file}: put the right file back from the backup.",
        cause,
        ("file", file));

    internal static EmbeddedPostgresException NotEmpty(string folder) => new(
        "postgres.not-empty",
        $"There is a ledger in {folder} already: choose an empty folder with --data, or move {folder}/postgres away.",
        null,
        ("folder", folder));

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
