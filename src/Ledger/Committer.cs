using System.Runtime.ExceptionServices;
using Npgsql;

namespace Supervision.Ledger;

/// <summary>
/// Takes one batch after another through its commit: <see cref="Begin"/>, <see cref="Write"/>, and then
/// <see cref="Succeeded"/> or <see cref="Failed"/>. While one is being written, which another thread may do, the next
/// may be decided on top of it by <see cref="NextBatch"/>; it is begun only when the one below it has succeeded.
/// Owned by the sequencer's thread but for the connection and the tiles, which belong to whoever writes.
/// </summary>
internal sealed class Committer(string connectionString, TimeProvider clock) : IDisposable
{
    // Commits for which nothing is decided in advance, after it was in vain.
    private const int CarefulCommits = 64;
    private const string UniqueViolation = PostgresErrorCodes.UniqueViolation;
    private const string SerializationFailure = PostgresErrorCodes.SerializationFailure;
    private const string LockNotAvailable = PostgresErrorCodes.LockNotAvailable;
    private static readonly TimeSpan OutcomeReadMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OutcomeReadPause = TimeSpan.FromMilliseconds(200);

    private readonly Memory memory = new();
    private readonly TileGrowth tiles = new();

    // A list for a full batch is large for the garbage collector, and there would be many of them.
    private readonly Stack<List<Row>> rowsToReuse = new();
    private CommitConnection? connection;

    // Where rows are copied ahead, while the batch below them is written on the other.
    private CommitConnection? spare;

    // The head that memory belongs to; null: nothing is remembered.
    private Head? left;
    private TreeHead? newestKnown;
    private int careful;

    // Of the batch that was begun last.
    private Begun begun;

    // Set before the commit is sent, by whoever writes; read after that.
    private volatile bool committing;

    public void Dispose()
    {
        connection?.Dispose();
        spare?.Dispose();
    }

    /// <summary>An empty batch on top of one that is being written, or else of the newest head.</summary>
    internal Batch NextBatch(Batch? writing)
    {
        var before = careful > 0 ? null : writing is null ? left : writing.After;
        return new Batch(before, memory, clock, rowsToReuse.TryPop(out var rows) ? rows : []);
    }

    /// <summary>
    /// Takes the ledger's lock and decides what is not decided yet. If the head is not the one that this process left,
    /// nothing that is remembered counts, and all of the batch is decided anew.
    /// </summary>
    internal void Begin(Batch batch, bool idsMayBeTaken = false)
    {
        committing = false;
        begun = Begun.Locked;
        connection = Open(connection);
        if (IsDecided(batch) && !connection!.HasBegun)
        {
            // Nothing has to be asked: the write takes the lock itself, and fails if the head is another.
            begun = Begun.Not;
            batch.DecideOpen(_ => false);
            return;
        }

        if (careful > 0)
        {
            // Then it is all asked for in the one round trip that takes the lock.
            careful--;
            Forget();
        }

        // Since it was forgotten, more may have been decided on top of what has failed.
        if (left is null)
            memory.Forget();
        var (head, moved) = BeginAndAsk(batch);
        if (left is null)
        {
            batch.StartFrom(left = head);
        }
        else if (moved)
        {
            Forget();
            batch.StartFrom(left = head);
            connection!.Ask(CommandsOf(batch.Open), UnknownStreamsOf(batch.Open), memory);
        }

        if (moved)
        {
            careful = CarefulCommits;
            tiles.Forget();
        }

        var taken = idsMayBeTaken
            ? connection!.ReadTakenIds([.. batch.Open.SelectMany(append => append.Events).Select(e => e.Id)])
            : null;
        batch.DecideOpen(append => taken is not null && IsRefused(append, taken));
    }

    /// <summary>
    /// Whether the rows of this batch may be copied before the one below it, the one that was begun last, is
    /// committed; if so, the batch is closed. Not on top of a batch that has yet to wait for the lock: who holds it may
    /// wait for these rows.
    /// </summary>
    internal bool MayGoAhead(Batch batch)
    {
        if (begun is Begun.Not || careful > 0 || batch.Open.Count > 0
            || batch.Rows.Count <= CommitConnection.RowsInsertedMax)
            return false;
        batch.DecideOpen(_ => false);
        return true;
    }

