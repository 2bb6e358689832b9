using Supervision.Ledger;

namespace Supervision.Faults;

/// <summary>Follows the ledger through a round: faults may delay it; they must not end it or make it skip.</summary>
internal sealed class Following : IAsyncDisposable
{
    private static readonly TimeSpan CatchUpMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource stop = new();
    private readonly EventStore store;
    private readonly Task task;
    private long next;
    private string? broken;

    private Following(EventStore store, long from)
    {
        (this.store, next) = (store, from);
        task = Task.Run(FollowAsync);
    }

    internal static async Task<Following> StartAsync(string connectionString)
    {
        var opened = await Audit.OpenAsync(connectionString);
        return new Following(opened, (await opened.ReadHeadAsync(CancellationToken.None)).Size);
    }

    /// <summary>Null if it has been given every entry up to the newest.</summary>
    internal async Task<string?> EndAsync(long size)
    {
        for (var waited = TimeSpan.Zero; waited < CatchUpMax && !task.IsCompleted; waited += Pause)
        {
            if (Volatile.Read(ref next) == size)
                return broken;
            await Task.Delay(Pause);
        }

        return broken ?? $"Who followed the ledger has been given {Volatile.Read(ref next)} of {size} entries.";
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await task;
        await store.DisposeAsync();
        stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var entry in store.FollowAsync(next, stop.Token))
            {
                if (entry.Index != next)
                    broken ??= $"Who followed the ledger was given entry {entry.Index} instead of {next}.";
                Volatile.Write(ref next, entry.Index + 1);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the round.
        }
#pragma warning disable CA1031 // Whatever it is: only cancelling may end it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            broken ??= $"Following ended: {e.ToString().ReplaceLineEndings(" | ")}";
        }
    }
}
