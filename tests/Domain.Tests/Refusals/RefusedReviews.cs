using Supervision.Domain.Officers;
using Supervision.Domain.Reviews;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Session;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Review sessions, and that a reviewer has no other power.</summary>
internal static class RefusedReviews
{
    private static readonly ReviewCommand Remark = new ReviewCommand.MakeReviewRemark(Review1, "Còn chậm");

    private static readonly Acting.Officer OfTu = new(PartyMember.Id, new MandateId(Id("reviewer of TU")));

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("mandate.lacks_power", "opened by another officer", () => Looked().When(SytFocal, Open)),
        new("review.already_opened", "opened twice", () => Opened().When(Reviewer, Open)),
        new("review.head_form_wrong", "a root that is no hash", () => Looked().When(Reviewer,
            Open with { Root = "abc" })),
        new("field.number_out_of_range", "of an empty ledger", () => Looked().When(Reviewer, Open with { Index = 0 })),
        new("review.head_not_of_this_ledger", "a false root", () => Looked().When(Reviewer,
            Open with { Root = Hash("another ledger") })),
        new("review.head_not_of_this_ledger", "a true root at another size", () => Looked().When(Reviewer,
            Open with { Index = 121 })),
        new("matter.unknown", "a session about an unknown inspection", () => Looked().When(Reviewer,
            Open with { About = new Matter(Inspection: Joint) })),
        new("review.unknown", "asked in no session", () => Looked().When(Reviewer, Ask)),
        new("mandate.other_body", "asked by an officer of another body", () => Opened().When(SytFocal, Ask)),
        new("mandate.other_body", "asked by a reviewer of another body", () => Opened().Given(Admin,
            new OfficerCommand.AppointOfficer(PartyMember.Id, OfTu.Mandate, Tu, "Chuyên viên", [Power.Review],
                Day("01/07"))).When(OfTu, Ask)),
        new("body.unknown", "asked of an unknown body", () => Opened().When(Reviewer,
            Ask with { Body = new BodyCode("NOBODY") })),
        new("review.own_body", "asked of itself", () => Opened().When(Reviewer, Ask with { Body = Ubkt })),
        new("review.day_passed", "by yesterday", () => Opened().When(Reviewer, Ask with { AnswerBy = Day("30/06") })),
        new("review.too_many_questions", "one more than the conclusion can list", () => Enumerable
            .Range(1, Review.QuestionsMax).Aggregate(Opened(), (s, n) => s.Given(Reviewer,
                Ask with { Text = "Câu hỏi " + n.ToString("D", null) })).When(Reviewer, Ask)),
        new("matter.not_one", "asked about two things", () => Opened().When(Reviewer,
            Ask with { About = new Matter(Plan: ThePlan, Body: Syt) })),
        new("review.question_unknown", "an answer to no question", () => Opened().When(SytFocal, Reply)),
        new("mandate.other_body", "answered by another body", () => Asked().When(StcHead, Reply)),
        new("mandate.lacks_power", "answered by the reviewer", () => Opened()
            .Given(Admin, new OfficerCommand.AppointOfficer(Reviewer.Id, new MandateId(Id("of SYT")), Syt,
                "Chuyên viên", [Power.Review], Day("01/07"))).Given(Reviewer, Ask)
            .When(new Acting.Officer(Reviewer.Id, new MandateId(Id("of SYT"))), Reply)),
        new("review.question_already_answered", "answered twice", () => Asked().Given(SytFocal, Reply)
            .When(SytFocal, Reply)),
        new("evidence.unknown", "a question answered with unknown evidence", () => Asked().When(SytFocal,
            Reply with { Evidence = [EvidenceOf(Syt, 9)] })),
        new("matter.unknown", "a remark about an unknown thing", () => Opened().When(Reviewer,
            new ReviewCommand.MakeReviewRemark(Review1, "Còn chậm", new Matter(Assignment: T07)))),
        new("review.open_questions_differ", "concluded over an open question", () => Asked().When(Reviewer,
            Conclude())),
        new("review.open_questions_differ", "a question listed that was answered", () => Asked().Given(SytFocal, Reply)
            .When(Reviewer, Conclude(1))),
        new("review.concluded", "asked after the conclusion", () => Ended().When(Reviewer, Ask)),
        new("review.concluded", "remarked after the conclusion", () => Ended().When(Reviewer, Remark)),
        new("review.concluded", "concluded twice", () => Ended().When(Reviewer, Conclude(1))),
        new("mandate.review_stands_alone", "appointed with another power", () => Assembled().When(Admin,
            new OfficerCommand.AppointOfficer(Reviewer.Id, new MandateId(Id("more")), Ubkt, "Chuyên viên",
                [Power.Review, Power.Execute], Day("12/01")))),
        new("mandate.not_delegable", "a reviewer's mandate is lent", () => Assembled().On("13/07").When(Reviewer,
            Authorise with
            {
                Officer = PartyMember.Id,
                Body = Ubkt,
                Powers = [Power.Review],
                Document = Paper("09-QD/UBKT", "13/07", Ubkt, Reviewer),
            })),
        new("mandate.not_delegable", "the power to direct is lent", () => Assembled().On("13/07").When(PartyMember,
            Authorise with
            {
                Officer = PartySecretary.Id,
                Body = Tu,
                Powers = [Power.Direct],
                Document = Paper("19-QD/TU", "13/07", Tu, PartyMember),
            })),
    ];

    private static Situation Ended() => Asked().Given(Reviewer, Conclude(1));
}
