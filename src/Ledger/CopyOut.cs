using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Supervision.Ledger;

/// <summary>
/// Reads rows as PostgreSQL sends them in binary COPY (manual, COPY, "Binary Format"): one whole row at a time in one
/// buffer, without an object for a field. Wrong lengths, and nulls where none may be, are a FormatException.
/// </summary>
internal sealed class CopyOut : IAsyncDisposable
{
    private const int SignatureBytes = 11;
    private const int BufferBytes = 128 * 1024;

    // PostgreSQL counts microseconds from 2000-01-01.
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly long MicrosecondsMin = (DateTimeOffset.MinValue - Epoch).Ticks / 10;
    private static readonly long MicrosecondsMax = (DateTimeOffset.MaxValue - Epoch).Ticks / 10;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly Stream stream;
    private readonly (int At, int Length)[] fields;
    private byte[] buffer = new byte[BufferBytes];
    private int start;
    private int end;
    private bool headerRead;

    private CopyOut(Stream stream, int columns) => (this.stream, fields) = (stream, new (int, int)[columns]);

    /// <summary>COPY takes no parameters: the query has none but numbers.</summary>
    internal static async Task<CopyOut> OpenAsync(
        NpgsqlConnection connection, string query, int columns, CancellationToken ct) => new(
        await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)", ct), columns);

    /// <summary>False after the last row. What the fields refer to is valid until the next call.</summary>
    internal async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            if (TryNext(out var isLast))
            {
                // To the very end, or disposing would have to cancel a statement that has ended.
                while (isLast && await stream.ReadAsync(buffer, ct) > 0)
                {
                }

                return !isLast;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await stream.ReadAsync(buffer.AsMemory(end), ct);
            if (read == 0)
                throw new FormatException("The rows end in the middle.");
            end += read;
        }
    }

    internal bool IsNull(int field) => fields[field].Length < 0;

    internal ReadOnlySpan<byte> Bytes(int field) => fields[field] is { Length: >= 0 } found
        ? buffer.AsSpan(found.At, found.Length)
        : throw new FormatException($"The field {field} is null.");

    internal short Int16(int field) => BinaryPrimitives.ReadInt16BigEndian(Bytes(field, sizeof(short)));

    internal long Int64(int field) => BinaryPrimitives.ReadInt64BigEndian(Bytes(field, sizeof(long)));

    internal Guid Guid(int field) => new(Bytes(field, 16), bigEndian: true);

    internal DateTimeOffset Instant(int field)
    {
        var microseconds = Int64(field);
        return microseconds >= MicrosecondsMin && microseconds <= MicrosecondsMax
            ? Epoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
            : throw new FormatException($"The field {field} is no instant.");
    }

    /// <summary>The one given, if the field says the same: most rows repeat what rows before them said.</summary>
    internal string Text(int field, string? maybe = null)
    {
        var bytes = Bytes(field);
        if (maybe is not null && maybe.Length == bytes.Length && Ascii.Equals(bytes, maybe))
            return maybe;
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException($"The field {field} is not valid UTF-8.", e);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private ReadOnlySpan<byte> Bytes(int field, int length) => Bytes(field) is var bytes && bytes.Length == length
        ? bytes
        : throw new FormatException($"The field {field} has {bytes.Length} bytes, not {length}.");

    // Nothing is consumed unless the whole row is there.
    private bool TryNext(out bool isLast)
    {
        isLast = false;
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
        if (!isLast && count != fields.Length)
            throw new FormatException($"The row has {count} fields, not {fields.Length}.");
        for (var i = 0; i < count; i++)
        {
            if (end - at < sizeof(int))
                return false;
            var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at));
            at += sizeof(int);
            fields[i] = (at, length);
            at += Math.Max(length, 0);
            if (at > end)
                return false;
        }

        start = at;
        return true;
    }
}
