using Npgsql;
using Supervision.Ledger;
using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Benchmarks;

/// <summary>A private PostgreSQL with the settings for real data (fsync on), in a folder that goes with it.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly string folder;
    private readonly PostgresServer server;
    private int databases;

    private Machine(string folder, PostgresServer server) => (this.folder, this.server) = (folder, server);

    internal static async Task<Machine> StartAsync()
    {
        // TMPDIR may lie in a folder that is closed to the user whom the server runs as when we are root.
        var root = Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath();
        var made = Path.Combine(root, $"supervision-bench-{Guid.NewGuid():n}");
        Directory.CreateDirectory(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        try
        {
            return new Machine(
                made, await PostgresServer.StartAsync(made, ServerOptions.Default, CancellationToken.None));
        }
        catch
        {
            Directory.Delete(made, recursive: true);
            throw;
        }
    }

    /// <summary>A new database with an empty ledger, or a copy of one; nobody may be connected to that one.</summary>
    internal async Task<string> NewLedgerAsync(string? copyOf = null)
    {
        var name = $"bench_{++databases}";
        var template = copyOf is null ? "" : $" template {new NpgsqlConnectionStringBuilder(copyOf).Database}";
        await Sql.RunAsync(server.ConnectionString, $"create database {name}{template}");
        var connectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString)
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
        server.ConnectionString,
        $"drop database {new NpgsqlConnectionStringBuilder(ledger).Database} with (force)");

    internal static Task<EventStore> OpenAsync(string ledger) =>
        EventStore.OpenAsync(ledger, TimeProvider.System, CancellationToken.None);

    /// <summary>So that each measurement begins alike.</summary>
    internal async Task SettleAsync()
    {
        GC.Collect();
        await Sql.RunAsync(server.ConnectionString, "checkpoint");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
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
