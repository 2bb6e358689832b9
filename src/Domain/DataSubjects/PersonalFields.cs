using System.Collections.Concurrent;
using System.Reflection;

namespace Supervision.Domain.DataSubjects;

/// <summary>A value of a <c>[Personal]</c> field: plain in a command until it is sealed, sealed in an event.</summary>
public sealed record PersonalValue(FieldPath Place, string Text)
{
    /// <summary>The field and, in a list, the place: <c>responsiblePersons[0]</c>.</summary>
    public string Path => Place.ToString();

    /// <summary>The field alone; a command's and its event's have the same name.</summary>
    public string Field => Place.Name;

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
        return properties.Length == 0 ? [] : [.. properties.SelectMany(p => Of(p, record))];
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
            var field = new FieldPath(null, command.GetType(), Fields.NameOf(property));
            property.SetValue(copy, property.GetValue(command) switch
            {
                string text => with(new PersonalValue(field, text)),
                IReadOnlyList<string?> list => (string?[])[.. list.Select((text, i) =>
                    text is null ? null : with(new PersonalValue(field with { Item = i }, text)))],
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
        if (values.CountBy(v => v.Place with { Item = null }).FirstOrDefault(f => f.Value > Fields.ListItemsMax)
            is { Key: { } longList })
            return new Refusal("field.list_too_long", Law.Product, longList, Fields.ListItemsMax);
        foreach (var value in values)
        {
            if (Fields.CheckForm(value.Text, Fields.TextCharactersMax, value.Place) is { } refusal)
                return refusal;
            // Somebody else's sealed value would be recorded as this act's, so none is taken from outside.
            if (value.Text.StartsWith("sealed/", StringComparison.OrdinalIgnoreCase))
                return NotSealed(value.Place);
        }

        foreach (var (path, person) in persons)
        {
            if (values.FirstOrDefault(v => v.Path == path) is not { } value)
                return new Refusal("personal.no_such_field", Law.Product, path);
            if (person.Value == Guid.Empty)
                return new Refusal("field.empty", Law.Product, value.Place);
        }

        return null;
    }

    /// <summary>A plain value where only a sealed one may stand.</summary>
    public static Refusal NotSealed(FieldPath field) =>
        new Refusal("personal.not_sealed", Law.PersonalData, field);

    private static IEnumerable<PersonalValue> Of(PropertyInfo property, object record)
    {
        var field = new FieldPath(null, record.GetType(), Fields.NameOf(property));
        return property.GetValue(record) switch
        {
            string text => [new PersonalValue(field, text)],
            IReadOnlyList<string?> list => list.Select((text, i) => (text, i)).Where(x => x.text is not null)
                .Select(x => new PersonalValue(field with { Item = x.i }, x.text!)),
            _ => [],
        };
    }

    private static PropertyInfo[] PropertiesOf(object record) => Properties.GetOrAdd(record.GetType(), static t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.IsDefined(typeof(PersonalAttribute)))]);
}
