using System.Runtime.ExceptionServices;
using Npgsql;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>Three read-only connections that see one and the same moment of the database.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private const int TilesAtOnce = 64;
    private const int HeadsAtOnce = 1024;
    private const int ReadBufferBytes = 512 * 1024;

    private readonly NpgsqlConnection entries;
    private readonly NpgsqlConnection tree;

    // Those of the lowest level from this place on.
    private long tilesFrom = -TilesAtOnce;
    private Dictionary<long, StoredTile> tilesRead = [];

    private Snapshot(string connectionString)
    {
        entries = new NpgsqlConnection(connectionString);
        tree = new NpgsqlConnection(connectionString);
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

    /// <summary>All entries in order, examined, as long as they are wanted.</summary>
    internal void ReadEntries(TakeEntry take, CancellationToken ct)
    {
        var reading = new EntryReading(entries, take, ct);
        reading.Run();
        IsByIndex = reading.IsByIndex;
    }

    /// <summary>By size, many at a time: tiles are asked for on the same connection.</summary>
    internal IEnumerable<StoredHead> Heads()
    {
        Run(tree, $"declare heads no scroll cursor for {StoredHead.Sql}");
        while (true)
        {
            var (page, unreadable) = NextHeads();
            foreach (var head in page)
                yield return head;
            // Not before those that lie before it, so that the right entry is named.
            unreadable?.Throw();
            if (page.Count == 0)
                yield break;
        }
    }

    private (List<StoredHead> Page, ExceptionDispatchInfo? Unreadable) NextHeads()
    {
        var read = new List<StoredHead>();
        using var command = new NpgsqlCommand($"fetch {HeadsAtOnce} from heads", tree);
        try
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                read.Add(new StoredHead(
                    reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2),
                    reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4)));
            }
        }
        catch (Exception e) when (e is PostgresException or InvalidCastException)
        {
            return (read, ExceptionDispatchInfo.Capture(e));
        }

        return (read, null);
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
            "select n, root, hashes from ledger.tile where level = $1 and n >= $2 and n < $3", tree);
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
        await tree.DisposeAsync();
        await Others.DisposeAsync();
    }

    private long Number(string sql)
    {
        using var command = new NpgsqlCommand(sql, tree);
        return (long)command.ExecuteScalar()!;
    }

    // Opened side by side, for each takes PostgreSQL a process of its own.
    private async Task BeginAsync(CancellationToken ct)
    {
        const string Begin = "begin isolation level repeatable read read only";
        var opening = new[] { entries, tree, Others }.Select(each => Task.Run(each.Open, ct)).ToArray();
        try
        {
            await opening[0];
            // From its first row to its last, whoever else is reading it; by the index without sorting, which would
            // write it all out first.
            Run(entries, $"{Begin}; set local synchronize_seqscans = off; set local enable_sort = off");
            using var export = new NpgsqlCommand("select pg_export_snapshot()", entries);
            var name = (string)export.ExecuteScalar()!;
            await Task.WhenAll(opening);
            // The name is PostgreSQL's own and cannot be a parameter here.
            Run(tree, $"{Begin}; set transaction snapshot '{name}'");
            Run(Others, $"{Begin}; set transaction snapshot '{name}'");
        }
        finally
        {
            // Whoever gives up closes them.
            await Task.WhenAll(opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
