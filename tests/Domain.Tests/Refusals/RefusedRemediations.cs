using Supervision.Domain.Officers;
using Supervision.Domain.Remediations;
using Supervision.Domain.Tests.Accepted;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Remediations from the request to the accepted measure.</summary>
internal static class RefusedRemediations
{
    private static readonly RemediationCommand Acknowledge = new RemediationCommand.AcknowledgeRemediation(R1);
    private static readonly RemediationCommand Accept = new RemediationCommand.AcceptRemediation(R1, 2, "Đạt");
    private static readonly Measure PayAll = Require.Measures[0];
    private static readonly Measure Mend = Require.Measures[1];

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("remediation.unknown", "never required", () => Delegated().When(Hospital, Acknowledge)),
        new("inspection.unknown", "of no inspection", () => Assembled().On("14/07").When(Chairman,
            Require with { Document = ChairmanPaper("88/YC-UBND", "14/07") })),
        Requiring("mandate.lacks_power", "the director by his own post", c => c, SytDirector),
        new("remediation.not_the_issuer", "a body without authorisation", () => Delegated().On("14/07")
            .Given(Admin, new OfficerCommand.AppointOfficer(StcHead.Id, new MandateId(Id("requires")), Stc, "Giám đốc",
                [Power.RequireRemediation], Day("14/07")))
            .When(StcHead with { Mandate = new MandateId(Id("requires")) },
                Require with { Document = Paper("88/YC-STC", "14/07", Stc, StcHead) })),
        new("remediation.already_required", "required twice", () => Required().When(SytDelegate, Require)),
        new("remediation.owner_cannot_require", "the hospital is authorised", () => Delegated().On("14/07")
            .Given(Chairman, Authorise with
            {
                Officer = Hospital.Id, Mandate = new MandateId(Id("own")), Body = HospitalA, From = Day("14/07"),
                Document = ChairmanPaper("150/QĐ-UBND", "14/07"),
            }).When(Hospital with { Mandate = new MandateId(Id("own")) },
                Require with { Document = Paper("88/YC-BVA", "14/07", HospitalA, Hospital) })),
        new("remediation.manager_cannot_require", "the commune's own manager", () => CommuneInspected()
            .When(Chairman, Require with { Document = ChairmanPaper("88/YC-UBND", "14/07") })),
        new("inspection.closed", "required after the closing", () => ClosingAnInspection.WithNothingToRecover()
            .Given(Chairman, Close).When(Chairman, ClosingAnInspection.Mend)),
        new("inspection.closed", "required before the closing and entered after it", () =>
            ClosingAnInspection.WithNothingToRecover().On("15/07").Given(Chairman, Close)
                .When(Chairman, ClosingAnInspection.Mend, Day("14/07"), Clerk)),
        new("inspection.closed", "taken over after the closing", () => ClosingAnInspection.ClosedWithOwnVerifier()
            .When(Mergers.InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1))),
        new("inspection.closed", "a verifier named after the closing", () => ClosingAnInspection
            .ClosedWithOwnVerifier().When(Chairman,
                Mergers.NameVerifier with { Document = ChairmanPaper("201/QĐ-UBND", "15/07") })),
        new("inspection.closed", "a receiver named after the closing", () => ClosingAnInspection
            .ClosedWithOwnReceiver().When(Chairman,
                Mergers.NameReceiver with { Document = ChairmanPaper("200/QĐ-UBND", "13/08") })),
        Requiring("body.unknown", "an unknown receiver", c => c with { Receiver = new BodyCode("NOBODY") }),
        Requiring("remediation.receiver_is_owner", "the hospital pays itself", c => c with { Receiver = HospitalA }),
        Requiring("inspection.findings_not_of_this_inspection", "no findings", c => c with { Findings = [] }),
        Requiring("field.item_twice", "a finding required twice at once", c => c with { Findings = [F1, F1] }),
        new("remediation.finding_already_in_one", "a finding required before", () => Required().When(SytDelegate,
            Require with { Remediation = new RemediationId(Id("R2")), Findings = [F3] })),
        new("finding.not_confirmed", "a finding that is not confirmed", () => Explained().On("14/07").When(Chairman,
            Require with { Document = ChairmanPaper("88/YC-UBND", "14/07") })),
        Requiring("document.signer_is_another", "somebody else signed", c => c with
        {
            Document = Paper("88/YC-SYT", "14/07", Syt, Leader),
        }),
        Requiring("remediation.measures_not_numbered", "no measure", c => c with { Measures = [] }),
        Requiring("remediation.measures_not_numbered", "numbered from 2", c => c with { Measures = [Mend] }),
        Requiring("remediation.measure_due_passed", "due today", c => c with
        {
            Measures = [PayAll with { Due = Day("14/07") }, Mend],
        }),
        Requiring("remediation.measure_amount", "a payment of nothing", c => c with
        {
            Measures = [PayAll with { Amount = null }, Mend],
        }),
        Requiring("remediation.measure_amount", "an amount to mend", c => c with
        {
            Measures = [PayAll, Mend with { Amount = Dong(1) }],
        }),
        Requiring("remediation.measures_differ", "payments short of the sum", c => c with
        {
            Measures = [PayAll with { Amount = Dong(212_501_999) }, Mend],
        }),
        new("remediation.not_the_owner", "another body acknowledges", () => Required().When(CommuneOfficer,
            Acknowledge)),
        new("remediation.not_the_owner", "another body pays", () => Required().When(BhxhReceiver, Pay("U-1", 1))),
        new("remediation.not_a_payment_measure", "paying for the process", () => Acknowledged().When(Hospital,
            new RemediationCommand.ReportPayment(R1, 2, "U-1", Dong(1), Hash("U-1")))),
        new("remediation.voucher_wrong", "a voucher with a slash", () => Acknowledged().When(Hospital, Pay("U/1", 1))),
        new("remediation.voucher_used", "the same voucher twice", () => Paid().When(Hospital, Pay("UNC-02", 1))),
        new("remediation.voucher_used", "the same voucher in small letters", () => Paid().When(Hospital,
            Pay("unc-02", 1))),
        new("remediation.payment_zero", "paying nothing", () => Acknowledged().When(Hospital, Pay("UNC-01", 0))),
        new("remediation.payment_over_recoverable", "one đồng too much", () => Acknowledged().When(Hospital,
            Pay("UNC-01", 212_502_001))),
        new("remediation.payment_over_recoverable", "two payments together", () => Acknowledged().Given(Hospital,
            Pay("UNC-01", 200_000_000)).When(Hospital, Pay("UNC-02", 12_502_001))),
        new("remediation.not_the_receiver", "the debtor confirms", () => Acknowledged().Given(Hospital,
            Pay("UNC-01", 1_000)).When(Hospital, Receipt("UNC-01"))),
        new("mandate.lacks_power", "a reviewer of the receiver confirms", () => Acknowledged().Given(Hospital,
            Pay("UNC-01", 1_000)).When(BhxhReviewer, Receipt("UNC-01"))),
        new("remediation.payment_unknown", "a payment nobody reported", () => Acknowledged().When(BhxhReceiver,
            Receipt("UNC-01"))),
        new("remediation.measure_unknown_or_met", "evidence for a payment", () => Acknowledged().When(Hospital,
            new RemediationCommand.SubmitEvidence(R1, 1, "Đã nộp", [EvidenceOf(HospitalA)]))),
        new("remediation.measure_unknown_or_met", "evidence for no measure", () => Acknowledged().When(Hospital,
            new RemediationCommand.SubmitEvidence(R1, 3, "Đã nộp", [EvidenceOf(HospitalA)]))),
        new("remediation.submission_pending", "submitted twice", () => Submitted().When(Hospital, Submit(1))),
        new("evidence.none_submitted", "nothing attached", () => Acknowledged().When(Hospital,
            new RemediationCommand.SubmitEvidence(R1, 2, "Đã làm", []))),
        new("evidence.unknown", "unknown evidence attached", () => Acknowledged().When(Hospital, Submit(9))),
        new("evidence.of_another_body", "the inspector's evidence attached", () => Acknowledged().When(Hospital,
            new RemediationCommand.SubmitEvidence(R1, 2, "Đã làm", [EvidenceOf(Syt)]))),
        new("evidence.nothing_new_submitted", "the rejected evidence again", () => Rejected().When(Hospital,
            Submit(2))),
        new("remediation.nothing_submitted", "accepted before submitted", () => Acknowledged().When(SytDirector,
            Accept)),
        new("remediation.measure_unknown_or_met", "the payment accepted by the verifier", () => Submitted().When(
            SytDirector, new RemediationCommand.AcceptRemediation(R1, 1, "Đạt"))),
        new("remediation.verifier_recorded_finding", "the inspector who recorded F3", () => Submitted().When(
            SytInspector, Accept)),
        new("remediation.not_the_requiring_body", "a BHXH officer who recorded nothing", () => Submitted().When(
            BhxhReceiver, Accept)),
        new("mandate.lacks_power", "a focal officer of the requiring body", () => Submitted().When(SytFocal, Accept)),
        new("remediation.not_the_requiring_body", "the owner rejects", () => Submitted().When(Hospital,
            new RemediationCommand.RejectRemediation(R1, 2, "Không"))),
        new("extension.after_due", "asked after the due day", () => Acknowledged().On("14/08").When(
            Hospital, Ask(2, "30/08"))),
        new("extension.not_later", "asked for the same day", () => Acknowledged().When(Hospital,
            Ask(2, "13/08"))),
        new("extension.already_requested", "asked twice for a measure", () => Acknowledged().Given(Hospital,
            Ask(2, "30/08")).When(Hospital, Ask(2, "31/08"))),
        new("remediation.measure_unknown_or_met", "asked for what is paid", () => Paid().When(Hospital,
            Ask(1, "30/08"))),
        new("remediation.not_the_owner", "another body asks", () => Acknowledged().When(CommuneOfficer,
            Ask(2, "30/08"))),
        new("extension.none_requested", "granted unasked for a measure", () => Acknowledged().When(SytDirector,
            Grant(2, "30/08"))),
        new("extension.none_requested", "refused unasked for a measure", () => Acknowledged().When(SytDirector,
            new RemediationCommand.RefuseExtension(R1, 2, "Không"))),
        new("extension.none_requested", "granted when the measure is met", () => Submitted()
            .Given(Hospital, Ask(2, "30/08")).Given(SytDirector, Accept).When(SytDirector, Grant(2, "30/08"))),
        new("extension.beyond_request", "granted more than asked for a measure", () => Acknowledged().Given(Hospital,
            Ask(2, "30/08")).When(SytDirector, Grant(2, "31/08"))),
        new("remediation.not_the_requiring_body", "another body grants", () => Acknowledged().Given(Hospital,
            Ask(2, "30/08")).When(BhxhReceiver, Grant(2, "30/08"))),
        new("remediation.not_the_requiring_body", "another body refuses", () => Acknowledged().Given(Hospital,
            Ask(2, "30/08")).When(BhxhReceiver, new RemediationCommand.RefuseExtension(R1, 2, "Không"))),
    ];

    // The same case, but about a commune, which the People's Committee manages.
    private static Situation CommuneInspected() => Assembled().On("02/06")
        .Given(Chairman, IssueDecision with { Subject = CommuneE }).On("14/07");

    private static RemediationCommand Receipt(string voucher) =>
        new RemediationCommand.ConfirmPayment(R1, voucher);

    private static RemediationCommand Ask(int measure, string day) =>
        new RemediationCommand.RequestExtension(R1, measure, Day(day), "Cần thêm thời gian");

    private static RemediationCommand Grant(int measure, string day) =>
        new RemediationCommand.GrantExtension(R1, measure, Day(day), "Đồng ý");

    private static Case Requiring(string code, string when,
        Func<RemediationCommand.RequestRectification, RemediationCommand> change, Acting? actor = null) =>
        new(code, "a request with " + when, () => Delegated().On("14/07").When(actor ?? SytDelegate, change(Require)));
}
