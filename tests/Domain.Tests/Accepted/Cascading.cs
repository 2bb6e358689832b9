using Supervision.Domain.Assignments;
using Supervision.Domain.Directives;
using Supervision.Domain.Obligations;
using Supervision.Domain.Plans;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>From a directive to the plan of a commune: who owes what by when, and what the plan's end ends.</summary>
public sealed class Cascading
{
    [Fact]
    public void a_plan_under_a_directive_is_a_member_of_it_and_meets_what_it_demands()
    {
        var s = Arrived().When(PartySecretary, UnderDirective).Then(
            (PlanStream, new PlanEvent.PlanIssued(ThePlan, Tu, IssuePlan.TitleVi, IssuePlan.TitleEn, "52-CT/TW",
                IssuePlan.Document, new PlanParent(Directive: D52))),
            (D52Stream, new DirectiveEvent.DirectiveCascaded(ThePlan, Tu)),
            ("docno/TU/KH-TU/2025/20", new DocumentEvent.NumberTaken("20-KH/TU", Tu, Day1,
                IssuePlan.Document.Sha256)));
        Owed(s, D52Stream, Circulation.PlanKey(Tu)).MetOn.ShouldBe(Day1);
    }

    [Fact]
    public void a_directive_takes_its_number_where_its_issuer_is_outside_the_city() =>
        Assembled().On(Day1).When(PartyOffice, Receive).Then(
            (D52Stream, new DirectiveEvent.DirectiveReceived(D52,
                new Recipient(Tu, Receive.PlanBy, Receive.ReportBy, ReportCycle.Year), Receive.TitleVi,
                Receive.TitleEn, Receive.Document)),
            ("docno/BBT/CT-TW/2025/52", new DocumentEvent.NumberTaken("52-CT/TW", Secretariat,
                new DateOnly(2025, 10, 3), Receive.Document.Sha256)));

    [Fact]
    public void a_directive_of_a_new_term_takes_a_number_of_the_term_before_again()
    {
        var document = Receive.Document with { Date = Day("05/06"), Sha256 = Hash("52-CT/TW of the next term") };
        var next = new DirectiveId(Id("next directive"));
        Arrived().On("12/01")
            .Given(Admin, Hashed(Rules2 with { PartyTerms = [new(2025, 9, 26), Day("01/06")] })).On("10/06")
            .When(PartyOffice, new DirectiveCommand.ReceiveDirective(next, "Chỉ thị mới", "New directive", document))
            .Then((Facts.StreamOf(next), new DirectiveEvent.DirectiveReceived(next, new Recipient(Tu), "Chỉ thị mới",
                    "New directive", document)),
                ("docno/BBT/CT-TW/2026/52", new DocumentEvent.NumberTaken("52-CT/TW", Secretariat, Day("05/06"),
                    document.Sha256)));
    }

    [Fact]
    public void a_recipient_that_is_silent_misses_each_of_its_acts()
    {
        var s = Sent();
        for (var day = s.Today; day <= Day("16/07"); day = day.AddDays(1))
            s.On(day).ClockRuns();
        s.ClockEvents().Where(e => e.StartsWith("ObligationMissed", StringComparison.Ordinal)).ShouldBe(
        [
            "ObligationMissed 08/12 acknowledge/DU-UBND", "ObligationMissed 08/12 acknowledge/UBND",
            "ObligationMissed 08/12 acknowledge/SYT", "ObligationMissed 31/01 plan/DU-UBND",
            "ObligationMissed 30/06 review/interim", "ObligationMissed 30/06 report/DU-UBND/1",
            "ObligationMissed 15/07 report/SYT/1",
        ]);
        s.ClockEvents().ShouldContain("ReminderSent 01/02 plan/DU-UBND");
        s.ClockEvents().ShouldContain("Escalated 15/02 plan/DU-UBND");
        s.ClockEvents().ShouldNotContain(e => e.StartsWith("ReminderSent", StringComparison.Ordinal)
            && e.Contains("acknowledge", StringComparison.Ordinal));
    }

