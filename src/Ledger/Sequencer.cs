using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Supervision.Ledger;

/// <summary>
/// Appends from all callers meet here in one bounded channel. One thread of its own takes what waits and decides it;
/// a second one writes. While a batch is being written, the next is decided on top of it, but begun only when that one
/// is durable; should that one fail, all that was decided on top of it is decided anew. Nobody is answered before his
/// own batch is durable; where another waits to be copied, its rows are sent first.
/// </summary>
internal sealed class Sequencer : IAsyncDisposable
{
    internal const int WaitingAppendsMax = 4_096;
    internal const int BatchAppendsMax = 1_024;
    // Of more appends than twice this a batch takes half: while it is being written, those of the other half are asked
    // and answered. All in one batch, callers and database would wait for each other in turn.
    internal const int BatchAppendsHalved = 128;
    // Both are taken after the append that crosses them, so that a batch has at most 999 events and 2,000 streams more.
    // So many events are worth their commit; with more, the callers of a batch have too little to do beside the next.
    internal const int BatchEventsMax = 768;
    internal const int BatchStreamsMax = 16_384;
    // While a batch is being written, the next is looked after each time that so many more events have come: to decide
    // each as it comes would wake the thread more often than it is worth.
    private const int LookEvents = 32;

    private static readonly TimeSpan UntoldMax = TimeSpan.FromMilliseconds(5);

