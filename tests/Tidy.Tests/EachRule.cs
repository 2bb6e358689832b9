using System.Text;

namespace Supervision.Tidy.Tests;

/// <summary>Every rule meets an example that breaks it: a rule that cannot complain checks nothing.</summary>
public sealed class EachRule
{
    private static readonly string[] Projects = ["src/Ledger", "projections", "tests/Tidy.Tests"];

    [Fact]
    public void on_length_counts_lines_and_characters()
    {
        TextRules.Lines("a.cs", Times("x\n", 400)).ShouldBeEmpty();
        TextRules.Lines("a.cs", Times("x\n", 401)).ShouldHaveSingleItem().ShouldContain("401 lines");
        TextRules.Lines("a.sql", Times("ế", 120)).ShouldBeEmpty();
        TextRules.Lines("a.razor", "x\n" + Times("ế", 121)).ShouldHaveSingleItem().ShouldContain("a.razor:2 has 121");
        TextRules.Lines("a.md", Times("x", 500)).ShouldBeEmpty();
    }

    [Fact]
    public void on_functions_counts_from_signature_to_end()
    {
        CodeRules.FunctionLengths("a.cs", Method(70)).ShouldBeEmpty();
        CodeRules.FunctionLengths("a.cs", Method(71)).ShouldHaveSingleItem().ShouldContain("a function of 71 lines");
        CodeRules.FunctionLengths("a.cs", Method(71).Replace("void M()", "C()", StringComparison.Ordinal))
            .ShouldHaveSingleItem();
        CodeRules.FunctionLengths("a.cs", Times("f();\n", 70)).ShouldBeEmpty();
        CodeRules.FunctionLengths("a.cs", Times("f();\n", 71)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("src/Ledger/A.cs", "Supervision.Ledger", 0)]
    [InlineData("src/Ledger/Proofs/A.cs", "Supervision.Ledger.Proofs", 0)]
    [InlineData("src/Ledger/Proofs/A.cs", "Supervision.Ledger", 1)]
    [InlineData("projections/Registers/A.cs", "Supervision.Projections.Registers", 0)]
    [InlineData("projections/Registers/A.cs", "Supervision.projections.Registers", 1)]
    [InlineData("tests/Tidy.Tests/A.cs", "Supervision.Tidy.Tests", 0)]
    [InlineData("tests/A.cs", "Supervision.Testing", 0)]
    [InlineData("src/LedgerExtra/A.cs", "Supervision.Ledger", 1)]
    public void on_namespaces_compares_with_the_folder(string path, string name, int complaints)
    {
        CodeRules.Namespaces(path, $"namespace {name};\nclass C;", Projects).Count().ShouldBe(complaints);
        CodeRules.Namespaces(path, $"namespace {name}\n{{ class C {{ }} }}", Projects).Count().ShouldBe(complaints);
    }

    [Theory]
    [InlineData("class PlanService;", 1)]
    [InlineData("record PlanManager(int A);", 1)]
    [InlineData("static class TextUtils { }", 1)]
    [InlineData("class Outer { interface IPlanBase; }", 1)]
    [InlineData("enum Common { A }", 1)]
    [InlineData("class Database; class ServicePost; // a PlanService", 0)]
    public void on_type_names_looks_at_the_last_word(string text, int complaints) =>
        CodeRules.TypeNames("a.cs", text).Count().ShouldBe(complaints);

    [Fact]
    public void on_interfaces_counts_implementations_in_all_files()
    {
        const string Declared = "interface ITransport<T>; class InProcess : ITransport<int>;";
        CodeRules.LonelyInterfaces([("a.cs", Declared)]).ShouldHaveSingleItem().ShouldContain("1 implementations");
        CodeRules.LonelyInterfaces([("a.cs", Declared), ("b.cs", "class Broker(int x) : Link(x), N.ITransport<long>;")])
            .ShouldBeEmpty();
    }

    [Fact]
    public void on_unfinished_work_finds_its_marks()
    {
        TextRules.Unfinished("a.cs", "// TO" + "DO: later").ShouldHaveSingleItem();
        TextRules.Unfinished("a.md", "FIX" + "ME").ShouldHaveSingleItem();
        TextRules.Unfinished("a.cs", "throw new NotImplemented" + "Exception();").ShouldHaveSingleItem();
        TextRules.Unfinished("a.cs", "var mastodon = \"todo\";").ShouldBeEmpty();
    }

    [Fact]
    public void tone_marks_stand_on_the_first_vowel()
    {
        TextRules.ToneMarks("a.resx", "Khóa, hủy, thỏa thuận, quý, quỹ, toán, hoàn").ShouldBeEmpty();
        TextRules.ToneMarks("a.resx", "kho" + "á").ShouldHaveSingleItem();
        TextRules.ToneMarks("a.razor", "hu" + "ỷ bỏ").ShouldHaveSingleItem();
        TextRules.ToneMarks("a.md", "kho" + "á").ShouldBeEmpty();
    }

    [Fact]
    public void on_registries_finds_the_host_in_a_lock_file() =>
        TextRules.Registries("package-lock.json", "\"resolved\": \"https://registry.npmjs" + ".org/a/-/a-1.tgz\"")
            .ShouldHaveSingleItem();

    [Fact]
    public void on_encoding_wants_composed_utf8()
    {
        TextRules.Encoding("a.md", Encoding.UTF8.GetBytes("Hải Phòng\n")).ShouldBeEmpty();
        TextRules.Encoding("a.md", [0x48, 0xe1, 0x69]).ShouldBe(["a.md is not UTF-8"]);
        TextRules.Encoding("a.md", Encoding.UTF8.GetBytes("Ha\u0309i")).ShouldBe(["a.md is not in normal form C"]);
        TextRules.Encoding("a.md", Encoding.UTF8.GetBytes("a\r\n")).ShouldBe(["a.md has carriage returns"]);
        TextRules.Encoding("a.md", [0xef, 0xbb, 0xbf]).ShouldHaveSingleItem().ShouldContain("byte order mark");
    }

    [Theory]
    [InlineData("src/Domain/Domain.csproj", "<ProjectReference Include='../Ledger/Ledger.csproj' />", 1)]
    [InlineData("src/Ledger/Ledger.csproj", @"<ProjectReference Include='..\Domain\Domain.csproj' />", 1)]
    [InlineData("src/Ledger/Ledger.csproj", "<ProjectReference Include='../T/TransparencyLog.csproj' />", 0)]
    [InlineData("src/Ledger/Ledger.csproj", "<PackageReference Include='Npgsql' />", 0)]
    [InlineData("src/Ledger/Ledger.csproj", "<PackageReference Include='Dapper' />", 1)]
    [InlineData("src/Domain/Domain.csproj", "<PackageReference Include='NodaTime' PrivateAssets='all' />", 1)]
    [InlineData("src/Domain/Domain.csproj",
        "<PackageReference Include='Bans' PrivateAssets='all' IncludeAssets='analyzers;build' />", 0)]
    [InlineData("src/Domain/Domain.csproj", "<FrameworkReference Include='Microsoft.AspNetCore.App' />", 1)]
    [InlineData("src/Web/Web.csproj", "<ProjectReference Include='../Cli/Cli.csproj' />", 1)]
    [InlineData("src/Shared/Shared.csproj", "", 1)]
    public void on_references_knows_the_one_way(string path, string item, int complaints) =>
        ProjectRules.References(path, Project(item)).Count().ShouldBe(complaints);

    [Fact]
    public void on_versions_wants_them_in_one_place()
    {
        ProjectRules.Versions("a.csproj", Project("<PackageReference Include='A' />")).ShouldBeEmpty();
        ProjectRules.Versions("a.csproj", Project("<PackageReference Include='A' Version='1.0' />"))
            .ShouldHaveSingleItem();
        ProjectRules.Versions("a.csproj", Project("<PackageReference Include='A' VersionOverride='1' />"))
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void on_languages_compares_keys_and_values()
    {
        ResourceRules.Pairs("T.resx", Resource(("a", "Ước")), Resource(("a", "Wish"))).ShouldBeEmpty();
        ResourceRules.Pairs("T.resx", Resource(("a", "Ước")), Resource()).ShouldBe(["T.resx: a has no English"]);
        ResourceRules.Pairs("T.resx", null, Resource(("a", "Wish"))).ShouldBe(["T.resx: a has no Vietnamese"]);
        ResourceRules.Pairs("T.resx", Resource(("a", "Ước")), Resource(("a", " ")))
            .ShouldBe(["T.resx: a is empty in English"]);
    }

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    /// <summary>The attribute's line does not count; signature and braces do.</summary>
    private static string Method(int lines) =>
        $"class C\n{{\n    [Obsolete]\n    void M()\n    {{\n{Times("        f();\n", lines - 3)}    }}\n}}\n";

    private static string Project(string item) => $"<Project><ItemGroup>{item}</ItemGroup></Project>";

    private static string Resource(params (string Key, string Value)[] entries) =>
        $"<root>{string.Concat(entries.Select(e => $"<data name='{e.Key}'><value>{e.Value}</value></data>"))}</root>";
}
