using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Supervision.Domain.IrregularActs;

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

    // How a documented act is entered, and no rule that its document could break.
    private static readonly string[] OfTheEntry =
    [
        // A form, a day, a text, who enters it.
        "act.in_", "circulation.cycle_without_day", "document.hash_wrong", "document.in_the_future",
        "document.later_than_act", "document.number_wrong", "field.", "irregular.", "mandate.ends_before_start",
        "mandate.no_powers", "matter.not_one", "personal.", "plan.goal_share_wrong", "plan.goal_value",
        "plan.parent_not_one", "recorder.", "remediation.measure_amount",
        "remediation.measures_not_numbered", "remediation.voucher_wrong", "role.or_powers", "setup.",
        // What the ledger does not have.
        "body.not_paired", "body.unknown", "directive.not_that_document", "finding.no_open_dissent",
        "inspection.findings_not_of_this_inspection",
        "inspection.unknown",
        "mandate.unknown", "matter.unknown", "officer.unknown", "plan.document_not_related", "plan.goal_unknown",
        "plan.group_not_set", "plan.parent_unknown",
        "plan.unknown", "remediation.not_a_payment_measure", "role.not_in_table", "rules.limit_not_in_force",
        "rules.none_in_force",
        // What it has already, or an id of another thing.
        "body.ends_before_registered", "body.name_unchanged", "body.renamed_before", "circulation.twice",
        "direction.already_issued", "directive.already_received",
        "inspection.already_decided", "mandate.already_given", "plan.already_issued",
        "plan.document_already_related", "plan.goal_already_set", "plan.group_already_set",
        "remediation.already_required",
        // What no document says: nothing, to nobody, of itself, or a sum that is none.
        "body.succeeds_itself", "circulation.nobody", "circulation.to_itself", "direction.demand_twice_or_own",
        "directive.own", "finding.amount_unchanged", "finding.arithmetic", "finding.offset_zero",
        "finding.outcomes_differ", "mandate.delegated_to_himself",
        "plan.amendment_changes_nothing", "plan.replaced_by_itself",
        "remediation.payment_zero",
    ];

    [Fact]
    public void of_a_documented_act_names_the_irregular_act_or_is_of_how_it_is_entered()
    {
        var codes = Cases.Values.Select(c => (c.Code, c.Act().Last))
            .Where(x => x.Last is { } command && Domain.Acts.KindOf(command.GetType()) == ActKind.Documented)
            .Select(x => x.Code).Distinct().ToList();
        var entry = codes.FindAll(c => OfTheEntry.Any(e => e.EndsWith('.') || e.EndsWith('_')
            ? c.StartsWith(e, StringComparison.Ordinal) : c == e));
        // What is closed on paper although something is open in it is such an act too.
        codes.Except(entry).Concat(["inspection.money_outstanding", "inspection.remediation_open"])
            .OrderBy(c => c, StringComparer.Ordinal)
            .ShouldBe(IrregularAct.Codes.OrderBy(c => c, StringComparer.Ordinal));
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
