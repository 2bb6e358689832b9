using Supervision.Domain.Directives;
using Supervision.Domain.Obligations;
using Supervision.Domain.Plans;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>What a later document of the issuer changes of a plan, and what is entered after the plan's end.</summary>
public sealed class ChangingPlans
{
    [Fact]
    public void a_group_ended_and_a_document_withdrawn_may_be_set_and_named_again()
    {
        var s = Sent().Given(PartySecretary, Group).Given(PartySecretary, Related).On("02/03")
            .When(PartySecretary, EndGroup).Then(
                (PlanStream, new PlanEvent.PriorityGroupEnded(EndGroup.Group, Amend.Document)),
                ("docno/TU/KH-TU/2025/31", new DocumentEvent.NumberTaken("31-KH/TU", Tu, Day("02/03"),
                    Amend.Document.Sha256)));
        s.When(PartySecretary, Withdraw).Then(
            (PlanStream, new PlanEvent.RelatedDocumentWithdrawn("72-NQ/TW", Amend.Document)));
        (s.State<Plan>(PlanStream).PriorityGroups.Count, s.State<Plan>(PlanStream).RelatedDocuments.Count)
            .ShouldBe((0, 0));
        s.Given(PartySecretary, Group).Given(PartySecretary, Related).State<Plan>(PlanStream).PriorityGroups
            .ShouldBe([EndGroup.Group]);
    }

    [Fact]
    public void another_body_charged_with_the_reviews_owes_them_and_the_first_no_longer()
    {
        var s = Recharged();
        s.State<Plan>(PlanStream).Reviewer.ShouldBe(Syt);
        Owed(s, Plan.InterimKey).EndedOn.ShouldBe(Day("09/03"));
        Owed(s, Plan.InterimKey + "/2").ShouldSatisfyAllConditions(o => o.Body.ShouldBe(Syt),
            o => o.Due.ShouldBe(Day("15/07")));
        s.On("20/07").ClockRuns().ClockEvents().Where(e => e.Contains("review", StringComparison.Ordinal)).ShouldBe(
            ["ObligationMissed 15/07 review/interim/2", "ReminderSent 16/07 review/interim/2"]);
    }

    [Fact]
    public void the_first_body_keeps_what_it_missed_when_another_is_charged()
    {
        var s = PlanReceived().On("02/07").Given(PartySecretary, ChargeAnother with { Body = Syt }).ClockRuns();
        var interim = Owed(s, Plan.InterimKey);
        (interim.Missed, interim.MissedBy, interim.EndedOn).ShouldBe((true, DuUb, Day("02/07")));
    }

    [Fact]
    public void a_review_held_while_charged_is_entered_after_another_was_charged()
    {
        var s = PlanReceived().On("26/06").Given(PartySecretary, ChargeAnother)
            .Given(CommitteeHead, Interim, Day("25/06"));
        Owed(s, Plan.InterimKey).MetOn.ShouldBe(Day("25/06"));
        Owed(s, Plan.InterimKey + "/2").IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void a_plan_issued_under_it_before_its_end_and_entered_after_it_is_judged_by_its_day()
    {
        var s = PlanReceived().On("05/02").ClockRuns().On("01/07").Given(PartySecretary, Next)
            .Given(PartySecretary, Replace).On("02/07").When(CommitteeHead, Committee, Day("20/01")).Then(
                (CommitteeStream, new PlanEvent.PlanIssued(CommitteePlan, DuUb, Committee.TitleVi, Committee.TitleEn,
                    "20-KH/TU", Committee.Document, Committee.Parent)),
                (PlanStream, new PlanEvent.PlanCascaded(CommitteePlan, DuUb)),
                (PlanStream, new ObligationEvent.ObligationMissCleared("plan/DU-UBND", ObligationKind.IssueOwnPlan,
                    DuUb, Day("31/01"), "recorded-late")),
                ("docno/DU-UBND/KH-DU/2025/7", new DocumentEvent.NumberTaken("07-KH/DU", DuUb, Day("20/01"),
                    Committee.Document.Sha256)));
        var owed = Owed(s, Circulation.PlanKey(DuUb));
        (owed.MetOn, owed.EndedOn, owed.Missed).ShouldBe((Day("20/01"), null, false));
    }

    [Fact]
    public void whatever_was_done_by_a_document_before_its_end_is_entered_after_it()
    {
        var s = Replaced().On("02/07").Given(PartySecretary, Amend, Day("02/03"))
            .Given(PartySecretary, AmendGoal, Day("02/03")).Given(PartySecretary, Goal with { Goal = "g2" }, Day1)
            .Given(PartySecretary, Group, Day1)
            .Given(PartySecretary, Related, Day1)
            .Given(PartySecretary, EndGroup, Day("02/03")).Given(PartySecretary, Withdraw, Day("02/03"))
            .Given(PartySecretary, ChargeAnother with { InterimBy = Day("30/06") }, Day("09/03"))
            .Given(PartySecretary, Send with { Recipients = [new(Stc, Day("31/01"), Day("30/06"))] }, Day1);
        var plan = s.State<Plan>(PlanStream);
        (plan.Stage, plan.EndedOn).ShouldBe((PlanStage.Replaced, Day("01/07")));
        (plan.Amendments, plan.Goals.Count).ShouldBe((2, 2));
        // What it opens has lapsed, but for the report that was overdue at the end.
        plan.Obligations.Where(o => o.Body == Stc).Select(o => (o.Kind, o.IsOpen)).ShouldBe(
        [
            (ObligationKind.AcknowledgeReceipt, false), (ObligationKind.IssueOwnPlan, false),
            (ObligationKind.ReportImplementation, true),
        ]);
        plan.Obligations.Where(o => o.Kind == ObligationKind.HoldReview).ShouldAllBe(o => !o.IsOpen);
    }

    [Fact]
    public void an_interim_review_held_before_its_end_is_entered_after_it()
    {
        var s = Replaced().On("02/07").Given(CommitteeHead, Interim, Day("25/06"));
        (Owed(s, Plan.InterimKey).MetOn, Owed(s, Plan.InterimKey).EndedOn).ShouldBe((Day("25/06"), null));
    }

    [Fact]
    public void a_plan_that_was_replaced_since_may_have_replaced_it()
    {
        var (third, june) = (new PlanId(Id("third")), Paper("48-KH/TU", "20/06", Tu, PartySecretary));
        Sent().On("20/06").Given(PartySecretary, Next with { Document = june }).On("01/07")
            .Given(PartySecretary, Next with { Plan = third })
            .Given(PartySecretary, Replace with { Plan = NextPlan, By = third })
            .Given(PartySecretary, Replace with { Document = june }, Day("20/06"))
            .State<Plan>(PlanStream).ReplacedBy.ShouldBe(NextPlan);
    }

    private static Obligation Owed(Situation s, string key) =>
        s.State<Plan>(PlanStream).Obligations.Single(o => o.Key == key);
}
