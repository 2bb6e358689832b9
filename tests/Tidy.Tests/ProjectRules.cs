using System.Xml.Linq;

namespace Supervision.Tidy.Tests;

/// <summary>Who may know whom: references go one way.</summary>
internal static class ProjectRules
{
    // Null packages: any that is pinned. A project that is not in this table is not part of the program.
    private static readonly Dictionary<string, (string[] Projects, string[]? Packages)> Allowed = new()
    {
        ["TransparencyLog"] = ([], []),
        ["Ledger"] = (["TransparencyLog"], ["Npgsql"]),
        ["Domain"] = ([], []),
        ["Messaging"] = (["Ledger", "Domain"], null),
        ["Projections"] = (["Ledger", "Domain"], null),
        ["Web"] = (["Messaging", "Projections"], null),
        ["Cli"] = (["TransparencyLog", "Ledger", "Domain", "Messaging", "Projections", "Web"], null),
    };

    public static IEnumerable<string> References(string path, string text)
    {
        if (path.StartsWith("tests/", StringComparison.Ordinal)) yield break;
        var name = Path.GetFileNameWithoutExtension(path);
        if (!Allowed.TryGetValue(name, out var allowed))
        {
            yield return $"{path} is not among the known projects";
            yield break;
        }

        var project = XDocument.Parse(text);
        foreach (var other in Included(project, "ProjectReference")
                     .Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))))
        {
            if (!allowed.Projects.Contains(other)) yield return $"{path} references {other}, which it must not know";
        }

        foreach (var package in RunTimePackages(project))
        {
            if (allowed.Packages is { } some && !some.Contains(package))
                yield return $"{path} uses the package {package}, which it must not";
        }

        if (name is "Domain" or "TransparencyLog" && project.Descendants("FrameworkReference").Any())
            yield return $"{path} uses a framework, which it must not";
    }

    public static IEnumerable<string> Versions(string path, string text) =>
        from reference in XDocument.Parse(text).Descendants("PackageReference")
        where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            || reference.Element("Version") is not null || reference.Element("VersionOverride") is not null
        select $"{path} gives {reference.Attribute("Include")?.Value} a version: Directory.Packages.props does";

    /// <summary>Analyzers are at work in the build only.</summary>
    private static IEnumerable<string> RunTimePackages(XDocument project) =>
        from reference in project.Descendants("PackageReference")
        let assets = ((string?)reference.Attribute("IncludeAssets") ?? "all").Split(';', StringSplitOptions.TrimEntries)
        where (string?)reference.Attribute("PrivateAssets") != "all" || assets.Except(["analyzers", "build"]).Any()
        select reference.Attribute("Include")!.Value;

    private static IEnumerable<string> Included(XDocument project, string element) =>
        project.Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();
}
