using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Faults;

/// <summary>A PostgreSQL of our own, with the settings for real data, which comes back on the same port.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(20);

    private readonly string folder;
    private readonly ServerOptions options;
    private PostgresServer postgres;

    private Server(string folder, ServerOptions options, PostgresServer postgres) =>
        (this.folder, this.options, this.postgres) = (folder, options, postgres);

    internal string ConnectionString => postgres.ConnectionString;

    internal static async Task<Server> StartAsync(string folder, params KeyValuePair<string, string>[] settings)
    {
        var first = ServerOptions.Default with { Settings = settings };
        var started = await PostgresServer.StartAsync(folder, first, CancellationToken.None);
        var port = new NpgsqlConnectionStringBuilder(started.ConnectionString).Port;
        return new Server(folder, first with { PreferredPort = port }, started);
    }

    /// <summary>SIGKILL to the postmaster.</summary>
    internal async Task KillAsync()
    {
        using var postmaster = Process.GetProcessById(postgres.ProcessId);
        postmaster.Kill();
        await postgres.Ended;
    }

    /// <summary>SIGKILL to one of its sessions; false if there was none.</summary>
    internal async Task<bool> KillSessionAsync()
    {
        var id = await ScalarAsync("""
            select pid from pg_stat_activity where application_name = 'supervision ledger' and pid <> pg_backend_pid()
            order by state = 'active' desc, random() limit 1
            """);
        // Only what our own postmaster has started is ever signalled.
        if (id is not int session || ParentOf(session) != postgres.ProcessId)
            return false;
        using var process = Process.GetProcessById(session);
        process.Kill();
        return true;
    }

    /// <summary>Starts it again if it has ended, and waits until it answers.</summary>
    internal async Task RecoverAsync()
    {
        var until = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (postgres.Ended.IsCompleted)
                {
                    await postgres.DisposeAsync();
                    postgres = await PostgresServer.StartAsync(folder, options, CancellationToken.None);
                }

                await ScalarAsync("select 1");
                return;
            }
            catch (Exception e) when (e is NpgsqlException or EmbeddedPostgresException && until.Elapsed < ReadyMax)
            {
                await Task.Delay(ReadyPause);
            }
        }
    }

    /// <summary>On a connection of its own, which is closed again.</summary>
    internal async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    internal async Task<NpgsqlConnection> OpenAsync()
    {
        var unpooled = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false };
        var connection = new NpgsqlConnection(unpooled.ConnectionString);
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    // The fourth word of /proc/PID/stat; the second is the name in brackets.
    private static int ParentOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
