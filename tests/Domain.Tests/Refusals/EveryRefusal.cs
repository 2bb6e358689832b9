using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>One way to be refused: the code, the situation in words, and the command in its situation.</summary>
internal sealed record Case(string Code, string When, Func<Situation> Act)
{
    public string Name => Code + ": " + When;
}

/// <summary>Each refusal of the domain, provoked by its code, and none without a sentence in both languages.</summary>
public sealed partial class EveryRefusal
{
    private static readonly Dictionary<string, Case> Cases = new[]
    {
        RefusedFields.Cases, RefusedSealing.Cases, RefusedActs.Cases, RefusedSetUp.Cases, RefusedAssignments.Cases,
        RefusedInspections.Cases, RefusedFindings.Cases, RefusedRemediations.Cases, RefusedIrregularActs.Cases,
        RefusedBodies.Cases, RefusedOfficers.Cases,
        RefusedDirectives.Cases, RefusedPlans.Cases, RefusedDirections.Cases, RefusedReviews.Cases,
    }.SelectMany(c => c).ToDictionary(c => c.Name);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void comes_with_its_code_and_says_what_to_do(string name)
    {
        var situation = Cases[name].Act();
        situation.ThenRefused(Cases[name].Code);
        var refusal = ((Answer.Refused)situation.Answer).Refusal;
        foreach (var culture in new[] { "vi-VN", "en-GB" })
        {
            var sentence = DomainTexts.Sentence(refusal, new CultureInfo(culture));
            sentence.ShouldNotContain("{");
            // What is wrong, then what to do: two sentences at least.
            sentence.Split(". ").Length.ShouldBeGreaterThan(1, sentence);
        }
    }

    [Fact]
    public void is_provoked_by_a_case_of_the_table() =>
        Codes(new CultureInfo("vi")).Except(Cases.Values.Select(c => c.Code)).ShouldBeEmpty();

    [Fact]
    public void in_the_source_has_a_sentence_and_no_sentence_is_left_over()
    {
        var source = Directory.GetFiles(Path.Combine(SourceFolder(), "src", "Domain"), "*.cs",
                SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => NewRefusal().Matches(File.ReadAllText(f)))
            .SelectMany(m => Code().Matches(m.Value)).Select(m => m.Groups["code"].Value).Distinct();
        Codes(new CultureInfo("vi")).OrderBy(c => c, StringComparer.Ordinal)
            .ShouldBe(source.OrderBy(c => c, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Codes(CultureInfo culture)
    {
        var texts = new ResourceManager("Supervision.Domain.DomainTexts", typeof(DomainTexts).Assembly)
            .GetResourceSet(culture, true, true)!;
        return texts.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key)
            .Where(k => Code().IsMatch("\"" + k + "\""));
    }

    internal static string SourceFolder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));

    [GeneratedRegex("new Refusal\\([^;]*?[,)]", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NewRefusal();

    [GeneratedRegex("\"(?<code>[a-z]+\\.[a-z_]+)\"",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();
}
