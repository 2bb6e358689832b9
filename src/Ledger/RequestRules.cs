using System.Buffers;
using System.Globalization;

namespace Supervision.Ledger;

/// <summary>
/// What a request may be; every refusal happens here, on the caller's thread, before anything is written.
/// </summary>
internal static class RequestRules
{
    internal const int EventsMax = 1_000;
    internal const int ReadStreamsMax = 1_000;
    internal const int StreamCharactersMax = 200;
    internal const int TypeCharactersMax = 200;
    internal const int SourceCharactersMax = 500;
    internal const int AttributeNameCharactersMax = 20;
    internal const int EntryBytesMax = 40_000;

    private static readonly SearchValues<char> AttributeLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly SearchValues<char> StreamMarks = SearchValues.Create("-_./:~@+%,()&");

    // CloudEvents 1.0 §Context Attributes, and those that the sequencer writes.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data",
        "streamversion", "commandid", "commandhash",
    };

    internal static void Check(AppendRequest request)
    {
        if (request.CommandId == Guid.Empty)
            throw Refused("empty-id", "The command's id is empty.");
        if (request.Events.Count == 0)
            throw Refused("no-events", "The request has no events.");
        if (request.Events.Count > EventsMax)
            throw Refused(
                "too-many-events", $"The request has {request.Events.Count} events; {EventsMax} is the most.");
        if (request.ReadVersions.Count > ReadStreamsMax)
        {
            throw Refused(
                "too-many-streams",
                $"The request names {request.ReadVersions.Count} streams; {ReadStreamsMax} is the most.");
        }

        foreach (var (stream, version) in request.ReadVersions)
        {
            if (FaultOfStream(stream) is { } fault)
                throw Refused(fault.Code, $"The read stream '{stream}' {fault.Because}.");
            if (version < -1)
                throw Refused("bad-version", $"The version {version} of the read stream '{stream}' is below -1.");
        }

        var ids = request.Events.Count == 1 ? null : new HashSet<Guid>(request.Events.Count);
        for (var i = 0; i < request.Events.Count; i++)
        {
            Check(i, request.Events[i]);
            if (ids?.Add(request.Events[i].Id) == false)
                throw Refused(
                    i, request.Events[i], "duplicate-id", "id", "is the id of an earlier event of the request");
        }
    }

    internal static EntryRefusedException TooLarge(int place, NewEvent e, int bytes) => Refused(
        place, e, "too-large", "entry", $"has up to {bytes} bytes; {EntryBytesMax} is the most");

    internal static EntryRefusedException IdTaken(int place, Guid id) => Refused(
        "id-taken", $"Event {place} (id {id}): its id is the id of an entry of another command.");

    private static void Check(int place, NewEvent e)
    {
        if (e.Id == Guid.Empty)
            throw Refused(place, e, "empty-id", "id", "is empty");
        if (FaultOfStream(e.Stream) is { } stream)
            throw Refused(place, e, stream.Code, "stream", stream.Because);
        if (FaultOfName(e.Type, TypeCharactersMax) is { } type)
            throw Refused(place, e, type.Code ?? "bad-type", "type", type.Because);
        if (FaultOfName(e.Source, SourceCharactersMax) is { } source)
            throw Refused(place, e, source.Code ?? "bad-source", "source", source.Because);
        CheckAttributes(place, e);
        // Looked at first: the rules below take time that grows with the length.
        if (e.Data.Length > EntryBytesMax)
            throw TooLarge(place, e, e.Data.Length);
        if (DataRules.FaultOf(e.Data.Span) is { } data)
            throw Refused(place, e, data.Code, "data", data.Because);
    }

    private static void CheckAttributes(int place, NewEvent e)
    {
        for (var i = 0; i < e.Attributes.Count; i++)
        {
            var (name, value) = e.Attributes[i];
            var field = $"attribute '{name}'";
            if (string.IsNullOrEmpty(name) || name.Length > AttributeNameCharactersMax
                || name.AsSpan().ContainsAnyExcept(AttributeLetters))
                throw Refused(place, e, "bad-attribute", field, "must have a name of 1 to 20 letters a-z and digits");
            if (Reserved.Contains(name))
                throw Refused(place, e, "reserved-attribute", field, "has a name that the ledger writes itself");
            for (var earlier = 0; earlier < i; earlier++)
            {
                if (e.Attributes[earlier].Key == name)
                    throw Refused(place, e, "duplicate-attribute", field, "is there twice");
            }

            if (value is null)
                throw Refused(place, e, "bad-attribute", field, "has no value");
            if (Text.FaultOf(value) is { } code)
                throw Refused(place, e, code, field, Because(code));
            if (value.AsSpan().IndexOfAnyInRange('\u0001', '\u001f') >= 0
                || value.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') >= 0)
                throw Refused(
                    place, e, "bad-attribute", field, "contains a control character (CloudEvents 1.0, String)");
        }
    }

    private static (string Code, string Because)? FaultOfStream(string? stream)
    {
        if (string.IsNullOrEmpty(stream))
            return ("bad-stream", "has an empty name");
        if (stream.Length > StreamCharactersMax)
            return ("bad-stream", $"has a name of more than {StreamCharactersMax} characters");
        if (Text.FaultOf(stream) is { } code)
            return (code, Because(code));
        foreach (var rune in stream.EnumerateRunes())
        {
            var letter = rune.IsAscii
                ? char.IsAsciiLetterOrDigit((char)rune.Value) || StreamMarks.Contains((char)rune.Value)
                : System.Text.Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherLetter
                    or UnicodeCategory.DecimalDigitNumber;
            if (!letter)
                return ("bad-stream",
                    $"has '{rune}' (U+{rune.Value:X4}) in its name; letters, digits and -_./:~@+%,()& may be");
        }

        return null;
    }

    private static (string? Code, string Because)? FaultOfName(string? name, int charactersMax)
    {
        if (string.IsNullOrEmpty(name))
            return (null, "is empty");
        if (name.Length > charactersMax)
            return (null, $"has more than {charactersMax} characters");
        if (Text.FaultOf(name) is { } code)
            return (code, Because(code));
        foreach (var letter in name)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
                return (null, "contains a space or control character");
        }

        return null;
    }

    private static string Because(string code) => code switch
    {
        "nul" => "contains U+0000",
        "not-nfc" => "is not in NFC",
        _ => "contains an unpaired surrogate",
    };

    private static EntryRefusedException Refused(int place, NewEvent e, string code, string field, string because) =>
        Refused(code, $"Event {place} (id {e.Id}, type '{e.Type}'): its {field} {because}.");

    private static EntryRefusedException Refused(string code, string message) => new(code, message);
}
