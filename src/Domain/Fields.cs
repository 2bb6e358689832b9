using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Supervision.Domain.DataSubjects;

namespace Supervision.Domain;

/// <summary>
/// A value that identifies a private person. It may enter the ledger only sealed (<see cref="SealedValue"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>A number, code or hash: not scanned for identity, card and telephone numbers.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdentifierAttribute : Attribute;

/// <summary>A long text of at most 4,000 characters; other texts hold at most 300.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LongTextAttribute : Attribute;

/// <summary>From which number a field goes to which, both within.</summary>
public sealed record NumberLimit(long Least, long Most);

/// <summary>The limits that every field of every command has, whatever the command.</summary>
public static partial class Fields
{
    /// <summary>Characters of a text not marked as long.</summary>
    public const int TextCharactersMax = 300;

    /// <summary>Characters of a long text.</summary>
    public const int LongTextCharactersMax = 4_000;

    /// <summary>Items of a list.</summary>
    public const int ListItemsMax = 500;

    private static readonly DateOnly FirstDay = new(2020, 1, 1);
    private static readonly DateOnly LastDay = new(2100, 12, 31);
    private static readonly NumberLimit Years = new(FirstDay.Year, LastDay.Year);
    private static readonly NumberLimit Versions = new(1, 9_999);

    /// <summary>
    /// The limits of whole numbers, by the field's name in JSON; a sum of money has its own. A field that is not here
    /// holds no number at all.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, NumberLimit> Numbers =
        new Dictionary<string, NumberLimit>(StringComparer.Ordinal)
        {
            ["percent"] = new(0, 100),
            ["year"] = Years,

            // Days: a year for an inspection, ten years for a limit of a rule set and what is counted from it.
            ["days"] = new(1, 366),
            ["durationDays"] = new(1, 366),
            ["value"] = new(1, 3_660),
            ["overdueDay"] = new(1, 3_660),

            // Twice the city's people; a goal's share may be one of the nation's; units of a medicine or a service.
            ["caseCount"] = new(0, 10_000_000),
            ["numerator"] = new(0, 1_000_000_000),
            ["denominator"] = new(1, 1_000_000_000),
            ["quantity"] = new(0, 1_000_000_000),

            // An empty file has its own sentence. The most: 1 TB.
            ["sizeBytes"] = new(0, 1_000_000_000_000),
            ["index"] = new(1, 1_000_000_000_000),
            ["knownSize"] = new(0, 1_000_000_000_000),
            ["continuedSize"] = new(0, 1_000_000_000_000),

            // Places in a list, and numbers that are given one after the other.
            ["measure"] = new(1, ListItemsMax),
            ["number"] = new(1, ListItemsMax),
            ["openQuestions"] = new(1, ListItemsMax),
            ["version"] = Versions,
            ["calendarVersion"] = Versions,
        };

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    // Letters and signs that show nothing, so that a field would look empty: Hangul fillers, the blank Braille pattern,
    // the grapheme joiner, two Khmer vowels (Unicode: Default_Ignorable_Code_Point).
    private const string Blank = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5";

