using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Npgsql;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>Four read-only connections that see one and the same moment of the database.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private const int ChunksAheadMax = 6;
    private const int TilesAhead = 64;

    // Those from this place on, and those after them, which are being read meanwhile: a connection takes one question
    // at a time.
    private long tilesFrom = -2 * TilesAhead;
    private Dictionary<long, StoredTile> tilesRead = [];
    private Task<Dictionary<long, StoredTile>> tilesToCome = Task.FromResult(new Dictionary<long, StoredTile>());

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
        var chunks = Channel.CreateBounded<Task<(ExaminedEntry[], FormatException?)>>(ChunksAheadMax);
        var reading = Task.Factory.StartNew(
            () => Read(chunks.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            await foreach (var examining in chunks.Reader.ReadAllAsync(ct))
            {
                var (entries, unreadable) = await examining;
                yield return entries;
                if (unreadable is not null)
                    ExceptionDispatchInfo.Throw(unreadable);
            }

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

    /// <summary>Those of the lowest level are asked for in order; they are read many at a time, and ahead.</summary>
    internal async Task<StoredTile?> ReadTileAsync(Tile tile, CancellationToken ct)
    {
        if (tile.Level > 0)
        {
            await tilesToCome;
            return await ReadOneTileAsync(tile, ct);
        }

        if (tile.N >= tilesFrom + TilesAhead)
        {
            tilesRead = await tilesToCome;
            // The first of all, or beyond what was expected.
            if (tile.N != (tilesFrom += TilesAhead))
                tilesRead = await ReadTilesAsync(tilesFrom = tile.N, ct);
            tilesToCome = ReadTilesAsync(tilesFrom + TilesAhead, ct);
        }

        return tilesRead.GetValueOrDefault(tile.N);
    }

    private async Task<Dictionary<long, StoredTile>> ReadTilesAsync(long from, CancellationToken ct)
    {
        var read = new Dictionary<long, StoredTile>(TilesAhead);
        await using var command = new NpgsqlCommand(
            "select n, root, hashes from ledger.tile where level = 0 and n >= $1 and n < $2", tiles);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from + TilesAhead });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            read.TryAdd(
                reader.GetInt64(0), new StoredTile(reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2)));
        }

        return read;
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

    internal async Task<long> CountTilesAsync(CancellationToken ct)
    {
        await tilesToCome;
        return await NumberAsync("select count(*) from ledger.tile", ct);
    }

    internal Task<long> NewestHeadSizeAsync(CancellationToken ct) =>
        NumberAsync("select coalesce(max(size), 0) from ledger.tree_head", ct);

    public async ValueTask DisposeAsync()
    {
        await ((Task)tilesToCome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Entries.DisposeAsync();
        await heads.DisposeAsync();
        await tiles.DisposeAsync();
        await Others.DisposeAsync();
    }

    // On a thread of its own: PostgreSQL sends a few rows at a time.
    private void Read(ChannelWriter<Task<(ExaminedEntry[], FormatException?)>> chunks, CancellationToken ct)
    {
        var chunk = new EntryChunk();
        try
        {
            using var rows = CopyOut.Open(Entries, Examination.Sql, Examination.Columns);
            while (rows.Next())
            {
                ct.ThrowIfCancellationRequested();
                chunk.Add(rows.Row);
                if (!chunk.IsFull)
                    continue;
                Write(chunks, chunk, ct);
                chunk = new EntryChunk();
            }

            Write(chunks, chunk, ct);
            chunks.Complete();
        }
        catch (Exception e)
        {
            // What was read before it is still handed over, so that the right index is named.
            if (!ct.IsCancellationRequested)
                Write(chunks, chunk, ct);
            chunks.Complete(e);
            throw;
        }
    }

    private static void Write(
        ChannelWriter<Task<(ExaminedEntry[], FormatException?)>> chunks, EntryChunk chunk, CancellationToken ct)
    {
        var examining = ExamineAsync(chunk);
        if (!chunks.TryWrite(examining))
            chunks.WriteAsync(examining, ct).AsTask().GetAwaiter().GetResult();
    }

    private static Task<(ExaminedEntry[], FormatException?)> ExamineAsync(EntryChunk chunk) => Task.Run(() =>
    {
        using (chunk)
            return (chunk.Examine(), chunk.Unreadable);
    });

    private async Task<long> NumberAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, tiles);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        const string Begin = "begin isolation level repeatable read read only";
        NpgsqlConnection[] others = [heads, tiles, Others];
        await Task.WhenAll(others.Prepend(Entries).Select(connection => connection.OpenAsync(ct)));
        // In the order of the index the table is read from front to back; sorting it would write it all out first.
        await RunAsync(Entries, $"{Begin}; set local enable_sort = off", ct);
        await using var export = new NpgsqlCommand("select pg_export_snapshot()", Entries);
        var name = (string)(await export.ExecuteScalarAsync(ct))!;
        // The name is PostgreSQL's own and cannot be a parameter here.
        foreach (var other in others)
            await RunAsync(other, $"{Begin}; set transaction snapshot '{name}'", ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
