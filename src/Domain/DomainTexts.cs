using System.Collections;
using System.Globalization;
using System.Resources;
using Supervision.Domain.IrregularActs;

namespace Supervision.Domain;

/// <summary>
/// The domain's words for people, in Vietnamese (DomainTexts.resx, the neutral one) and English (DomainTexts.en.resx):
/// sentences of refusals, names of choices, names of event types.
/// </summary>
public static class DomainTexts
{
    private static readonly ResourceManager Texts =
        new("Supervision.Domain.DomainTexts", typeof(DomainTexts).Assembly);

    // Figures are written alike in both languages, as an official text has them.
    private static readonly NumberFormatInfo Figures = new() { NumberGroupSeparator = "." };

    /// <summary>
    /// What is wrong and what to do instead, with the source where that is a law or a Party document.
    /// </summary>
    /// <exception cref="MissingTextException">The refusal's code has no sentence.</exception>
    public static string Sentence(Refusal refusal, CultureInfo culture)
    {
        var sentence = string.Format(culture, Find(refusal.Code, culture),
            [.. refusal.Values.Select(v => Word(v, culture))]);
        var source = refusal.Source;
        if (IrregularAct.Codes.Contains(refusal.Code))
            sentence += " " + Find("Irregular.Hint", culture);
        return source == Law.Product ? sentence
            : $"{sentence} ({(source.Article.Length > 0 ? source.Article + ", " : "")}{source.Document})";
    }

    /// <summary>
    /// A value as a person reads it: 30/09/2026, 1.234.567 đồng, the name of a choice, a list with commas.
    /// </summary>
    public static string Word(object value, CultureInfo culture) => value switch
    {
        string text => text,
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        Money money => money.Dong.ToString("#,0", Figures) + " đồng",
        int or long => ((IFormattable)value).ToString("#,0", Figures),
        FieldPath field => $"{Place(field, culture)} ({field})",
        Enum choice => Find(choice.GetType().Name + "." + choice, culture),
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(v => Word(v, culture))),
        _ => Convert.ToString(value, culture) ?? "",
    };

    /// <summary>What a field of a command is called, e.g. <c>dueOn</c>: hạn hoàn thành.</summary>
    /// <exception cref="MissingTextException">The field has no label.</exception>
    public static string Label(Type record, string field, CultureInfo culture) =>
        Texts.GetString($"Field.{record.Name}.{field}", culture) ?? Find("Field." + field, culture);

    /// <summary>The name of an event type, e.g. <c>finding.FindingRecorded</c>: Ghi nhận phát hiện.</summary>
    /// <exception cref="MissingTextException">The catalogue has no such type.</exception>
    public static string EventName(string type, CultureInfo culture) => Find(type, culture);

    /// <summary>Whether a refusal has this code.</summary>
    public static bool HasRefusal(string code) => code.Length > 0 && char.IsAsciiLetterLower(code[0])
        && code.Split('.') is [_, [>= 'a' and <= 'z', ..]]
        && Texts.GetString(code, CultureInfo.InvariantCulture) is not null;

    private static string Place(FieldPath field, CultureInfo culture)
    {
        var place = '"' + Label(field.Record, field.Name, culture) + '"';
        if (field.Item is { } item)
            place = string.Format(culture, Find("Place.Item", culture), place, item + 1);
        return field.Of is null ? place
            : string.Format(culture, Find("Place.Of", culture), place, Place(field.Of, culture));
    }

    private static string Find(string key, CultureInfo culture) =>
        Texts.GetString(key, culture) ?? throw new MissingTextException(key);
}

/// <summary>A text is missing in DomainTexts.resx; a test looks up every one.</summary>
public sealed class MissingTextException(string key) : Exception("No text for " + key);