    [Fact]
    public void the_receipt_of_what_was_entered_late_counts_from_the_day_of_entering()
    {
        var s = UnderWay().On("02/03").Given(PartySecretary, Send with { Recipients = [new(Syt)] }, Day1);
        Owed(s, PlanStream, Circulation.AcknowledgeKey(Syt)).Due.ShouldBe(Day("05/03"));
    }

    [Fact]
    public void a_receipt_is_confirmed_once() =>
        PlanReceived().When(SytFocal, new PlanCommand.AcknowledgePlan(ThePlan)).ThenNothing();

    [Fact]
    public void a_directive_and_its_plan_reach_a_body_that_a_recipient_manages()
    {
        var s = Arrived().Given(PartyOffice, new DirectiveCommand.SendDirective(D52, [new(Ubnd)],
                new Document("70-CV/TU", Day1, Tu, PartyOffice.Id, Hash("70-CV/TU")))).On("25/02")
            .Given(CommuneHead, Commune with { Parent = new PlanParent(Directive: D52) });
        s.State<Directive>(D52Stream).Plans.ShouldBe([CommunePlan]);
    }

    [Fact]
    public void the_chain_goes_down_to_the_commune()
    {
        var s = InCommune();
        s.State<Plan>(PlanStream).Plans.ShouldBe([CommitteePlan]);
        s.State<Plan>(CommitteeStream).Plans.ShouldBe([CommunePlan]);
        s.State<Plan>(Facts.StreamOf(CommunePlan)).Parent.ShouldBe(new PlanParent(Plan: CommitteePlan));
        Owed(s, PlanStream, Circulation.PlanKey(DuUb)).MetOn.ShouldBe(Day("20/01"));
        Owed(s, CommitteeStream, Circulation.PlanKey(CommuneE)).MetOn.ShouldBe(Day("25/02"));
    }

