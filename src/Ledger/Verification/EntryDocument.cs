using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Supervision.Ledger.Verification;

/// <summary>What an entry's bytes say of the columns that index them; one after another is read into it.</summary>
internal sealed class EntryDocument
{
    // "2026-11-20T08:00:00.000000Z"; the library's own form has one digit more.
    private const int InstantBytes = 27;

    // In the order in which the ledger writes them, so that each is found at the first look.
    private static readonly byte[][] Required =
        [.. new[] { "specversion", "time", "streamversion", "id", "source", "type", "subject", "datacontenttype",
            "commandid", "commandhash" }.Select(Encoding.UTF8.GetBytes)];

    // Where in the bytes the names of the other members stand.
    private readonly List<Range> others = [];

    // One bit for each of the required members that has been seen.
    private int seen;

    internal Guid Id { get; private set; }

    internal Guid CommandId { get; private set; }

    internal long StreamVersion { get; private set; }

    internal DateTimeOffset Time { get; private set; }

    internal string Stream { get; private set; } = "";

    internal string Type { get; private set; } = "";

    internal string CommandHash { get; private set; } = "";

    /// <summary>Null, or why the bytes are no entry.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="likelyStream">A text that is as the column has it is not made anew.</param>
    /// <param name="likelyType">So here.</param>
    internal string? Read(ReadOnlySpan<byte> bytes, string likelyStream, string likelyType)
    {
        try
        {
            return Walk(bytes, likelyStream, likelyType) ?? Missing();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // InvalidOperationException: a string that is not valid UTF-8 or UTF-16.
            return e.Message;
        }
    }

    private string? Walk(ReadOnlySpan<byte> bytes, string likelyStream, string likelyType)
    {
        others.Clear();
        (seen, var likely) = (0, 0);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = DataRules.DepthMax + 1 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return "they are not a JSON object";
        var hasData = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                if (hasData || reader.TokenType != JsonTokenType.StartObject)
                    return "the member data is there twice or is not an object";
                hasData = true;
                reader.Skip();
                continue;
            }

            if (reader.ValueIsEscaped)
                return $"the name of the member {reader.GetString()} is escaped";
            var name = reader.ValueSpan;
            var place = PlaceOf(name, likely);
            var isTwice = place < 0 ? IsThere(bytes, name) : (seen & (1 << place)) != 0;
            var start = (int)reader.TokenStartIndex + 1;
            reader.Read();
            if (isTwice || reader.TokenType != JsonTokenType.String)
                return $"the member {Encoding.UTF8.GetString(name)} is there twice or is not a string";
            if (place < 0)
            {
                others.Add(start..(start + name.Length));
                continue;
            }

            likely = place + 1;
            seen |= 1 << place;
            if (FaultOf(place, ref reader, likelyStream, likelyType) is { } fault)
                return fault;
        }

        // Reading to the end finds what stands behind the object.
        while (reader.Read())
        {
        }

        return hasData ? null : "the member data is missing";
    }

    private bool IsThere(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name)
    {
        foreach (var other in others)
        {
            if (bytes[other].SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static int PlaceOf(ReadOnlySpan<byte> name, int likely)
    {
        for (var i = 0; i < Required.Length; i++)
        {
            var place = (likely + i) % Required.Length;
            if (name.SequenceEqual(Required[place]))
                return place;
        }

        return -1;
    }

    private string? FaultOf(int place, ref Utf8JsonReader reader, string likelyStream, string likelyType)
    {
        switch (place)
        {
            case 0:
                return reader.ValueTextEquals("1.0"u8) ? null : "the specversion is not 1.0";
            case 1:
                Time = InstantOf(ref reader) ?? default;
                return Time != default ? null : "the time is no instant in whole microseconds, UTC";
            case 2:
                StreamVersion = long.TryParse(
                    reader.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
                return StreamVersion >= 0 ? null : "the streamversion is no number";
            case 3:
                Id = reader.TryGetGuid(out var id) ? id : default;
                return Id != default ? null : "the id is no UUID";
            case 5:
                Type = reader.ValueTextEquals(likelyType) ? likelyType : reader.GetString()!;
                return null;
            case 6:
                Stream = reader.ValueTextEquals(likelyStream) ? likelyStream : reader.GetString()!;
                return null;
            case 8:
                CommandId = reader.TryGetGuid(out var commandId) ? commandId : default;
                return CommandId != default ? null : "the commandid is no UUID";
            case 9:
                // The entries of a command stand together.
                if (!reader.ValueTextEquals(CommandHash))
                    CommandHash = reader.GetString()!;
                return null;
            default:
                // Source and datacontenttype: read, so that text that is none is noticed.
                _ = reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan) ? reader.GetString() : null;
                return null;
        }
    }

    private static DateTimeOffset? InstantOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length != InstantBytes || reader.ValueSpan[^1] != 'Z')
            return null;
        Span<byte> longer = stackalloc byte[InstantBytes + 1];
        reader.ValueSpan.CopyTo(longer);
        "0Z"u8.CopyTo(longer[(InstantBytes - 1)..]);
        return Utf8Parser.TryParse(longer, out DateTimeOffset instant, out var read, 'O') && read == longer.Length
            ? instant
            : null;
    }

    private string? Missing()
    {
        for (var place = 0; place < Required.Length; place++)
        {
            if ((seen & (1 << place)) == 0)
                return $"the member {NameOf(place)} is missing";
        }

        return null;
    }

    private static string NameOf(int place) => Encoding.UTF8.GetString(Required[place]);
}
