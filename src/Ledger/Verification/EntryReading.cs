using Npgsql;

namespace Supervision.Ledger.Verification;

/// <summary>One entry after another; whether to go on.</summary>
internal delegate bool TakeEntry(in ExaminedEntry entry);

/// <summary>
/// Reads all entries in the order of their indexes and examines them. The table is read as it lies, which spares
/// PostgreSQL a quarter of its work: its order is that of the indexes but for a few rows here and there, because
/// several connections write in turn. Where it is another one, or a row is missing, doubled or unreadable, all is read
/// once more by the index; what has been taken already is passed over.
/// </summary>
internal sealed class EntryReading(NpgsqlConnection connection, TakeEntry take, CancellationToken ct,
    int waitingMax = EntryReading.WaitingMax)
{
    // Rows that lie before their place, in bounded memory: about 250 bytes each.
    private const int WaitingMax = 50_000;

    private readonly Examination examination = new();

    // Those before it have been taken, each once.
    private long next;

    // Whoever takes wants no more.
    private bool isStopped;

    /// <summary>Whether the index was followed.</summary>
    internal bool IsByIndex { get; private set; }

    /// <summary>
    /// On the caller's thread, with all that is done with an entry: meanwhile PostgreSQL goes on sending, so that he
    /// seldom waits for the few rows that it sends at a time, and no entry goes from one core to another.
    /// </summary>
    internal void Run()
    {
        IsByIndex = !ReadTable() && !isStopped;
        if (IsByIndex)
            ReadByIndex();
    }

    private bool ReadTable()
    {
        var waiting = new Dictionary<long, ExaminedEntry>();
        var isInOrder = true;
        using var rows = CopyOut.OpenTable(connection, "ledger.entry", Examination.Names, Examination.Columns);
        // To its end where all is to be read once more: the connection is needed for it.
        while (!isStopped && rows.Next())
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
            if (!Take(entry))
                return false;
            next++;
        }
        while (waiting.Count > 0 && waiting.Remove(next, out entry));
        return true;
    }

    private void ReadByIndex()
    {
        using var rows = CopyOut.Open(
            connection, $"select {Examination.Names} from ledger.entry order by index", Examination.Columns,
            mayBeCutShort: true);
        for (var passed = 0L; !isStopped && rows.Next();)
        {
            ct.ThrowIfCancellationRequested();
            var row = new CopyRow(rows.Row);
            if (passed < next && row.Int64(0) == passed)
                passed++;
            else
                Take(examination.Of(row));
        }
    }

    private bool Take(in ExaminedEntry entry)
    {
        isStopped = !take(entry);
        return !isStopped;
    }
}
