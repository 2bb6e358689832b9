using System.Buffers;
using System.Buffers.Binary;
using Npgsql;

namespace Supervision.Ledger;

/// <summary>
/// Reads rows as PostgreSQL sends them in binary COPY (manual, COPY, "Binary Format"): one whole row at a time in one
/// buffer. Another number of fields is a FormatException. It reads on the caller's thread: PostgreSQL sends a few rows
/// at a time, and a change of threads for each such piece would cost more than the reading.
/// </summary>
internal sealed class CopyOut : IDisposable
{
    private const int SignatureBytes = 11;
    private const int BufferBytes = 128 * 1024;

    private readonly NpgsqlRawCopyStream stream;
    private readonly int columns;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int row;
    private int start;
    private int end;
    private bool headerRead;
    private bool isLast;

    private CopyOut(NpgsqlRawCopyStream stream, int columns) => (this.stream, this.columns) = (stream, columns);

    /// <summary>COPY takes no parameters: the query has none but numbers.</summary>
    internal static CopyOut Open(
        NpgsqlConnection connection, string query, int columns, bool mayBeCutShort = false) =>
        new(connection.BeginRawBinaryCopy($"copy ({query}) to stdout (format binary)"), columns)
        {
            MayBeCutShort = mayBeCutShort,
        };

    /// <summary>All rows of a table, as they lie in it: without a plan, so by one process; may be cut short.</summary>
    internal static CopyOut OpenTable(NpgsqlConnection connection, string table, string names, int columns) =>
        new(connection.BeginRawBinaryCopy($"copy {table} ({names}) to stdout (format binary)"), columns)
        {
            MayBeCutShort = true,
        };

    /// <summary>
    /// Whether PostgreSQL is told to send no more when this is disposed of before the last row; else the rest is
    /// waited for. For a connection of one's own: the word may come late, and end what is asked next.
    /// </summary>
    private bool MayBeCutShort { get; init; }

    /// <summary>The fields of the row that was read last, each behind its length; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Row => buffer.AsSpan(row, start - row);

    /// <summary>False after the last row.</summary>
    internal bool Next()
    {
        while (!TryNext())
            Took(stream.Read(Room().Span));
        while (isLast && stream.Read(buffer) > 0)
        {
        }

        return !isLast;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        if (MayBeCutShort && !isLast)
            CutShort();
        stream.Dispose();
    }

    private void CutShort()
    {
        try
        {
            stream.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already, by a fault that is being told.
        }
    }

    private Memory<byte> Room()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsMemory(end);
    }

    private void Took(int bytes)
    {
        if (bytes == 0)
            throw new FormatException("The rows end in the middle.");
        end += bytes;
    }

    // Nothing is consumed unless the whole row is there.
    private bool TryNext()
    {
        var at = start;
        if (!headerRead)
        {
            // Signature, flags, and an extension of a length that is given.
            if (end - at < SignatureBytes + 8)
                return false;
            at += SignatureBytes + 4;
            at += 4 + BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at));
            if (at > end)
                return false;
            (headerRead, start) = (true, at);
        }

        if (end - at < sizeof(short))
            return false;
        var count = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(at));
        at += sizeof(short);
        isLast = count == -1;
        if (!isLast && count != columns)
            throw new FormatException($"The row has {count} fields, not {columns}.");
        var first = at;
        for (var i = 0; i < count; i++)
        {
            if (end - at < sizeof(int))
                return false;
            var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at));
            at += sizeof(int);
            at += Math.Max(length, 0);
            if (at > end)
                return false;
        }

        (row, start) = (first, at);
        return true;
    }
}
