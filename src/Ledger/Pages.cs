namespace Supervision.Ledger;

/// <summary>
/// Page after page from an index on. While one is being handled the next is read already, unless the end has been
/// reached: two pages are in memory at most. After a failure the same page may be asked for again.
/// </summary>
internal sealed class Pages(EntryReader entries, long fromIndex, long beforeIndex) : IAsyncDisposable
{
    private const int EntriesMin = 256;
    private const int EntriesMax = 4_096;
    // What a page should come to; the next is sized by what the entries of this one had on average.
    private const int BytesAimed = 4 << 20;

    private long next = fromIndex;
    private int size = EntriesMin;
    private Task<List<Entry>>? ahead;

    /// <summary>Whether the last page was not full: what comes now is what has been appended since.</summary>
    internal bool AtEnd { get; private set; }

    internal async Task<List<Entry>> NextAsync(CancellationToken ct)
    {
        var reading = ahead ?? ReadAsync(ct);
        ahead = null;
        var page = await reading;
        AtEnd = page.Count < (AtEnd ? EntryReader.PageEntriesMax : size);
        next += page.Count;
        if (AtEnd)
            return page;
        var average = page.Sum(entry => (long)entry.Bytes.Length) / page.Count;
        size = (int)Math.Clamp(BytesAimed / Math.Max(average, 1), EntriesMin, EntriesMax);
        ahead = ReadAsync(ct);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (ahead is not null)
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Many are fastest copied; a few, at the end of the ledger, by a statement that is prepared.
    private Task<List<Entry>> ReadAsync(CancellationToken ct) => AtEnd
        ? entries.ReadPageAsync(next, beforeIndex, ct)
        : entries.CopyPageAsync(next, Math.Min(next + size, beforeIndex), ct);
}
