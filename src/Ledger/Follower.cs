using System.Runtime.CompilerServices;
using Npgsql;

namespace Supervision.Ledger;

/// <summary>
/// Reads on as entries come. A notification is only a hint that there is something to read, and polling is the net
/// below it: a lost connection or notification costs time, never an entry.
/// </summary>
internal sealed class Follower(string connectionString, EntryReader entries)
{
    private static readonly TimeSpan PollPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromMilliseconds(100);

    internal async IAsyncEnumerable<Entry> FollowAsync(
        long fromIndex, [EnumeratorCancellation] CancellationToken ct)
    {
        NpgsqlConnection? connection = null;
        ArgumentOutOfRangeException.ThrowIfNegative(fromIndex);
        await using var pages = new Pages(entries, fromIndex, long.MaxValue);
        try
        {
            while (true)
            {
                // Listening comes first: what is committed after the reading below has found the end then wakes us.
                connection = await ListenAsync(connection, ct);
                var page = await ReadAsync(pages, ct);
                foreach (var entry in page)
                    yield return entry;
                if (pages.AtEnd)
                    await WaitAsync(connection, ct);
            }
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync();
        }
    }

    // Null while the connection cannot be had; then there is only polling.
    private async Task<NpgsqlConnection?> ListenAsync(NpgsqlConnection? connection, CancellationToken ct)
    {
        if (connection?.State == System.Data.ConnectionState.Open)
            return connection;
        if (connection is not null)
            await connection.DisposeAsync();
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 30 };
        connection = new NpgsqlConnection(unpooled.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var listen = new NpgsqlCommand($"listen {CommitConnection.Channel}", connection);
            await listen.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch (NpgsqlException)
        {
            await connection.DisposeAsync();
            return null;
        }
    }

    // Nothing, for now, when the connection is lost while reading: the next round reads the same again.
    private static async Task<List<Entry>> ReadAsync(Pages pages, CancellationToken ct)
    {
        try
        {
            return await pages.NextAsync(ct);
        }
        catch (NpgsqlException e) when (e.IsTransient)
        {
            await Task.Delay(ReconnectPause, ct);
            return [];
        }
    }

    private static async Task WaitAsync(NpgsqlConnection? connection, CancellationToken ct)
    {
        try
        {
            if (connection is null)
                await Task.Delay(PollPause, ct);
            else
                await connection.WaitAsync(PollPause, ct);
        }
        catch (NpgsqlException)
        {
            // The next round opens another connection.
            await Task.Delay(ReconnectPause, ct);
        }
    }
}
