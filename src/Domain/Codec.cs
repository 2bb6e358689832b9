using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Supervision.Domain;

/// <summary>
/// The catalogue of events and commands by their names, and their JSON. An event's type is <c>noun.EventName</c> and a
/// command's name <c>noun.CommandName</c>, the noun being that of the closed hierarchy (<c>FindingEvent</c> → finding).
/// Event bytes are written once, at recording, and never written again from the parsed form.
/// </summary>
public sealed class Codec
{
    /// <summary>Every event type of the catalogue and its record.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Events = Catalogue(typeof(Event), "Event");

    /// <summary>Every command name and its record.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Commands = Catalogue(typeof(Command), "Command");

    private static readonly Dictionary<Type, string> Names =
        Events.Concat(Commands).ToDictionary(x => x.Value, x => x.Key);

    /// <summary>Characters of a text that stands for an id.</summary>
    public const int AliasCharactersMax = 100;

    private static readonly Codec Strict = new();

    private readonly JsonSerializerOptions options;
    private readonly JsonFields form;

    /// <summary>
    /// A codec that turns texts which are not UUIDs into ids by <paramref name="alias"/> (noun, text); null where only
    /// UUIDs are ids.
    /// </summary>
    public Codec(Func<string, string, Guid>? alias = null)
    {
        options = Options(alias);
        form = new JsonFields(options, alias);
    }

    /// <summary>The type of an event or the name of a command.</summary>
    public static string NameOf(object eventOrCommand) => Names[eventOrCommand.GetType()];

    /// <summary>The event's <c>data</c>: a JSON object in UTF-8, Vietnamese letters as they are.</summary>
    public static byte[] Encode(Event e) => JsonSerializer.SerializeToUtf8Bytes(e, e.GetType(), Strict.options);

    /// <summary>The command as JSON in UTF-8; the same command gives the same bytes.</summary>
    public static byte[] Encode(Command c) => JsonSerializer.SerializeToUtf8Bytes(c, c.GetType(), Strict.options);

    /// <summary>SHA-256 in hex of a content's JSON, written as that of an event.</summary>
    internal static string Sha256(object content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, Strict.options)));

    /// <summary>The event with this type and <c>data</c>.</summary>
    /// <exception cref="UnknownNameException">No event has this type.</exception>
    /// <exception cref="JsonException">The data is not such an event's.</exception>
    public static Event Decode(string type, JsonElement data) =>
        (Event)data.Deserialize(Find(Events, type), Strict.options)!;

    /// <summary>The command with this name and these fields; unknown, missing and mistyped fields are errors.</summary>
    /// <exception cref="UnknownNameException">No command has this name.</exception>
    /// <exception cref="WrongFieldException">A field is unknown, missing, twice there or of the wrong kind.</exception>
    public Command Parse(string name, JsonElement fields)
    {
        var type = Find(Commands, name);
        return form.Check(fields, type) is { } refusal ? throw new WrongFieldException(refusal)
            : (Command)fields.Deserialize(type, options)!;
    }

    private static Type Find(IReadOnlyDictionary<string, Type> catalogue, string name) =>
        catalogue.TryGetValue(name, out var type) ? type : throw new UnknownNameException(name);

    private static Dictionary<string, Type> Catalogue(Type root, string suffix) => typeof(Codec).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(root) && !t.IsAbstract && t.DeclaringType is not null)
        .ToDictionary(t => Noun(t.DeclaringType!, suffix) + "." + t.Name, StringComparer.Ordinal);

    private static string Noun(MemberInfo hierarchy, string suffix) =>
        hierarchy.Name[..^suffix.Length].ToLowerInvariant();

    private static JsonSerializerOptions Options(Func<string, string, Guid>? alias) => new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
        Converters =
        {
            new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false),
            new IdentifierConverterFactory(alias),
            new BodyCodeConverter(),
            new MoneyConverter(),
        },
    };

    private sealed class IdentifierConverterFactory(Func<string, string, Guid>? alias) : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.GetInterfaces()
            .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IIdentifier<>));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(
                typeof(IdentifierConverter<>).MakeGenericType(typeToConvert), alias)!;
    }

    private sealed class IdentifierConverter<T>(Func<string, string, Guid>? alias) : JsonConverter<T>
        where T : struct, IIdentifier<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            return T.From(Guid.TryParseExact(text, "D", out var id) ? id
                : alias is not null && text.Length is > 0 and <= AliasCharactersMax ? alias(T.Noun, text)
                : throw new JsonException($"The id of a {T.Noun} is expected"));
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class BodyCodeConverter : JsonConverter<BodyCode>
    {
        public override BodyCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && BodyCode.IsCode(reader.GetString())
                ? new BodyCode(reader.GetString()!)
                : throw new JsonException("The code of a body is expected: capital letters, digits, hyphens");

        public override void Write(Utf8JsonWriter writer, BodyCode value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var dong)
                ? new Money(dong) : throw new JsonException("A whole number of đồng is expected");

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Dong);
    }
}

/// <summary>A command's fields are not as its JSON must be; the refusal names the field.</summary>
public sealed class WrongFieldException(Refusal refusal)
    : Exception(DomainTexts.Sentence(refusal, System.Globalization.CultureInfo.GetCultureInfo("en-GB")))
{
    /// <summary>What is wrong, to be worded in the reader's language.</summary>
    public Refusal Refusal { get; } = refusal;
}

/// <summary>No event or command has this name.</summary>
public sealed class UnknownNameException(string name) : Exception($"Nothing in the catalogue is called \"{name}\"")
{
    /// <summary>The name asked for.</summary>
    public string Name { get; } = name;
}
