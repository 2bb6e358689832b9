using System.Globalization;
using System.Text.Json;

namespace Supervision.Domain;

/// <summary>
/// Whose act an event is and who entered it, as the envelope's extension attributes carry it. Officers and mandates
/// are UUIDs; a policy's actor is <c>policy/name</c> and has no mandate.
/// </summary>
public sealed record Attribution(DateOnly OccurredOn, string ActorId, string? ActorPost, Capacity Capacity,
    Guid? MandateId, string RecordedBy, Guid? RecorderMandateId, Guid CorrelationId)
{
    /// <summary>The attributes in the order in which they are written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ToAttributes()
    {
        var list = new List<KeyValuePair<string, string>>
        {
            new("occurredon", OccurredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new("actorid", ActorId),
            new("capacity", Capacity.ToString().ToUpperInvariant()),
            new("recordedby", RecordedBy),
            new("correlationid", CorrelationId.ToString("D")),
        };
        if (ActorPost is not null)
            list.Insert(2, new("actorpost", ActorPost));
        if (MandateId is { } mandate)
            list.Add(new("mandateid", mandate.ToString("D")));
        if (RecorderMandateId is { } recorder)
            list.Add(new("recordermandateid", recorder.ToString("D")));
        return list;
    }

    /// <summary>The officer whose act it is; null for a policy.</summary>
    public OfficerId? Actor => Guid.TryParseExact(ActorId, "D", out var id) ? new OfficerId(id) : null;

    /// <summary>The officer who entered it; null for a policy.</summary>
    public OfficerId? Recorder => Guid.TryParseExact(RecordedBy, "D", out var id) ? new OfficerId(id) : null;
}

/// <summary>An entry of the ledger, read back: its place, its envelope and its event.</summary>
public sealed record RecordedEvent(string Stream, long StreamVersion, string Type, string Source, DateTimeOffset Time,
    Guid CommandId, Attribution By, Event Event)
{
    /// <summary>Reads an entry's exact bytes.</summary>
    /// <exception cref="JsonException">The bytes are not an entry of this catalogue.</exception>
    /// <exception cref="UnknownNameException">The event type is not in the catalogue.</exception>
    public static RecordedEvent Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Read(bytes);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException
            or InvalidOperationException or KeyNotFoundException)
        {
            throw new JsonException("The entry is none of this catalogue: " + e.Message, e);
        }
    }

    private static RecordedEvent Read(ReadOnlyMemory<byte> bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        var root = json.RootElement;
        var type = Text(root, "type");
        var by = new Attribution(
            DateOnly.ParseExact(Text(root, "occurredon"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Text(root, "actorid"), Optional(root, "actorpost"),
            Enum.Parse<Capacity>(Text(root, "capacity"), ignoreCase: true), OptionalId(root, "mandateid"),
            Text(root, "recordedby"), OptionalId(root, "recordermandateid"),
            Guid.ParseExact(Text(root, "correlationid"), "D"));
        return new RecordedEvent(Text(root, "subject"),
            long.Parse(Text(root, "streamversion"), NumberStyles.None, CultureInfo.InvariantCulture), type,
            Text(root, "source"),
            DateTimeOffset.Parse(Text(root, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Guid.ParseExact(Text(root, "commandid"), "D"), by, Codec.Decode(type, root.GetProperty("data")));
    }

    private static string Text(JsonElement root, string name) =>
        Optional(root, name) ?? throw new JsonException("The entry lacks " + name);

    private static string? Optional(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Guid? OptionalId(JsonElement root, string name) =>
        Optional(root, name) is { } text ? Guid.ParseExact(text, "D") : null;
}
