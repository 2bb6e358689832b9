using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Npgsql;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>Four read-only connections that see one and the same moment of the database.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private const int ChunkEntriesMax = 512;
    private const int ChunkBytesMax = 1 << 20;
    private const int ChunksAheadMax = 6;
    private const int TilesAhead = 64;

    private readonly Dictionary<long, StoredTile> tilesRead = [];
    private long tilesFrom = -TilesAhead;

    private readonly NpgsqlConnection heads;
    private readonly NpgsqlConnection tiles;

    private Snapshot(string connectionString)
    {
        Entries = new NpgsqlConnection(connectionString);
        heads = new NpgsqlConnection(connectionString);
        tiles = new NpgsqlConnection(connectionString);
        Others = new NpgsqlConnection(connectionString);
    }

    internal NpgsqlConnection Entries { get; }

    /// <summary>For questions beside the walk.</summary>
    internal NpgsqlConnection Others { get; }

    internal static async Task<Snapshot> OpenAsync(string connectionString, CancellationToken ct)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            CommandTimeout = 0,
            MaxAutoPrepare = 4,
            AutoPrepareMinUsages = 2,
            ApplicationName = "supervision verification",
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
    /// All entries in order, in chunks that have been examined on whatever core was free: reading goes ahead of the
    /// examination, and both of the caller, by as many chunks as <see cref="ChunksAheadMax"/>.
    /// </summary>
    internal async IAsyncEnumerable<ExaminedEntry[]> EntriesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var chunks = Channel.CreateBounded<Task<ExaminedEntry[]>>(ChunksAheadMax);
        var reading = Task.Run(() => ReadAsync(chunks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var chunk in chunks.Reader.ReadAllAsync(ct))
                yield return await chunk;
            await reading;
        }
        finally
        {
            // Left early: the connection is needed for other questions, so the reading must have ended.
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async IAsyncEnumerable<StoredHead> HeadsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(StoredHead.Sql, heads);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return new StoredHead(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2),
                reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
        }
    }

    /// <summary>Those of the lowest level are asked for in order; they are read many at a time.</summary>
    internal async Task<StoredTile?> ReadTileAsync(Tile tile, CancellationToken ct)
    {
        if (tile.Level > 0)
            return await ReadOneTileAsync(tile, ct);
        if (tile.N < tilesFrom || tile.N >= tilesFrom + TilesAhead)
        {
            tilesFrom = tile.N;
            await ReadTilesAheadAsync(ct);
        }

        return tilesRead.GetValueOrDefault(tile.N);
    }

    private async Task ReadTilesAheadAsync(CancellationToken ct)
    {
        tilesRead.Clear();
        await using var command = new NpgsqlCommand(
            "select n, root, hashes from ledger.tile where level = 0 and n >= $1 and n < $2", tiles);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = tilesFrom });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = tilesFrom + TilesAhead });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            tilesRead.TryAdd(
                reader.GetInt64(0), new StoredTile(reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2)));
        }
    }

    private async Task<StoredTile?> ReadOneTileAsync(Tile tile, CancellationToken ct)
    {
        await using var command =
            new NpgsqlCommand("select root, hashes from ledger.tile where level = $1 and n = $2", tiles);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)tile.Level });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = tile.N });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new StoredTile(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1))
            : null;
    }

    internal Task<long> CountTilesAsync(CancellationToken ct) => NumberAsync("select count(*) from ledger.tile", ct);

    internal Task<long> NewestHeadSizeAsync(CancellationToken ct) =>
        NumberAsync("select coalesce(max(size), 0) from ledger.tree_head", ct);

    public async ValueTask DisposeAsync()
    {
        await Entries.DisposeAsync();
        await heads.DisposeAsync();
        await tiles.DisposeAsync();
        await Others.DisposeAsync();
    }

    // A chunk's bytes are bounded as well as its entries; the entry that crosses the bound is the last.
    private async Task ReadAsync(ChannelWriter<Task<ExaminedEntry[]>> chunks, CancellationToken ct)
    {
        var chunk = new List<StoredEntry>(ChunkEntriesMax);
        try
        {
            await using var rows = await CopyOut.OpenAsync(Entries, StoredEntry.Sql, StoredEntry.Columns, ct);
            var bytes = 0;
            string? type = null;
            while (await rows.NextAsync(ct))
            {
                var row = StoredEntry.Of(rows, type);
                chunk.Add(row);
                type = row.Type;
                bytes += row.Bytes.Length;
                if (chunk.Count < ChunkEntriesMax && bytes < ChunkBytesMax)
                    continue;
                await WriteAsync(chunks, chunk, ct);
                (chunk, bytes) = (new List<StoredEntry>(ChunkEntriesMax), 0);
            }

            await WriteAsync(chunks, chunk, ct);
            chunks.Complete();
        }
        catch (Exception e)
        {
            // What was read before it is still handed over, so that the right index is named.
            if (!ct.IsCancellationRequested)
                await WriteAsync(chunks, chunk, ct);
            chunks.Complete(e);
            throw;
        }
    }

    private static ValueTask WriteAsync(
        ChannelWriter<Task<ExaminedEntry[]>> chunks, List<StoredEntry> chunk, CancellationToken ct) =>
        chunks.WriteAsync(Task.Run(() => chunk.ConvertAll(ExaminedEntry.Of).ToArray(), ct), ct);

    private async Task<long> NumberAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, tiles);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        const string Begin = "begin isolation level repeatable read read only";
        await Entries.OpenAsync(ct);
        // In the order of the index the table is read from front to back; sorting it would write it all out first.
        await RunAsync(Entries, $"{Begin}; set local enable_sort = off", ct);
        await using var export = new NpgsqlCommand("select pg_export_snapshot()", Entries);
        var name = (string)(await export.ExecuteScalarAsync(ct))!;
        foreach (var other in new[] { heads, tiles, Others })
        {
            await other.OpenAsync(ct);
            // The name is PostgreSQL's own and cannot be a parameter here.
            await RunAsync(other, $"{Begin}; set transaction snapshot '{name}'", ct);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
