using System.Data;
using System.Runtime.ExceptionServices;
using Npgsql;
using NpgsqlTypes;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>How far the transaction has come when the write of its batch begins.</summary>
internal enum Begun
{
    /// <summary>It holds the ledger's lock, and the newest head was read.</summary>
    Locked,

    /// <summary>Not at all: the write does it all in one round trip, and fails where the head is another.</summary>
    Not,

    /// <summary>Its rows are copied, without the lock: the write fails where somebody else holds that, or where the
    /// head is another.</summary>
    Copied,
}

/// <summary>
/// What the committer asks and tells PostgreSQL, one method a round trip (Write: three when it copies; Begin: none when
/// the commit before has begun already). Owned by one thread at a time.
/// </summary>
internal sealed class CommitConnection(string connectionString) : IDisposable
{
    internal const string Channel = "ledger_head";
    internal const int RowsInsertedMax = 32;

    // Any constant will do, as long as every process takes the same; "ledger" in ASCII.
    private const long AppendLock = 0x6c6564676572;

    private const string Commands = """
        select asked.id, e.index, e.command_size, e.bytes ->> 'commandhash'
        from unnest($1) as asked(id)
        join ledger.entry e on e.command_id = asked.id and e.command_size is not null
        """;

    private const string Versions = """
        select coalesce(
            (select e.stream_version from ledger.entry e where e.stream = asked.stream
             order by e.stream_version desc limit 1), -1)
        from unnest($1) with ordinality as asked(stream, place) order by asked.place
        """;

    private const string NewestHead =
        "select size, root, frontier, time from ledger.tree_head order by size desc limit 1";

    // For rows that are copied before the lock is taken. Another process that holds the lock may have to wait for them,
    // and they for its rows: whoever has copied in advance gives up first.
    private const string AheadWaitMax = "100ms";

    private static readonly string Lock = $"select pg_advisory_xact_lock({AppendLock})";
    private static readonly string LockNow = $"select ledger.lock_now({AppendLock})";

    private readonly NpgsqlConnection connection = new(connectionString);

    // The answer to a begin that was sent behind a commit; read by the Begin after it.
    private NpgsqlDataReader? nextBegun;

    internal bool IsOpen => connection.State == ConnectionState.Open;

    /// <summary>Whether the commit before has begun the next transaction already.</summary>
    internal bool HasBegun => nextBegun is not null;

    /// <summary>Locked for as long as the server keeps this session: who gets this lock knows that it has
    /// ended.</summary>
    internal long Session { get; } = Random.Shared.NextInt64(long.MinValue, 0);

    internal void Open()
    {
        connection.Open();
        Run($"select pg_advisory_lock({Session})");
    }

    /// <summary>
    /// Ends that session, if it lives, and returns when it has ended: nothing that was sent to it is still to be done.
    /// </summary>
    internal void AwaitEndOf(long session) => Run($"""
        set role none;
        select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and granted and objsubid = 1
            and (classid::bigint << 32) | objid::bigint = {session};
        reset role;
        select pg_advisory_lock({session});
        select pg_advisory_unlock({session});
        """);

    public void Dispose() => connection.Dispose();

    /// <summary>
    /// Begins a transaction that holds the ledger's lock, and reads the newest head; versions and commands into memory.
    /// </summary>
    internal Head Begin(Guid[] commandIds, List<string> streams, Memory memory)
    {
        if (nextBegun is not null)
        {
            var known = ReadBegun();
            if (commandIds.Length > 0 || streams.Count > 0)
                Ask(commandIds, streams, memory);
            return known;
        }

        using var batch = new NpgsqlBatch(connection);
        AddBegin(batch);
        AddQuestions(batch, commandIds, streams);
        using var reader = batch.ExecuteReader();
        reader.NextResult();
        var head = ReadHead(reader);
        ReadAnswers(reader, commandIds, streams, memory);
        return head;
    }

    /// <summary>Versions and commands into memory, in the transaction that has been begun.</summary>
    internal void Ask(Guid[] commandIds, List<string> streams, Memory memory)
    {
        using var batch = new NpgsqlBatch(connection);
        // Something must stand before the answers, as in Begin.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select"));
        AddQuestions(batch, commandIds, streams);
        using var reader = batch.ExecuteReader();
        ReadAnswers(reader, commandIds, streams, memory);
    }

