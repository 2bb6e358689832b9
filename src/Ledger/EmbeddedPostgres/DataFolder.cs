using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Supervision.Ledger.EmbeddedPostgres;

/// <summary>The program's folder, locked for this process: <c>postgres/</c>, <c>postgres.password</c> …</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayPass = OwnerFolder | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const int PasswordBytes = 32;
    private const int DiskFullErrno = 28;

    internal const string LockName = "supervision.lock";

    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>PostgreSQL's own data folder; it exists only when it is complete.</summary>
    public string Cluster => System.IO.Path.Combine(Path, "postgres");

    public string PasswordFile => System.IO.Path.Combine(Path, "postgres.password");

    private string UnfinishedCluster => System.IO.Path.Combine(Path, "postgres.new");

    private string PasswordForInitdb => System.IO.Path.Combine(Path, "postgres.password.new");

    /// <summary>Makes the folder if needed and takes its lock, which the system releases if we are killed.</summary>
    [SupportedOSPlatform("linux")]
    public static DataFolder Open(string folder)
    {
        var path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        return Writing(path, () =>
        {
            if (!Directory.Exists(path)) Directory.CreateDirectory(path, OthersMayPass);
            return new DataFolder(path, Lock(path));
        });
    }

    /// <summary>The folder as it lies there, which another process may be using.</summary>
    public static DataFolder Unlocked(string folder) =>
        new(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder)), null);

    /// <summary>
    /// Takes the cluster of another folder on the same disk, whose server has stopped. A crash in between leaves a
    /// password without a cluster, which the next start makes anew.
    /// </summary>
    public void Take(DataFolder other) => Writing(Path, () =>
    {
        File.Move(other.PasswordFile, PasswordFile, overwrite: true);
        Directory.Move(other.Cluster, Cluster);
        return true;
    });

    /// <summary>The major version of the cluster, or null before the first start.</summary>
    public int? MajorVersion()
    {
        if (!Directory.Exists(Cluster)) return null;
        var text = Writing(Cluster, () => File.ReadAllText(System.IO.Path.Combine(Cluster, "PG_VERSION")));
        return int.Parse(text.Trim(), CultureInfo.InvariantCulture);
    }

    public string Password()
    {
        var password = File.Exists(PasswordFile)
            ? Writing(PasswordFile, () => File.ReadAllText(PasswordFile).Trim())
            : "";
        return password.Length > 0 ? password : throw EmbeddedPostgresException.PasswordMissing(PasswordFile);
    }

    /// <summary>Makes the cluster. Order: password on disk, cluster beside its place, then one rename.</summary>
    /// <remarks>A crash before the rename leaves <c>postgres.new</c>, which the next start throws away.</remarks>
    [SupportedOSPlatform("linux")]
    public async Task InitialiseAsync(PostgresBinaries binaries, ServerAccount account)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
        Writing(Path, () =>
        {
            if (Directory.Exists(UnfinishedCluster)) Directory.Delete(UnfinishedCluster, recursive: true);
            WritePrivately(PasswordFile, password);
            WritePrivately(PasswordForInitdb, password);
            return Directory.CreateDirectory(UnfinishedCluster, OwnerFolder);
        });
        try
        {
            await account.OwnAsync(UnfinishedCluster);
            await account.OwnAsync(PasswordForInitdb);
            await RunInitdbAsync(binaries, account);
            Writing(Path, () =>
            {
                Directory.Move(UnfinishedCluster, Cluster);
                return true;
            });
        }
        finally
        {
            File.Delete(PasswordForInitdb);
        }
    }

    public void Dispose() => _lock?.Dispose();

    private async Task RunInitdbAsync(PostgresBinaries binaries, ServerAccount account)
    {
        var initdb = await ChildProcess.RunAsync(account.Start(
            binaries.Initdb,
            "-D", UnfinishedCluster, "-U", PostgresServer.Login, "--auth=scram-sha-256",
            $"--pwfile={PasswordForInitdb}", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"));
        if (await initdb.Ended != 0) throw Explain("initdb", initdb.Errors, Path);
    }

    /// <summary>What PostgreSQL's own words say about a start that failed.</summary>
    public static EmbeddedPostgresException Explain(string program, string errors, string folder)
    {
        if (errors.Contains("No space left on device", StringComparison.Ordinal))
            return EmbeddedPostgresException.DiskFull(folder, null);
        if (errors.Contains("could not look up effective user ID", StringComparison.Ordinal))
            return EmbeddedPostgresException.NoUser(errors);
        return EmbeddedPostgresException.Failed(program, errors);
    }

    [SupportedOSPlatform("linux")]
    private static FileStream Lock(string folder)
    {
        var file = System.IO.Path.Combine(folder, LockName);
        try
        {
            return new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = OwnerOnly,
            });
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && !IsDiskFull(e))
        {
            throw EmbeddedPostgresException.Locked(folder);
        }
    }

    [SupportedOSPlatform("linux")]
    private static void WritePrivately(string file, string text)
    {
        File.Delete(file);
        using var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    private static T Writing<T>(string folder, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (IOException e) when (IsDiskFull(e))
        {
            throw EmbeddedPostgresException.DiskFull(folder, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EmbeddedPostgresException.NotWritable(folder, e);
        }
    }

    private static bool IsDiskFull(IOException e) => (e.HResult & 0xffff) == DiskFullErrno;
}