    private readonly Channel<Pending> waiting = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(WaitingAppendsMax) { SingleReader = true });

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Committer committer;
    // Who writes the batch that comes next to be committed, and who may copy the rows of the one after it.
    private Writer writer;
    private Writer other;
    private Batch? ahead;
    // How many appends had the batch that was begun last: their callers are about to come again.
    private int begunAppends;
    // Durable, and its callers are not told yet: they would take the processor from the rows of the next batch.
    private Batch? untold;
    private readonly Timer tellAtLast;
    // Never disposed: a caller may set it after his append has been answered and the store closed.
    private readonly AutoResetEvent look = new(initialState: false);
    private int arrived;
    private volatile LedgerCorruptException? corrupt;

    internal Sequencer(string connectionString, TimeProvider clock)
    {
        committer = new Committer(connectionString, clock);
        (writer, other) = (new Writer(look), new Writer(look));
        tellAtLast = new Timer(_ => Tell());
        // Its own thread, and synchronous I/O: the pool is busy with the callers, and every commit would wait its turn
        // there.
        new Thread(Run) { IsBackground = true, Name = "Ledger sequencer" }.Start();
    }

    /// <summary>
    /// Once it is in the channel, the append may be committed whether or not the caller goes on waiting.
    /// </summary>
    internal async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct)
    {
        if (corrupt is { } cause)
            throw new LedgerCorruptException("The writer has stopped: " + cause.Message, cause);
        RequestRules.Check(request);
        var events = new Rendering[request.Events.Count];
        for (var i = 0; i < events.Length; i++)
            events[i] = Rendering.Of(i, request.Events[i], request.CommandId, request.CommandHash);
        var pending = new Pending(request, events);
        try
        {
            await waiting.Writer.WriteAsync(pending, ct);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException("The event store is closed; nothing was written.", e);
        }

        var after = Interlocked.Add(ref arrived, events.Length);
        if (after / LookEvents != (after - events.Length) / LookEvents)
            look.Set();
        return await pending.Result.WaitAsync(ct);
    }

    /// <summary>Takes no more appends, commits those that wait, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await ended.Task;
    }

    private void Run()
    {
        var next = committer.NextBatch(writing: null);
        while (TakeWaiting(next) || WaitForAppends())
        {
            if (next.Appends.Count > 0)
                next = Commit(next);
        }

        writer.Dispose();
        other.Dispose();
        tellAtLast.Dispose();
        committer.Dispose();
        ended.SetResult();
    }

    /// <summary>Commits and answers the batch; gives the next one, which may have appends already.</summary>
    private Batch Commit(Batch batch)
    {
        Batch? next = null;
        try
        {
            if (corrupt is not null)
                throw new LedgerCorruptException("The writer has stopped: " + corrupt.Message, corrupt);
            var isCopied = batch == ahead;
            if (isCopied)
                BeginCopied();
            else
                committer.Begin(batch);
            next = committer.NextBatch(batch);
            begunAppends = batch.Appends.Count;
            if (isCopied)
                DecideMeanwhile(next);
            if (batch.Rows.Count > CommitConnection.RowsInsertedMax || waiting.Reader.TryPeek(out _))
            {
                var above = next;
                writer.Start(() => committer.Write(batch, () => IsWaited(above) && above.ClaimBegin(), Tell));
                DecideMeanwhile(next);
            }
            else
            {
                // Nobody else is here: it is not worth a change of threads.
                committer.Write(batch, () => false, Tell);
            }

            Tell();
            committer.Succeeded(batch);
            if (next.Appends.Count == 0)
                batch.Answer();
            else
                TellBeside(batch, next);
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the callers of this batch, and the next one starts anew.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Tell();
            Fail(batch, e);
        }

        return next ?? committer.NextBatch(writing: null);
    }

    /// <summary>
    /// Answers the batch while the next is being written: where that is to be copied, once its rows are on their way,
    /// and never much later, though somebody else may hold the ledger's lock.
    /// </summary>
    private void TellBeside(Batch batch, Batch next)
    {
        untold = batch;
        if (next == ahead || next.Rows.Count <= CommitConnection.RowsInsertedMax)
            Tell();
        else
            tellAtLast.Change(UntoldMax, Timeout.InfiniteTimeSpan);
    }

    private void Tell()
    {
        if (Interlocked.Exchange(ref untold, null) is { } durable)
            ThreadPool.UnsafeQueueUserWorkItem(static answered => answered.Answer(), durable, preferLocal: false);
    }

    private void BeginCopied()
    {
        (writer, other, ahead) = (other, writer, null);
        committer.BeginCopied();
    }

    /// <summary>
    /// Until the writer has ended: takes what comes, and once that fills the batch has its rows copied ahead.
    /// </summary>
    private void DecideMeanwhile(Batch next)
    {
        try
        {
            do
            {
                TakeWaiting(next);
                if (ahead is null && next.Events >= BatchEventsMax && committer.MayGoAhead(next) && next.ClaimBegin())
                {
                    ahead = next;
                    other.Start(committer.CopyAhead(next));
                }
            }
            while (!writer.HasEnded && look.WaitOne());
        }
        finally
        {
            // Whatever happens here: until the writer has ended, connection and tiles are its own.
            Await(writer);
        }

        writer.ThrowIfFailed();
    }

    private void Await(Writer busy)
    {
        while (!busy.HasEnded)
            look.WaitOne();
    }

    private void Fail(Batch batch, Exception cause)
    {
        try
        {
            if (ahead is not null)
            {
                // First of all: who holds the lock may wait for these rows. And they are decided anew.
                Await(other);
                ahead = null;
                committer.Abandon();
            }

            committer.Failed(batch, cause);
        }
#pragma warning disable CA1031 // As above; this is what its callers are told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (e is LedgerCorruptException fatal)
                corrupt ??= fatal;
            foreach (var append in batch.Appends)
                append.Fail(e);
        }
    }

    private bool IsWaited(Batch next) => next.Appends.Count > 0 || waiting.Reader.TryPeek(out _);

    /// <summary>Whether the batch has any append now.</summary>
    private bool TakeWaiting(Batch batch)
    {
        var half = (begunAppends + batch.Appends.Count + waiting.Reader.Count + 1) / 2;
        var appendsMax = Math.Clamp(half, BatchAppendsHalved, BatchAppendsMax);
        while (batch.Appends.Count < appendsMax && batch.Events < BatchEventsMax
            && batch.Streams < BatchStreamsMax && waiting.Reader.TryRead(out var append))
            batch.Add(append);
        return batch.Appends.Count > 0;
    }

    /// <summary>False when there will be none.</summary>
    private bool WaitForAppends() => waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>A thread that does one thing at a time, while the sequencer's thread decides what comes next.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly AutoResetEvent ended;
        private readonly AutoResetEvent start = new(initialState: false);
        private readonly Thread thread;

        // Handed over by the two events; null when there is nothing to do any more.
        private Action? work;
        private Exception? failure;
        private volatile bool hasEnded = true;

        internal Writer(AutoResetEvent ended)
        {
            this.ended = ended;
            thread = new Thread(Run) { IsBackground = true, Name = "Ledger writer" };
            thread.Start();
        }

        internal bool HasEnded => hasEnded;

        internal void Start(Action toDo)
        {
            (work, failure, hasEnded) = (toDo, null, false);
            start.Set();
        }

        internal void ThrowIfFailed()
        {
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
        }

        public void Dispose()
        {
            work = null;
            start.Set();
            thread.Join();
            start.Dispose();
        }

        private void Run()
        {
            while (start.WaitOne() && work is not null)
            {
                try
                {
                    work();
                }
#pragma warning disable CA1031 // The sequencer's thread throws it on.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    failure = e;
                }

                hasEnded = true;
                ended.Set();
            }
        }
    }
}
