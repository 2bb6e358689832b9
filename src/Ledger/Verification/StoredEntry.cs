using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Supervision.Ledger.Verification;

/// <summary>A row of ledger.entry, whatever it says.</summary>
internal sealed record StoredEntry(
    long Index,
    long StreamVersion,
    DateTimeOffset Time,
    Guid Id,
    Guid CommandId,
    short? CommandSize,
    string Stream,
    string Type,
    byte[] LeafHash,
    byte[] Bytes)
{
    internal const int Columns = 10;

    internal const string Sql =
        "select index, stream_version, time, id, command_id, command_size, stream, type, leaf_hash, bytes "
        + "from ledger.entry order by index";

    internal static StoredEntry Of(CopyOut row, string? likelyType) => new(
        row.Int64(0), row.Int64(1), row.Instant(2), row.Guid(3), row.Guid(4), row.IsNull(5) ? null : row.Int16(5),
        row.Text(6), row.Text(7, likelyType), row.Bytes(8).ToArray(), row.Bytes(9).ToArray());
}

/// <summary>What an entry's bytes say of the columns that index them.</summary>
internal sealed class EntryDocument
{
    private const int InstantCharacters = 27;

    // In the order in which the ledger writes them, so that each is found at the first look.
    private static readonly string[] Required =
        ["specversion", "time", "streamversion", "id", "source", "type", "subject", "datacontenttype", "commandid",
            "commandhash"];

    [ThreadStatic]
    private static HashSet<string>? others;

    // One bit for each of the required members that has been seen.
    private int seen;

    private EntryDocument()
    {
    }

    internal Guid Id { get; private set; }

    internal Guid CommandId { get; private set; }

    internal long StreamVersion { get; private set; }

    internal DateTimeOffset Time { get; private set; }

    internal string Stream { get; private set; } = "";

    internal string Type { get; private set; } = "";

    internal string CommandHash { get; private set; } = "";

    /// <summary>Null, and why, when the bytes are no entry.</summary>
    /// <param name="row">Its bytes are read; its columns spare making the same texts again.</param>
    /// <param name="because">Empty when they are an entry.</param>
    internal static EntryDocument? Parse(StoredEntry row, out string because)
    {
        var document = new EntryDocument();
        try
        {
            because = document.Read(row) ?? document.Missing() ?? "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // InvalidOperationException: a string that is not valid UTF-8 or UTF-16.
            because = e.Message;
        }

        return because.Length == 0 ? document : null;
    }

    private string? Read(StoredEntry row)
    {
        (others ??= new HashSet<string>(StringComparer.Ordinal)).Clear();
        var likely = 0;
        var reader = new Utf8JsonReader(row.Bytes, new JsonReaderOptions { MaxDepth = DataRules.DepthMax + 1 });
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

            var place = PlaceOf(ref reader, likely);
            var name = place < 0 ? reader.GetString()! : Required[place];
            reader.Read();
            if (reader.TokenType != JsonTokenType.String
                || (place < 0 ? !others.Add(name) : (seen & (1 << place)) != 0))
                return $"the member {name} is there twice or is not a string";
            if (place < 0)
                continue;
            likely = place + 1;
            seen |= 1 << place;
            if (FaultOf(place, ref reader, row) is { } fault)
                return fault;
        }

        // Reading to the end finds what stands behind the object.
        while (reader.Read())
        {
        }

        return hasData ? null : "the member data is missing";
    }

    private static int PlaceOf(ref Utf8JsonReader reader, int likely)
    {
        for (var i = 0; i < Required.Length; i++)
        {
            var place = (likely + i) % Required.Length;
            if (reader.ValueTextEquals(Required[place]))
                return place;
        }

        return -1;
    }

    // A text that is as the row has it is not made anew.
    private string? FaultOf(int place, ref Utf8JsonReader reader, StoredEntry row)
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
                Type = reader.ValueTextEquals(row.Type) ? row.Type : reader.GetString()!;
                return null;
            case 6:
                Stream = reader.ValueTextEquals(row.Stream) ? row.Stream : reader.GetString()!;
                return null;
            case 8:
                CommandId = reader.TryGetGuid(out var commandId) ? commandId : default;
                return CommandId != default ? null : "the commandid is no UUID";
            case 9:
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
        if (reader.ValueSpan.Length != InstantCharacters)
            return null;
        Span<char> text = stackalloc char[InstantCharacters];
        return DateTimeOffset.TryParseExact(
            text[..reader.CopyString(text)], Rendering.TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }

    private string? Missing()
    {
        for (var place = 0; place < Required.Length; place++)
        {
            if ((seen & (1 << place)) == 0)
                return $"the member {Required[place]} is missing";
        }

        return null;
    }
}
