using Supervision.Ledger;

namespace Supervision.Projections;

/// <summary>
/// Reads entries once, in order, over the ends of batches; asked for another place it begins again there.
/// </summary>
internal sealed class EntryCursor(EventStore store, long beforeIndex, CancellationToken ct) : IAsyncDisposable
{
    private IAsyncEnumerator<Entry>? entries;
    private Entry? current;

    /// <summary>The entry at the index; null where the ledger or the reading ends.</summary>
    internal async ValueTask<Entry?> PeekAsync(long index)
    {
        if (current?.Index == index)
            return current;
        if (entries is null || current is null || current.Index + 1 != index)
        {
            await DisposeAsync();
            entries = store.ReadAsync(index, ct, beforeIndex).GetAsyncEnumerator(ct);
        }

        current = await entries.MoveNextAsync() ? entries.Current : null;
        return current;
    }

    public ValueTask DisposeAsync() => entries?.DisposeAsync() ?? ValueTask.CompletedTask;
}
