using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Remediations;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>Every expected act of an inspection, a finding and a remediation has a due day of its own.</summary>
public sealed class OwingEveryAct
{
    private static readonly InspectionCommand.IssueDecision ThanhTra = IssueDecision with
    {
        Kind = InspectionKind.ThanhTra,
        Lead = Tttp,
        TeamLeader = Inspectorate.Id,
        LeadMembers = [],
        DurationDays = 45,
    };

    private static IReadOnlyList<string> Owed<T>(Situation s, string stream) where T : class, IOwing =>
        [.. s.State<T>(stream).Obligations.Select(o =>
            $"{o.Key} {o.Body} → {o.OwedTo} {o.Due:dd/MM}" + (o.MetOn is { } met ? $" {met:dd/MM}" : ""))];

    [Fact]
    public void a_thanh_tra_is_announced_within_15_days() => Owed<Inspection>(
        Assembled().On("02/06").Given(Chairman, ThanhTra), CaseStream)[0].ShouldBe("announce TTTP → UBND 17/06");

    [Fact]
    public void a_check_has_no_such_limit() => Decided().State<Inspection>(CaseStream).Obligations
        .ShouldNotContain(o => o.Kind == ObligationKind.AnnounceDecision);

    [Fact]
    public void the_fieldwork_and_each_section_end_with_the_duration_and_move_with_its_extension()
    {
        Owed<Inspection>(Fieldwork(), CaseStream).Skip(2).ShouldBe(
        [
            "fieldwork SYT → UBND 18/06", "section/SYT SYT → UBND 18/06", "section/BHXH BHXH → SYT 18/06",
            "section/STC STC → SYT 18/06",
        ]);
        var s = Extended().State<Inspection>(CaseStream).Obligations.Skip(2).ToList();
        s.ShouldAllBe(o => o.Due == Day("23/06") && o.Moves == 1 && o.MovedBy == Ubnd);
    }

    [Fact]
    public void the_report_and_the_notice_follow_in_turn() => Owed<Inspection>(Notified(), CaseStream).Skip(2).ShouldBe(
    [
        "fieldwork SYT → UBND 23/06 23/06", "section/SYT SYT → UBND 23/06 22/06",
        "section/BHXH BHXH → SYT 23/06 22/06", "section/STC STC → SYT 23/06 22/06",
        "report SYT → UBND 30/06 23/06", "notify SYT → UBND 30/06 26/06",
    ]);

    [Fact]
    public void a_notice_of_some_findings_leaves_the_rest_owed()
    {
        var s = Reported().On("26/06").Given(Leader, Notify with { Findings = [F1, F2] });
        Owed<Inspection>(s, CaseStream)[^1].ShouldBe("notify SYT → UBND 30/06");
        s.Given(Leader, Notify with { Findings = [F3] });
        Owed<Inspection>(s, CaseStream)[^1].ShouldBe("notify SYT → UBND 30/06 26/06");
    }

    [Fact]
    public void a_silent_subject_and_a_silent_issuer_miss_their_days()
    {
        var s = Notified().On("04/07").ClockRuns();
        s.ClockEvents().Count(e => e == "ObligationMissed 03/07 explain").ShouldBe(3);
        s.On("18/07").ClockRuns().ClockEvents().Count(e => e == "ObligationMissed 17/07 decide").ShouldBe(3);
        s.ClockEvents().ShouldContain("ObligationMissed 13/07 dissent/BHXH");
        s.ClockEvents().ShouldNotContain(e => e.StartsWith("Reminder", StringComparison.Ordinal));
    }

    [Fact]
    public void who_explains_decides_and_resolves_in_time_owes_nothing_more()
    {
        var s = Confirmed();
        Owed<Finding>(s, Facts.StreamOf(F2)).ShouldBe(["dissent/BHXH UBND → BHXH 13/07 10/07",
            "explain BV-A → UBND 03/07 03/07", "decide UBND → BV-A 17/07 10/07"]);
        s.On("31/12").ClockRuns().ClockEvents().ShouldBeEmpty();
    }

    [Fact]
    public void a_second_explanation_changes_nothing_of_the_first_day()
    {
        var s = Explained().On("06/07")
            .Given(Hospital, new FindingCommand.ExplainFinding(F1, "Bổ sung", [EvidenceOf(HospitalA)]));
        Owed<Finding>(s, Facts.StreamOf(F1))[0].ShouldBe("explain BV-A → UBND 03/07 03/07");
    }

    [Fact]
    public void the_receiver_confirms_a_reported_payment_by_a_day()
    {
        var s = Acknowledged().On("30/07").Given(Hospital, Pay("UNC-01", 1_000)).On("03/08")
            .Given(Hospital, Pay("UNC-02", 2_000), Day("31/07")).On("04/08")
            .Given(BhxhReceiver, new RemediationCommand.ConfirmPayment(R1, "UNC-02"));
        Owed<Remediation>(s, R1Stream).TakeLast(2).ShouldBe(
            ["confirm-payment/1 BHXH → BV-A 06/08", "confirm-payment/2 BHXH → BV-A 10/08 04/08"]);
        s.On("07/08").ClockRuns().ClockEvents().ShouldContain("ObligationMissed 06/08 confirm-payment/1");
    }

