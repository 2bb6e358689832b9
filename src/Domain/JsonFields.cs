using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Supervision.Domain;

/// <summary>What the JSON of a field may be.</summary>
public enum FieldKind
{
    Text,
    WholeNumber,
    Money,
    Date,
    YesOrNo,
    Choice,
    Identifier,
    List,
    Group,
}

/// <summary>
/// Whether JSON is a command's: its fields are there once, no other is, and each is of its kind. What passes can be
/// read; the limits of the values are those of <see cref="Fields"/>.
/// </summary>
internal sealed class JsonFields(JsonSerializerOptions options, Func<string, string, Guid>? alias)
{
    // A name that nobody can read, or that is longer than any field's, is told by its place.
    private const int NameCharactersMax = 60;

    /// <summary>The first thing that is wrong, as a refusal that names the field; null where all is right.</summary>
    public Refusal? Check(JsonElement fields, Type command) => fields.ValueKind == JsonValueKind.Object
        ? CheckRecord(fields, command, null) : new Refusal("field.no_fields", Law.Product);

    private Refusal? CheckRecord(JsonElement fields, Type record, FieldPath? of)
    {
        var properties = options.GetTypeInfo(record).Properties;
        var given = new HashSet<string>(StringComparer.Ordinal);
        var place = 0;
        foreach (var member in fields.EnumerateObject())
        {
            place++;
            var name = TextOf(() => member.Name);
            if (properties.FirstOrDefault(p => p.Name == name) is not { } property)
                return NoSuch(name, place, of, properties);
            var path = new FieldPath(of, record, property.Name);
            if (!given.Add(property.Name))
                return new Refusal("field.given_twice", Law.Product, path);
            if (CheckValue(member.Value, property.PropertyType, IsOptional(property), path) is { } refusal)
                return refusal;
        }

        return properties.FirstOrDefault(p => !given.Contains(p.Name)
            && p.AssociatedParameter is { HasDefaultValue: false }) is { } missing
            ? new Refusal("field.missing", Law.Product, new FieldPath(of, record, missing.Name)) : null;
    }

    private Refusal? CheckValue(JsonElement value, Type type, bool optional, FieldPath path)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return optional ? null : new Refusal("field.empty", Law.Product, path);
        var t = Nullable.GetUnderlyingType(type) ?? type;
        var kind = KindOf(t);
        if (!Fits(value.ValueKind, kind))
            return new Refusal("field.wrong_kind", Law.Product, path, kind);
        return kind switch
        {
            FieldKind.WholeNumber or FieldKind.Money => CheckNumber(value, t, path),
            FieldKind.YesOrNo => null,
            FieldKind.List => CheckList(value, t.GetGenericArguments()[0], path),
            FieldKind.Group => CheckRecord(value, t, path),
            _ => TextOf(() => value.GetString()!) is { } text ? CheckText(text, t, kind, path)
                : new Refusal("field.bad_characters", Law.Product, path),
        };
    }

    private Refusal? CheckList(JsonElement list, Type item, FieldPath path)
    {
        if (list.GetArrayLength() > Fields.ListItemsMax)
            return new Refusal("field.list_too_long", Law.Product, path, Fields.ListItemsMax);
        return list.EnumerateArray().Select((value, i) => CheckValue(value, item, false, path with { Item = i }))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? CheckNumber(JsonElement value, Type type, FieldPath path)
    {
        if (type == typeof(int) ? value.TryGetInt32(out _) : value.TryGetInt64(out _))
            return null;
        // Digits alone are a whole number that no field holds; 1.5, 1e3 and 1e400 are none as it is written.
        return value.GetRawText().All(c => c == '-' || char.IsAsciiDigit(c))
            ? Fields.OutOfRange(type, path) : new Refusal("field.not_whole", Law.Product, path);
    }

    private Refusal? CheckText(string text, Type type, FieldKind kind, FieldPath path) => kind switch
    {
        FieldKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out _) ? null : new Refusal("field.not_a_date", Law.Product, path),
        FieldKind.Choice => Enum.GetNames(type).Contains(text, StringComparer.Ordinal)
            ? null : Fields.UnknownChoice(type, path),
        FieldKind.Identifier when type == typeof(BodyCode) => BodyCode.IsCode(text)
            ? null : new Refusal("field.not_a_body_code", Law.Product, path),
        FieldKind.Identifier => Guid.TryParseExact(text, "D", out _) ? null
            : alias is null ? new Refusal("field.not_an_id", Law.Product, path)
            : Fields.CheckForm(text, Codec.AliasCharactersMax, path),
        _ => null,
    };

    private static FieldKind KindOf(Type type) => type switch
    {
        _ when type == typeof(string) => FieldKind.Text,
        _ when type == typeof(int) || type == typeof(long) => FieldKind.WholeNumber,
        _ when type == typeof(Money) => FieldKind.Money,
        _ when type == typeof(DateOnly) => FieldKind.Date,
        _ when type == typeof(bool) => FieldKind.YesOrNo,
        { IsEnum: true } => FieldKind.Choice,
        _ when type == typeof(BodyCode) || type.IsAssignableTo(typeof(IIdentifier)) => FieldKind.Identifier,
        { IsGenericType: true } => FieldKind.List,
        _ => FieldKind.Group,
    };

    private static bool Fits(JsonValueKind json, FieldKind kind) => kind switch
    {
        FieldKind.WholeNumber or FieldKind.Money => json == JsonValueKind.Number,
        FieldKind.YesOrNo => json is JsonValueKind.True or JsonValueKind.False,
        FieldKind.List => json == JsonValueKind.Array,
        FieldKind.Group => json == JsonValueKind.Object,
        _ => json == JsonValueKind.String,
    };

    private static bool IsOptional(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType && property.AssociatedParameter?.IsNullable == true);

    private static Refusal NoSuch(string? name, int place, FieldPath? of, IEnumerable<JsonPropertyInfo> properties)
    {
        var readable = name is not null && Fields.CheckForm(name, NameCharactersMax, name) is null;
        return new Refusal("field.no_such_field", Law.Product,
            (of is null ? "" : of + ".") + (readable ? name : string.Create(null, $"#{place}")),
            properties.Select(p => p.Name).ToList());
    }

    // Half a character, escaped or in broken UTF-8, is no text at all: reading it throws.
    private static string? TextOf(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
