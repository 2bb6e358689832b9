using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Plans;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Plans: what they carry out, who amends, reviews and replaces them, and what their end forbids.</summary>
internal static class RefusedPlans
{
    private static readonly Document June = Paper("31-KH/TU", "02/03", Tu, PartySecretary);

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("plan.parent_not_one", "under a directive and a plan", () => Arrived().When(PartySecretary,
            UnderDirective with { Parent = new PlanParent(D52, NextPlan) })),
        new("plan.parent_not_one", "under nothing", () => Arrived().When(PartySecretary,
            UnderDirective with { Parent = new PlanParent() })),
        new("plan.parent_unknown", "under an unknown directive", () => Assembled().On(Day1).When(PartySecretary,
            UnderDirective)),
        new("plan.parent_unknown", "under itself", () => Arrived().When(PartySecretary,
            UnderDirective with { Parent = new PlanParent(Plan: ThePlan) })),
        new("plan.parent_not_received", "of a body that neither is a recipient nor is managed by one",
            () => UnderWay().On("20/01").When(CommitteeHead, Committee)),
        new("body.not_paired", "of a commune without a Party organisation under a Party plan", () => InCommittee()
            .Given(CommuneE.Stream, new BodyEvent.BodyRegistered(CommuneE, BodyKind.Commune, "Xã E", "Commune E", Ubnd,
                null)).On("25/02").When(CommuneHead, Commune)),
        new("act.before_earlier_step", "before the plan that it carries out", () => Sent().On("20/01").When(
            CommitteeHead, Committee with
            {
                Document = Committee.Document with { Date = new DateOnly(2025, 12, 2) },
            }, new DateOnly(2025, 12, 2))),
        new("plan.ended", "under a closed plan", () => Closed().When(CommitteeHead, Committee with
        {
            Plan = NextPlan,
            Document = Paper("99-KH/DU", "20/12", DuUb, CommitteeHead),
        })),
        new("plan.ended", "a goal of a closed plan", () => Closed().When(PartySecretary, Goal with { Goal = "new" })),
        new("plan.ended", "a goal of a replaced plan amended", () => Replaced().When(PartySecretary, AmendGoal)),
        new("plan.ended", "an amendment of a closed plan", () => Closed().When(PartySecretary, Amend)),
        new("plan.ended", "a priority group of a closed plan", () => Closed().When(PartySecretary, Group)),
        new("plan.ended", "a related document of a closed plan", () => Closed().When(PartySecretary, Related)),
        new("plan.ended", "a closed plan is sent", () => Closed().When(PartySecretary, ToSubjects(DuUb))),
        new("plan.ended", "a second final review", () => Closed().When(CommitteeHead, Final)),
        new("plan.ended", "a final review held before another end and entered after it", () => Replaced().When(
            CommitteeHead, Final with { Document = Paper("38-BC/DU", "25/06", DuUb, CommitteeHead) }, Day("25/06"))),
        new("plan.ended", "replaced before another end, entered after it", () => Closed().Given(PartySecretary, Next)
            .When(PartySecretary, Replace, Day("01/07"))),
        new("plan.ended", "sent on the day of its end", () => Closed().On("22/12").When(PartySecretary,
            ToSubjects(DuUb), Day("20/12"))),
        new("plan.ended", "a closed plan is replaced", () => Closed().When(PartySecretary, Replace)),
        new("plan.ended", "replaced by a plan that was closed", () => Closed().Given(PartySecretary, Next).When(
            PartySecretary, Replace with { Plan = NextPlan, By = ThePlan })),
        new("plan.ended", "an assignment drafted under a replaced plan", () => Replaced().When(PartyCommittee,
            Draft(T07, T07Clears))),
        new("plan.ended", "a draft issued under a plan that was closed since", () => Sent().On("12/01")
            .Given(PartyCommittee, Draft(T07, T07Clears)).On("20/12").Given(CommitteeHead, Final)
            .When(PartyCommittee, new AssignmentCommand.IssueAssignment(T07))),
        new("plan.unknown", "an unknown plan is amended", () => Assembled().On("02/03").When(PartySecretary, Amend)),
        new("mandate.other_body", "amended by another body", () => Sent().On("02/03").When(CommitteeHead, Amend)),
        new("document.signer_is_another", "amended by a document that another signed", () => Sent().On("02/03").When(
            PartySecretary, Amend with { Document = Paper("31-KH/TU", "02/03", Tu, PartyMember) })),
        new("act.before_earlier_step", "amended before it was issued", () => Sent().On("02/03").When(PartySecretary,
            Amend with { Document = June with { Date = new DateOnly(2025, 12, 2) } }, new DateOnly(2025, 12, 2))),
        new("plan.amendment_changes_nothing", "the old text is the new one", () => Sent().On("02/03").When(
            PartySecretary, Amend with { Old = Amend.New })),
        new("plan.amendment_changes_nothing", "neither an old nor a new text", () => Sent().On("02/03").When(
            PartySecretary, Amend with { Old = null, New = null })),
        new("plan.amendment_changes_nothing", "the goal stays as it is", () => Sent().On("02/03").When(PartySecretary,
            AmendGoal with { Target = new GoalTarget(GoalOperator.Above, new Share(955, 1_000), 2026) })),
        new("plan.goal_unknown", "no such goal", () => Sent().On("02/03").When(PartySecretary,
            AmendGoal with { Goal = "other" })),
        new("plan.goal_share_wrong", "amended to more than all", () => Sent().On("02/03").When(PartySecretary,
            AmendGoal with { Target = new GoalTarget(GoalOperator.Above, new Share(101, 100)) })),
        new("field.year_out_of_range", "a goal of 2019", () => Planned().When(PartySecretary,
            Goal with { Year = 2019 })),
        new("field.year_out_of_range", "amended to 2101", () => Sent().On("02/03").When(PartySecretary,
            AmendGoal with { Target = AmendGoal.Target with { Year = 2101 } })),
        new("plan.document_already_related", "named twice", () => Sent().Given(PartySecretary, Related)
            .When(PartySecretary, Related)),
        new("plan.group_already_set", "set twice", () => Sent().Given(PartySecretary, Group)
            .When(PartySecretary, Group)),
        new("mandate.other_body", "another body sets a priority group", () => Sent().When(CommitteeHead, Group)),
        new("plan.document_not_related", "withdrawn though never named", () => Sent().On("02/03").When(PartySecretary,
            Withdraw)),
        new("plan.document_not_related", "withdrawn twice", () => Sent().Given(PartySecretary, Related).On("02/03")
            .Given(PartySecretary, Withdraw).When(PartySecretary, Withdraw)),
        new("document.signer_is_another", "withdrawn by a document that another signed", () => Sent()
            .Given(PartySecretary, Related).On("02/03").When(PartySecretary,
                Withdraw with { Document = Paper("31-KH/TU", "02/03", Tu, PartyMember) })),
        new("plan.group_not_set", "a group ended that was never set", () => Sent().On("02/03").When(PartySecretary,
            EndGroup)),
        new("mandate.other_body", "another body ends a group", () => Sent().On("02/03").When(CommitteeHead, EndGroup)),
        new("plan.reviews_already_charged", "charged twice", () => Sent().When(PartySecretary, Charge)),
        new("document.signer_is_another", "another body charged by a document that another signed", () => Sent()
            .On("02/03").When(PartySecretary, Charge with
            {
                Body = Syt, Document = Paper("31-KH/TU", "02/03", Tu, PartyMember),
            })),
        new("plan.review_not_charged", "held by a body that is charged no longer", () => Recharged().On("25/06").When(
            CommitteeHead, Interim)),
        new("act.before_earlier_step", "another body charged before the first", () => Recharged().On("09/03").When(
            PartySecretary, Charge with
            {
                Body = Stc, Document = Paper("30-KH/TU", "01/03", Tu, PartySecretary),
            }, Day("01/03"))),
        new("act.before_earlier_step", "a goal set before the plan", () => Sent().When(PartySecretary, Goal with
        {
            Goal = "new", Document = IssuePlan.Document with { Date = new DateOnly(2025, 12, 2), Number = "19-KH/TU" },
        }, new DateOnly(2025, 12, 2))),
        new("body.unknown", "an unknown body is charged", () => Planned().When(PartySecretary,
            Charge with { Body = new BodyCode("NOBODY") })),
        new("plan.review_days_wrong", "the final review before the interim one", () => Planned().When(PartySecretary,
            Charge with { FinalBy = Day("01/06") })),
        new("plan.review_days_wrong", "a review in the past", () => Planned().When(PartySecretary,
            Charge with { InterimBy = new DateOnly(2025, 12, 2) })),
        new("plan.review_not_charged", "held by a body that is not charged", () => Sent().On("25/06").When(Chairman,
            Interim with { Document = ChairmanPaper("160/BC-UBND", "25/06") })),
        new("mandate.lacks_power", "held by a focal officer", () => Sent().On("25/06").When(SytFocal, Interim)),
        new("document.not_of_the_body", "held by another body's report", () => Sent().On("25/06").When(CommitteeHead,
            Interim with { Document = ChairmanPaper("160/BC-UBND", "25/06") })),
        new("act.before_earlier_step", "held before the plan", () => Sent().On("25/06").When(CommitteeHead,
            Interim with { Document = Interim.Document with { Date = new DateOnly(2025, 12, 2) } },
            new DateOnly(2025, 12, 2))),
        new("circulation.twice", "entered again for a body whose successor has its plan", () => Mergers.Merged(
            InCommune().On("02/03"), CommuneE, Mergers.CommuneF).SuccessionRuns().When(CommitteeHead, ToCommune,
            Day("20/01"))),
        new("circulation.not_a_recipient", "a body reports that it was not sent to", () => Sent().When(StcHead,
            Report("Đã làm"))),
        new("circulation.not_acknowledged", "reported on a plan before its receipt", () => Sent().When(SytFocal,
            Report("Đã làm"))),
        new("circulation.not_a_recipient", "the receipt of a plan that was not sent", () => UnderWay().When(SytFocal,
            new PlanCommand.AcknowledgePlan(ThePlan))),
        new("evidence.unknown", "a report on a plan with unknown evidence", () => PlanReceived().When(SytFocal,
            new PlanCommand.ReportImplementation(ThePlan, "Đã làm", [EvidenceOf(Syt, 9)]))),
        new("mandate.other_body", "another body sends it", () => UnderWay().When(CommitteeHead, ToSubjects(Syt))),
        new("document.not_of_the_body", "a plan sent with another body's letter", () => UnderWay().On("10/06").When(
            PartySecretary, ToSubjects(Syt) with { Document = ChairmanPaper("140/CV-UBND", "05/06") })),
        new("plan.replaced_by_itself", "by itself", () => Sent().On("01/07").When(PartySecretary,
            Replace with { By = ThePlan })),
        new("plan.replaced_by_itself", "by the one that it replaced, on a day before that", () => Sent().On("20/06")
            .Given(PartySecretary, Next with { Document = Before }).On("01/07")
            .Given(PartySecretary, Replace).When(PartySecretary,
                Replace with { Plan = NextPlan, By = ThePlan, Document = Before }, Day("20/06"))),
        new("act.before_earlier_step", "by a plan that was not issued yet", () => Sent().On("02/07").Given(
            PartySecretary, Next).When(PartySecretary, Replace with { Document = Before }, Day("20/06"))),
        new("plan.unknown", "by an unknown plan", () => Sent().On("01/07").When(PartySecretary, Replace)),
        new("plan.replacement_of_another", "by another body's plan", () => InCommittee().On("01/07").When(
            PartySecretary, Replace with { By = CommitteePlan })),
    ];

    private static Document Before => Paper("48-KH/TU", "20/06", Tu, PartySecretary);

    private static PlanCommand.SendPlan ToSubjects(BodyCode body) => Send with { Recipients = [new(body)] };
}
