using System.Buffers;
using System.Collections.Concurrent;
using Npgsql;

namespace Supervision.Ledger.Verification;

/// <summary>
/// Reads all entries in the order of their indexes and examines them, page by page. The table is read as it lies, which
/// spares PostgreSQL a quarter of its work: its order is that of the indexes but for a few rows here and there, because
/// several connections write in turn. Where it is another one, or a row is missing, doubled or unreadable, all is read
/// once more by the index; what has been handed over already is passed over.
/// </summary>
internal sealed class EntryReading(NpgsqlConnection connection,
    BlockingCollection<ArraySegment<ExaminedEntry>> pages, CancellationToken ct,
    int waitingMax = EntryReading.WaitingMax)
{
    private const int PageEntries = 512;

    // Rows that lie before their place, in bounded memory: about 250 bytes each.
    private const int WaitingMax = 50_000;

    private readonly Examination examination = new();
    private ExaminedEntry[] page = ArrayPool<ExaminedEntry>.Shared.Rent(PageEntries);
    private int count;

    // Those before it have been handed over, each once.
    private long next;

    /// <summary>Whether the index was followed.</summary>
    internal bool IsByIndex { get; private set; }

    /// <summary>
    /// On the caller's thread. Whoever reads examines: meanwhile PostgreSQL goes on sending, so that he seldom waits
    /// for the few rows that it sends at a time.
    /// </summary>
    internal void Run()
    {
        try
        {
            IsByIndex = !ReadTable();
            if (IsByIndex)
                ReadByIndex();
        }
        finally
        {
            // Also what was read before a row that cannot be, so that the right index is named.
            if (!ct.IsCancellationRequested)
                HandOver();
            pages.CompleteAdding();
        }
    }

    private bool ReadTable()
    {
        var waiting = new Dictionary<long, ExaminedEntry>();
        var isInOrder = true;
        using var rows = CopyOut.OpenTable(connection, "ledger.entry", Examination.Names, Examination.Columns);
        // To its end in any case, for the connection is needed again.
        while (rows.Next())
        {
            ct.ThrowIfCancellationRequested();
            isInOrder = isInOrder && TakeInOrder(new CopyRow(rows.Row), waiting);
        }

        return isInOrder && waiting.Count == 0;
    }

    private bool TakeInOrder(CopyRow row, Dictionary<long, ExaminedEntry> waiting)
    {
        ExaminedEntry entry;
        try
        {
            entry = examination.Of(row);
        }
        catch (FormatException)
        {
            return false;
        }

        if (entry.Index != next)
            return entry.Index > next && waiting.Count < waitingMax && waiting.TryAdd(entry.Index, entry);
        do
        {
            Take(entry);
            next++;
        }
        while (waiting.Count > 0 && waiting.Remove(next, out entry));
        return true;
    }

    private void ReadByIndex()
    {
        using var rows = CopyOut.Open(
            connection, $"select {Examination.Names} from ledger.entry order by index", Examination.Columns);
        for (var passed = 0L; rows.Next();)
        {
            var row = new CopyRow(rows.Row);
            if (passed < next && row.Int64(0) == passed)
                passed++;
            else
                Take(examination.Of(row));
        }
    }

    private void Take(in ExaminedEntry entry)
    {
        page[count++] = entry;
        if (count == PageEntries)
            HandOver();
    }

    private void HandOver()
    {
        pages.Add(new(page, 0, count), ct);
        (page, count) = (ArrayPool<ExaminedEntry>.Shared.Rent(PageEntries), 0);
    }
}