    /// <summary>Those of the ids that entries have already.</summary>
    internal HashSet<Guid> ReadTakenIds(Guid[] ids)
    {
        using var command = new NpgsqlCommand("select id from ledger.entry where id = any($1)", connection);
        command.Parameters.Add(Parameter(ids, NpgsqlDbType.Array | NpgsqlDbType.Uuid));
        using var reader = command.ExecuteReader();
        var taken = new HashSet<Guid>();
        while (reader.Read())
            taken.Add(reader.GetGuid(0));
        return taken;
    }

    internal IReadOnlyList<Hash> ReadTileBeginning(Tile tile, int count)
    {
        var first = tile.N * Tiles.Width;
        using var command = new NpgsqlCommand(
            tile.Level == 0
                ? "select leaf_hash from ledger.entry where index >= $1 and index < $2 order by index"
                : "select root from ledger.tile where level = $3 and n >= $1 and n < $2 order by n",
            connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first + count });
        if (tile.Level > 0)
            command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)(tile.Level - 1) });
        using var reader = command.ExecuteReader();
        var hashes = new List<Hash>(count);
        while (reader.Read())
            hashes.Add(new Hash(reader.GetFieldValue<byte[]>(0)));
        return hashes;
    }

    /// <summary>Begins a transaction and copies rows, before the batch below them is committed.</summary>
    internal void CopyAhead(List<Row> rows)
    {
        Run($"begin isolation level read committed; set local lock_timeout = '{AheadWaitMax}'");
        Rows.Copy(connection, rows, () => { });
    }

    /// <summary>
    /// Writes rows, full tiles and the new head, wakes followers, and commits: the point of durability.
    /// </summary>
    /// <param name="before">The head that the rows follow.</param>
    /// <param name="after">The head to be written.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="tiles">Those that the rows fill.</param>
    /// <param name="begun">What has been done already. Unless it is locked, another head than the one before is a
    /// serialization_failure.</param>
    /// <param name="sent">Called where rows are copied: when they are on their way.</param>
    /// <param name="nextWaits">Asked before the commit is sent: whether the next transaction is to be begun behind it,
    /// to be read by <see cref="Begin"/>.</param>
    /// <param name="committing">Called just before the commit is sent: from then on a lost connection leaves it in
    /// doubt.</param>
    internal void Write(
        Head before, Head after, List<Row> rows, List<FullTile> tiles, Begun begun, Action sent, Func<bool> nextWaits,
        Action committing)
    {
        var batch = new NpgsqlBatch(connection);
        if (begun is Begun.Not)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("begin isolation level read committed"));
        if (begun is not Begun.Locked)
            AddExpecting(batch, before, begun is Begun.Copied ? LockNow : Lock);
        // A few rows travel with the commit, in one round trip; many are cheaper to copy, for client and server.
        if (begun is not Begun.Copied && rows.Count <= RowsInsertedMax)
            batch.BatchCommands.Add(Rows.Insert(rows));
        else if (begun is not Begun.Copied)
            Rows.Copy(connection, rows, sent);
        foreach (var tile in tiles)
            batch.BatchCommands.Add(Insert(tile));
        batch.BatchCommands.Add(Insert(before, after));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"notify {Channel}"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        var thenBegin = nextWaits();
        if (thenBegin)
        {
            // Its rows are what the reader stops at. The barrier makes the server answer before it waits for the lock.
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select") { AppendErrorBarrier = true });
            AddBegin(batch);
        }

        committing();
        var reader = Execute(batch);
        try
        {
            // The results of the lock and of the expected head come first.
            for (var left = begun is Begun.Locked ? 0 : 2; left > 0 || !thenBegin; left--)
            {
                if (!reader.NextResult())
                    break;
            }

            nextBegun = thenBegin ? reader : null;
        }
        finally
        {
            if (nextBegun is null)
                reader.Dispose();
        }
    }

    internal void Rollback() => Run("rollback");

    /// <summary>What fails before the barrier makes what stands behind it fail too; the first failure is the
    /// cause.</summary>
    private static NpgsqlDataReader Execute(NpgsqlBatch batch)
    {
        try
        {
            return batch.ExecuteReader();
        }
        catch (NpgsqlException e) when (e.InnerException is AggregateException { InnerExceptions: [var first, ..] })
        {
            ExceptionDispatchInfo.Throw(first);
            throw;
        }
    }

    private void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private Head ReadBegun()
    {
        using var reader = nextBegun!;
        nextBegun = null;
        reader.NextResult();
        reader.NextResult();
        return ReadHead(reader);
    }

    private static void AddBegin(NpgsqlBatch batch)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand("begin isolation level read committed"));
        // A statement of its own: the ones after it see all that was committed before the lock was granted.
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(NewestHead));
    }

    private static void AddExpecting(NpgsqlBatch batch, Head before, string locking)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(locking));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select ledger.expect_head($1, $2, $3)")
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = before.Size },
                new NpgsqlParameter<byte[]> { TypedValue = before.Root.ToArray() },
                new NpgsqlParameter<byte[]> { TypedValue = before.Frontier.ToBytes() },
            },
        });
    }

    private static NpgsqlBatchCommand Insert(Head before, Head after) =>
        new("insert into ledger.tree_head (size, previous_size, time, root, frontier) values ($1, $2, $3, $4, $5)")
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = after.Size },
                new NpgsqlParameter<long> { TypedValue = before.Size },
                new NpgsqlParameter<DateTime> { TypedValue = after.Time.UtcDateTime },
                new NpgsqlParameter<byte[]> { TypedValue = after.Root.ToArray() },
                new NpgsqlParameter<byte[]> { TypedValue = after.Frontier.ToBytes() },
            },
        };

    private static NpgsqlBatchCommand Insert(FullTile tile) =>
        new("insert into ledger.tile (level, n, root, hashes) values ($1, $2, $3, $4)")
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)tile.Tile.Level },
                new NpgsqlParameter<long> { TypedValue = tile.Tile.N },
                new NpgsqlParameter<byte[]> { TypedValue = tile.Root.ToArray() },
                new NpgsqlParameter<byte[]> { TypedValue = tile.Hashes },
            },
        };

    private static void AddQuestions(NpgsqlBatch batch, Guid[] commandIds, List<string> streams)
    {
        if (commandIds.Length > 0)
            batch.BatchCommands.Add(Ask(Commands, commandIds, NpgsqlDbType.Uuid));
        if (streams.Count > 0)
            batch.BatchCommands.Add(Ask(Versions, streams, NpgsqlDbType.Text));
    }

    private static NpgsqlBatchCommand Ask<T>(string sql, T values, NpgsqlDbType type) =>
        new(sql) { Parameters = { Parameter(values, NpgsqlDbType.Array | type) } };

    private static NpgsqlParameter<T> Parameter<T>(T value, NpgsqlDbType type) =>
        new() { TypedValue = value, NpgsqlDbType = type };

    private static Head ReadHead(NpgsqlDataReader reader)
    {
        if (!reader.Read())
            return Head.OfEmptyLedger();
        var size = reader.GetInt64(0);
        var root = new Hash(reader.GetFieldValue<byte[]>(1));
        Frontier frontier;
        try
        {
            frontier = Frontier.FromBytes(size, reader.GetFieldValue<byte[]>(2));
        }
        catch (FormatException e)
        {
            throw new LedgerCorruptException($"The tree head of size {size} has no valid frontier.", e);
        }

        if (frontier.Root() != root)
            throw new LedgerCorruptException(
                $"The frontier of the tree head of size {size} does not lead to its root.");
        return new Head(size, root, frontier, reader.GetFieldValue<DateTimeOffset>(3));
    }

    private static void ReadAnswers(
        NpgsqlDataReader reader, Guid[] commandIds, List<string> streams, Memory memory)
    {
        if (commandIds.Length > 0)
        {
            reader.NextResult();
            while (reader.Read())
            {
                memory.SetCommand(reader.GetGuid(0), new Accepted(
                    reader.GetInt64(1), reader.GetInt16(2), Hash.ParseHex(reader.GetString(3))));
            }
        }

        if (streams.Count > 0)
        {
            reader.NextResult();
            for (var i = 0; reader.Read(); i++)
                memory.SetVersion(streams[i], reader.GetInt64(0));
        }
    }
}
