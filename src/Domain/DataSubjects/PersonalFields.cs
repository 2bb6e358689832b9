using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Supervision.Domain.DataSubjects;

/// <summary>A value of a <c>[Personal]</c> field: plain in a command until it is sealed, sealed in an event.</summary>
/// <param name="Path">The field and, in a list, the place: <c>responsiblePersons[0]</c>.</param>
/// <param name="Field">The field alone; a command's and its event's have the same name.</param>
public sealed record PersonalValue(string Path, string Field, string Text)
{
    /// <summary>Without the text, which must not come into a log by accident.</summary>
    public override string ToString() => Path;
}

/// <summary>The <c>[Personal]</c> fields of a command or an event: texts and lists of texts.</summary>
public static class PersonalFields
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>The values that are there, in the order of the fields.</summary>
    public static IReadOnlyList<PersonalValue> Of(object record)
    {
        var properties = PropertiesOf(record);
        return properties.Length == 0 ? [] : [.. properties.SelectMany(p => Of(p, p.GetValue(record)))];
    }

    /// <summary>The same record with other values in the place of these.</summary>
    public static Command Replace(Command command, Func<PersonalValue, string> with)
    {
        var properties = PropertiesOf(command);
        if (properties.Length == 0)
            return command;
        // A record's own copy constructor, as "with" calls it.
        var copy = (Command)command.GetType().GetMethod("<Clone>$")!.Invoke(command, null)!;
        foreach (var property in properties)
        {
            var field = NameOf(property);
            property.SetValue(copy, property.GetValue(command) switch
            {
                string text => with(new PersonalValue(field, field, text)),
                IReadOnlyList<string?> list => (string?[])[.. list.Select((text, i) =>
                    text is null ? null : with(new PersonalValue(PathOf(field, i), field, text)))],
                var other => other,
            });
        }

        return copy;
    }

    /// <summary>
    /// The limits of values before they are sealed, as for any text; they may hold a personal number. Null where all
    /// hold and each name in <paramref name="persons"/> is the path of a value.
    /// </summary>
    public static Refusal? CheckPlain(
        IReadOnlyList<PersonalValue> values, IReadOnlyDictionary<string, DataSubjectId> persons)
    {
        if (values.CountBy(v => v.Field).FirstOrDefault(f => f.Value > Fields.ListItemsMax) is { Key: { } longList })
            return new Refusal("field.list_too_long", Law.Product, longList, Fields.ListItemsMax);
        foreach (var value in values)
        {
            if (Fields.CheckForm(value.Text, Fields.TextCharactersMax, value.Path) is { } refusal)
                return refusal;
            // Somebody else's sealed value would be recorded as this act's, so none is taken from outside.
            if (value.Text.StartsWith("sealed/", StringComparison.OrdinalIgnoreCase))
                return NotSealed(value.Path);
        }

        foreach (var (path, person) in persons)
        {
            if (values.All(v => v.Path != path))
                return new Refusal("personal.no_such_field", Law.Product, path);
            if (person.Value == Guid.Empty)
                return new Refusal("field.empty", Law.Product, path);
        }

        return null;
    }

    /// <summary>A plain value where only a sealed one may stand.</summary>
    public static Refusal NotSealed(string path) =>
        new Refusal("personal.not_sealed", Law.PersonalData, path);

    private static IEnumerable<PersonalValue> Of(PropertyInfo property, object? value)
    {
        var field = NameOf(property);
        return value switch
        {
            string text => [new PersonalValue(field, field, text)],
            IReadOnlyList<string?> list => list.Select((text, i) => (text, i)).Where(x => x.text is not null)
                .Select(x => new PersonalValue(PathOf(field, x.i), field, x.text!)),
            _ => [],
        };
    }

    private static PropertyInfo[] PropertiesOf(object record) => Properties.GetOrAdd(record.GetType(), static t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.IsDefined(typeof(PersonalAttribute)))]);

    private static string NameOf(PropertyInfo property) =>
        char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private static string PathOf(string field, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"{field}[{place}]");
}
