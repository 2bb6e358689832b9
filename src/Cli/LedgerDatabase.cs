using Npgsql;
using Supervision.Ledger;
using Supervision.Ledger.Backups;
using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Cli;

/// <summary>Where a command finds its ledger: a PostgreSQL of one's own, or an embedded one in a data folder.</summary>
/// <param name="Database">A connection string; null = embedded.</param>
/// <param name="Data">The data folder of the embedded one; null = the default for its kind.</param>
/// <param name="Key">The file of the log's private key; null = in the data folder.</param>
public sealed record Place(string? Database, string? Data, string? Key = null)
{
    /// <summary>
    /// Where the log's key of a kind of ledger lies: in the data folder, beside PostgreSQL's own and never in the
    /// database; for a database of one's own, in a folder of the database's name, so that two logs never share a key.
    /// </summary>
    public string KeyFile(string kind) => Path.GetFullPath(Key ?? Path.Combine(
        Database is null ? Folder(kind) : Folder($"{kind}-{DatabaseName(Database)}"), LogKey.FileName));

    /// <summary>
    /// Where the master key lies that wraps the keys of persons: beside the log's key, or where
    /// <c>SUPERVISION_MASTER_KEY</c> says.
    /// </summary>
    public string MasterKeyFile(string kind) =>
        Environment.GetEnvironmentVariable("SUPERVISION_MASTER_KEY") is { Length: > 0 } path
            ? Path.GetFullPath(path) : Path.Combine(Path.GetDirectoryName(KeyFile(kind))!, "master.key");

    /// <summary>The files beside the database of a kind of ledger.</summary>
    public LedgerFiles Files(string kind) => new(KeyFile(kind), MasterKeyFile(kind));

    /// <summary>A folder beside the data of embedded ledgers for what is thrown away.</summary>
    public string ScratchFolder() => Path.Combine(Data ?? Path.GetTempPath(), LedgerDatabase.ScratchName());

    /// <summary>The folder of a kind of ledger, <c>ledger</c> or <c>demo</c>: they never share one.</summary>
    public string Folder(string kind) => Path.GetFullPath(Path.Combine(Data ?? Default(), kind));

    private static string DatabaseName(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            var name = builder.Database ?? builder.Username ?? "";
            return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
        }
        catch (ArgumentException)
        {
            // Opening it says what is wrong with it.
            return "";
        }
    }

    // Root's home is closed to the unprivileged user that the server runs as, so root's data lies elsewhere.
    private static string Default()
    {
        if (Environment.IsPrivilegedProcess)
            return "/var/lib/supervision";
        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "supervision");
    }
}

/// <summary>An open PostgreSQL: started by this program and stopped with it, or somebody's own, left running.</summary>
public sealed class LedgerDatabase : IAsyncDisposable
{
    private readonly PostgresServer? server;
    private readonly string? scratchFolder;
    private readonly (string Server, string Name)? scratchDatabase;

    private LedgerDatabase(string connectionString, PostgresServer? server, string? scratchFolder = null,
        (string Server, string Name)? scratchDatabase = null)
    {
        ConnectionString = connectionString;
        this.server = server;
        this.scratchFolder = scratchFolder;
        this.scratchDatabase = scratchDatabase;
    }

    public string ConnectionString { get; }

    /// <summary>Whether this program started the server.</summary>
    public bool IsEmbedded => server is not null;

    /// <summary>Opens the ledger's database of a kind.</summary>
    public static async Task<LedgerDatabase> OpenAsync(Place place, string kind, CancellationToken ct)
    {
        if (place.Database is { } own)
            return new LedgerDatabase(Read(own).ConnectionString, null);
        var started = await PostgresServer.StartAsync(place.Folder(kind), ServerOptions.Default, ct);
        return new LedgerDatabase(started.ConnectionString, started);
    }

    /// <summary>
    /// Opens a ledger's database that is there, also while another process serves it: then through the server that
    /// that one runs, and only as long as it does.
    /// </summary>
    public static async Task<LedgerDatabase> OpenExistingAsync(Place place, string kind, CancellationToken ct)
    {
        if (place.Database is null && !Directory.Exists(Path.Combine(place.Folder(kind), "postgres")))
            throw new CommandFailedException(Texts.Get("verify.no_ledger", place.Folder(kind)));
        try
        {
            return await OpenAsync(place, kind, ct);
        }
        catch (EmbeddedPostgresException e) when (e.Code == "postgres.locked")
        {
            if (PostgresServer.FindRunning(place.Folder(kind)) is not { } running)
                throw;
            return new LedgerDatabase(running, null);
        }
    }

    internal static string ScratchName() => "supervision_scratch_" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>A fresh database that is gone when it is closed.</summary>
    public static async Task<LedgerDatabase> OpenScratchAsync(Place place, CancellationToken ct)
    {
        if (place.Database is { } own)
        {
            var name = ScratchName();
            var scratch = Read(own);
            await ExecuteAsync(own, $"create database {name}", ct);
            scratch.Database = name;
            return new LedgerDatabase(scratch.ConnectionString, null, scratchDatabase: (own, name));
        }

        var folder = place.ScratchFolder();
        var started = await PostgresServer.StartAsync(folder, ServerOptions.ForTests, ct);
        return new LedgerDatabase(started.ConnectionString, started, folder);
    }

    /// <summary>Whether the database has no ledger yet.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select to_regclass('ledger.entry') is null", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Drops an embedded ledger, to begin it again. Only for one on a simulated clock.</summary>
    public async Task StartAfreshAsync(CancellationToken ct)
    {
        NpgsqlConnection.ClearAllPools();
        var name = new NpgsqlConnectionStringBuilder(ConnectionString).Database!;
        var other = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres" }.ConnectionString;
        await ExecuteAsync(other, $"drop database \"{name}\" with (force)", ct);
        await ExecuteAsync(other, $"create database \"{name}\"", ct);
    }

    /// <summary>Stops what this program started and removes what was scratch.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (scratchDatabase is { } scratch)
            await ExecuteAsync(scratch.Server, $"drop database {scratch.Name} with (force)", CancellationToken.None);
        if (server is not null)
            await server.DisposeAsync();
        if (scratchFolder is not null && Directory.Exists(scratchFolder))
            Directory.Delete(scratchFolder, recursive: true);
    }

    private static NpgsqlConnectionStringBuilder Read(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException wrong)
        {
            throw new CommandFailedException(Texts.Get("failure.connection_string", wrong.Message));
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
