using System.Text;
using System.Text.RegularExpressions;

namespace Supervision.Tidy.Tests;

/// <summary>What holds for every text file. Each rule returns its complaints about one file.</summary>
internal static partial class TextRules
{
    private const int LineLengthMax = 120;
    private const int FileLinesMax = 400;

    // Put together from parts, because this file is read by its own rules.
    private static readonly string[] UnfinishedMarks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];

    private static readonly string[] RegistryHosts =
    [
        "registry.npmjs" + ".org", "registry.yarnpkg" + ".com", "api.nuget" + ".org", "www.nuget" + ".org",
        "pypi" + ".org", "pythonhosted" + ".org", "crates" + ".io", "proxy.golang" + ".org",
    ];

    public static IEnumerable<string> Lines(string path, string text)
    {
        if (!Measured().IsMatch(path)) yield break;
        var lines = text.TrimEnd('\n').Split('\n');
        if (lines.Length > FileLinesMax) yield return $"{path} has {lines.Length} lines, more than {FileLinesMax}";
        for (var i = 0; i < lines.Length; i++)
        {
            // In letters, not in UTF-16 units: Vietnamese text is composed, other text may not be.
            var length = lines[i].EnumerateRunes().Count();
            if (length > LineLengthMax) yield return $"{path}:{i + 1} has {length} characters";
        }
    }

    public static IEnumerable<string> Unfinished(string path, string text) =>
        UnfinishedMarks.Where(mark => Regex.IsMatch(text, $@"\b{mark}\b", RegexOptions.None, TimeSpan.FromSeconds(5)))
            .Select(mark => $"{path} holds {mark}");

    public static IEnumerable<string> Registries(string path, string text) =>
        RegistryHosts.Where(host => text.Contains(host, StringComparison.OrdinalIgnoreCase))
            .Select(host => $"{path} names the package registry {host}");

    /// <summary>
    /// One place for the tone mark in texts for people: on the first vowel of oa, oe and uy where nothing follows
    /// (khóa, hủy); "qu" is no vowel (quý).
    /// </summary>
    public static IEnumerable<string> ToneMarks(string path, string text) =>
        !path.EndsWith(".resx", StringComparison.Ordinal) && !path.EndsWith(".razor", StringComparison.Ordinal) ? []
            : LateToneMark().Matches(text).Select(m => $"{path} has \"{m.Value}\": the mark stands on the first vowel");

    public static IEnumerable<string> Encoding(string path, byte[] bytes)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return [$"{path} is not UTF-8"];
        }

        return Complaints(path, text);
    }

    private static IEnumerable<string> Complaints(string path, string text)
    {
        if (text.StartsWith('\ufeff')) yield return $"{path} begins with a byte order mark";
        if (text.Contains('\r')) yield return $"{path} has carriage returns";
        if (!text.IsNormalized(NormalizationForm.FormC)) yield return $"{path} is not in normal form C";
    }

    [GeneratedRegex(@"\w*(?<![qQ])(o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ])(?!\w)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LateToneMark();

    [GeneratedRegex(@"\.(cs|razor|sql)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Measured();
}
