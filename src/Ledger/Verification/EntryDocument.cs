using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Supervision.Ledger.Verification;

/// <summary>What an entry's bytes say of the columns that index them; one after another is read into it.</summary>
internal sealed class EntryDocument
{
    // "2026-11-20T08:00:00.000000Z"; the library's own form has one digit more.
    private const int InstantBytes = 27;

    // One bit for each of the required members that the likely head has: the first eight.
    private const int SeenInHead = (1 << 8) - 1;

    // In the order in which the ledger writes them, so that each is found at the first look.
    private static readonly byte[][] Required =
        [.. new[] { "specversion", "time", "streamversion", "id", "source", "type", "subject", "datacontenttype",
            "commandid", "commandhash" }.Select(Encoding.UTF8.GetBytes)];

    private static readonly JsonReaderOptions Options = new() { MaxDepth = DataRules.DepthMax + 1 };

    // Between two members of the outermost object.
    private static readonly JsonReaderState BehindAMember = StateBehindAMember();

    private readonly LikelyHead head = new();

    // As it stood in the entry before; most entries of a ledger have the same.
    private byte[] source = [];

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
    /// <param name="likely">What it says, as nearly always; never taken on trust.</param>
    internal string? Read(ReadOnlySpan<byte> bytes, in LikelyEntry likely)
    {
        try
        {
            var length = head.LengthIn(bytes, likely, source);
            return (length > 0 ? ReadRest(bytes[length..], likely) : ReadAll(bytes, likely)) ?? Missing();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // InvalidOperationException: a string that is not valid UTF-8 or UTF-16.
            return e.Message;
        }
    }

    private string? ReadAll(ReadOnlySpan<byte> bytes, in LikelyEntry likely)
    {
        var reader = new Utf8JsonReader(bytes, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return "they are not a JSON object";
        seen = 0;
        return ReadMembers(ref reader, bytes, likely);
    }

    // What stands behind the likely head.
    private string? ReadRest(ReadOnlySpan<byte> bytes, in LikelyEntry likely)
    {
        (seen, StreamVersion, Time, Id) = (SeenInHead, likely.StreamVersion, likely.Time, likely.Id);
        (Stream, Type) = (likely.Stream, likely.Type);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: true, BehindAMember);
        return ReadMembers(ref reader, bytes, likely);
    }

    private static JsonReaderState StateBehindAMember()
    {
        var reader = new Utf8JsonReader("{\"\":\"\""u8, isFinalBlock: false, new JsonReaderState(Options));
        while (reader.Read())
        {
        }

        return reader.CurrentState;
    }

    private string? ReadMembers(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, in LikelyEntry likely)
    {
        others.Clear();
        var next = BitOperations.PopCount((uint)seen);
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
            var place = PlaceOf(name, next);
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

            next = place + 1;
            seen |= 1 << place;
            if (FaultOf(place, ref reader, likely) is { } fault)
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

    private string? FaultOf(int place, ref Utf8JsonReader reader, in LikelyEntry likely)
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
            case 4:
                ReadText(ref reader);
                if (!reader.ValueIsEscaped && !reader.ValueSpan.SequenceEqual(source))
                    source = reader.ValueSpan.ToArray();
                return null;
            case 5:
                Type = reader.ValueTextEquals(likely.Type) ? likely.Type : reader.GetString()!;
                return null;
            case 6:
                Stream = reader.ValueTextEquals(likely.Stream) ? likely.Stream : reader.GetString()!;
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
                ReadText(ref reader);
                return null;
        }
    }

    // Text that is none is noticed.
    private static void ReadText(ref Utf8JsonReader reader) =>
        _ = reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan) ? reader.GetString() : null;

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
