using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Assignments from the draft to the accepted product.</summary>
internal static class RefusedAssignments
{
    private static readonly AssignmentCommand Issue = new AssignmentCommand.IssueAssignment(T07);
    private static readonly AssignmentCommand Accept = new AssignmentCommand.AcceptProduct(T07, "Đạt");
    private static readonly AssignmentCommand Product = HandIn(T07);
    private static readonly AssignmentCommand Pause = new AssignmentCommand.PauseAssignment(T07, "Chờ hướng dẫn");
    private static readonly AssignmentCommand Cancel = new AssignmentCommand.CancelAssignment(T07, "Thôi");
    private static readonly AssignmentCommand Remind = new AssignmentCommand.RemindAssignment(T07, "Nhanh lên");

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("assignment.unknown", "never drafted", () => Planned().When(PartyCommittee, Issue)),
        new("plan.unknown", "of no plan", () => Assembled().When(PartyCommittee, Draft(T07, T07Clears))),
        new("assignment.already_drafted", "drafted twice", () => Drafted().When(PartyCommittee, Draft(T07, T07Clears))),
        new("mandate.lacks_power", "a focal officer drafts", () => Entrusted().When(SytFocal, Draft(T07, T07Clears))),
        new("body.unknown", "an unknown addressee", () => Entrusted().When(PartyCommittee, Draft(T07, To(
            new Addressee(new BodyCode("NOBODY"), AssignmentVerb.Giao, AssignmentRole.Lead))))),
        new("assignment.addressee_twice", "a body twice", () => Entrusted().When(PartyCommittee, Draft(T07, To(
            T07Clears.Addressees[0], new Addressee(Syt, AssignmentVerb.Giao, AssignmentRole.Coordinate))))),
        new("assignment.several_leads", "two leads", () => Drafted().When(PartyCommittee,
            new AssignmentCommand.AmendDraft(T07, To(T07Clears.Addressees[0],
                new Addressee(Stc, AssignmentVerb.Giao, AssignmentRole.Lead))))),
        new("assignment.clears_missing", "issued without a product", () => Entrusted().On("12/01").Given(PartyCommittee,
            Draft(T07, T07Clears with { Product = null })).When(PartyCommittee, Issue)),
        new("assignment.lead_is_assigner", "the assigner leads", () => Entrusted().On("12/01").When(PartyCommittee,
            Draft(T07, To(new Addressee(DuUb, AssignmentVerb.Giao, AssignmentRole.Lead, Person(PartyCommittee)))))),
        new("assignment.lead_is_assigner", "the lead was merged into the assigner since it was drafted", () =>
            Merged(DraftedByUbnd(), Syt, Ubnd).SuccessionRuns().When(Chairman, Issue)),
        new("assignment.assigner_coordinates", "the assigner asks itself", () => Entrusted().When(PartyCommittee,
            Draft(T07, To(T07Clears.Addressees[0],
                new Addressee(DuUb, AssignmentVerb.DeNghi, AssignmentRole.Coordinate))))),
        new("assignment.assigner_coordinates", "the assigner directs itself in an amended draft", () => Drafted()
            .When(PartyCommittee, new AssignmentCommand.AmendDraft(T07, To(T07Clears.Addressees[0],
                new Addressee(DuUb, AssignmentVerb.ChiDao, AssignmentRole.Coordinate))))),
        new("assignment.assigner_coordinates", "a coordinating body was merged into the assigner", () =>
            Merged(DraftedByUbnd(), Stc, Ubnd).SuccessionRuns().When(Chairman, Issue)),
        new("assignment.assigner_coordinates", "reassigned to the assigner too", () => Received().When(PartyCommittee,
            ToStc with
            {
                Addressees = [ToStc.Addressees[0], new(DuUb, AssignmentVerb.DeNghi, AssignmentRole.Coordinate)],
            })),
        new("assignment.due_before_assigned", "due yesterday", () => Drafted().On("01/10").When(PartyCommittee, Issue)),
        new("assignment.already_issued", "issued twice", () => Assigned().When(PartyCommittee, Issue)),
        new("assignment.already_issued", "amended after issuing", () => Assigned().When(PartyCommittee,
            new AssignmentCommand.AmendDraft(T07, T07Clears))),
        new("mandate.other_body", "another assigner issues", () => Drafted().When(Chairman, Issue)),
        new("assignment.not_an_addressee", "a body that is not charged", () => Assigned().When(Hospital,
            new AssignmentCommand.ReceiveAssignment(T07))),
        new("assignment.not_an_addressee", "a draft", () => Drafted().When(SytFocal,
            new AssignmentCommand.ReceiveAssignment(T07))),
        new("assignment.not_the_lead", "a coordinating body reports", () => Received().When(StcHead, Progress(50))),
        new("assignment.not_received", "progress before the receipt", () => Assigned().When(SytFocal, Progress(50))),
        new("assignment.done_needs_product", "progress of 100 %", () => Received().When(SytFocal, Progress(100))),
        new("extension.after_due", "asked on 02/07, due 30/06", () => Received().On("02/07").When(
            CommuneOfficer, new AssignmentCommand.RequestExtension(T11, Day("15/07"), "Địa bàn rộng"))),
        new("extension.not_later", "to the same day", () => Received().When(SytFocal, Ask("30/09"))),
        new("extension.already_requested", "asked twice", () => Asked().When(SytFocal, Ask("20/10"))),
        new("extension.none_requested", "granted unasked", () => Received().When(PartyCommittee, Grant("15/10"))),
        new("extension.none_requested", "refused unasked", () => Received().When(PartyCommittee,
            new AssignmentCommand.RefuseExtension(T07, "Không cần thiết"))),
        new("extension.beyond_request", "granted more than asked", () => Asked().When(PartyCommittee,
            Grant("16/10"))),
        new("extension.beyond_request", "granted an earlier day", () => Asked().When(PartyCommittee,
            Grant("30/09"))),
        new("mandate.other_body", "another body grants", () => Asked().When(Chairman, Grant("15/10"))),
        new("mandate.other_body", "another body refuses", () => Asked().When(Chairman,
            new AssignmentCommand.RefuseExtension(T07, "Không"))),
        new("evidence.unknown", "a product with unknown evidence", () => Received().When(SytFocal,
            new AssignmentCommand.SubmitProduct(T07, "Báo cáo", [EvidenceOf(Syt, 7)]))),
        new("evidence.of_another_body", "a product with another body's evidence", () => Received()
            .Given(StcHead, Register(EvidenceOf(Stc))).When(SytFocal,
                new AssignmentCommand.SubmitProduct(T07, "Báo cáo", [EvidenceOf(Stc)]))),
        new("evidence.none_submitted", "a product that nobody can open", () => Received().When(SytFocal,
            new AssignmentCommand.SubmitProduct(T07, "Báo cáo", []))),
        new("evidence.nothing_new_submitted", "the returned product again", () => Submitted().Given(PartyCommittee,
            new AssignmentCommand.ReturnProduct(T07, "Thiếu")).When(SytFocal, Product)),
        new("evidence.unknown", "progress with unknown evidence", () => Received().When(SytFocal,
            new AssignmentCommand.ReportProgress(T07, "Đang làm", 50, [EvidenceOf(Syt, 7)]))),
        new("evidence.of_another_body", "progress with another body's evidence", () => Received().When(SytFocal,
            new AssignmentCommand.ReportProgress(T07, "Đang làm", 50, [EvidenceOf(CommuneE)]))),
        new("assignment.submission_pending", "submitted twice", () => Submitted().When(SytFocal, Product)),
        new("assignment.nothing_submitted", "accepted before submitted", () => Received().When(PartyCommittee, Accept)),
        new("assignment.own_product", "the lead accepts itself", () => Submitted().When(SytFocal, Accept)),
        new("mandate.other_body", "a stranger accepts", () => Submitted().When(Chairman, Accept)),
        new("assignment.already_done", "progress after acceptance", () => Submitted().Given(PartyCommittee, Accept)
            .When(SytFocal, Progress(50))),
        new("assignment.already_done", "cancelled after acceptance", () => Submitted().Given(PartyCommittee, Accept)
            .When(PartyCommittee, Cancel)),
        new("assignment.verb_not_allowed", "a vertical body is charged", () => Entrusted().When(PartyCommittee, Draft(
            T07, To(T07Clears.Addressees[0], new Addressee(Bhxh, AssignmentVerb.Giao, AssignmentRole.Coordinate))))),
        new("assignment.verb_not_allowed", "a body outside the city is directed", () => Drafted().When(PartyCommittee,
            new AssignmentCommand.AmendDraft(T07, To(
                new Addressee(HospitalA, AssignmentVerb.ChiDao, AssignmentRole.Lead))))),
        new("assignment.verb_not_allowed", "a State body directs", () => SentTo(Ubnd).When(Chairman, Draft(T07, To(
            new Addressee(Syt, AssignmentVerb.ChiDao, AssignmentRole.Lead))))),
        new("assignment.plan_not_received", "a body drafts under a plan that was sent to nobody", () => Planned()
            .When(Chairman, Draft(T07, ByUbnd))),
        new("assignment.plan_not_received", "a body drafts under a plan that was sent to others", () => SentTo(DuUb)
            .When(Chairman, Draft(T07, ByUbnd))),
        new("assignment.plan_not_received", "two steps below a recipient", () => WithAssigner(SentTo(Ubnd), StationE)
            .When(Assigner, Draft(T11, ByUbnd))),
        new("assignment.plan_not_received", "another body was charged with the reviews since it drafted", () =>
            Drafted().On("09/03").Given(PartySecretary, Cascade.ChargeAnother).When(PartyCommittee, Issue)),
        new("assignment.verb_not_allowed", "its verb no longer fits when it is issued", () => Drafted()
            .Given(Syt.Stream, new BodyEvent.BodyRegistered(Syt, BodyKind.Department, "Sở Y tế", "Health", null, null))
            .When(PartyCommittee, Issue)),
        new("body.not_paired", "a department without a Party organisation leads under a Party plan", () => Drafted()
            .Given(Syt.Stream, new BodyEvent.BodyRegistered(Syt, BodyKind.Department, "Sở Y tế", "Health", Ubnd, null))
            .When(PartyCommittee, Issue)),
        new("body.not_paired", "reassigned to a vertical body without one", () => Received().When(PartyCommittee,
            ToStc with { Addressees = [new(Bhxh, AssignmentVerb.DeNghi, AssignmentRole.Lead,
                Person(BhxhHead))] })),
        new("assignment.clears_missing", "issued without a lead", () => Entrusted().On("12/01").Given(PartyCommittee,
            Draft(T07, To(T07Clears.Addressees[1]))).When(PartyCommittee, Issue)),
        new("assignment.clears_missing", "issued without a person", () => Entrusted().On("12/01").Given(PartyCommittee,
            Draft(T07, To(Lead(null)))).When(PartyCommittee, Issue)),
        new("assignment.clears_missing", "reassigned without a person", () => Received().When(PartyCommittee,
            ToStc with { Addressees = [ToStc.Addressees[0] with { Person = null }] })),
        new("assignment.person_not_in_body", "a person of another body", () => Drafted().When(PartyCommittee,
            new AssignmentCommand.AmendDraft(T07, To(Lead(StcHead))))),
        new("assignment.person_not_in_body", "a person of a coordinating body who is not its own", () => Drafted()
            .When(PartyCommittee, new AssignmentCommand.AmendDraft(T07, To(Lead(SytDirector),
                T07Clears.Addressees[1] with { Person = Person(StcHead) })))),
        new("assignment.person_not_in_body", "a person whose mandate is delegated", () => Delegated()
            .Given(PartySecretary, IssuePlan).Given(PartySecretary, SendTo(Ubnd))
            .When(Chairman, Draft(T07, To(Lead(SytDelegate) with { Verb = AssignmentVerb.Giao })))),
        new("assignment.person_not_in_body", "a person who has left the post when it is issued", () => Drafted()
            .Given(Admin, Leaves(SytDirector, "13/01")).On("14/01").When(PartyCommittee, Issue)),
        new("assignment.person_not_in_body", "reassigned to a person who has left", () => Received().On("13/01")
            .Given(Admin, Leaves(StcHead, "13/01")).On("14/01").When(PartyCommittee, ToStc)),
        new("officer.suspended", "a suspended person", () => Drafted().Given(Admin,
            new Officers.OfficerCommand.SuspendAccount(SytDirector.Id, Day("12/01"), "Xét")).When(PartyCommittee,
                Issue)),
        new("officer.unknown", "an unknown person", () => Drafted().When(PartyCommittee,
            new AssignmentCommand.AmendDraft(T07, To(Lead(new(new OfficerId(Id("nobody")), SytDirector.Mandate)))))),
        new("mandate.unknown", "a post that he never had", () => Drafted().When(PartyCommittee,
            new AssignmentCommand.AmendDraft(T07, To(Lead(new(SytDirector.Id, StcHead.Mandate)))))),
        new("assignment.not_issued", "a draft is paused", () => Drafted().When(PartyCommittee, Pause)),
        new("assignment.ended", "a request after cancelling", () => Cancelled().When(SytFocal, Ask("15/10"))),
        new("assignment.ended", "received after cancelling", () => Assigned().Given(PartyCommittee, Cancel).When(
            SytFocal, new AssignmentCommand.ReceiveAssignment(T07))),
        new("assignment.ended", "granted after cancelling", () => Asked().Given(PartyCommittee, Cancel).When(
            PartyCommittee, Grant("15/10"))),
        new("assignment.ended", "refused after cancelling", () => Asked().Given(PartyCommittee, Cancel).When(
            PartyCommittee, new AssignmentCommand.RefuseExtension(T07, "Không"))),
        new("assignment.ended", "accepted after cancelling", () => Submitted().Given(PartyCommittee, Cancel).When(
            PartyCommittee, Accept)),
        new("assignment.ended", "a cancelled draft is amended", () => Drafted().Given(PartyCommittee, Cancel).When(
            PartyCommittee, new AssignmentCommand.AmendDraft(T07, T07Clears))),
        new("assignment.ended", "cancelled twice", () => Cancelled().When(PartyCommittee, Cancel)),
        new("mandate.other_body", "a stranger cancels", () => Received().When(Chairman, Cancel)),
        new("mandate.lacks_power", "the lead pauses its clock", () => Received().Given(Admin,
            new Officers.OfficerCommand.AppointOfficer(SytFocal.Id, new MandateId(Id("in the committee")), DuUb,
                "Chuyên viên", [Officers.Power.Execute], Day("13/01"))).When(
            new Acting.Officer(SytFocal.Id, new MandateId(Id("in the committee"))), Pause)),
        new("assignment.paused", "paused twice", () => Paused().When(PartyCommittee, Pause)),
        new("assignment.paused", "progress in a pause", () => Paused().When(SytFocal, Progress(50))),
        new("assignment.paused", "a product in a pause", () => Paused().When(SytFocal, Product)),
        new("assignment.paused", "received in a pause", () => Assigned().Given(PartyCommittee, Pause).When(SytFocal,
            new AssignmentCommand.ReceiveAssignment(T07))),
        new("assignment.paused", "reassigned in a pause", () => Paused().When(PartyCommittee, ToStc)),
        new("assignment.paused", "reminded of in a pause", () => Paused().When(PartyCommittee, Remind)),
        new("assignment.not_paused", "resumed and never paused", () => Received().When(PartyCommittee,
            new AssignmentCommand.ResumeAssignment(T07, "Tiếp tục"))),
        new("assignment.answer_first", "paused while a request waits", () => Asked().When(PartyCommittee, Pause)),
        new("assignment.answer_first", "paused while a product waits", () => Submitted().When(PartyCommittee, Pause)),
        new("assignment.answer_first", "reassigned while a request waits", () => Asked().When(PartyCommittee, ToStc)),
        new("assignment.nothing_to_remind_of", "the product was submitted", () => Submitted().When(PartyCommittee,
            Remind)),
        new("assignment.reminded_today", "reminded of twice a day", () => Received().Given(PartyCommittee, Remind)
            .When(PartyCommittee, Remind)),
        new("assignment.clears_missing", "reassigned to no lead", () => Received().When(PartyCommittee,
            ToStc with { Addressees = [T07Clears.Addressees[1]] })),
        new("assignment.several_leads", "reassigned to two leads", () => Received().When(PartyCommittee,
            ToStc with { Addressees = [T07Clears.Addressees[0], ToStc.Addressees[0]] })),
        new("assignment.lead_is_assigner", "reassigned to the assigner", () => Received().When(PartyCommittee,
            ToStc with { Addressees = [new(DuUb, AssignmentVerb.Giao, AssignmentRole.Lead, Person(PartyCommittee))] })),
        new("assignment.verb_not_allowed", "reassigned with a wrong verb", () => Received().When(PartyCommittee,
            ToStc with { Addressees = [new(Bhxh, AssignmentVerb.ChiDao, AssignmentRole.Lead, Person(BhxhHead))] })),
        new("body.unknown", "reassigned to an unknown body", () => Received().When(PartyCommittee, ToStc with
        {
            Addressees = [new(new BodyCode("NOBODY"), AssignmentVerb.Giao, AssignmentRole.Lead, Person(StcHead))],
        })),
        new("assignment.due_of_same_lead", "more time unasked for the same lead", () => Received().When(
            PartyCommittee, ToStc with { Addressees = T07Clears.Addressees, Due = Day("31/12") })),
        new("assignment.due_moved_earlier", "an earlier day for a new lead", () => Received().When(PartyCommittee,
            ToStc with { Due = Day("29/09") })),
        new("assignment.due_before_assigned", "a new lead whose day has passed", () => Received().On("05/10").When(
            PartyCommittee, ToStc)),
        new("assignment.unknown", "replaced by an unknown one", () => Received().When(PartyCommittee,
            new AssignmentCommand.ReplaceAssignment(T07, new AssignmentId(Id("none")), "Gộp"))),
        new("assignment.cannot_replace", "replaced by itself", () => Received().When(PartyCommittee,
            new AssignmentCommand.ReplaceAssignment(T07, T07, "Gộp"))),
        new("assignment.cannot_replace", "replaced by a cancelled one", () => Cancelled().When(PartyCommittee,
            new AssignmentCommand.ReplaceAssignment(T11, T07, "Gộp"))),
        new("field.too_long", "a reason of 4,001 characters", () => Received().When(PartyCommittee,
            new AssignmentCommand.CancelAssignment(T07, new string('a', 4_001)))),
        new("field.empty", "no reason", () => Received().When(PartyCommittee,
            new AssignmentCommand.PauseAssignment(T07, " "))),
        new("field.date_out_of_range", "reassigned to a day after 2100", () => Received().When(PartyCommittee,
            ToStc with { Due = new DateOnly(2101, 1, 1) })),
        new("field.unknown_choice", "no such cycle", () => Drafted().When(PartyCommittee,
            new AssignmentCommand.IssueAssignment(T07, (ReportEvery)2))),
        new("field.list_too_long", "501 addressees", () => Received().When(PartyCommittee,
            ToStc with
            {
                Addressees = [.. Enumerable.Range(0, 501).Select(i =>
                    ToStc.Addressees[0] with { Body = new BodyCode("BODY-" + i) })],
            })),
        new("act.too_large", "a report each month until 2100", () => Entrusted().On("12/01").Given(PartyCommittee,
            Draft(T07, T07Clears with { Due = new DateOnly(2100, 12, 31) })).When(PartyCommittee,
                new AssignmentCommand.IssueAssignment(T07, ReportEvery.Month))),
    ];

    private static Situation Paused() => Received().Given(PartyCommittee, Pause);

    private static Situation Cancelled() => Received().Given(PartyCommittee, Cancel);

    private static Situation Asked() => Received().On("25/09").Given(SytFocal, Ask("15/10"));

    private static Situation Submitted() => Received().On("20/09").Given(SytFocal, Product);

    private static Addressee Lead(Acting.Officer? person) =>
        T07Clears.Addressees[0] with { Person = person is null ? null : Person(person) };

    private static Officers.OfficerCommand Leaves(Acting.Officer who, string lastDay) =>
        new Officers.OfficerCommand.RevokeMandate(who.Id, who.Mandate, Day(lastDay), "Chuyển công tác");

    private static SixClears To(params Addressee[] addressees) => T07Clears with { Addressees = addressees };

    private static AssignmentCommand Ask(string day) =>
        new AssignmentCommand.RequestExtension(T07, Day(day), "Chờ số liệu quý III");

    private static AssignmentCommand Grant(string day) =>
        new AssignmentCommand.GrantExtension(T07, Day(day), "Đồng ý");

    private static AssignmentCommand Progress(int percent) =>
        new AssignmentCommand.ReportProgress(T07, "Đang làm", percent);
}
