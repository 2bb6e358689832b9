using Supervision.Domain.Bodies;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using Supervision.Domain.Remediations;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>An inspection ends when nothing is open in it, and nothing is added to it then.</summary>
public sealed class ClosingAnInspection
{
    /// <summary>What is to be mended though there is no money in it, required by the issuer itself.</summary>
    internal static readonly RemediationCommand.RequestRectification Mend = Require with
    {
        Measures = [new Measure(1, MeasureKind.CarryOut, "Chấn chỉnh quy trình", Day("13/08"))],
        Document = ChairmanPaper("88/YC-UBND", "14/07"),
    };

    /// <summary>All of it is refused in the settlement: nothing is left to recover.</summary>
    internal static Situation WithNothingToRecover() => WithNothingToRecover(Explained());

    /// <summary>The owner, which has paid, came to be its own verifier; the Inspectorate could take over.</summary>
    internal static Situation ClosedWithOwnVerifier() => Mergers.Merged(Delegated().On("14/07").Given(SytDelegate,
                Require with { Measures = [Require.Measures[0]] })
            .Given(Hospital, new RemediationCommand.AcknowledgeRemediation(R1))
            .Given(Hospital, Pay("UNC-01", 212_502_000)).On("15/07"), HospitalA, Syt).SuccessionRuns()
        .Given(BhxhReceiver, new RemediationCommand.ConfirmPayment(R1, "UNC-01"))
        .Given(Admin, new OfficerCommand.AppointOfficer(Inspectorate.Id, Mergers.New, Tttp, "Nghiệm thu",
            [Power.Verify], Day("15/07")))
        .Given(Chairman, Close);

    /// <summary>The owner came to be its own receiver when all was paid and something still to be mended.</summary>
    internal static Situation ClosedWithOwnReceiver() => Mergers.Merged(Paid().Given(Admin,
            new BodyCommand.PlaceBody(Bhxh, Ubnd)), HospitalA, Bhxh).SuccessionRuns()
        .Given(BhxhHead, Register(EvidenceOf(Bhxh, 2)))
        .Given(BhxhHead, new RemediationCommand.SubmitEvidence(R1, 2, "Quy trình mới", [EvidenceOf(Bhxh, 2)]))
        .Given(SytDirector, new RemediationCommand.AcceptRemediation(R1, 2, "Đạt")).Given(Chairman, Close);

    private static Situation WithNothingToRecover(Situation notified)
    {
        var s = notified.On("08/07").Given(Chairman, Revise, recorder: Clerk)
            .On("10/07").Given(Chairman, Resolve);
        foreach (var (finding, amount) in new[] { (F1, 98_592_000L), (F2, 49_450_000), (F3, 86_300_000) })
        {
            s.Given(Chairman, Confirm(finding, amount) with
            {
                Outcomes = [new(MoneyOutcome.TuChoiThanhToan, Dong(amount))],
            });
        }

        return s.On("14/07");
    }

    [Fact]
    public void by_its_issuer_when_all_is_paid_confirmed_and_accepted()
    {
        var s = PutRight().When(Chairman, Close)
            .Then((CaseStream, new InspectionEvent.InspectionClosed(Dong(234_342_000), Dong(212_502_000))));
        var closed = s.State<Inspection>(CaseStream);
        (closed.Stage, closed.ClosedOn).ShouldBe((InspectionStage.Closed, Day("14/08")));
    }

    [Fact]
    public void without_a_remediation_where_nothing_is_to_be_recovered() => WithNothingToRecover()
        .When(Chairman, Close)
        .Then((CaseStream, new InspectionEvent.InspectionClosed(Dong(234_342_000), Money.Zero)));

    [Fact]
    public void without_a_finding_after_the_report() => Fieldwork().On("18/06")
        .Given(BhxhInspector, new InspectionCommand.SignSection(Joint))
        .Given(StcInspector, new InspectionCommand.SignSection(Joint))
        .Given(SytInspector, new InspectionCommand.SignSection(Joint))
        .Given(Leader, Minutes with { Document = LeaderPaper("02/BB-SYT", "18/06") })
        .Given(Leader, new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "18/06")))
        .Given(Leader, new InspectionCommand.ConsolidateReport(Joint, Money.Zero))
        .When(Chairman, Close)
        .Then((CaseStream, new InspectionEvent.InspectionClosed(Money.Zero, Money.Zero)));

    [Fact]
    public void a_receipt_that_is_still_owed_keeps_it_open()
    {
        var s = WithNothingToRecover().Given(Chairman, Mend).On("17/07")
            .Given(Hospital, Register(EvidenceOf(HospitalA, 2)))
            .Given(Hospital, new RemediationCommand.SubmitEvidence(R1, 1, "Quy trình mới", [EvidenceOf(HospitalA, 2)]))
            .Given(Chairman, new RemediationCommand.AcceptRemediation(R1, 1, "Đạt"));
        s.When(Chairman, Close).ThenRefused("inspection.remediation_open");
        s.Given(Hospital, new RemediationCommand.AcknowledgeRemediation(R1)).When(Chairman, Close)
            .Then((CaseStream, new InspectionEvent.InspectionClosed(Dong(234_342_000), Money.Zero)));
    }

    [Fact]
    public void a_subject_that_was_silent_owes_no_explanation_any_more_and_its_miss_is_recorded_all_the_same()
    {
        var s = WithNothingToRecover(Notified()).Given(Chairman, Close);
        s.State<Finding>(Facts.StreamOf(F1)).Obligations.ShouldAllBe(o => !o.IsOpen);
        s.ClockRuns().ClockEvents().ShouldBe(Enumerable.Repeat("ObligationMissed 03/07 explain", 3));
    }

    [Fact]
    public void what_is_closed_keeps_the_name_of_a_body_that_is_merged_later()
    {
        var merged = Mergers.Merged(CaseClosed().On("02/09"), HospitalA, Mergers.HospitalB).SuccessionRuns();
        merged.Log.Where(r => r.Event is SuccessionEvent.TakenOver).ShouldBeEmpty();
        merged.State<Inspection>(CaseStream).Subject.ShouldBe(HospitalA);
        Mergers.Merged(Paid().On("02/09"), HospitalA, Mergers.HospitalB).SuccessionRuns()
            .State<Inspection>(CaseStream).Subject.ShouldBe(Mergers.HospitalB);
    }
}
