using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Npgsql;

namespace Supervision.Ledger.EmbeddedPostgres;

/// <summary>A private PostgreSQL server on loopback, which lives as long as this object.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Login = "ledger";
    public const string DatabaseName = "supervision";

    private const int PortAttemptsMax = 5;
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(20);

    private readonly DataFolder _folder;
    private readonly ChildProcess _process;
    private readonly TimeSpan _stopTimeout;
    private bool _disposed;

    private PostgresServer(DataFolder folder, ChildProcess process, string connectionString, TimeSpan stopTimeout)
    {
        _folder = folder;
        _process = process;
        _stopTimeout = stopTimeout;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    /// <summary>The operating system's id of the postmaster.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Completes with the exit code when the server ends, asked or not.</summary>
    public Task<int> Ended => _process.Ended;

    /// <summary>
    /// Starts the server of <paramref name="dataFolder"/> and returns when it answers; makes folder, cluster and
    /// database at the first start. Every failure is an <see cref="EmbeddedPostgresException"/>.
    /// </summary>
    public static Task<PostgresServer> StartAsync(string dataFolder, ServerOptions options, CancellationToken ct) =>
        OperatingSystem.IsLinux()
            ? StartInAsync(DataFolder.Open(dataFolder), options, ct)
            : throw EmbeddedPostgresException.NotLinux();

    /// <summary>
    /// The connection string of the server that another process runs in this folder, and goes on running; null where
    /// none is ready. Who may read the folder's password may use it.
    /// </summary>
    public static string? FindRunning(string dataFolder)
    {
        // Of postmaster.pid (PostgreSQL, "lockfile"): the port is on line 4, whether it accepts sessions on line 8.
        const int PortLine = 3;
        const int StatusLine = 7;
        var folder = DataFolder.Unlocked(dataFolder);
        var file = Path.Combine(folder.Cluster, "postmaster.pid");
        if (!File.Exists(file)) return null;
        var lines = File.ReadAllLines(file);
        return lines.Length > StatusLine && lines[StatusLine].Trim() == "ready"
            && int.TryParse(lines[PortLine], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? ConnectionTo(port, folder.Password()) : null;
    }

    /// <summary>Stops fast: sessions end, a checkpoint is written, then the folder's lock is released.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await StopAsync(_process, _stopTimeout);
        _folder.Dispose();
    }

    /// <summary>The folder, already locked, is released again if the start fails.</summary>
    [SupportedOSPlatform("linux")]
    private static async Task<PostgresServer> StartInAsync(
        DataFolder folder, ServerOptions options, CancellationToken ct)
    {
        try
        {
            var binaries = await PostgresBinaries.FindAsync(
                options.BinariesFolder, Environment.GetEnvironmentVariable, folder.MajorVersion(), folder.Cluster);
            var account = await ServerAccount.ChooseAsync(folder.Cluster);
            await account.RequireReachAsync(folder.Path);
            if (!Directory.Exists(folder.Cluster)) await folder.InitialiseAsync(binaries, account);
            await Leftovers.ClearAsync(folder.Cluster, ct);
            return await StartOnFreePortAsync(folder, binaries, account, options, ct);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    [SupportedOSPlatform("linux")]
    private static async Task<PostgresServer> StartOnFreePortAsync(
        DataFolder folder,
        PostgresBinaries binaries,
        ServerAccount account,
        ServerOptions options,
        CancellationToken ct)
    {
        var password = folder.Password();
        for (var attempt = 0; attempt < PortAttemptsMax; attempt++)
        {
            // Between the choice and the server's own bind another program may take the port: then once more.
            var port = attempt == 0 && options.PreferredPort is { } preferred ? preferred : FreePort();
            var connection = ConnectionTo(port, password);
            var process = await ChildProcess.StartAsync(account.Start(
                binaries.Postgres, Arguments(folder.Cluster, port, options)));
            if (await BecomesReadyAsync(process, connection, folder, options, ct))
                return new PostgresServer(folder, process, connection, options.StopTimeout);
        }

        throw EmbeddedPostgresException.NoPort(PortAttemptsMax);
    }

    private static string ConnectionTo(int port, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Login,
        Password = password,
        Database = DatabaseName,
        IncludeErrorDetail = false,
    }.ConnectionString;

    private static IEnumerable<string> Arguments(string cluster, int port, ServerOptions options)
    {
        IEnumerable<KeyValuePair<string, string>> settings =
        [
            new("listen_addresses", "127.0.0.1"),
            // The default socket folder belongs to the system's own PostgreSQL.
            new("unix_socket_directories", ""),
            new("timezone", "UTC"),
            .. options.Settings,
        ];
        return ["-D", cluster, "-p", port.ToString(CultureInfo.InvariantCulture),
            .. settings.SelectMany(s => (string[])["-c", $"{s.Key}={s.Value}"])];
    }

    /// <summary>False if the port was taken; if it fails otherwise, the server has been stopped.</summary>
    [SupportedOSPlatform("linux")]
    private static async Task<bool> BecomesReadyAsync(
        ChildProcess process, string connection, DataFolder folder, ServerOptions options, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.StartTimeout);
        try
        {
            while (!process.Ended.IsCompleted)
            {
                if (await AnswersAsync(connection, folder.PasswordFile, limit.Token)) return true;
                await Task.Delay(ReadyPause, limit.Token);
            }
        }
        catch (Exception e)
        {
            await StopAsync(process, options.StopTimeout);
            if (e is OperationCanceledException && !ct.IsCancellationRequested)
                throw EmbeddedPostgresException.TimedOut(options.StartTimeout, process.Errors);
            throw;
        }

        if (process.Errors.Contains("Address already in use", StringComparison.Ordinal)) return false;
        throw DataFolder.Explain("postgres", process.Errors, folder.Path);
    }

    private static async Task<bool> AnswersAsync(string connection, string passwordFile, CancellationToken ct)
    {
        try
        {
            await using var opened = await OpenAsync(connection, ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // The first start, or a crash between initdb and this line.
            await CreateDatabaseAsync(connection, ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw EmbeddedPostgresException.PasswordRefused(passwordFile, e);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CannotConnectNow)
        {
            return false;
        }
        catch (NpgsqlException e) when (e.InnerException is SocketException or IOException or TimeoutException)
        {
            return false;
        }
    }

    private static async Task CreateDatabaseAsync(string connection, CancellationToken ct)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(connection) { Database = "postgres" }.ConnectionString;
        await using var opened = await OpenAsync(maintenance, ct);
        await using var create = new NpgsqlCommand($"create database {DatabaseName}", opened);
        await create.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Without the pool, which would keep an idle session that nobody owns.</summary>
    private static async Task<NpgsqlConnection> OpenAsync(string connection, CancellationToken ct)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connection) { Pooling = false, SslMode = SslMode.Disable };
        var opened = new NpgsqlConnection(unpooled.ConnectionString);
        try
        {
            await opened.OpenAsync(ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private static async Task StopAsync(ChildProcess process, TimeSpan timeout)
    {
        process.Signal(Signal.Interrupt);
        if (await Task.WhenAny(process.Ended, Task.Delay(timeout)) != process.Ended) process.Signal(Signal.Quit);
        await process.Ended;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
