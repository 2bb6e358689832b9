using Supervision.Domain.Findings;
using Supervision.Domain.Tests.Accepted;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Findings from the recording to the offset.</summary>
internal static class RefusedFindings
{
    private static readonly FindingCommand Explain =
        new FindingCommand.ExplainFinding(F1, "Có chỉ định", [EvidenceOf(HospitalA)]);

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("finding.unknown", "explaining what was not recorded", () => Fieldwork().When(Hospital, Explain)),
        new("inspection.unknown", "recorded in no inspection", () => Assembled().When(BhxhInspector, RecordF1)),
        Recording("finding.recorder_not_in_team", "a stranger records", RecordF1, BhxhReviewer),
        Recording("mandate.other_body", "a member under another post", RecordF1,
            BhxhInspector with { Mandate = new MandateId(Id("moved")) }),
        new("inspection.not_in_fieldwork", "recorded before the announcement", () => TeamFormed().When(BhxhInspector,
            RecordF1)),
        new("inspection.not_in_fieldwork", "recorded after the fieldwork", () => FieldworkEnded().When(BhxhInspector,
            RecordF1 with { Finding = new FindingId(Id("F9")) })),
        new("finding.section_already_signed", "recorded after the section", () => SectionsSigned().When(BhxhInspector,
            RecordF1 with { Finding = new FindingId(Id("F9")) })),
        new("finding.already_recorded", "recorded twice", () => Found().When(BhxhInspector, RecordF1)),
        Recording("finding.no_legal_basis", "no basis", RecordF1 with { Basis = [] }),
        Recording("finding.no_evidence", "no evidence", RecordF1 with { Evidence = [] }),
        Recording("evidence.unknown", "unknown evidence", RecordF1 with { Evidence = [EvidenceOf(Bhxh, 9)] }),
        new("evidence.of_another_body", "evidence that the hospital keeps", () => Fieldwork()
            .Given(Hospital, Register(EvidenceOf(HospitalA))).When(BhxhInspector,
                RecordF1 with { Evidence = [EvidenceOf(HospitalA)] })),
        Recording("finding.quantity_without_price", "a quantity alone", RecordF1 with { UnitPrice = null }),
        Recording("finding.arithmetic", "a wrong product", RecordF1 with { Amount = Dong(128_544_001) }),
        Recording("finding.arithmetic", "a product beyond 64 bits", RecordF1 with
        {
            Quantity = 1_000_000_000, UnitPrice = Dong(Money.DongMax),
        }),
        new("finding.not_notified", "explained before the notice", () => Reported()
            .Given(Hospital, Register(EvidenceOf(HospitalA))).When(Hospital, Explain)),
        new("finding.already_confirmed", "explained after the confirmation", () => Confirmed().When(Hospital, Explain)),
        new("finding.explanation_without_evidence", "explained without evidence", () => Notified().When(Hospital,
            new FindingCommand.ExplainFinding(F1, "Có chỉ định", []))),
        new("evidence.unknown", "explained with unknown evidence", () => Notified().When(Hospital, Explain)),
        new("evidence.of_another_body", "explained with the inspector's evidence", () => Notified().When(Hospital,
            new FindingCommand.ExplainFinding(F1, "Có chỉ định", [EvidenceOf(Bhxh)]))),
        new("mandate.other_body", "another body explains", () => Notified().When(CommuneOfficer, Explain)),
        new("inspection.not_a_member", "a stranger dissents", () => Extended().When(BhxhReviewer, OwnFigure)),
        new("finding.dissent_with_own", "a body dissents from its own finding", () => Extended().When(StcInspector,
            OwnFigure)),
        new("finding.dissent_already_recorded", "a body dissents twice", () => SectionsSigned().When(BhxhInspector,
            OwnFigure)),
        new("finding.dissent_after_report", "a dissent after the report",
            () => Reported().When(SytInspector, OwnFigure)),
        new("finding.quantity_without_price", "a dissent with a price alone", () => Extended().When(BhxhInspector,
            OwnFigure with { Quantity = null })),
        new("finding.arithmetic", "a dissent that does not add up", () => Extended().When(BhxhInspector,
            OwnFigure with { OwnAmount = Dong(71_200_001) })),
        new("finding.not_notified", "revised before the notice", () => Reported().On("08/07").When(Chairman, Revise)),
        new("finding.already_confirmed", "revised after the confirmation", () => Confirmed().When(Chairman, Revise)),
        new("inspection.subject_decides", "the issuer revises after the subject was merged into it", () =>
            DecidingOnItself.Merged(Explained().On("08/07")).When(Chairman, Revise)),
        new("mandate.other_body", "the team leader revises", () => Explained().On("08/07").When(Leader, Revise)),
        new("finding.amount_unchanged", "revised to the same amount", () => Explained().On("08/07").When(Chairman,
            Revise with { NewAmount = Dong(128_544_000), Quantity = 412 })),
        new("finding.arithmetic", "revised with a wrong product", () => Explained().On("08/07").When(Chairman,
            Revise with { Quantity = 317 })),
        new("document.signer_is_another", "a revision that the clerk signed", () => Explained().On("08/07").When(
            Chairman, Revise with { Document = Paper("140/QĐ-UBND", "08/07", Ubnd, Clerk) })),
        new("finding.no_open_dissent", "nobody dissented", () => Explained().On("10/07").When(Chairman,
            Resolve with { Finding = F1 })),
        new("finding.no_open_dissent", "resolved twice", () => Explained().On("10/07").Given(Chairman, Resolve)
            .When(Chairman, Resolve)),
        new("finding.resolved_amount_differs", "resolved with the dissenter's amount", () => Explained().On("10/07")
            .When(Chairman, Resolve with { Amount = Dong(71_200_000) })),
        new("finding.explanation_still_possible", "confirmed on the last day to explain", () => Notified().On("03/07")
            .When(Chairman, Confirm(F3, 86_300_000) with { Document = ChairmanPaper("142/QĐ-UBND", "03/07") })),
        new("finding.dissent_unresolved", "confirmed with an open dissent", () => Explained().On("10/07").When(
            Chairman, Confirm(F2, 49_450_000))),
        new("finding.confirm_differs", "confirmed with another amount", () => Explained().On("10/07").When(Chairman,
            Confirm(F3, 86_299_999))),
        new("finding.outcomes_differ", "outcomes short of the sum", () => Explained().On("10/07").When(Chairman,
            Confirm(F3, 86_300_000) with { Outcomes = [new(MoneyOutcome.ThuHoiVeQuy, Dong(86_299_999))] })),
        new("finding.outcomes_differ", "an outcome twice", () => Explained().On("10/07").When(Chairman,
            Confirm(F3, 86_300_000) with
            {
                Outcomes = [new(MoneyOutcome.TruyThu, Dong(86_000_000)), new(MoneyOutcome.TruyThu, Dong(300_000))],
            })),
        new("finding.not_confirmed", "offset before the confirmation", () => Explained().On("13/07").When(BhxhReviewer,
            Offset(21_840_000))),
        new("finding.offset_zero", "an offset of nothing", () => Confirmed().On("13/07").When(BhxhReviewer, Offset(0))),
        new("finding.offsets_exceed_confirmed", "alone above the sum", () => Confirmed().On("13/07").When(BhxhReviewer,
            Offset(98_592_001))),
        new("finding.offsets_exceed_confirmed", "80,000,000 more, together above it", () => Delegated().When(
            BhxhReviewer, Offset(80_000_000))),
        new("finding.offset_already_applied", "the same claim twice", () => Delegated().When(BhxhReviewer,
            Offset(1_000_000))),
        new("finding.offset_beyond_recoverable", "what is not recoverable anyway", () => Explained().On("10/07")
            .Given(Chairman, Confirm(F1, 128_544_000) with
            {
                Outcomes =
                [
                    new(MoneyOutcome.TuChoiThanhToan, Dong(100_000_000)),
                    new(MoneyOutcome.ThuHoiVeQuy, Dong(28_544_000)),
                ],
            }).On("13/07").When(BhxhReviewer, Offset(28_544_001))),
        new("finding.offset_after_remediation", "offset when it is being paid", () => Required().When(BhxhReviewer,
            Offset(1_000_000, "03/BH khác") with { Document = Paper("16/BB-BHXH", "14/07", Bhxh, BhxhReviewer) })),
        new("mandate.lacks_power", "a receiver offsets", () => Confirmed().On("13/07").When(BhxhReceiver,
            Offset(21_840_000))),
    ];

    private static Case Recording(string code, string when, FindingCommand command, Acting? actor = null) =>
        new(code, when, () => Fieldwork().On("10/06").Given(Admin, new Officers.OfficerCommand.AppointOfficer(
                BhxhInspector.Id, new MandateId(Id("moved")), Stc, "Chuyên viên",
                [Officers.Power.Inspect], Day("10/06")))
            .When(actor ?? BhxhInspector, command));
}
