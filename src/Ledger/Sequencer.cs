using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Supervision.Ledger;

/// <summary>
/// Appends from all callers meet here in one bounded channel. One thread of its own takes what waits and decides it;
/// a second one writes. While a batch is being written, the next is decided on top of it, but begun only when that one
/// is durable; should that one fail, all that was decided on top of it is decided anew. Nobody is answered before his
/// own batch is durable.
/// </summary>
internal sealed class Sequencer : IAsyncDisposable
{
    internal const int WaitingAppendsMax = 4_096;
    internal const int BatchAppendsMax = 1_024;
    // Both are taken after the append that crosses them, so that a batch has at most 999 events and 2,000 streams more.
    // So many events are worth their commit; with more, the callers of a batch have too little to do beside the next.
    internal const int BatchEventsMax = 768;
    internal const int BatchStreamsMax = 16_384;
    // While a batch is being written, the next is looked after each time that so many more events have come: to decide
    // each as it comes would wake the thread more often than it is worth.
    private const int LookEvents = 32;

    private readonly Channel<Pending> waiting = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(WaitingAppendsMax) { SingleReader = true });

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Committer committer;
    private readonly Writer writer;
    // Never disposed: a caller may set it after his append has been answered and the store closed.
    private readonly AutoResetEvent look = new(initialState: false);
    private int arrived;
    private volatile LedgerCorruptException? corrupt;

    internal Sequencer(string connectionString, TimeProvider clock)
    {
        committer = new Committer(connectionString, clock);
        writer = new Writer(committer, look);
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
            committer.Begin(batch);
            next = committer.NextBatch(batch);
            if (batch.Rows.Count > CommitConnection.RowsInsertedMax || waiting.Reader.TryPeek(out _))
            {
                WriteWhileDeciding(batch, next);
            }
            else
            {
                // Nobody else is here: it is not worth a change of threads.
                committer.Write(batch, () => false);
            }

            committer.Succeeded(batch);
            // Where the next waits, its write comes first; the callers are told meanwhile.
            if (next.Appends.Count > 0)
                ThreadPool.UnsafeQueueUserWorkItem(static answered => answered.Answer(), batch, preferLocal: false);
            else
                batch.Answer();
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the callers of this batch, and the next one starts anew.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(batch, e);
        }

        return next ?? committer.NextBatch(writing: null);
    }

    private void WriteWhileDeciding(Batch batch, Batch next)
    {
        writer.Start(batch, () => next.Appends.Count > 0 || waiting.Reader.TryPeek(out _));
        try
        {
            TakeWaiting(next);
            while (!writer.HasEnded)
            {
                look.WaitOne();
                TakeWaiting(next);
            }
        }
        finally
        {
            // Whatever happens here: until the writer has ended, connection and tiles are its own.
            while (!writer.HasEnded)
                look.WaitOne();
        }

        writer.ThrowIfFailed();
    }

    private void Fail(Batch batch, Exception cause)
    {
        try
        {
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

    /// <summary>Whether the batch has any append now.</summary>
    private bool TakeWaiting(Batch batch)
    {
        while (batch.Appends.Count < BatchAppendsMax && batch.Events < BatchEventsMax
            && batch.Streams < BatchStreamsMax && waiting.Reader.TryRead(out var append))
            batch.Add(append);
        return batch.Appends.Count > 0;
    }

    /// <summary>False when there will be none.</summary>
    private bool WaitForAppends() => waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>A thread that writes one batch at a time, while the sequencer's thread decides the next.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly Committer committer;
        private readonly AutoResetEvent ended;
        private readonly AutoResetEvent start = new(initialState: false);
        private readonly Thread thread;

        // Handed over by the two events; null when there is nothing to write any more.
        private Batch? batch;
        private Func<bool> nextWaits = () => false;
        private Exception? failure;
        private volatile bool hasEnded;

        internal Writer(Committer committer, AutoResetEvent ended)
        {
            (this.committer, this.ended) = (committer, ended);
            thread = new Thread(Run) { IsBackground = true, Name = "Ledger writer" };
            thread.Start();
        }

        internal bool HasEnded => hasEnded;

        internal void Start(Batch toWrite, Func<bool> nextWaits)
        {
            (batch, this.nextWaits, failure, hasEnded) = (toWrite, nextWaits, null, false);
            start.Set();
        }

        internal void ThrowIfFailed()
        {
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
        }

        public void Dispose()
        {
            batch = null;
            start.Set();
            thread.Join();
            start.Dispose();
        }

        private void Run()
        {
            while (start.WaitOne() && batch is not null)
            {
                try
                {
                    committer.Write(batch, nextWaits);
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
