using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Supervision.Ledger;

/// <summary>
/// What an event's data may be. PostgreSQL's json type lets some of what is refused here through, and then every query
/// over the table fails on that one row, which nobody can remove.
/// </summary>
internal ref struct DataRules
{
    internal const int DepthMax = 64;
    internal const int NumberCharactersMax = 100;
    private const int ExponentDigitsMax = 3;

    [ThreadStatic]
    private static List<Range>? namesOfThread;

    [ThreadStatic]
    private static Stack<int>? openObjectsOfThread;

    private readonly ReadOnlySpan<byte> data;
    private readonly bool surelyNfc;
    // Where in the data the names of the open objects stand, and where each object's begin.
    private readonly List<Range> names;
    private readonly Stack<int> openObjects;

    private DataRules(ReadOnlySpan<byte> data)
    {
        this.data = data;
        surelyNfc = Text.IsSurelyNfc(data);
        (names, openObjects) = (namesOfThread ??= [], openObjectsOfThread ??= new Stack<int>());
        names.Clear();
        openObjects.Clear();
    }

    /// <summary>Null when it may stand, else the code and the sentence's end.</summary>
    internal static (string Code, string Because)? FaultOf(ReadOnlySpan<byte> data)
    {
        if (!Utf8.IsValid(data))
            return ("not-utf8", "is not valid UTF-8");
        if (data.Contains((byte)0))
            return ("nul", "contains U+0000");
        try
        {
            return new DataRules(data).Walk();
        }
        catch (JsonException e)
        {
            return ("not-json", $"is not valid JSON ({e.Message})");
        }
    }

    private (string Code, string Because)? Walk()
    {
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = DepthMax });
        while (reader.Read())
        {
            if (reader.CurrentDepth == 0
                && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
                return ("not-an-object", "is not a JSON object");
            var fault = reader.TokenType switch
            {
                JsonTokenType.StartObject => Open(),
                JsonTokenType.EndObject => Close(),
                JsonTokenType.PropertyName => FaultOfText(ref reader) ?? FaultOfName(ref reader),
                JsonTokenType.String => FaultOfText(ref reader),
                JsonTokenType.Number => FaultOfNumber(reader.ValueSpan),
                _ => null,
            };
            if (fault is not null)
                return fault;
        }

        return null;
    }

    private readonly (string Code, string Because)? Open()
    {
        openObjects.Push(names.Count);
        return null;
    }

    private readonly (string Code, string Because)? Close()
    {
        var before = openObjects.Pop();
        names.RemoveRange(before, names.Count - before);
        return null;
    }

    private readonly (string Code, string Because)? FaultOfName(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex + 1;
        var name = start..(start + reader.ValueSpan.Length);
        for (var i = openObjects.Peek(); i < names.Count; i++)
        {
            if (reader.ValueIsEscaped || data[names[i]].Contains((byte)'\\')
                ? reader.GetString() == Unescaped(names[i])
                : reader.ValueSpan.SequenceEqual(data[names[i]]))
                return ("duplicate-key", $"has the key '{reader.GetString()}' twice");
        }

        names.Add(name);
        return null;
    }

    private readonly string Unescaped(Range name)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. data[name], (byte)'"']);
        reader.Read();
        return reader.GetString()!;
    }

    private readonly (string Code, string Because)? FaultOfText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped && surelyNfc)
            return null;
        var rented = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            var text = rented.AsSpan(0, reader.CopyString(rented));
            return Text.FaultOf(text) switch
            {
                null => null,
                "nul" => ("nul", "contains U+0000"),
                "not-nfc" => ("not-nfc", $"contains text that is not in NFC: '{text}'"),
                var code => (code, "contains an unpaired surrogate"),
            };
        }
        catch (InvalidOperationException)
        {
            // The reader's word for an escape such as \ud800 without its other half.
            return ("unpaired-surrogate", "contains an unpaired surrogate");
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    // Beyond this PostgreSQL's numeric overflows, and with it every cast of the row to jsonb.
    private static (string Code, string Because)? FaultOfNumber(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        var digits = exponent < 0 ? 0 : number[(exponent + 1)..].TrimStart("+-"u8).Length;
        return number.Length > NumberCharactersMax || digits > ExponentDigitsMax
            ? ("number-too-long", $"has a number of more than {NumberCharactersMax} characters or "
                + $"{ExponentDigitsMax} digits of exponent")
            : null;
    }
}
