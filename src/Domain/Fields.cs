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
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    // Identity number (12 digits, also in threes), insurance card (two letters and 13 digits) or number (10 digits),
    // telephone (0 or +84 and nine digits, however they are grouped); a day such as 05-06-2026 10:30 is none.
    [GeneratedRegex(@"(?<![\p{L}\d])(?!\d{1,2}[.-]\d{1,2}[.-]\d{4})"
        + @"(\d{3}( ?\d{3}){3}|[A-Za-z]{2}[ -]?\d([ -]?\d){12}|\d{10}|(\+84[ .-]?|0)[2-9]([ .-]?\d){8})(?![\p{L}\d])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PersonalNumber();

    /// <summary>Whether the text is a SHA-256: 64 hexadecimal digits, lower case.</summary>
    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The first field that breaks a limit, as a refusal that names it; null where all hold.</summary>
    public static Refusal? Check(object command) => CheckRecord(command, "");

    private static Refusal? CheckRecord(object record, string path)
    {
        var properties = Properties.GetOrAdd(record.GetType(), static t =>
            [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.GetIndexParameters().Length == 0 && p.CanWrite)]);
        foreach (var property in properties)
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            if (CheckValue(property.GetValue(record), property, path + name) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static Refusal? CheckValue(object? value, PropertyInfo property, string field)
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
            Money money => money.Dong is < 0 or > Money.DongMax
                ? new Refusal("field.money_out_of_range", Law.Product, field, money.Dong) : null,
            IIdentifier id => id.Value == Guid.Empty ? new Refusal("field.empty", Law.Product, field) : null,
            BodyCode body => BodyCode.IsCode(body.Value)
                ? null : new Refusal("field.not_a_body_code", Law.Product, field),
            long or int => Convert.ToInt64(value, null) is < 0 or > Money.DongMax
                ? new Refusal("field.number_out_of_range", Law.Product, field, value) : null,
            Enum choice => Enum.IsDefined(choice.GetType(), choice)
                ? null : new Refusal("field.unknown_choice", Law.Product, field),
            IDictionary => null,
            IEnumerable list => CheckList(list, property, field),
            _ => value.GetType().Namespace?.StartsWith("Supervision", StringComparison.Ordinal) == true
                && value.GetType().IsClass ? CheckRecord(value, field + ".") : null,
        };
    }

    /// <summary>Length and characters of a text, whatever it says.</summary>
    internal static Refusal? CheckForm(string text, int max, string field)
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

    private static Refusal? CheckText(string text, PropertyInfo property, string field)
    {
        var max = property.IsDefined(typeof(LongTextAttribute)) ? LongTextCharactersMax : TextCharactersMax;
        if (CheckForm(text, max, field) is { } refusal)
            return refusal;
        return !property.IsDefined(typeof(IdentifierAttribute)) && PersonalNumber().IsMatch(text)
            ? new Refusal("field.personal_number", Law.PersonalData, field) : null;
    }

    private static Refusal? CheckList(IEnumerable list, PropertyInfo property, string field)
    {
        var i = 0;
        foreach (var item in list)
        {
            var place = string.Create(null, $"{field}[{i}]");
            if (++i > ListItemsMax)
                return new Refusal("field.list_too_long", Law.Product, field, ListItemsMax);
            if (item is null)
                return new Refusal("field.empty", Law.Product, place);
            if (CheckValue(item, property, place) is { } refusal)
                return refusal;
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
                || (category == UnicodeCategory.Control && text[i] is not ('\n' or '\t')))
                return false;
        }

        return true;
    }
}
