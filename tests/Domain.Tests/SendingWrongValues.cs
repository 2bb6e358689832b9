using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Domain.DataSubjects;

namespace Supervision.Domain.Tests;

/// <summary>
/// Every field of every command, sent in JSON with every value that it cannot hold: refused each time, by a sentence
/// that names it in both languages; never accepted, never an exception.
/// </summary>
public sealed class SendingWrongValues
{
    private static readonly CultureInfo[] Cultures = [new("vi-VN"), new("en-GB")];
    private static readonly Codec Codec = new();
    private const string Mark = "the wrong value";

    public static TheoryData<string> Commands =>
        [.. Domain.Codec.Commands.Keys.OrderBy(n => n, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void is_refused_by_the_name_of_the_field(string name)
    {
        var right = Right(name);
        Send(name, right.ToJsonString()).ShouldBeNull();
        foreach (var field in Any.FieldsOf(Any.Of(Domain.Codec.Commands[name])))
        {
            foreach (var wrong in Wrong(field, right))
                ShouldBeToldBy(field, name, With(right, field.Path, wrong), wrong);
            if (!field.Path.EndsWith(']'))
                ShouldBeToldBy(field, name, Twice(right, field.Path), "given twice");
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void is_refused_where_a_field_is_missing_or_one_too_many(string name)
    {
        var right = Right(name);
        foreach (var field in Any.FieldsOf(Any.Of(Domain.Codec.Commands[name])))
        {
            if (IsRequired(field))
                ShouldBeToldBy(field, name, With(right, field.Path, null), "missing");
            if (Records(field) is { } record)
            {
                var more = With(right, field.Path + ".more", "1");
                Send(name, more).ShouldNotBeNull(record.Name).Code.ShouldBe("field.no_such_field");
            }
        }

        Send(name, With(right, "more", "1")).ShouldNotBeNull().Values[0].ShouldBe("more");
        foreach (var fields in new[] { "null", "[]", "1", "\"a\"", "true" })
            Send(name, fields).ShouldNotBeNull().Code.ShouldBe("field.no_fields");
    }

    // As the way of a command goes: its JSON, its personal values in plain text, its fields.
    private static Refusal? Send(string name, string fields)
    {
        using var json = JsonDocument.Parse(fields, new JsonDocumentOptions { MaxDepth = 1_000 });
        try
        {
            var command = Codec.Parse(name, json.RootElement);
            return PersonalFields.CheckPlain(PersonalFields.Of(command), new Dictionary<string, DataSubjectId>())
                ?? Fields.Check(PersonalFields.Replace(command, _ => Refusals.RefusedSealing.Sealed()));
        }
        catch (WrongFieldException wrong)
        {
            return wrong.Refusal;
        }
    }

    private static void ShouldBeToldBy(Any.Field field, string name, string json, string wrong)
    {
        var told = $"{name}, {field.Path}: {(wrong.Length > 80 ? wrong[..80] + "…" : wrong)}";
        var refusal = Send(name, json).ShouldNotBeNull(told);
        var last = field.Path.Split('.')[^1].Split('[')[0];
        foreach (var culture in Cultures)
        {
            var sentence = DomainTexts.Sentence(refusal, culture);
            sentence.ShouldContain('"' + DomainTexts.Label(field.Record, last, culture) + '"', customMessage: told);
            sentence.ShouldContain("(" + field.Path, customMessage: told);
            sentence.Split("(" + field.Path).Length.ShouldBe(2, told);
        }
    }

    /// <summary>Values in JSON, each wrong for the field.</summary>
    private static IEnumerable<string> Wrong(Any.Field field, JsonObject right)
    {
        var type = Nullable.GetUnderlyingType(field.Type) ?? field.Type;
        var deep = new string('[', 500) + new string(']', 500);
        List<string> wrong = [deep, "\"\\ud800\"", "\"a\\udc00\"", "1e400", "1.5", "-1",
            "99999999999999999999999999", "1000000000000001"];
        if (type != typeof(bool))
            wrong.AddRange(["true", "false"]);
        if (Records(field) is null)
            wrong.Add("{\"a\":{\"b\":{}}}");
        if (IsRequired(field) || field.Path.EndsWith(']'))
            wrong.Add("null");
        if (type == typeof(string))
            return [.. wrong, .. Texts(field), "5", "[]"];
        if (type == typeof(DateOnly))
        {
            return [.. wrong, "\"2019-12-31\"", "\"2101-01-01\"", "\"2026-02-30\"", "\"12/01/2026\"", "\"\"",
                "20260112", "\"2026-01-12T00:00:00\"", "\" 2026-01-12\"", "\"0001-01-01\""];
        }

        if (type == typeof(Money) || type == typeof(long) || type == typeof(int))
            return [.. wrong, "\"1\"", "\"\"", "[]", "-0.0", "1e3", type == typeof(int) ? "2147483648" : "-1"];
        if (type == typeof(bool))
            return [.. wrong, "\"true\"", "0", "\"\""];
        if (type == typeof(BodyCode))
            return [.. wrong, "\"syt\"", "\"S\"", "\"\"", "\" \"", "\"" + new string('A', 41) + "\"", "\"SỞ\"", "7"];
        if (type.IsEnum)
            return [.. wrong, .. Choices(Enum.GetNames(type)), "0"];
        if (type.IsAssignableTo(typeof(IIdentifier)))
            return [.. wrong, "\"\"", "\"T-07\"", "\"" + Guid.Empty + "\"", "7", "\"{" + Guid.NewGuid() + "}\""];
        return type is { IsGenericType: true } ? [.. wrong, .. Lists(field, At(right, field.Path)[0]!.ToJsonString())]
            : [.. wrong, "[]", "\"a\""];
    }

    private static IEnumerable<string> Choices(string[] names) => new[]
    {
        "", "0", "Nothing", names[0].ToLowerInvariant(), " " + names[0], string.Join(", ", names.Take(2)),
    }.Select(t => JsonSerializer.Serialize(t));

    private static IEnumerable<string> Texts(Any.Field field)
    {
        var max = field.Property.IsDefined(typeof(LongTextAttribute)) ? 4_000 : 300;
        string[] texts =
        [
            "", " \t\n", new string('a', max + 1), new string('ạ', 100_000), "a\0b", "a\u0007b", "a\u202eb",
            "Bệnh viện".Normalize(NormalizationForm.FormD),
        ];
        return texts.Select(t => JsonSerializer.Serialize(t));
    }

    private static IEnumerable<string> Lists(Any.Field field, string one)
    {
        yield return one.StartsWith('{') ? "\"a\"" : "{}";
        yield return "[null]";
        yield return "[[]]";
        yield return "[" + string.Join(',', Enumerable.Repeat(one, 501)) + "]";
        if (!field.Property.IsDefined(typeof(PersonalAttribute)) && !HasList(field.Type.GetGenericArguments()[0]))
            yield return $"[{one},{one}]";
    }

    // Records with a list in them are told apart by their key, in their own noun.
    private static bool HasList(Type item) => item.GetProperties()
        .Any(p => p.PropertyType.IsGenericType && p.PropertyType.IsAssignableTo(typeof(IEnumerable)));

    private static Type? Records(Any.Field field) => field.Type is { IsClass: true }
        && field.Type.Namespace!.StartsWith("Supervision", StringComparison.Ordinal) ? field.Type : null;

    private static bool IsRequired(Any.Field field) => !field.Path.EndsWith(']')
        && field.Record.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters()
            .Single(p => p.Name == field.Property.Name) is { HasDefaultValue: false } parameter
        && Nullable.GetUnderlyingType(parameter.ParameterType) is null
        && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.NotNull;

    private static JsonObject Right(string name)
    {
        var command = (Command)Any.Of(Domain.Codec.Commands[name]);
        var fields = JsonNode.Parse(Domain.Codec.Encode(command))!.AsObject();
        foreach (var p in command.GetType().GetProperties().Where(p => p.IsDefined(typeof(PersonalAttribute))))
        {
            fields[JsonNamingPolicy.CamelCase.ConvertName(p.Name)] =
                p.PropertyType == typeof(string) ? "Bà C" : new JsonArray("Bà C");
        }

        return fields;
    }

    private static JsonNode At(JsonNode fields, string path) => path.Split('.').Aggregate(fields, (node, step) =>
        step.EndsWith("[0]", StringComparison.Ordinal) ? node[step[..^3]]![0]! : node[step]!);

    // The fields with this JSON, which need not be any, in the field's place; null takes the field out.
    private static string With(JsonObject right, string path, string? json)
    {
        var fields = right.DeepClone();
        var parent = path.Contains('.', StringComparison.Ordinal) ? At(fields, path[..path.LastIndexOf('.')]) : fields;
        var name = path[(path.LastIndexOf('.') + 1)..];
        if (json is null)
            parent.AsObject().Remove(name);
        else if (name.EndsWith(']'))
            parent[name[..^3]]![0] = Mark;
        else
            parent[name] = Mark;
        return fields.ToJsonString().Replace('"' + Mark + '"', json, StringComparison.Ordinal);
    }

    private static string Twice(JsonObject right, string path)
    {
        var value = At(right, path).ToJsonString();
        return With(right, path, $"{value},\"{path[(path.LastIndexOf('.') + 1)..]}\":{value}");
    }
}
