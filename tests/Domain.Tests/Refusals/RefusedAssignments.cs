using Supervision.Domain.Assignments;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Assignments from the draft to the accepted product.</summary>
internal static class RefusedAssignments
{
    private static readonly AssignmentCommand Issue = new AssignmentCommand.IssueAssignment(T07);
    private static readonly AssignmentCommand Accept = new AssignmentCommand.AcceptProduct(T07, "Đạt");
    private static readonly AssignmentCommand Product = new AssignmentCommand.SubmitProduct(T07, "Báo cáo", []);

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("assignment.unknown", "never drafted", () => Planned().When(PartyCommittee, Issue)),
        new("plan.unknown", "of no plan", () => Assembled().When(PartyCommittee, Draft(T07, T07Clears))),
        new("assignment.already_drafted", "drafted twice", () => Drafted().When(PartyCommittee, Draft(T07, T07Clears))),
        new("mandate.lacks_power", "a focal officer drafts", () => Planned().When(SytFocal, Draft(T07, T07Clears))),
        new("body.unknown", "an unknown addressee", () => Planned().When(PartyCommittee, Draft(T07, To(
            new Addressee(new BodyCode("NOBODY"), AssignmentVerb.Giao, AssignmentRole.Lead))))),
        new("assignment.addressee_twice", "a body twice", () => Planned().When(PartyCommittee, Draft(T07, To(
            T07Clears.Addressees[0], new Addressee(Syt, AssignmentVerb.Giao, AssignmentRole.Coordinate))))),
        new("assignment.several_leads", "two leads", () => Drafted().When(PartyCommittee,
            new AssignmentCommand.AmendDraft(T07, To(T07Clears.Addressees[0],
                new Addressee(Stc, AssignmentVerb.Giao, AssignmentRole.Lead))))),
        new("assignment.clears_missing", "issued without a product", () => Planned().On("12/01").Given(PartyCommittee,
            Draft(T07, T07Clears with { Product = null })).When(PartyCommittee, Issue)),
        new("assignment.lead_is_assigner", "the assigner leads", () => Planned().On("12/01").Given(PartyCommittee,
            Draft(T07, To(new Addressee(DuUb, AssignmentVerb.Giao, AssignmentRole.Lead))))
            .When(PartyCommittee, Issue)),
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
        new("assignment.extension_after_due", "asked on 02/07, due 30/06", () => Received().On("02/07").When(
            CommuneOfficer, new AssignmentCommand.RequestExtension(T11, Day("15/07"), "Địa bàn rộng"))),
        new("assignment.extension_not_later", "to the same day", () => Received().When(SytFocal, Ask("30/09"))),
        new("assignment.extension_already_requested", "asked twice", () => Asked().When(SytFocal, Ask("20/10"))),
        new("assignment.no_open_request", "granted unasked", () => Received().When(PartyCommittee, Grant("15/10"))),
        new("assignment.no_open_request", "refused unasked", () => Received().When(PartyCommittee,
            new AssignmentCommand.RefuseExtension(T07, "Không cần thiết"))),
        new("assignment.grant_beyond_request", "granted more than asked", () => Asked().When(PartyCommittee,
            Grant("16/10"))),
        new("assignment.grant_beyond_request", "granted an earlier day", () => Asked().When(PartyCommittee,
            Grant("30/09"))),
        new("mandate.other_body", "another body grants", () => Asked().When(Chairman, Grant("15/10"))),
        new("mandate.other_body", "another body refuses", () => Asked().When(Chairman,
            new AssignmentCommand.RefuseExtension(T07, "Không"))),
        new("evidence.unknown", "a product with unknown evidence", () => Received().When(SytFocal,
            new AssignmentCommand.SubmitProduct(T07, "Báo cáo", [EvidenceOf(Syt, 7)]))),
        new("evidence.of_another_body", "a product with another body's evidence", () => Received()
            .Given(StcHead, Register(EvidenceOf(Stc))).When(SytFocal,
                new AssignmentCommand.SubmitProduct(T07, "Báo cáo", [EvidenceOf(Stc)]))),
        new("assignment.submission_pending", "submitted twice", () => Submitted().When(SytFocal, Product)),
        new("assignment.nothing_submitted", "accepted before submitted", () => Received().When(PartyCommittee, Accept)),
        new("assignment.own_product", "the lead accepts itself", () => Submitted().When(SytFocal, Accept)),
        new("mandate.other_body", "a stranger accepts", () => Submitted().When(Chairman, Accept)),
        new("assignment.already_done", "progress after acceptance", () => Submitted().Given(PartyCommittee, Accept)
            .When(SytFocal, Progress(50))),
    ];

    private static Situation Asked() => Received().On("25/09").Given(SytFocal, Ask("15/10"));

    private static Situation Submitted() => Received().On("20/09").Given(SytFocal, Product);

    private static SixClears To(params Addressee[] addressees) => T07Clears with { Addressees = addressees };

    private static AssignmentCommand Ask(string day) =>
        new AssignmentCommand.RequestExtension(T07, Day(day), "Chờ số liệu quý III");

    private static AssignmentCommand Grant(string day) =>
        new AssignmentCommand.GrantExtension(T07, Day(day), "Đồng ý");

    private static AssignmentCommand Progress(int percent) =>
        new AssignmentCommand.ReportProgress(T07, "Đang làm", percent);
}
