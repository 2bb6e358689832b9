using Supervision.Domain.Assignments;
using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Remediations;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Who may act and record at all, and what any document must be.</summary>
internal static class RefusedActs
{
    private static readonly InspectionCommand.IssueDecision Other =
        IssueDecision with { Inspection = new InspectionId(Id("other")) };

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("act.in_the_future", "a decision of tomorrow",
            () => Assembled().On("02/06").When(Chairman, IssueDecision, Day("03/06"))),
        new("act.in_the_system_takes_no_date", "a receipt of yesterday",
            () => Assigned().On("13/01").When(SytFocal, new AssignmentCommand.ReceiveAssignment(T07), Day("12/01"))),
        new("act.before_earlier_step", "announced before the team was formed",
            () => TeamFormed().On("08/06").When(Leader,
                new InspectionCommand.AnnounceDecision(Joint, LeaderPaper("01/BB-SYT", "03/06")), Day("03/06"))),
        new("act.before_earlier_step", "extended before the announcement",
            () => Found().On("17/06").When(Chairman,
                Extend with { Document = ChairmanPaper("131/QĐ-UBND", "05/06") }, Day("05/06"))),
        new("act.before_earlier_step", "minutes before the announcement", () => SectionsSigned().When(Leader,
            Minutes with { Document = LeaderPaper("02/BB-SYT", "07/06") }, Day("07/06"))),
        new("act.before_earlier_step", "fieldwork ended before its minutes", () => SectionsSigned().On("23/06")
            .Given(Leader, Minutes).When(Leader,
                new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "22/06")), Day("22/06"))),
        new("act.before_earlier_step", "notified before the report", () => Reported().On("26/06").When(Leader,
            Notify with { Document = LeaderPaper("45/TB-SYT", "22/06") }, Day("22/06"))),
        new("act.before_earlier_step", "confirmed before the explanation", () => Explained().On("10/07").When(Chairman,
            Confirm(F3, 86_300_000) with { Document = ChairmanPaper("142/QĐ-UBND", "02/07") }, Day("02/07"))),
        new("act.before_earlier_step", "offset before the confirmation", () => Confirmed().On("13/07").When(
            BhxhReviewer, Offset(1_000) with { Document = Paper("15/BB-BHXH", "09/07", Bhxh, BhxhReviewer) },
            Day("09/07"))),
        new("act.before_earlier_step", "a request before the confirmation", () => Delegated().On("14/07").When(
            Chairman, Require with { Document = ChairmanPaper("88/YC-UBND", "09/07") }, Day("09/07"))),
        new("act.before_earlier_step", "paid before it was asked for",
            () => Acknowledged().When(Hospital, Pay("UNC-01", 1_000), Day("13/07"))),
        new("mandate.unknown", "an officer nobody registered",
            () => Assigned().When(new Acting.Officer(new OfficerId(Id("nobody")), Leader.Mandate),
                new AssignmentCommand.ReceiveAssignment(T07))),
        new("mandate.unknown", "a mandate of somebody else",
            () => Assigned().When(SytFocal with { Mandate = StcHead.Mandate },
                new AssignmentCommand.ReceiveAssignment(T07))),
        new("mandate.not_valid_on_day", "an act before the appointment", () => Assembled().On("02/06").When(Chairman,
            IssueDecision with
            {
                Document = new Document("09/QĐ-UBND", new DateOnly(2024, 12, 31), Ubnd, Chairman.Id, Hash("9")),
            }, new DateOnly(2024, 12, 31))),
        new("mandate.not_valid_on_day", "a mandate revoked yesterday", () => Assigned()
            .Given(Admin, new OfficerCommand.RevokeMandate(SytFocal.Id, SytFocal.Mandate, Day("12/01"), "Nghỉ hưu"))
            .On("13/01").When(SytFocal, new AssignmentCommand.ReceiveAssignment(T07))),
        new("mandate.not_valid_on_day", "the recorder has left", () => Assembled().On("02/06")
            .Given(Admin, new OfficerCommand.RevokeMandate(Clerk.Id, Clerk.Mandate, Day("02/06"), "Chuyển việc"))
            .On("03/06").When(Chairman, IssueDecision, Day("02/06"), Clerk)),
        new("mandate.not_valid_on_day", "the actor himself records after he left", () => Assembled().On("02/06")
            .Given(Admin, new OfficerCommand.RevokeMandate(Chairman.Id, Chairman.Mandate, Day("02/06"), "Nghỉ hưu"))
            .On("03/06").When(Chairman, IssueDecision, Day("02/06"))),
        new("mandate.delegation_ended", "the delegator has left", () => Delegated().On("13/07")
            .Given(Admin, new OfficerCommand.RevokeMandate(Chairman.Id, Chairman.Mandate, Day("13/07"), "Nghỉ hưu"))
            .On("14/07").When(SytDelegate, Require)),
        new("mandate.lacks_power", "an inspector decides",
            () => Assembled().On("02/06").When(Leader, IssueDecision)),
        new("mandate.other_body", "an assigner of another body amends",
            () => Drafted().When(Chairman, new AssignmentCommand.AmendDraft(T07, T07Clears))),
        new("recorder.not_allowed", "an act in the system entered for another",
            () => Assigned().When(SytFocal, new AssignmentCommand.ReceiveAssignment(T07), recorder: SytClerk)),
        new("recorder.not_allowed", "an officer records for the clock", () => Assigned().On("16/01").When(
            Acting.Obligations, new ObligationCommand.RecordMiss(T07Stream, "receive/SYT"), recorder: Clerk)),
        new("recorder.not_competent", "a clerk of another body",
            () => Assembled().On("02/06").When(Chairman, IssueDecision, recorder: SytClerk)),
        new("recorder.not_competent", "a colleague who is no clerk",
            () => Assembled().On("02/06").When(Chairman, IssueDecision, recorder: Admin)),
        new("mandate.unknown", "a recorder nobody knows", () => Assembled().On("02/06").When(Chairman, IssueDecision,
            recorder: Clerk with { Mandate = SytClerk.Mandate })),
        Numbered("a word", "khẩn"),
        Numbered("a number not padded", "5/QĐ-UBND"),
        Numbered("hyphen and slash mixed", "120-QĐ-UBND"),
        new("document.hash_wrong", "capitals in the hash",
            () => Assembled().On("02/06").When(Chairman, Other with
            {
                Document = Other.Document with { Sha256 = Other.Document.Sha256.ToUpperInvariant() },
            })),
        new("document.hash_wrong", "a voucher's short hash", () => Acknowledged().When(Hospital,
            (RemediationCommand.ReportPayment)Pay("UNC-01", 1_000) with { Sha256 = "ab" })),
        new("document.in_the_future", "dated tomorrow", () => Assembled().On("02/06").When(Chairman, Other with
        {
            Document = Other.Document with { Date = Day("03/06") },
        })),
        new("document.later_than_act", "the extension is signed after the day given for it", () => Found().On("24/06")
            .When(Chairman, Extend with { Document = ChairmanPaper("131/QĐ-UBND", "24/06") }, Day("17/06"))),
        new("body.unknown", "the issuer of the document", () => Assembled().On("02/06").When(Chairman, Other with
        {
            Document = Other.Document with { Issuer = new BodyCode("NOBODY") },
        })),
        new("officer.unknown", "the signer of the document", () => Assembled().On("02/06").When(Chairman, Other with
        {
            Document = Other.Document with { Signer = new OfficerId(Id("nobody")) },
        })),
        new("document.number_taken", "the same number, another file", () => Decided().When(Chairman, Other with
        {
            Document = Other.Document with { Sha256 = Hash("another file") },
        })),
        new("document.number_taken", "the same number and file, another day", () => Decided().When(Chairman, Other with
        {
            Document = Other.Document with { Date = Day("01/06") },
        }, Day("02/06"))),
        new("document.signer_without_post", "signed by another body's head", () => Assembled().On("02/06").When(
            Chairman, Other with { Document = Paper("120/QĐ-SYT", "02/06", Syt, Chairman) })),
        new("document.signer_without_post", "signed before he had a post", () => Assembled().On("02/06").When(
            Chairman, Other with { Document = Other.Document with { Date = new DateOnly(2024, 12, 31) } })),
        new("document.signer_without_post", "signed after his mandate had ended", () => Assembled().On("01/06")
            .Given(Admin, new Officers.OfficerCommand.RevokeMandate(SytDirector.Id, SytDirector.Mandate, Day("01/06"),
                "Thôi giữ chức vụ")).On("02/06").When(Chairman, Other with
                {
                    Document = Paper("120/QĐ-SYT", "02/06", Syt, SytDirector),
                })),
        new("document.signer_without_post", "signed by a delegate while who delegated was suspended", () => Delegated()
            .Given(Admin, Suspend(Chairman, "13/07")).On("14/07").Given(Admin, Reinstate(Chairman, "15/07")).On("15/07")
            .When(Admin, Appointment(Paper("150/QĐ-UBND", "14/07", Ubnd, SytDelegate)))),
        new("document.signer_suspended", "minutes of claim review that a suspended head signed", () => Confirmed()
            .On("13/07").Given(Admin, Suspend(BhxhHead, "13/07")).When(BhxhReviewer, Offset(1_000) with
            {
                Document = Paper("15/BB-BHXH", "13/07", Bhxh, BhxhHead),
            })),
        new("document.signer_suspended", "an appointment that a suspended chairman signed", () => Confirmed()
            .On("13/07").Given(Admin, Suspend(Chairman, "13/07")).When(Admin,
                Appointment(ChairmanPaper("150/QĐ-UBND", "13/07")))),
        new("document.signer_suspended", "a rule set that a suspended chairman approved", () => Assembled()
            .Given(Admin, Suspend(Chairman, "12/01")).When(Admin, Rules2)),
        new("document.signer_suspended", "signed while suspended, entered after he was reinstated", () => Confirmed()
            .On("13/07").Given(Admin, Suspend(Chairman, "13/07")).On("14/07").Given(Admin, Reinstate(Chairman, "14/07"))
            .When(Chairman, Authorise)),
        new("document.not_of_the_body", "a decision on another body's document",
            () => Assembled().On("02/06").When(Chairman, Other with
            {
                Document = Paper("120/QĐ-SYT", "02/06", Syt, SytDirector),
            })),
        new("document.signer_is_another", "a decision that somebody else signed",
            () => Assembled().On("02/06").When(Chairman, Other with
            {
                Document = Paper("120/QĐ-UBND", "02/06", Ubnd, Clerk),
            })),
        new("obligation.only_the_clock", "an officer records a miss", () => Assigned().On("16/01").When(Admin,
            new ObligationCommand.RecordMiss(T07Stream, "receive/SYT"))),
        new("obligation.unknown", "no such obligation", () => Assigned().When(Acting.Obligations,
            new ObligationCommand.RecordMiss(T07Stream, "receive/TU"))),
        new("obligation.unknown", "no such thing", () => Assembled().When(Acting.Obligations,
            new ObligationCommand.RecordMiss(T07Stream, "product"))),
        new("obligation.unknown", "a thing for which nothing is owed", () => Fieldwork().When(Acting.Obligations,
            new ObligationCommand.RecordMiss(Facts.StreamOf(EvidenceOf(Syt)), "product"))),
        new("succession.nothing_to_take_over", "a thing in which no body has a part", () => Assembled().When(
            Acting.Succession, new Bodies.SuccessionCommand.TakeOver(Facts.StreamOf(Leader.Id), Syt))),
        new("rules.none_in_force", "a decision before the first rule set", () => Assembled().When(Chairman,
            IssueDecision with
            {
                Document = new Document("99/QĐ-UBND", new DateOnly(2025, 11, 30), Ubnd, Chairman.Id, Hash("99")),
            }, new DateOnly(2025, 11, 30))),
    ];

    private static OfficerCommand Suspend(Acting.Officer who, string from) =>
        new OfficerCommand.SuspendAccount(who.Id, Day(from), "Đang xem xét");

    private static OfficerCommand Reinstate(Acting.Officer who, string from) =>
        new OfficerCommand.ReinstateAccount(who.Id, Day(from), "Xong");

    private static OfficerCommand Appointment(Document document) => new OfficerCommand.AppointOfficer(Leader.Id,
        new MandateId(Id("new")), Syt, "Phó giám đốc", [Power.Verify], Day("01/12"), Document: document);

    private static Case Numbered(string when, string number) => new("document.number_wrong", when,
        () => Assembled().On("02/06").When(Chairman, Other with
        {
            Document = Other.Document with { Number = number },
        }));
}