    /// <summary>
    /// The work of another thread. Its transaction has to be gone on with by <see cref="BeginCopied"/>, or ended by
    /// <see cref="Abandon"/>.
    /// </summary>
    internal Action CopyAhead(Batch batch)
    {
        // By the time that it is done this connection may not be the spare one any more.
        var copying = spare = spare?.IsOpen == true ? spare : new CommitConnection(connectionString);
        return () =>
        {
            if (!copying.IsOpen)
                copying.Open();
            copying.CopyAhead(batch.Rows);
        };
    }

    /// <summary>Instead of <see cref="Begin"/>, for a batch that was copied ahead, once the one below is
    /// committed.</summary>
    internal void BeginCopied()
    {
        committing = false;
        begun = Begun.Copied;
        (connection, spare) = (spare, connection);
    }

    /// <summary>What was copied ahead is not to be.</summary>
    internal void Abandon() => spare = RolledBack(spare);

    /// <summary>
    /// Writes and commits what has been begun; returns when it is durable. Begins the next, where there is one already.
    /// </summary>
    internal void Write(Batch batch, Func<bool> nextWaits, Action sent)
    {
        if (batch.Rows.Count == 0)
        {
            connection!.Rollback();
            return;
        }

        var full = new List<FullTile>();
        foreach (var row in batch.Rows)
            tiles.Append(row.Index, row.LeafHash, connection!.ReadTileBeginning, full);
        connection!.Write(
            batch.Before, batch.After, batch.Rows, full, begun, sent, nextWaits, () => committing = true);
    }

    internal void Succeeded(Batch batch)
    {
        if (batch.Rows.Count == 0)
            return;
        left = batch.After;
        newestKnown = new TreeHead(left.Size, left.Root);
        batch.Rows.Clear();
        rowsToReuse.Push(batch.Rows);
    }

    /// <summary>
    /// After an exception from <see cref="Begin"/> or <see cref="Write"/>: answers the batch, or throws what its
    /// callers are to be told. What was decided on top of it is void either way, for memory has been forgotten.
    /// </summary>
    internal void Failed(Batch batch, Exception cause)
    {
        Forget();
        tiles.Forget();
        // The server's own word on an open connection: the transaction has failed. Anything else leaves the commit in
        // doubt; what a crash leaves there is either all of the batch or nothing.
        if (committing && !(cause is PostgresException && connection!.IsOpen))
        {
            committing = false;
            var lost = connection!.Session;
            Disconnect();
            AnswerByWhatIsFound(batch, lost, cause);
            return;
        }

        committing = false;
        connection = RolledBack(connection);
        if (cause is not PostgresException { SqlState: UniqueViolation or SerializationFailure or LockNotAvailable })
            ExceptionDispatchInfo.Throw(cause);
        CommitAgain(batch);
    }

    // Nothing was committed. The rare causes are that somebody else has committed, a command that was accepted long
    // ago, and an event id that another command used; the batch is tried once more with all asked for and the culprits
    // left out. With the lock held and nothing remembered, a second time cannot be.
    private void CommitAgain(Batch batch)
    {
        careful = CarefulCommits;
        var again = new Batch(null, memory, clock, []);
        batch.Appends.ForEach(again.Add);
        try
        {
            Begin(again, idsMayBeTaken: true);
            Write(again, () => false, () => { });
            Succeeded(again);
        }
        catch (PostgresException e) when (e.SqlState == UniqueViolation)
        {
            Forget();
            tiles.Forget();
            connection = RolledBack(connection);
            throw new LedgerCorruptException($"Rows contradict the newest tree head: {e.MessageText}", e);
        }
        catch (Exception e)
        {
            Failed(again, e);
            return;
        }

        again.Answer();
    }

    private bool IsDecided(Batch batch) => careful == 0 && left is not null && batch.Open.Count == 0
        && batch.Rows.Count is > 0 and <= CommitConnection.RowsInsertedMax;

    private (Head Head, bool Moved) BeginAndAsk(Batch batch)
    {
        var open = left is null ? batch.Appends : batch.Open;
        var head = connection!.Begin(CommandsOf(open), UnknownStreamsOf(open), memory);
        var moved = newestKnown is not null && head.Size != newestKnown.Size;
        CheckNotBack(head);
        return (head, moved);
    }