    // Identity number (12 digits, also in threes), insurance card (two letters and 13 digits) or number (10 digits),
    // telephone (0 or +84 and nine digits, however they are grouped); a day such as 05-06-2026 10:30 is none.
    // No time-out, for a decider knows no clock: every repetition has its end, and the text its limit.
    [GeneratedRegex(@"(?<![\p{L}\d])(?!\d{1,2}[.-]\d{1,2}[.-]\d{4})"
        + @"(\d{3}( ?\d{3}){3}|[A-Za-z]{2}[ -]?\d([ -]?\d){12}|\d{10}|(\+84[ .-]?|0)[2-9]([ .-]?\d){8})(?![\p{L}\d])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex PersonalNumber();

    /// <summary>Whether the text is a SHA-256: 64 hexadecimal digits, lower case.</summary>
    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The first field that breaks a limit, as a refusal that names it; null where all hold.</summary>
    public static Refusal? Check(object command) => CheckRecord(command, null);

    /// <summary>A property's name in JSON.</summary>
    internal static string NameOf(PropertyInfo property) =>
        char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    /// <summary>A whole number that the field does not hold.</summary>
    internal static Refusal OutOfRange(Type type, FieldPath field)
    {
        if (type == typeof(Money))
            return new Refusal("field.money_out_of_range", Law.Product, field, Money.DongMax);
        var limit = Numbers[field.Name];
        return limit == Years ? new Refusal("field.year_out_of_range", Law.Product, field)
            : new Refusal("field.number_out_of_range", Law.Product, field, limit.Least, limit.Most);
    }

    internal static Refusal UnknownChoice(Type type, FieldPath field) =>
        new Refusal("field.unknown_choice", Law.Product, field, Enum.GetNames(type));

    private static Refusal? CheckRecord(object record, FieldPath? of)
    {
        var type = record.GetType();
        var properties = Properties.GetOrAdd(type, static t =>
            [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.GetIndexParameters().Length == 0 && p.CanWrite)]);
        return properties.Select(p => CheckValue(p.GetValue(record), p, new FieldPath(of, type, NameOf(p))))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? CheckValue(object? value, PropertyInfo property, FieldPath field)
    {
        if (value is null or ICollection { Count: 0 })
            return null;
        if (value is string personal && property.IsDefined(typeof(PersonalAttribute)))
            return SealedValue.Parse(personal) is null ? PersonalFields.NotSealed(field) : null;
        return value switch
        {
            string text => CheckText(text, property, field),
            DateOnly day => day < FirstDay || day > LastDay
                ? new Refusal("field.date_out_of_range", Law.Product, field, day) : null,
            Money money => money.Dong is < 0 or > Money.DongMax ? OutOfRange(typeof(Money), field) : null,
            IIdentifier id => id.Value == Guid.Empty ? new Refusal("field.empty", Law.Product, field) : null,
            BodyCode body => BodyCode.IsCode(body.Value)
                ? null : new Refusal("field.not_a_body_code", Law.Product, field),
            long or int => Convert.ToInt64(value, null) is var number && Numbers[field.Name] is var limit
                && (number < limit.Least || number > limit.Most) ? OutOfRange(value.GetType(), field) : null,
            Enum choice => Enum.IsDefined(choice.GetType(), choice) ? null : UnknownChoice(choice.GetType(), field),
            IEnumerable list => CheckList(list, property, field),
            _ => value.GetType().Namespace?.StartsWith("Supervision", StringComparison.Ordinal) == true
                && value.GetType().IsClass ? CheckRecord(value, field) : null,
        };
    }

    /// <summary>Length and characters of a text, whatever it says.</summary>
    internal static Refusal? CheckForm(string text, int max, object field)
    {
        if (text.Length > max)
            return new Refusal("field.too_long", Law.Product, field, text.Length, max);
        if (text.Trim().Length == 0)
            return new Refusal("field.empty", Law.Product, field);
        if (!IsWellFormed(text))
            return new Refusal("field.bad_characters", Law.Product, field);
        return text.IsNormalized(NormalizationForm.FormC) ? null
            : new Refusal("field.not_nfc", Law.DocumentNumbers, field);
    }

    private static Refusal? CheckText(string text, PropertyInfo property, FieldPath field)
    {
        var max = property.IsDefined(typeof(LongTextAttribute)) ? LongTextCharactersMax : TextCharactersMax;
        if (CheckForm(text, max, field) is { } refusal)
            return refusal;
        return !property.IsDefined(typeof(IdentifierAttribute)) && PersonalNumber().IsMatch(text)
            ? new Refusal("field.personal_number", Law.PersonalData, field) : null;
    }

    // Each thing stands in a list once. Two private persons may have one name, so theirs are not compared.
    private static Refusal? CheckList(IEnumerable list, PropertyInfo property, FieldPath field)
    {
        var items = list.Cast<object?>().ToList();
        if (items.Count > ListItemsMax)
            return new Refusal("field.list_too_long", Law.Product, field, ListItemsMax);
        var seen = new HashSet<object>();
        for (var i = 0; i < items.Count; i++)
        {
            var place = field with { Item = i };
            if (items[i] is not { } item)
                return new Refusal("field.empty", Law.Product, place);
            if (CheckValue(item, property, place) is { } refusal)
                return refusal;
            if (!seen.Add(item) && !property.IsDefined(typeof(PersonalAttribute)))
                return new Refusal("field.item_twice", Law.Product, place);
        }

        return null;
    }

    // Line feeds and tabs are allowed in a text. Other control characters are not, nor what a reader cannot see
    // (it would hide a number or turn the order of the letters), nor a lone surrogate, which has no UTF-8.
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
                return false;
            if (category is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.PrivateUse || Blank.Contains(text[i])
                || (category == UnicodeCategory.Control && text[i] is not ('\n' or '\t')))
                return false;
        }

        return true;
    }
}
