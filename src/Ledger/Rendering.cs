using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>
/// An entry's bytes but for what only the sequencer knows. The caller's thread renders; then the sequencer owns it and
/// completes it, perhaps several times (a batch may be tried again).
/// </summary>
internal sealed class Rendering
{
    // Behind the longest head stands `{"id":…}`, whose brace the head's last comma replaces. Before the head goes the
    // prefix of the leaf hash, so that bytes are neither copied nor concatenated to be hashed.
    private const int HeadBytesMax = 128;
    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? scratch;

    [ThreadStatic]
    private static Utf8JsonWriter? json;

    private readonly byte[] buffer;

    private Rendering(NewEvent e, byte[] buffer) => (Id, Stream, Type, this.buffer) = (e.Id, e.Stream, e.Type, buffer);

    internal Guid Id { get; }

    internal string Stream { get; }

    internal string Type { get; }

    internal static Rendering Of(int place, NewEvent e, Guid commandId, Hash commandHash)
    {
        scratch ??= new ArrayBufferWriter<byte>(4096);
        json ??= new Utf8JsonWriter(
            scratch,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        Span<byte> hash = stackalloc byte[Hash.Length];
        Span<byte> digits = stackalloc byte[2 * Hash.Length];
        scratch.ResetWrittenCount();
        scratch.GetSpan(HeadBytesMax);
        scratch.Advance(HeadBytesMax - 1);
        json.Reset(scratch);
        json.WriteStartObject();
        json.WriteString("id"u8, e.Id);
        json.WriteString("source"u8, e.Source);
        json.WriteString("type"u8, e.Type);
        json.WriteString("subject"u8, e.Stream);
        json.WriteString("datacontenttype"u8, "application/json"u8);
        foreach (var (name, value) in e.Attributes)
            json.WriteString(name, value);
        json.WriteString("commandid"u8, commandId);
        commandHash.CopyTo(hash);
        Convert.TryToHexStringLower(hash, digits, out _);
        json.WriteString("commandhash"u8, digits);
        json.WritePropertyName("data"u8);
        json.WriteRawValue(e.Data.Span, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        if (scratch.WrittenCount > RequestRules.EntryBytesMax)
            throw RequestRules.TooLarge(place, e, scratch.WrittenCount);
        return new Rendering(e, scratch.WrittenSpan.ToArray());
    }

    /// <summary>The whole entry and its leaf hash. The bytes are valid until the next call.</summary>
    internal (ReadOnlyMemory<byte> Bytes, Hash LeafHash) Complete(DateTimeOffset time, long streamVersion)
    {
        Span<byte> head = stackalloc byte[HeadBytesMax];
        var length = 0;
        Add(head, ref length, "\0{\"specversion\":\"1.0\",\"time\":\""u8);
        time.UtcDateTime.TryFormat(head[length..], out var written, TimeFormat, CultureInfo.InvariantCulture);
        length += written;
        Add(head, ref length, "\",\"streamversion\":\""u8);
        streamVersion.TryFormat(head[length..], out written, default, CultureInfo.InvariantCulture);
        length += written;
        Add(head, ref length, "\","u8);

        var start = HeadBytesMax - length;
        head[..length].CopyTo(buffer.AsSpan(start));
        return (buffer.AsMemory(start + 1), Hash.Of(buffer.AsSpan(start)));
    }

    private static void Add(Span<byte> head, ref int length, ReadOnlySpan<byte> part)
    {
        part.CopyTo(head[length..]);
        length += part.Length;
    }
}
