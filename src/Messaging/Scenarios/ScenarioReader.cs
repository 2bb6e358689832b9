using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Domain;

namespace Supervision.Messaging.Scenarios;

/// <summary>
/// Reads a scenario file and checks all of it before anything is played. The format: seeds/README.md.
/// </summary>
public static class ScenarioReader
{
    /// <summary>Bytes of a file.</summary>
    public const int FileBytesMax = 4_000_000;

    /// <summary>Steps of a file.</summary>
    public const int StepsMax = 10_000;

    /// <summary>Levels of braces and brackets.</summary>
    public const int LevelsMax = 32;

    private const string Format = "supervision-scenario/1";

    private static readonly Codec Commands = new(Aliases.IdOf);

    // What is there twice is looked for by ourselves, to tell it by its name.
    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = LevelsMax };

    private static readonly string[] RootFields = ["format", "name", "title", "steps", "then"];
    private static readonly string[] TitleFields = ["vi", "en"];
    private static readonly string[] FigureFields = ["figure", "of", "asOf", "equals"];
    private static readonly string[] ExpectFields = ["events", "refused", "nothing"];

    private static readonly string[] StepFields =
    [
        "id", "on", "recorded", "at", "actor", "mandate", "capacity", "recorder", "recorderMandate", "do", "with",
        "withFile", "persons", "clock", "expect",
    ];

    /// <summary>
    /// The scenarios of files that are played together. A step's command id follows from file name and step id, so no
    /// two files may have one name.
    /// </summary>
    /// <exception cref="ScenarioException">A file or one of its steps is wrong, or a file is there twice.</exception>
    public static IReadOnlyList<Scenario> ReadAll(IEnumerable<string> paths)
    {
        List<Scenario> scenarios = [.. paths.Select(Read)];
        return scenarios.GroupBy(s => s.File, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new ScenarioException(twice.Key, null, "file_twice") : scenarios;
    }

    /// <summary>The file's scenario.</summary>
    /// <exception cref="ScenarioException">The file or one of its steps is wrong; the first mistake is
    /// named.</exception>
    public static Scenario Read(string path)
    {
        var file = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        using var json = ReadJson(path, file, null);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format)
            || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
            throw new ScenarioException(file, null, "wrong_format", Format);
        Close(file, null, root, RootFields);
        if (!root.TryGetProperty("steps", out var steps) || steps.ValueKind != JsonValueKind.Array)
            throw new ScenarioException(file, null, "no_steps");
        if (steps.GetArrayLength() > StepsMax)
            throw new ScenarioException(file, null, "too_many_steps", StepsMax.ToString(CultureInfo.InvariantCulture));
        var list = steps.EnumerateArray().Select((s, i) => GuardStep(path, file, s, i)).ToList();
        if (list.GroupBy(s => s.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ScenarioException(file, twice.Key, "step_twice");
        var (name, titleVi, titleEn) = ReadNames(file, root);
        return new Scenario(file, name, titleVi, titleEn, list, ReadThen(file, root));
    }

    // What the file does not say is the file's name.
    private static (string Name, string TitleVi, string TitleEn) ReadNames(string file, JsonElement root)
    {
        try
        {
            var name = Text(root, "name") ?? file;
            if (!root.TryGetProperty("title", out var title))
                return (name, file, file);
            if (title.ValueKind != JsonValueKind.Object)
                throw new FormatException("title");
            Close(file, null, title, TitleFields);
            return (name, Text(title, "vi") ?? file, Text(title, "en") ?? file);
        }
        catch (FormatException wrong)
        {
            throw new ScenarioException(file, null, "wrong_kind", wrong.Message);
        }
    }

    // Whatever a step holds that has another kind than the format says is the step's mistake, not the program's.
    private static Step GuardStep(string path, string file, JsonElement step, int index)
    {
        var number = "#" + (index + 1).ToString(CultureInfo.InvariantCulture);
        try
        {
            return ReadStep(path, file, step, index, number);
        }
        catch (FormatException wrong)
        {
            var id = step.ValueKind == JsonValueKind.Object && step.TryGetProperty("id", out var text)
                && text.ValueKind == JsonValueKind.String ? text.GetString() : number;
            throw new ScenarioException(file, id, "wrong_kind", wrong.Message);
        }
    }

    private static Step ReadStep(string path, string file, JsonElement step, int index, string number)
    {
        if (step.ValueKind != JsonValueKind.Object || Text(step, "id") is not { Length: > 0 and <= 60 } id)
            throw new ScenarioException(file, number, "step_without_id");
        Close(file, id, step, StepFields);
        var on = Day(file, id, step, "on") ?? throw new ScenarioException(file, id, "field_missing", "on");
        var recorded = Day(file, id, step, "recorded") ?? on;
        var at = VietnamTime.At(recorded, TimeOfDay(file, id, step));
        if (step.TryGetProperty("clock", out var clock))
            return new Step.Clock(file, id, index, at, ClockStream(file, id, clock), ExpectedEvents(file, id, step));
        var fields = ReadFields(path, file, id, step);
        var isOverNewestHead = PutHead(fields);
        var request = ReadRequest(
            file, id, step, JsonSerializer.SerializeToElement(fields), on == recorded ? null : on);
        return new Step.Command(file, id, index, at, request, ReadExpected(file, id, step))
        {
            IsOverNewestHead = isOverNewestHead,
        };
    }

    private static CommandRequest ReadRequest(string file, string id, JsonElement step, JsonElement fields,
        DateOnly? on)
    {
        var name = Text(step, "do") ?? throw new ScenarioException(file, id, "field_missing", "do");
        var actorText = Text(step, "actor") ?? throw new ScenarioException(file, id, "field_missing", "actor");
        var actor = Actor(file, id, actorText, Text(step, "mandate"));
        var recorderMandate = Text(step, "recorderMandate");
        var recorder = Text(step, "recorder") is { } text ? Actor(file, id, text, recorderMandate)
            : recorderMandate is null ? actor : throw new ScenarioException(file, id, "field_missing", "recorder");
        var capacity = Text(step, "capacity") ?? nameof(Capacity.Self);
        if (!Enum.GetNames<Capacity>().Contains(capacity, StringComparer.Ordinal))
            throw new ScenarioException(file, id, "capacity_wrong", capacity);
        try
        {
            return new CommandRequest(DeterministicId.Of($"step\n{file}\n{id}"), Commands.Parse(name, fields), actor,
                recorder, Enum.Parse<Capacity>(capacity), on, DeterministicId.Of("scenario\n" + file),
                Persons(step));
        }
        catch (UnknownNameException)
        {
            throw new ScenarioException(file, id, "unknown_command", name);
        }
        catch (WrongFieldException wrong)
        {
            throw new ScenarioException(file, id, "field_wrong", name) { Refusal = wrong.Refusal };
        }
    }

    private static Dictionary<string, DataSubjectId>? Persons(JsonElement step) =>
        !step.TryGetProperty("persons", out var persons) ? null
            : persons.ValueKind != JsonValueKind.Object ? throw new FormatException("persons")
            : persons.EnumerateObject().ToDictionary(p => p.Name,
                p => new DataSubjectId(IdOf(DataSubjectId.Noun, Text(persons, p.Name)!)));

    private static Acting Actor(string file, string id, string text, string? mandate)
    {
        if (text == "policy/setup")
            return Acting.Setup;
        return text.StartsWith("policy/", StringComparison.Ordinal)
            ? throw new ScenarioException(file, id, "policy_not_given", text)
            : new Acting.Officer(new OfficerId(IdOf(OfficerId.Noun, text)),
                new MandateId(IdOf(MandateId.Noun, mandate ?? text)));
    }

    private static Guid IdOf(string noun, string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : Aliases.IdOf(noun, text);

    // The fields stand in the step or in a file of their own; hashes and sizes of files are put in their places.
    private static JsonObject ReadFields(string path, string file, string id, JsonElement step)
    {
        JsonObject? fields;
        if (step.TryGetProperty("with", out var with)
            && (with.ValueKind != JsonValueKind.Object || step.TryGetProperty("withFile", out _)))
            throw new ScenarioException(file, id, "with_wrong");
        if (Text(step, "withFile") is { } name)
        {
            var other = Resolve(path, file, id, name);
            using var json = ReadJson(other, name, id);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new ScenarioException(file, id, "with_wrong");
            fields = JsonObject.Create(json.RootElement.Clone());
        }
        else
        {
            fields = with.ValueKind == JsonValueKind.Object ? JsonObject.Create(with.Clone()) : new JsonObject();
        }

        Substitute(fields!, path, file, id);
        return fields!;
    }

    // A reviewer looks at the ledger as it is then: the head is known only when the step is played.
    private static bool PutHead(JsonObject fields)
    {
        var (size, root) = (fields["index"], fields["root"]);
        if (!IsHead(size, "size") && !IsHead(root, "root"))
            return false;
        if (!IsHead(size, "size") || !IsHead(root, "root"))
            throw new FormatException("$head");
        (fields["index"], fields["root"]) = (1, new string('0', 64));
        return true;
    }

    private static bool IsHead(JsonNode? node, string of) => node is JsonObject { Count: 1 } macro
        && macro["$head"] is JsonValue value && value.TryGetValue<string>(out var text) && text == of;

    private static void Substitute(JsonNode node, string path, string file, string id)
    {
        var children = node is JsonObject map
            ? map.Select(p => p.Value).ToList() : node is JsonArray list ? [.. list] : [];
        foreach (var child in children.OfType<JsonNode>())
        {
            if (child is JsonObject { Count: 1 } macro && macro.First() is { Key: "$sha256" or "$size" } only)
            {
                if (only.Value is not JsonValue value || !value.TryGetValue<string>(out var name))
                    throw new ScenarioException(file, id, "file_missing", only.Key);
                var bytes = File.ReadAllBytes(Resolve(path, file, id, name));
                child.ReplaceWith(only.Key == "$size" ? JsonValue.Create(bytes.LongLength)
                    : JsonValue.Create(Convert.ToHexStringLower(SHA256.HashData(bytes))));
            }
            else
            {
                Substitute(child, path, file, id);
            }
        }
    }

    private static string Resolve(string path, string file, string id, string name)
    {
        // No path holds it: asking for such a file would throw.
        if (name.Contains('\0', StringComparison.Ordinal))
            throw new ScenarioException(file, id, "file_missing", name.Replace("\0", "\\0", StringComparison.Ordinal));
        var other = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name));
        return File.Exists(other) ? other : throw new ScenarioException(file, id, Missing(other), name);
    }

    private static string Missing(string path) => Directory.Exists(path) ? "file_is_a_folder" : "file_missing";

    private static JsonDocument ReadJson(string path, string file, string? step)
    {
        if (!File.Exists(path))
            throw new ScenarioException(file, step, Missing(path), path);
        if (new FileInfo(path).Length > FileBytesMax)
            throw new ScenarioException(file, step, "file_too_large",
                FileBytesMax.ToString(CultureInfo.InvariantCulture));
        var bytes = File.ReadAllBytes(path);
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            var json = JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0), JsonOptions);
            ReadTexts(json.RootElement, "", file, step);
            return json;
        }
        catch (DecoderFallbackException wrong)
        {
            throw new ScenarioException(file, step, "not_utf8", wrong.Index.ToString(CultureInfo.InvariantCulture));
        }
        catch (JsonException wrong)
        {
            throw new ScenarioException(file, step, "not_json",
                ((wrong.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture),
                LevelsMax.ToString(CultureInfo.InvariantCulture));
        }
    }

    // JSON may escape half a character (a lone surrogate), which no text can hold: reading it throws. It may also give
    // a name twice, of which a reader would take either.
    private static void ReadTexts(JsonElement element, string path, string file, string? step)
    {
        try
        {
            if (element.ValueKind == JsonValueKind.String)
                _ = element.GetString();
            foreach (var (item, i) in element.ValueKind == JsonValueKind.Array
                ? element.EnumerateArray().Select((item, i) => (item, i)) : [])
                ReadTexts(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), file, step);
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default)
            {
                var place = path.Length == 0 ? member.Name : path + "." + member.Name;
                if (!names.Add(member.Name))
                    throw new ScenarioException(file, step, "given_twice", place);
                ReadTexts(member.Value, place, file, step);
            }
        }
        catch (InvalidOperationException)
        {
            throw new ScenarioException(file, step, "half_character", path);
        }
    }

    private static void Close(string file, string? id, JsonElement element, string[] fields)
    {
        foreach (var field in element.EnumerateObject().Where(f => !fields.Contains(f.Name, StringComparer.Ordinal)))
            throw new ScenarioException(file, id, "unknown_field", field.Name);
    }

    private static Expected ReadExpected(string file, string id, JsonElement step)
    {
        if (!step.TryGetProperty("expect", out var expect) || expect.ValueKind != JsonValueKind.Object)
            throw new ScenarioException(file, id, "field_missing", "expect");
        Close(file, id, expect, ExpectFields);
        if (expect.EnumerateObject().Count() != 1)
            throw new ScenarioException(file, id, "expect_one");
        if (Text(expect, "refused") is { } code)
            return new Expected.Refusal(code);
        return expect.TryGetProperty("nothing", out var nothing) && nothing.ValueKind == JsonValueKind.True
            ? new Expected.Nothing() : new Expected.Events(ExpectedEvents(file, id, step));
    }

    private static List<string> ExpectedEvents(string file, string id, JsonElement step)
    {
        if (!step.TryGetProperty("expect", out var expect) || expect.ValueKind != JsonValueKind.Object
            || !expect.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Array)
            throw new ScenarioException(file, id, "field_missing", "expect.events");
        var types = events.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : "")
            .ToList();
        return types.FirstOrDefault(t => !Codec.Events.ContainsKey(t)) is { } unknown
            ? throw new ScenarioException(file, id, "unknown_event", unknown) : types;
    }

    private static string ClockStream(string file, string id, JsonElement clock)
    {
        if (clock.ValueKind != JsonValueKind.Object || clock.EnumerateObject().Count() != 1)
            throw new ScenarioException(file, id, "clock_wrong");
        var thing = clock.EnumerateObject().First();
        return thing.Name is "assignment" or "inspection" or "finding" or "remediation" or "directive" or "plan"
                or "direction" or "proposal" or "review"
            && thing.Value.ValueKind == JsonValueKind.String
            && thing.Value.GetString() is { } alias
            ? thing.Name + "-" + IdOf(thing.Name, alias).ToString("D")
            : throw new ScenarioException(file, id, "clock_wrong");
    }

    private static List<Figure> ReadThen(string file, JsonElement root)
    {
        if (!root.TryGetProperty("then", out var then))
            return [];
        return then.ValueKind == JsonValueKind.Array ? [.. then.EnumerateArray().Select(f => ReadFigure(file, f))]
            : throw new ScenarioException(file, null, "figure_wrong");
    }

    private static Figure ReadFigure(string file, JsonElement f)
    {
        if (f.ValueKind != JsonValueKind.Object || !f.TryGetProperty("equals", out var equal)
            || !f.TryGetProperty("figure", out var name) || name.ValueKind != JsonValueKind.String
            || !f.TryGetProperty("of", out var of) || of.ValueKind != JsonValueKind.String)
            throw new ScenarioException(file, null, "figure_wrong");
        Close(file, null, f, FigureFields);
        if (!Figure.Names.Contains(name.GetString()!, StringComparer.Ordinal))
            throw new ScenarioException(file, null, "figure_unknown", name.GetString()!);
        if (name.GetString()!.EndsWith(".due", StringComparison.Ordinal))
            _ = Day(file, null, f, "equals");
        return new Figure(file, name.GetString()!, of.GetString()!, Day(file, null, f, "asOf"), AsText(equal));
    }

    private static string AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(",", value.EnumerateArray().Select(AsText)),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static DateOnly? Day(string file, string? id, JsonElement element, string field)
    {
        if (!element.TryGetProperty(field, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2020 and <= 2100
            ? day : throw new ScenarioException(file, id, "day_wrong", field, AsText(value));
    }

    private static TimeOnly TimeOfDay(string file, string id, JsonElement step)
    {
        var text = Text(step, "at") ?? "09:00";
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : throw new ScenarioException(file, id, "time_wrong", text);
    }

    // Absent is null; there but no text is a mistake of the step.
    private static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException(name);
}
