using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Supervision.Tidy.Tests;

/// <summary>What holds for C#, judged by its syntax alone.</summary>
internal static class CodeRules
{
    private const int FunctionLinesMax = 70;

    private static readonly string[] EmptyWords =
        ["Service", "Services", "Manager", "Helper", "Helpers", "Util", "Utils", "Base", "Impl", "Core", "Common"];

    /// <summary>From the first line of the signature to the last of the body.</summary>
    public static IEnumerable<string> FunctionLengths(string path, string text)
    {
        var root = Parse(text);
        foreach (var function in root.DescendantNodes().Where(n => n is BaseMethodDeclarationSyntax
                     or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax))
        {
            var attributes = function.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault();
            var first = attributes?.GetLastToken().GetNextToken() ?? function.GetFirstToken();
            if (Line(function.GetLastToken()) - Line(first) + 1 is var lines and > FunctionLinesMax)
                yield return $"{path}:{Line(first) + 1} a function of {lines} lines, more than {FunctionLinesMax}";
        }

        if (root.Members.OfType<GlobalStatementSyntax>().ToList() is [var top, ..] all
            && Line(all[^1].GetLastToken()) - Line(top.GetFirstToken()) >= FunctionLinesMax)
            yield return $"{path} has top-level statements of more than {FunctionLinesMax} lines";
    }

    /// <summary>The namespace is the product, the project and the folders below it.</summary>
    public static IEnumerable<string> Namespaces(string path, string text, IReadOnlyCollection<string> projectFolders)
    {
        var folder = Path.GetDirectoryName(path)!;
        var project = projectFolders.Where(p => folder == p || folder.StartsWith(p + "/", StringComparison.Ordinal))
            .MaxBy(p => p.Length);
        var expected = project is null ? "Supervision.Testing" : Expected(project, folder);
        return Parse(text).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            .Select(n => n.Name.ToString())
            .Where(name => name != expected)
            .Select(name => $"{path} is in the namespace {name}, its folder says {expected}");
    }

    public static IEnumerable<string> TypeNames(string path, string text) =>
        from type in Parse(text).DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        from word in EmptyWords
        where type.Identifier.Text.EndsWith(word, StringComparison.Ordinal)
        select $"{path} declares {type.Identifier.Text}: the word {word} says nothing";

    /// <summary>Over all files of the program together; doubles in tests do not count as implementations.</summary>
    public static IEnumerable<string> LonelyInterfaces(IEnumerable<(string Path, string Text)> files)
    {
        var types = files.SelectMany(f => Parse(f.Text).DescendantNodes().OfType<TypeDeclarationSyntax>()
            .Select(type => (f.Path, Type: type))).ToList();
        var implemented = types.Where(t => t.Type is not InterfaceDeclarationSyntax)
            .SelectMany(t => t.Type.BaseList?.Types.Select(b => SimpleName(b.Type)).Distinct() ?? [])
            .CountBy(name => name, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return from t in types
               where t.Type is InterfaceDeclarationSyntax
               let count = implemented.GetValueOrDefault(t.Type.Identifier.Text)
               where count < 2
               select $"{t.Path} declares {t.Type.Identifier.Text}, which has {count} implementations; two are needed";
    }

    private static string Expected(string project, string folder)
    {
        // The folder of the views is lower case at the top of the repository; its project is not.
        var name = project == "projections" ? "Projections" : Path.GetFileName(project);
        var below = folder[project.Length..].Replace('/', '.');
        return $"Supervision.{name}{below}";
    }

    private static string SimpleName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => SimpleName(qualified.Right),
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };

    private static CompilationUnitSyntax Parse(string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();

    private static int Line(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line;
}
