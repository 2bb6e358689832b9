namespace Supervision.Tidy.Tests;

/// <summary>The rules, applied to what is here.</summary>
public sealed class TheRepository
{
    [Fact]
    public void is_listed() => Repository.Code.Count().ShouldBeGreaterThan(10);

    [Fact]
    public void keeps_files_and_lines_short() => Check(TextRules.Lines);

    [Fact]
    public void keeps_functions_short() => CheckCode(CodeRules.FunctionLengths);

    [Fact]
    public void names_namespaces_after_folders()
    {
        var projects = Repository.Files.Where(f => f.Path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(f => Path.GetDirectoryName(f.Path)!).ToList();
        CheckCode((path, text) => CodeRules.Namespaces(path, text, projects));
    }

    [Fact]
    public void names_types_by_what_they_are() => CheckCode(CodeRules.TypeNames);

    [Fact]
    public void has_no_interface_without_two_implementations() =>
        CodeRules.LonelyInterfaces(Repository.Code
            .Where(f => !f.Path.StartsWith("tests/", StringComparison.Ordinal))
            .Select(f => (f.Path, f.Text))).ShouldBeEmpty();

    [Fact]
    public void holds_nothing_unfinished() => Check(TextRules.Unfinished);

    [Fact]
    public void puts_tone_marks_on_the_first_vowel() => Check(TextRules.ToneMarks);

    [Fact]
    public void names_no_package_registry() => Check(TextRules.Registries);

    [Fact]
    public void is_composed_utf8_with_plain_line_ends() =>
        Repository.Files.Where(f => Repository.IsText(f.Path))
            .Where(f => !f.Path.Contains("/approved/", StringComparison.Ordinal))
            .SelectMany(f => TextRules.Encoding(f.Path, f.Bytes)).ShouldBeEmpty();

    [Fact]
    public void references_one_way() => CheckProjects(ProjectRules.References);

    [Fact]
    public void pins_versions_in_one_place() => CheckProjects(ProjectRules.Versions);

    [Fact]
    public void says_everything_in_both_languages()
    {
        var resources = Repository.Files.Where(f => f.Path.EndsWith(".resx", StringComparison.Ordinal))
            .ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        resources.Keys
            .Select(path => path.Replace(".en.resx", ".resx", StringComparison.Ordinal)).Distinct()
            .SelectMany(path => ResourceRules.Pairs(
                path, resources.GetValueOrDefault(path), resources.GetValueOrDefault(ResourceRules.English(path))))
            .ShouldBeEmpty();
    }

    private static void Check(Func<string, string, IEnumerable<string>> rule) =>
        Repository.Files.Where(f => Repository.IsText(f.Path)).SelectMany(f => rule(f.Path, f.Text)).ShouldBeEmpty();

    private static void CheckCode(Func<string, string, IEnumerable<string>> rule) =>
        Repository.Code.SelectMany(f => rule(f.Path, f.Text)).ShouldBeEmpty();

    private static void CheckProjects(Func<string, string, IEnumerable<string>> rule) =>
        Repository.Files.Where(f => f.Path.EndsWith(".csproj", StringComparison.Ordinal))
            .SelectMany(f => rule(f.Path, f.Text)).ShouldBeEmpty();
}
