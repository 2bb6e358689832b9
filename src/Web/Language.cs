using System.Globalization;
using System.Resources;

namespace Supervision.Web;

/// <summary>A language that the pages speak, with its texts.</summary>
internal sealed class Language
{
    internal static readonly Language Vietnamese = new("vi");
    internal static readonly Language English = new("en");

    private static readonly ResourceManager Texts =
        new("Supervision.Web.Resources.Texts", typeof(Language).Assembly);

    private Language(string code)
    {
        Code = code;
        Culture = CultureInfo.GetCultureInfo(code);
    }

    /// <summary><c>vi</c> or <c>en</c>.</summary>
    internal string Code { get; }

    internal CultureInfo Culture { get; }

    /// <summary>The language with this code; null for any other.</summary>
    internal static Language? Find(string? code) => code switch
    {
        "vi" => Vietnamese,
        "en" => English,
        _ => null,
    };

    /// <summary>A text by its key. A key without a text is a mistake of ours, never shown.</summary>
    internal string Text(string key) => TextOrNull(key)
        ?? throw new InvalidOperationException("No text for " + key);

    internal string? TextOrNull(string key) => Texts.GetString(key, Culture);
}
