using System.Xml.Linq;

namespace Supervision.Tidy.Tests;

/// <summary>Texts for people exist in Vietnamese (the neutral file) and in English, under the same keys.</summary>
internal static class ResourceRules
{
    /// <summary>The English partner of a neutral file.</summary>
    public static string English(string neutral) => neutral[..^".resx".Length] + ".en.resx";

    public static IEnumerable<string> Pairs(string path, string? vietnamese, string? english)
    {
        var here = Entries(vietnamese);
        var there = Entries(english);
        return
        [
            .. here.Keys.Except(there.Keys).Select(key => $"{path}: {key} has no English"),
            .. there.Keys.Except(here.Keys).Select(key => $"{path}: {key} has no Vietnamese"),
            .. Empty(here).Select(key => $"{path}: {key} is empty in Vietnamese"),
            .. Empty(there).Select(key => $"{path}: {key} is empty in English"),
        ];
    }

    private static Dictionary<string, string> Entries(string? text) => text is null
        ? []
        : XDocument.Parse(text).Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")?.Value ?? "");

    private static IEnumerable<string> Empty(Dictionary<string, string> entries) =>
        entries.Where(e => string.IsNullOrWhiteSpace(e.Value)).Select(e => e.Key);
}
