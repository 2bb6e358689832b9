using System.Buffers;
using System.Collections.Concurrent;
using Npgsql;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>Four read-only connections that see one and the same moment of the database.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private const int PagesAheadMax = 4;
    private const int TilesAtOnce = 64;
    private const int ReadBufferBytes = 512 * 1024;

    private readonly NpgsqlConnection entries;
    private readonly NpgsqlConnection heads;
    private readonly NpgsqlConnection tiles;

    // Those of the lowest level from this place on.
    private long tilesFrom = -TilesAtOnce;
    private Dictionary<long, StoredTile> tilesRead = [];

    private Snapshot(string connectionString)
    {
        entries = new NpgsqlConnection(connectionString);
        heads = new NpgsqlConnection(connectionString);
        tiles = new NpgsqlConnection(connectionString);
        Others = new NpgsqlConnection(connectionString);
    }

    /// <summary>For questions beside the walk.</summary>
    internal NpgsqlConnection Others { get; }

    /// <summary>Whether the entries were read by their index, because the table is not in its order.</summary>
    internal bool IsByIndex { get; private set; }

    internal static async Task<Snapshot> OpenAsync(string connectionString, CancellationToken ct)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            CommandTimeout = 0,
            MaxAutoPrepare = 4,
            AutoPrepareMinUsages = 2,
            ApplicationName = "supervision verification",
            ReadBufferSize = ReadBufferBytes,
        };
        var snapshot = new Snapshot(builder.ConnectionString);
        try
        {
            await snapshot.BeginAsync(ct);
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// All entries in order, examined on a thread of their own that goes ahead of the caller by a few pages. A page is
    /// valid until the next.
    /// </summary>
    internal IEnumerable<ArraySegment<ExaminedEntry>> Entries(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var pages = new BlockingCollection<ArraySegment<ExaminedEntry>>(PagesAheadMax);
        var reading = new EntryReading(entries, pages, stop.Token);
        var running = Task.Factory.StartNew(
            reading.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var page in pages.GetConsumingEnumerable(ct))
            {
                yield return page;
                ArrayPool<ExaminedEntry>.Shared.Return(page.Array!);
            }

            running.GetAwaiter().GetResult();
            IsByIndex = reading.IsByIndex;
        }
        finally
        {
            // Left early: the connection is needed for other questions, so the reading must have ended.
            stop.Cancel();
            ((IAsyncResult)running).AsyncWaitHandle.WaitOne();
        }
    }

    internal IEnumerable<StoredHead> Heads()
    {
        using var command = new NpgsqlCommand(StoredHead.Sql, heads);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new StoredHead(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2),
                reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
        }
    }

    /// <summary>Those of the lowest level are asked for in order, and read many at a time.</summary>
    internal StoredTile? ReadTile(Tile tile)
    {
        if (tile.Level > 0)
            return ReadTiles(tile.Level, tile.N, count: 1).GetValueOrDefault(tile.N);
        if (tile.N >= tilesFrom + TilesAtOnce)
            tilesRead = ReadTiles(tile.Level, tilesFrom = tile.N, TilesAtOnce);
        return tilesRead.GetValueOrDefault(tile.N);
    }

    private Dictionary<long, StoredTile> ReadTiles(int level, long from, int count)
    {
        var read = new Dictionary<long, StoredTile>(count);
        using var command = new NpgsqlCommand(
            "select n, root, hashes from ledger.tile where level = $1 and n >= $2 and n < $3", tiles);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)level });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from + count });
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            read.TryAdd(
                reader.GetInt64(0), new StoredTile(reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2)));
        }

        return read;
    }

    internal long CountTiles() => Number("select count(*) from ledger.tile");

    internal long NewestHeadSize() => Number("select coalesce(max(size), 0) from ledger.tree_head");

    public async ValueTask DisposeAsync()
    {
        await entries.DisposeAsync();
        await heads.DisposeAsync();
        await tiles.DisposeAsync();
        await Others.DisposeAsync();
    }

    private long Number(string sql)
    {
        using var command = new NpgsqlCommand(sql, tiles);
        return (long)command.ExecuteScalar()!;
    }

    // Opened side by side, for each takes PostgreSQL a process of its own.
    private async Task BeginAsync(CancellationToken ct)
    {
        const string Begin = "begin isolation level repeatable read read only";
        NpgsqlConnection[] others = [heads, tiles, Others];
        await Task.WhenAll(others.Prepend(entries).Select(connection => Task.Run(connection.Open, ct)));
        // From its first row to its last, whoever else is reading it; by the index without sorting, which would write
        // it all out first.
        Run(entries, $"{Begin}; set local synchronize_seqscans = off; set local enable_sort = off");
        using var export = new NpgsqlCommand("select pg_export_snapshot()", entries);
        var name = (string)export.ExecuteScalar()!;
        // The name is PostgreSQL's own and cannot be a parameter here.
        foreach (var other in others)
            Run(other, $"{Begin}; set transaction snapshot '{name}'");
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