    // An id counts as taken from its first append on, whether that is committed or stands earlier in the batch.
    private bool IsRefused(Pending append, HashSet<Guid> taken)
    {
        if (memory.KnowsCommand(append.CommandId, out _))
            return false;
        var place = Array.FindIndex(append.Events, e => taken.Contains(e.Id));
        if (place < 0)
        {
            if (!append.ReadVersions.Any(r => memory.KnowsVersion(r.Key, out var version) && version != r.Value))
                taken.UnionWith(append.Events.Select(e => e.Id));
            return false;
        }

        append.Fail(RequestRules.IdTaken(place, append.Events[place].Id));
        return true;
    }

    private static Guid[] CommandsOf(List<Pending> appends) => appends.Count == 0
        ? []
        : [.. appends.Select(append => append.CommandId).Distinct()];

    private List<string> UnknownStreamsOf(List<Pending> appends)
    {
        if (appends.Count == 0)
            return [];
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var append in appends)
        {
            foreach (var (stream, _) in append.ReadVersions)
            {
                if (!memory.KnowsVersion(stream, out _))
                    unknown.Add(stream);
            }

            foreach (var e in append.Events)
            {
                if (!memory.KnowsVersion(e.Stream, out _))
                    unknown.Add(e.Stream);
            }
        }

        return [.. unknown];
    }

    /// <summary>
    /// Waits until the session that was lost has ended, and with it the doubtful transaction, which may not even have
    /// begun; then reads what became of it.
    /// </summary>
    private void AnswerByWhatIsFound(Batch batch, long lost, Exception cause)
    {
        var appended = batch.Results.Where(r => r.Result is AppendResult.Appended).ToList();
        ReadOutcome([.. appended.Select(r => r.Append.CommandId)], lost, cause);
        var found = appended.Where(r => memory.KnowsCommand(r.Append.CommandId, out _)).ToList();
        if (found.Count == 0)
            throw new NpgsqlException("The connection was lost; nothing was written.", cause);
        foreach (var (append, result) in appended)
        {
            var expected = (AppendResult.Appended)result;
            if (!memory.KnowsCommand(append.CommandId, out var accepted)
                || accepted != new Accepted(expected.FirstIndex, expected.Count, append.CommandHash))
            {
                throw new LedgerCorruptException(
                    $"Of one commit, some entries are there and command {append.CommandId} is not as it was written.",
                    cause);
            }
        }

        batch.Answer();
    }

    // Into memory, which is empty: that a command was accepted stays true.
    private void ReadOutcome(Guid[] commandIds, long lost, Exception cause)
    {
        for (var started = clock.GetTimestamp(); ;)
        {
            try
            {
                connection = Open(connection);
                connection.AwaitEndOf(lost);
                var head = connection.Begin(commandIds, [], memory);
                connection.Rollback();
                CheckNotBack(head);
                return;
            }
            catch (NpgsqlException e) when (clock.GetElapsedTime(started) < OutcomeReadMax)
            {
                _ = e;
                Disconnect();
                Thread.Sleep(OutcomeReadPause);
            }
            catch (NpgsqlException e)
            {
                Disconnect();
                throw new AppendOutcomeUnknownException(new AggregateException(cause, e));
            }
        }
    }

    // Never forgotten: a database restored behind the back of a running writer must not be gone on with.
    private void CheckNotBack(Head head)
    {
        if (newestKnown is { } known
            && (head.Size < known.Size || (head.Size == known.Size && head.Root != known.Root)))
        {
            throw new LedgerCorruptException($"The newest tree head was of size {known.Size}, root "
                + $"{known.Root}; now it is {head.Size}, {head.Root}.");
        }

        newestKnown = new TreeHead(head.Size, head.Root);
    }

    // The head is forgotten too: what is known again is only what is read again.
    private void Forget()
    {
        left = null;
        memory.Forget();
    }

    private CommitConnection Open(CommitConnection? perhaps)
    {
        if (perhaps?.IsOpen == true)
            return perhaps;
        perhaps?.Dispose();
        var opened = new CommitConnection(connectionString);
        opened.Open();
        return opened;
    }

    private void Disconnect()
    {
        connection?.Dispose();
        connection = null;
    }

    private static CommitConnection? RolledBack(CommitConnection? connection)
    {
        try
        {
            connection?.Rollback();
            return connection;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            connection!.Dispose();
            return null;
        }
    }
}
