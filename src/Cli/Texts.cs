using System.Globalization;
using System.Resources;

namespace Supervision.Cli;

/// <summary>
/// What the terminal says, in the language chosen with --lang: Vietnamese unless English is asked for.
/// </summary>
public static class Texts
{
    /// <summary>The language's codes as --lang takes them.</summary>
    public static readonly string[] Languages = ["vi", "en"];

    private static readonly ResourceManager Resources = new("Supervision.Cli.Texts", typeof(Texts).Assembly);

    /// <summary>The culture of the texts and of the numbers in them.</summary>
    public static CultureInfo Culture { get; private set; } = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Whether the texts are Vietnamese.</summary>
    public static bool Vietnamese => Culture.TwoLetterISOLanguageName == "vi";

    /// <summary>Chooses the language: <c>en</c> or, for anything else, Vietnamese.</summary>
    public static void Use(string? language) =>
        Culture = CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "vi-VN");

    /// <summary>The text with this key, its places {0}, {1} … filled.</summary>
    public static string Get(string key, params object[] values) =>
        string.Format(Culture, Find(key) ?? throw new InvalidOperationException("No text for " + key), values);

    /// <summary>The text with this key as it stands; null where there is none.</summary>
    public static string? Find(string key) => Resources.GetString(key, Culture);
}
