using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Supervision.Ledger;

/// <summary>
/// The fields of a row of binary COPY, where they lie. A wrong length, and a null where none may be, is a
/// FormatException.
/// </summary>
internal readonly ref struct CopyRow
{
    internal const int ColumnsMax = 10;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> row;
    private readonly Fields fields;

    /// <param name="row">As <see cref="CopyOut.Row"/> gives it: whole, of at most <see cref="ColumnsMax"/>
    /// fields.</param>
    internal CopyRow(ReadOnlySpan<byte> row)
    {
        this.row = row;
        for (int field = 0, at = 0; at < row.Length; field++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(row[at..]);
            at += sizeof(int);
            fields[field] = (at, length);
            at += Math.Max(length, 0);
        }
    }

    internal bool IsNull(int field) => fields[field].Length < 0;

    internal ReadOnlySpan<byte> Bytes(int field) => fields[field] is { Length: >= 0 } found
        ? row.Slice(found.At, found.Length)
        : throw new FormatException($"The field {field} is null.");

    internal short Int16(int field) => BinaryPrimitives.ReadInt16BigEndian(Bytes(field, sizeof(short)));

    internal long Int64(int field) => BinaryPrimitives.ReadInt64BigEndian(Bytes(field, sizeof(long)));

    internal Guid Guid(int field) => new(Bytes(field, 16), bigEndian: true);

    internal DateTimeOffset Instant(int field) =>
        PostgresTime.Of(Int64(field)) ?? throw new FormatException($"The field {field} is no instant.");

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

    private ReadOnlySpan<byte> Bytes(int field, int length) => Bytes(field) is var bytes && bytes.Length == length
        ? bytes
        : throw new FormatException($"The field {field} has {bytes.Length} bytes, not {length}.");

    [InlineArray(ColumnsMax)]
    private struct Fields
    {
        private (int At, int Length) first;
    }
}
