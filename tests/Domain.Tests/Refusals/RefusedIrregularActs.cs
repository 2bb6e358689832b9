using static Supervision.Domain.Tests.Accepted.RecordingIrregularActs;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>What cannot be recorded as an irregular act, and by whom.</summary>
internal static class RefusedIrregularActs
{
    public static readonly IReadOnlyList<Case> Cases =
    [
        new("irregular.unknown_command", "a name of nothing", () => Extended().When(SytDirector,
            SecondExtension with { Command = "inspection.Extend", Document = Dated })),
        new("irregular.unknown_command", "the clock's own act", () => Extended().When(SytDirector,
            SecondExtension with { Command = "obligation.RecordMiss", Document = Dated })),
        new("irregular.unknown_code", "a code of no refusal", () => Extended().When(SytDirector,
            SecondExtension with { Code = "inspection.too_bad", Document = Dated })),
        new("irregular.unknown_code", "an event's name for a code", () => Extended().When(SytDirector,
            SecondExtension with { Code = "inspection.FieldworkEnded", Document = Dated })),
        new("irregular.about_unknown", "a case that is not there", () => Assembled().On("22/06").When(SytDirector,
            SecondExtension)),
        new("irregular.about_unknown", "a register of many acts", () => Extended().On("22/06").When(SytDirector,
            SecondExtension with { About = "ruleset/limits" })),
        new("irregular.not_competent", "a body that has no part in it", () => Extended().On("22/06")
            .When(PartyCommittee, SecondExtension)),
        new("irregular.not_competent", "an officer of the issuer about no case", () => Extended().On("22/06")
            .When(Chairman, SecondExtension with { About = null, Body = Bhxh })),
        new("irregular.not_competent", "a focal officer of the commune about its manager", () => Extended().On("22/06")
            .When(CommuneOfficer, SecondExtension with { Body = Ubnd })),
        new("irregular.not_competent", "an assigner about a proposal that another body was asked", () => Cascade
            .Proposed().When(PartyCommittee, SecondExtension with
            {
                Body = CommuneE, About = Cascade.ProposalStream,
                Document = Paper("150/QĐ-SYT", "02/03", Syt, SytDirector),
            })),
        new("irregular.not_competent", "the clerk as if it were his act", () => Extended().On("22/06")
            .When(SytClerk, SecondExtension)),
        new("irregular.not_competent", "a reviewer, who asks in his session instead", () => Session.Opened()
            .When(Reviewer, SecondExtension with
            {
                Body = Ubkt, About = null, Document = Paper("12-BC/UBKT", "30/06", Ubkt, Reviewer),
            })),
        new("irregular.already_recorded", "the same act twice", () => Extended().On("22/06")
            .Given(SytDirector, SecondExtension).When(SytDirector, SecondExtension)),
        new("body.unknown", "an act of no body", () => Extended().On("22/06").When(SytDirector,
            SecondExtension with { Body = new BodyCode("NOBODY") })),
        new("document.number_wrong", "a document without a number", () => Extended().On("22/06").When(SytDirector,
            SecondExtension with { Document = SecondExtension.Document with { Number = "khẩn" } })),
        new("document.hash_wrong", "a wrong document without a hash", () => Extended().On("22/06").When(SytDirector,
            SecondExtension with
            {
                Code = "document.number_wrong",
                Document = SecondExtension.Document with { Number = "khẩn", Sha256 = "ab" },
            })),
        new("document.in_the_future", "a wrong document of tomorrow", () => Extended().On("22/06").When(SytDirector,
            SecondExtension with
            {
                Code = "document.number_wrong",
                Document = SecondExtension.Document with { Date = Day("23/06") },
            })),
        new("act.in_the_future", "an act of tomorrow", () => Extended().On("22/06").When(SytDirector,
            SecondExtension, Day("23/06"))),
        new("mandate.unknown", "a policy", () => Extended().On("22/06").When(Acting.Obligations, SecondExtension)),
        new("obligation.only_the_clock", "the clock shifts", () => Required().When(Acting.Obligations,
            new Obligations.ObligationCommand.ShiftDeadline(R1Stream, "acknowledge", 1, Day("14/07")))),
        new("obligation.only_the_clock", "an officer shifts", () => Required().When(Admin,
            new Obligations.ObligationCommand.ShiftDeadline(R1Stream, "acknowledge", 1, Day("14/07")))),
    ];

    private static Document Dated => SecondExtension.Document with { Date = Day("17/06") };
}
