using System.Runtime.InteropServices;
using Npgsql;
using Supervision.Ledger;
using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Benchmarks;

/// <summary>
/// A private PostgreSQL with the settings for real data (fsync on), in a folder that goes with it, also when the
/// program is told to stop.
/// </summary>
internal sealed class Machine : IAsyncDisposable
{
    private const int KilledBy = 128;

    private readonly string folder;
    private readonly CancellationTokenSource stop = new();
    private readonly Lazy<Task<PostgresServer>> starting;
    private readonly Lazy<Task> closing;
    private readonly PosixSignalRegistration[] signals;
    private int databases;

    private Machine(string folder)
    {
        this.folder = folder;
        closing = new Lazy<Task>(CloseAsync);
        // Before there is anything to leave behind.
        signals = [Register(PosixSignal.SIGINT, 2), Register(PosixSignal.SIGTERM, 15), Register(PosixSignal.SIGHUP, 1)];
        starting = new Lazy<Task<PostgresServer>>(MakeAsync);
    }

    private PostgresServer Server => starting.Value.Result;

    internal static async Task<Machine> StartAsync()
    {
        // TMPDIR may lie in a folder that is closed to the user whom the server runs as when we are root.
        var root = Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath();
        var machine = new Machine(Path.Combine(root, $"supervision-bench-{Guid.NewGuid():n}"));
        try
        {
            await machine.starting.Value;
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new database with an empty ledger, or a copy of one; nobody may be connected to that one.</summary>
    internal async Task<string> NewLedgerAsync(string? copyOf = null)
    {
        var name = $"bench_{++databases}";
        var template = copyOf is null ? "" : $" template {new NpgsqlConnectionStringBuilder(copyOf).Database}";
        await Sql.RunAsync(Server.ConnectionString, $"create database {name}{template}");
        var connectionString = new NpgsqlConnectionStringBuilder(Server.ConnectionString)
        {
            Database = name,
        }.ConnectionString;
        await using (await OpenAsync(connectionString))
        {
            // Opening makes the schema. Nobody may be connected to what is copied.
        }

        NpgsqlConnection.ClearAllPools();
        return connectionString;
    }

    internal Task DropAsync(string ledger) => Sql.RunAsync(
        Server.ConnectionString,
        $"drop database {new NpgsqlConnectionStringBuilder(ledger).Database} with (force)");

    internal static Task<EventStore> OpenAsync(string ledger) =>
        EventStore.OpenAsync(ledger, TimeProvider.System, CancellationToken.None);

    /// <summary>So that each measurement begins alike.</summary>
    internal async Task SettleAsync()
    {
        GC.Collect();
        await Sql.RunAsync(Server.ConnectionString, "checkpoint");
    }

    public async ValueTask DisposeAsync()
    {
        await closing.Value;
        // The program is about to end with the signal's code; what failed because of it is of no interest.
        if (stop.IsCancellationRequested)
            await Task.Delay(Timeout.Infinite);
        foreach (var signal in signals)
            signal.Dispose();
        stop.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal, int number) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
            _ = Task.Run(async () =>
            {
                await closing.Value;
                Environment.Exit(KilledBy + number);
            });
        });

    private Task<PostgresServer> MakeAsync()
    {
        stop.Token.ThrowIfCancellationRequested();
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return PostgresServer.StartAsync(folder, ServerOptions.Default, stop.Token);
    }

    private async Task CloseAsync()
    {
        PostgresServer? server = null;
        try
        {
            server = await starting.Value;
        }
        catch (Exception)
        {
            // Whoever wanted it started is told; here it is only taken away.
        }

        NpgsqlConnection.ClearAllPools();
        if (server is not null)
            await server.DisposeAsync();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}

internal static class Sql
{
    internal static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
