using System.Buffers;

namespace Supervision.Ledger.Verification;

/// <summary>Rows of ledger.entry, one behind the other in one array that is given back.</summary>
internal sealed class EntryChunk : IDisposable
{
    private const int EntriesMax = 256;
    private const int BytesMax = 1 << 19;

    private readonly List<int> ends = new(EntriesMax);
    private byte[] rows = ArrayPool<byte>.Shared.Rent(BytesMax);

    /// <summary>The row that crosses the bound is the last.</summary>
    internal bool IsFull => ends.Count >= EntriesMax || End >= BytesMax;

    internal FormatException? Unreadable { get; private set; }

    private int End => ends.Count == 0 ? 0 : ends[^1];

    internal void Add(ReadOnlySpan<byte> row)
    {
        if (End + row.Length > rows.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(End + row.Length);
            rows.AsSpan(0, End).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(rows);
            rows = larger;
        }

        row.CopyTo(rows.AsSpan(End));
        ends.Add(End + row.Length);
    }

    /// <summary>Each, up to the first row that cannot be read, which stands in <see cref="Unreadable"/>.</summary>
    internal ExaminedEntry[] Examine()
    {
        var entries = new ExaminedEntry[ends.Count];
        var examination = new Examination();
        for (int i = 0, start = 0; i < entries.Length; start = ends[i++])
        {
            try
            {
                entries[i] = examination.Of(new CopyRow(rows.AsSpan(start, ends[i] - start)));
            }
            catch (FormatException e)
            {
                Unreadable = e;
                return entries[..i];
            }
        }

        return entries;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(rows);
}
