using System.Buffers;
using System.Buffers.Text;

namespace Supervision.Ledger.Verification;

/// <summary>What a row's columns say of its entry.</summary>
internal readonly ref struct LikelyEntry
{
    internal required long StreamVersion { get; init; }

    internal required DateTimeOffset Time { get; init; }

    internal required Guid Id { get; init; }

    internal required string Stream { get; init; }

    internal required string Type { get; init; }

    internal required ReadOnlySpan<byte> StreamUtf8 { get; init; }

    internal required ReadOnlySpan<byte> TypeUtf8 { get; init; }
}

/// <summary>
/// How the ledger writes what a row's columns say. An entry that begins with these very bytes says the same as its
/// columns, which is seen sooner than by reading it; of one that begins otherwise nothing is known yet.
/// </summary>
internal sealed class LikelyHead
{
    // Names and punctuation, an instant, a number, a UUID.
    private const int WithoutTextsBytesMax = 256;
    private const int InstantDigits = 26;

    // What would end a JSON string, be escaped in it, or not stand in it at all.
    private static readonly SearchValues<byte> Marks =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    private byte[] bytes = new byte[1024];
    private int length;

    /// <summary>How many of the entry's bytes it is, up to <c>datacontenttype</c>; 0 where it begins
    /// otherwise.</summary>
    /// <param name="entry">All of it.</param>
    /// <param name="likely">What it says, as nearly always.</param>
    /// <param name="source">The text of its source as it stands in JSON, as nearly always.</param>
    internal int LengthIn(ReadOnlySpan<byte> entry, in LikelyEntry likely, ReadOnlySpan<byte> source)
    {
        var room = WithoutTextsBytesMax + source.Length + likely.TypeUtf8.Length + likely.StreamUtf8.Length;
        if (bytes.Length < room)
            bytes = new byte[room];
        length = 0;
        Add("{\"specversion\":\"1.0\",\"time\":\""u8);
        Utf8Formatter.TryFormat(likely.Time, bytes.AsSpan(length), out _, 'O');
        length += InstantDigits;
        Add("Z\",\"streamversion\":\""u8);
        Utf8Formatter.TryFormat(likely.StreamVersion, bytes.AsSpan(length), out var written);
        length += written;
        Add("\",\"id\":\""u8);
        Utf8Formatter.TryFormat(likely.Id, bytes.AsSpan(length), out written);
        length += written;
        Add("\",\"source\":\""u8);
        Add(source);
        Add("\",\"type\":\""u8);
        Add(likely.TypeUtf8);
        Add("\",\"subject\":\""u8);
        Add(likely.StreamUtf8);
        Add("\",\"datacontenttype\":\"application/json\""u8);
        var mayBe = likely.StreamVersion >= 0 && likely.Id != Guid.Empty
            && !likely.TypeUtf8.ContainsAny(Marks) && !likely.StreamUtf8.ContainsAny(Marks);
        return mayBe && entry.StartsWith(bytes.AsSpan(0, length)) ? length : 0;
    }

    private void Add(ReadOnlySpan<byte> part)
    {
        part.CopyTo(bytes.AsSpan(length));
        length += part.Length;
    }
}