    [Fact]
    public void a_document_of_an_act_in_time_that_is_recorded_late_clears_the_miss()
    {
        var s = SectionsSigned().On("23/06").Given(Leader, Minutes).On("25/06").ClockRuns();
        s.ClockEvents().ShouldContain("ObligationMissed 23/06 fieldwork");
        s.When(Leader, new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "23/06")), Day("23/06"));
        ((Answer.Events)s.Answer).List.Select(e => Codec.NameOf(e.Event)).ShouldBe(
            ["inspection.FieldworkEnded", "obligation.ObligationMissCleared", "document.NumberTaken"]);
        var owed = s.Record().State<Inspection>(CaseStream).Obligations.First(o => o.Key == "fieldwork");
        (owed.Missed, owed.MissCleared, owed.MetOn).ShouldBe((false, true, Day("23/06")));
    }

    [Fact]
    public void a_document_of_an_act_that_was_late_clears_nothing()
    {
        var s = SectionsSigned().On("23/06").Given(Leader, Minutes).On("26/06").ClockRuns();
        s.Given(Leader, new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "25/06")), Day("25/06"));
        s.State<Inspection>(CaseStream).Obligations.First(o => o.Key == "fieldwork").Missed.ShouldBeTrue();
    }

    [Fact]
    public void an_extension_of_the_fieldwork_recorded_late_clears_what_was_missed_meanwhile()
    {
        var s = Found().On("19/06").ClockRuns().Given(Chairman, Extend, Day("17/06"), Clerk);
        s.State<Inspection>(CaseStream).Obligations.Where(o => o.Kind is ObligationKind.EndFieldwork
            or ObligationKind.SignSection).ShouldAllBe(o => !o.Missed && o.MissCleared && o.Due == Day("23/06"));
    }

    [Fact]
    public void a_rule_set_older_than_a_limit_leaves_the_act_without_one()
    {
        var s = Found();
        s.Given(RuleSets.Stream, RuleSet with { Version = 2, Limits = [.. Limits.Take(11)] });
        s.On("17/06").Given(Chairman, Extend).On("22/06").Given(BhxhInspector, OwnFigure);
        s.State<Finding>(Facts.StreamOf(F2)).Obligations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(InspectionKind.KiemTraChuyenNganh, Bodies.BodyKind.Insurance, 15, 7)]
    [InlineData(InspectionKind.KiemTraChuyenNganh, Bodies.BodyKind.Department, 10, 5)]
    [InlineData(InspectionKind.KiemTraChuyenNganh, Bodies.BodyKind.State, 10, 5)]
    [InlineData(InspectionKind.KiemTraChuyenNganh, Bodies.BodyKind.Commune, 7, 3)]
    [InlineData(InspectionKind.ThanhTra, Bodies.BodyKind.Inspectorate, 45, 25)]
    [InlineData(InspectionKind.KiemTraDang, Bodies.BodyKind.Party, 45, 15)]
    [InlineData(InspectionKind.GiamSatHDND, Bodies.BodyKind.Council, 10, 5)]
    public void a_duration_is_that_of_the_kind_and_of_the_body_that_leads(InspectionKind kind, Bodies.BodyKind lead,
        int days, int more)
    {
        int Value(string id) => Limits.First(l => l.Id == id).Value;
        Value(InspectionLimits.Duration(kind, lead)).ShouldBe(days);
        Value(InspectionLimits.Extension(kind, lead)).ShouldBe(more);
    }

    [Fact]
    public void a_rule_set_says_what_is_reminded_of()
    {
        var s = Assembled().Given(RuleSets.Stream, RuleSet with
        {
            Version = 2,
            Reminded = [ObligationKind.NominateMembers],
        });
        s.On("02/06").Given(Chairman, IssueDecision, recorder: Clerk).On("20/06").ClockRuns();
        s.ClockEvents().Where(e => e.EndsWith("nominate/BHXH", StringComparison.Ordinal)).ShouldBe(
        [
            "ObligationMissed 05/06 nominate/BHXH", "ReminderSent 06/06 nominate/BHXH",
            "ReminderSent 12/06 nominate/BHXH", "Escalated 20/06 nominate/BHXH",
        ]);
    }

    [Fact]
    public void what_was_owed_before_a_new_rule_set_is_reminded_of_by_the_old_one()
    {
        var s = Acknowledged().Given(RuleSets.Stream, RuleSet with
        {
            Version = 2,
            EffectiveFrom = Day("01/08"),
            Limits = [.. Limits.Select(l => l.Id == LimitIds.FirstReminder ? l with { Value = 3 } : l)],
        });
        s.On("18/08").ClockRuns().ClockEvents().Where(e => e.EndsWith("measure/2", StringComparison.Ordinal))
            .ShouldBe(["ObligationMissed 13/08 measure/2", "ReminderSent 14/08 measure/2"]);
    }

    [Fact]
    public void the_table_of_the_readme_holds_the_key_of_every_kind()
    {
        var readme = File.ReadAllText(Path.Combine(Refusals.EveryRefusal.SourceFolder(), "src", "Domain", "README.md"));
        var table = readme.Split("## ").Single(part => part.StartsWith("What is owed", StringComparison.Ordinal));
        var stories = Samples.Stories().Append(Assembled().On("02/06").Given(Chairman, ThanhTra));
        var owed = stories.SelectMany(s => s.States.Values.OfType<IOwing>()).SelectMany(t => t.Obligations).ToList();
        owed.Select(o => o.Kind).Distinct().ShouldBe(Enum.GetValues<ObligationKind>(), ignoreOrder: true);
        owed.Select(o => Form(o.Key)).Distinct()
            .Where(form => !table.Contains('`' + form, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    // "report/SYT/2" → "report/<body>": the words and the first thing that is counted or named.
    private static string Form(string key)
    {
        var parts = key.Split('/');
        var words = parts.TakeWhile(p => char.IsAsciiLetterLower(p[0])).ToList();
        // The n-th charge with the same is told in the row.
        if (words.Count == parts.Length || words[0] is "product" or "review")
            return string.Join('/', words) + '`';
        return string.Join('/', words) + (char.IsAsciiDigit(parts[words.Count][0]) ? "/<n>" : "/<body>");
    }
}