    [Fact]
    public void a_plan_issued_in_time_and_entered_late_clears_the_miss()
    {
        var s = PlanReceived().On("05/02").ClockRuns();
        s.When(CommitteeHead, Committee, Day("20/01")).Then(
            (CommitteeStream, new PlanEvent.PlanIssued(CommitteePlan, DuUb, Committee.TitleVi, Committee.TitleEn,
                "20-KH/TU", Committee.Document, Committee.Parent)),
            (PlanStream, new PlanEvent.PlanCascaded(CommitteePlan, DuUb)),
            (PlanStream, new ObligationEvent.ObligationMissCleared("plan/DU-UBND", ObligationKind.IssueOwnPlan, DuUb,
                Day("31/01"), "recorded-late")),
            ("docno/DU-UBND/KH-DU/2025/7", new DocumentEvent.NumberTaken("07-KH/DU", DuUb, Day("20/01"),
                Committee.Document.Sha256)));
        s.On("31/12").ClockRuns().ClockEvents().Count(e => e.EndsWith("plan/DU-UBND", StringComparison.Ordinal)
            && e.StartsWith("ObligationMissed", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void a_report_in_its_cycle_opens_the_next_one()
    {
        var s = PlanReceived().On("25/06").When(CommitteeHead, Report("Sáu tháng đầu năm")).Then((PlanStream,
            new PlanEvent.ImplementationReported(DuUb, "Sáu tháng đầu năm", [], Deadline.Set(Day("30/12")))));
        Owed(s, PlanStream, Circulation.ReportKey(DuUb, 1)).MetOn.ShouldBe(Day("25/06"));
        Owed(s, PlanStream, Circulation.ReportKey(DuUb, 2)).Due.ShouldBe(Day("30/12"));
    }

    [Fact]
    public void a_late_report_skips_the_days_that_have_passed()
    {
        // Due on 30/06 and, by half-years, 30/12; a day off rolls: 30/06/2027 is a Wednesday.
        var s = PlanReceived().On("31/12").ClockRuns().Given(CommitteeHead, Report("Cả năm"));
        Owed(s, PlanStream, Circulation.ReportKey(DuUb, 1)).Missed.ShouldBeTrue();
        Owed(s, PlanStream, Circulation.ReportKey(DuUb, 2)).Deadline
            .ShouldBe(Deadline.Set(new DateOnly(2027, 6, 30)) with { Provisional = true });
    }

    [Fact]
    public void a_report_without_a_cycle_is_the_last_one_owed()
    {
        var s = PlanReceived().On("10/07").Given(SytFocal, Report("Đã làm")).Given(SytFocal, Report("Bổ sung"));
        s.State<Plan>(PlanStream).Obligations.Count(o => o.Body == Syt
            && o.Kind == ObligationKind.ReportImplementation).ShouldBe(1);
    }

    [Fact]
    public void the_final_review_closes_the_plan_and_ends_what_was_not_due_yet()
    {
        var s = Closed();
        s.State<Plan>(PlanStream).Stage.ShouldBe(PlanStage.Closed);
        Owed(s, PlanStream, Plan.FinalKey).MetOn.ShouldBe(Day("20/12"));
        Owed(s, PlanStream, Circulation.ReportKey(DuUb, 1)).IsOpen.ShouldBeTrue();

        var early = InCommittee().On("01/06").Given(CommitteeHead, Final with
        {
            Document = Paper("39-BC/DU", "01/06", DuUb, CommitteeHead),
        });
        Owed(early, PlanStream, Circulation.ReportKey(DuUb, 1)).EndedOn.ShouldBe(Day("01/06"));
        early.On("31/12").ClockRuns().ClockEvents().ShouldNotContain(
            e => e.Contains("report/DU-UBND", StringComparison.Ordinal));
    }

    [Fact]
    public void an_overdue_plan_or_review_is_owed_no_longer_after_the_end_and_stays_missed()
    {
        var review = Final with { Document = Paper("90-BC/DU", "10/07", DuUb, CommitteeHead) };
        var s = PlanReceived().On("05/07").ClockRuns().On("10/07").Given(CommitteeHead, review);
        foreach (var owed in new[] { Circulation.PlanKey(DuUb), Plan.InterimKey }.Select(k => Owed(s, PlanStream, k)))
            (owed.IsOpen, owed.EndedOn, owed.Missed).ShouldBe((false, Day("10/07"), true));
        Owed(s, PlanStream, Circulation.ReportKey(DuUb, 1)).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void a_plan_that_was_overdue_at_the_end_is_missed_also_where_the_clock_was_down()
    {
        var review = Final with { Document = Paper("90-BC/DU", "10/07", DuUb, CommitteeHead) };
        PlanReceived().On("10/07").Given(CommitteeHead, review).ClockRuns().ClockEvents()
            .ShouldContain("ObligationMissed 31/01 plan/DU-UBND");
    }

    [Fact]
    public void an_overdue_report_is_still_owed_after_the_end_and_opens_no_other()
    {
        var s = Closed().On("22/12").Given(CommitteeHead, Report("Cả năm"));
        Owed(s, PlanStream, Circulation.ReportKey(DuUb, 1)).MetOn.ShouldBe(Day("22/12"));
        s.State<Plan>(PlanStream).Obligations.ShouldNotContain(o => o.Key == Circulation.ReportKey(DuUb, 2));
    }

    [Fact]
    public void a_replaced_plan_names_the_one_in_its_place()
    {
        var plan = Replaced().State<Plan>(PlanStream);
        (plan.Stage, plan.ReplacedBy, plan.EndedOn).ShouldBe((PlanStage.Replaced, NextPlan, Day("01/07")));
    }

    [Fact]
    public void an_assignment_of_a_replaced_plan_runs_on_until_one_of_the_next_plan_replaces_it()
    {
        var s = Sent().On("12/01").Given(PartyCommittee, Draft(T07, T07Clears))
            .Given(PartyCommittee, new AssignmentCommand.IssueAssignment(T07)).On("01/07")
            .Given(PartySecretary, Next).Given(PartySecretary, Replace)
            .Given(PartySecretary, new PlanCommand.SendPlan(NextPlan, [new(DuUb)], Next.Document))
            .Given(PartyCommittee, new AssignmentCommand.PauseAssignment(T07, "Chờ kế hoạch mới")).On("06/07")
            .Given(PartyCommittee, new AssignmentCommand.ResumeAssignment(T07, "Tiếp tục"));
        s.State<Assignment>(T07Stream).Product!.IsOpen.ShouldBeTrue();
        s.Given(PartyCommittee, new AssignmentCommand.DraftAssignment(T11, NextPlan, "III.5", "T-11", "Nhiệm vụ",
                "Assignment", T11Clears with { Due = Day("30/09") }))
            .Given(PartyCommittee, new AssignmentCommand.IssueAssignment(T11))
            .When(PartyCommittee, new AssignmentCommand.ReplaceAssignment(T07, T11, "Theo kế hoạch mới")).Then(
                (T07Stream, new AssignmentEvent.AssignmentReplaced(T11, "Theo kế hoạch mới")),
                (Facts.StreamOf(T11), new AssignmentEvent.AssignmentTookOver(T07)));
        s.State<Assignment>(T07Stream).Product!.EndedOn.ShouldBe(Day("06/07"));
    }

    [Fact]
    public void an_interim_review_held_in_time_and_entered_late_clears_the_miss() =>
        PlanReceived().On("02/07").ClockRuns().When(CommitteeHead, Interim, Day("25/06")).Then(
            (PlanStream, new PlanEvent.InterimReviewHeld(DuUb, Interim.Summary, Interim.Document)),
            (PlanStream, new ObligationEvent.ObligationMissCleared(Plan.InterimKey, ObligationKind.HoldReview, DuUb,
                Day("30/06"), "recorded-late")),
            ("docno/DU-UBND/BC-DU/2025/40", new DocumentEvent.NumberTaken("40-BC/DU", DuUb, Day("25/06"),
                Interim.Document.Sha256)));

    [Fact]
    public void a_final_review_held_before_a_report_was_due_and_entered_after_it_clears_the_miss()
    {
        static string Report(BodyCode body) => Circulation.ReportKey(body, 1);
        var s = PlanReceived().On("20/07").ClockRuns();
        Owed(s, PlanStream, Report(Syt)).Missed.ShouldBeTrue();
        s.Given(CommitteeHead, Final with { Document = Paper("90-BC/DU", "10/07", DuUb, CommitteeHead) }, Day("10/07"));
        Owed(s, PlanStream, Report(Syt)).Missed.ShouldBeFalse();
        Owed(s, PlanStream, Report(DuUb)).Missed.ShouldBeTrue("It was due before the review");
    }

    [Fact]
    public void the_issuer_may_hold_the_review_itself() => PlanReceived().On("20/12").Given(PartySecretary,
        Final with { Document = Paper("90-BC/TU", "20/12", Tu, PartySecretary) })
        .State<Plan>(PlanStream).Stage.ShouldBe(PlanStage.Closed);

    [Fact]
    public void an_amended_goal_keeps_what_it_was()
    {
        var s = Sent().On("02/03").When(PartySecretary, AmendGoal).Then(
            (PlanStream, new PlanEvent.PlanGoalAmended("coverage-2026",
                new GoalTarget(GoalOperator.Above, new Share(955, 1_000), 2026), AmendGoal.Target, Amend.Document)),
            ("docno/TU/KH-TU/2025/31", new DocumentEvent.NumberTaken("31-KH/TU", Tu, Day("02/03"),
                Amend.Document.Sha256)));
        s.State<Plan>(PlanStream).Goals.Single().Value.ShouldBe(new Share(96, 100));
    }

    private static Obligation Owed(Situation s, string stream, string key) =>
        s.State<IOwing>(stream).Obligations.Single(o => o.Key == key);
}
