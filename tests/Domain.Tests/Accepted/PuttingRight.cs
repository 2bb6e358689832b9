using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Remediations;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Accepted.SettingUp;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>
/// S5: acknowledged a day late, paid in full, the process measure 20 days late and verified after one.
/// </summary>
public sealed class PuttingRight
{
    private static Obligation Measure2(Situation s) => s.State<Remediation>(R1Stream).ObligationFor(2);

    private static Situation Resubmitted() => Rejected().On("02/09")
        .Given(Hospital, Register(EvidenceOf(HospitalA, 3))).Given(Hospital, Submit(3));

    [Fact]
    public void a_request_for_all_three_findings_by_the_authorised_body() => Delegated().On("14/07")
        .When(SytDelegate, Require)
        .Then((CaseStream, new InspectionEvent.RectificationRequested(R1, Syt, Require.Document)),
            (R1Stream, new RemediationEvent.RemediationRequired(R1, Joint, "KP-01", [F1, F2, F3], Syt, HospitalA, Bhxh,
                Require.Measures, Dong(212_502_000),
                new Deadline(Day("17/07"), LimitIds.AcknowledgeRemediation, 1), Require.Document)),
            (CaseStream, new InspectionEvent.RemediationOpened(R1, [F1, F2, F3])),
            ("docno/SYT/YC-SYT/2026/88", Taken(Require.Document)));

    [Fact]
    public void acknowledged_a_working_day_late_the_miss_of_17_07_stays()
    {
        var s = Required().On("20/07").ClockRuns();
        s.When(Hospital, new RemediationCommand.AcknowledgeRemediation(R1))
            .Then((R1Stream, new RemediationEvent.RemediationAcknowledged(HospitalA)));
        s.ClockEvents().ShouldBe(["ObligationMissed 17/07 acknowledge"]);
        s.When(Hospital, new RemediationCommand.AcknowledgeRemediation(R1)).ThenNothing();
        var owed = s.State<Remediation>(R1Stream).Obligations.Single(o => o.Key == "acknowledge");
        new Facts(s.States).Calendar().WorkingDaysBetween(owed.Due, owed.MetOn!.Value).ShouldBe(1);
    }

    [Fact]
    public void a_payment_is_allocated_to_the_findings_in_order() => Acknowledged().On("30/07")
        .When(Hospital, Pay("UNC-01", 100_000_000))
        .Then(("voucher/BV-A/UNC-01", new VoucherEvent.VoucherUsed(HospitalA, "UNC-01", R1)),
            (R1Stream, new RemediationEvent.PaymentReported(1, "UNC-01", Dong(100_000_000),
                [new(F1, Dong(76_752_000)), new(F2, Dong(23_248_000))], Hash("UNC-01"),
                new Deadline(Day("06/08"), LimitIds.ConfirmPayment, 1))))
        .On("12/08").When(Hospital, Pay("UNC-02", 112_502_000))
        .Then(("voucher/BV-A/UNC-02", new VoucherEvent.VoucherUsed(HospitalA, "UNC-02", R1)),
            (R1Stream, new RemediationEvent.PaymentReported(1, "UNC-02", Dong(112_502_000),
                [new(F2, Dong(26_202_000)), new(F3, Dong(86_300_000))], Hash("UNC-02"),
                new Deadline(Day("19/08"), LimitIds.ConfirmPayment, 1))));

    [Fact]
    public void the_receiver_confirms_and_confirming_again_changes_nothing()
    {
        var confirm = new RemediationCommand.ConfirmPayment(R1, "UNC-01");
        Acknowledged().On("30/07").Given(Hospital, Pay("UNC-01", 1_000)).On("31/07").When(BhxhReceiver, confirm)
            .Then((R1Stream, new RemediationEvent.PaymentConfirmed(1, "UNC-01", Dong(1_000), [new(F1, Dong(1_000))],
                Bhxh)))
            .When(BhxhReceiver, confirm).ThenNothing();
    }

    [Fact]
    public void all_confirmed_nothing_is_outstanding_and_the_measure_is_met_on_the_day_of_the_last_payment()
    {
        var r = Paid().State<Remediation>(R1Stream);
        (r.Confirmed, r.Outstanding, r.ObligationFor(1).MetOn).ShouldBe((Dong(212_502_000), Money.Zero, Day("12/08")));
        r.IsDone.ShouldBeFalse();
    }

    [Fact]
    public void reported_is_not_recovered()
    {
        var r = Acknowledged().Given(Hospital, Pay("UNC-01", 212_502_000)).State<Remediation>(R1Stream);
        (r.Reported, r.Confirmed, r.Outstanding).ShouldBe((Dong(212_502_000), Money.Zero, Dong(212_502_000)));
        r.ObligationFor(1).MetOn.ShouldBeNull();
    }

    [Fact]
    public void a_payment_in_time_that_is_reported_late_clears_the_miss_when_it_is_confirmed()
    {
        var s = Acknowledged().On("17/08").ClockRuns()
            .Given(Hospital, Pay("UNC-01", 212_502_000), Day("12/08")).On("18/08")
            .When(BhxhReceiver, new RemediationCommand.ConfirmPayment(R1, "UNC-01"))
            .Then((R1Stream, new RemediationEvent.PaymentConfirmed(1, "UNC-01", Dong(212_502_000),
                    [new(F1, Dong(76_752_000)), new(F2, Dong(49_450_000)), new(F3, Dong(86_300_000))], Bhxh)),
                (R1Stream, new ObligationEvent.ObligationMissCleared("measure/1", ObligationKind.PayMeasure, HospitalA,
                    Day("13/08"), "payment")));
        s.State<Remediation>(R1Stream).ObligationFor(1).Missed.ShouldBeFalse();
        s.On("30/08").ClockRuns().State<Remediation>(R1Stream).ObligationFor(1).Missed.ShouldBeFalse();
    }

    [Fact]
    public void payments_entered_out_of_order_wait_from_the_later_one()
    {
        var s = Acknowledged().On("20/08").Given(Hospital, Pay("UNC-02", 112_502_000), Day("20/08"))
            .Given(Hospital, Pay("UNC-01", 100_000_000), Day("12/08")).On("21/08").ClockRuns();
        s.State<Remediation>(R1Stream).ObligationFor(1).Missed.ShouldBeTrue();
    }

    [Fact]
    public void evidence_is_submitted_and_starts_the_verifiers_clock() => Acknowledged().On("12/08")
        .Given(Hospital, Register(EvidenceOf(HospitalA, 2))).When(Hospital, Submit(2))
        .Then((R1Stream, new RemediationEvent.EvidenceSubmitted(2, "Quy trình mới", [EvidenceOf(HospitalA, 2)],
            new Deadline(Day("19/08"), LimitIds.AnswerSubmission, 1))));

    [Fact]
    public void a_rejection_gives_its_reason() => Submitted().On("14/08")
        .When(SytDirector, new RemediationCommand.RejectRemediation(R1, 2, "Chưa có biên bản ký"))
        .Then((R1Stream, new RemediationEvent.RemediationRejected(2, Day("12/08"), "Chưa có biên bản ký")));

    [Fact]
    public void accepted_it_is_20_days_late_and_verified_after_one_working_day()
    {
        var s = Resubmitted();
        Measure2(s).DaysLate(Day("03/09")).ShouldBe(20);
        s.On("03/09").When(SytDirector, new RemediationCommand.AcceptRemediation(R1, 2, "Đạt"))
            .Then((R1Stream, new RemediationEvent.RemediationAccepted(2, Day("02/09"), "Đạt")));
        (Measure2(s).MetOn, Measure2(s).DaysLate(Day("30/09"))).ShouldBe((Day("02/09"), 20));
        new Facts(s.States).Calendar().WorkingDaysBetween(Day("02/09"), Day("03/09")).ShouldBe(1);
    }

    [Fact]
    public void the_clock_over_the_days_holds_back_drops_reminds_and_escalates()
    {
        var s = Submitted();
        for (var day = Day("13/08"); day <= Day("14/08"); day = day.AddDays(1))
            s.On(day).ClockRuns();
        Clock(s).ShouldBeEmpty();
        s.Given(SytDirector, new RemediationCommand.RejectRemediation(R1, 2, "Chưa có biên bản ký")).ClockRuns();
        Clock(s).ShouldBe(["ObligationMissed 13/08 measure/2"]);
        for (var day = Day("15/08"); day <= Day("02/09"); day = day.AddDays(1))
            s.On(day).ClockRuns();
        Clock(s).ShouldBe(Expected);
        s.Given(Hospital, Register(EvidenceOf(HospitalA, 3))).Given(Hospital, Submit(3)).On("03/09").ClockRuns()
            .Given(SytDirector, new RemediationCommand.AcceptRemediation(R1, 2, "Đạt")).On("30/09").ClockRuns();
        Clock(s).ShouldBe(Expected);
    }

    [Fact]
    public void the_clock_records_the_same_after_a_month_of_downtime() =>
        Clock(Rejected().On("01/09").ClockRuns()).ShouldBe(Expected);

    [Fact]
    public void the_clock_records_the_same_when_all_was_over_before_it_ran() => Clock(Resubmitted().On("03/09")
        .Given(SytDirector, new RemediationCommand.AcceptRemediation(R1, 2, "Đạt")).On("05/09").ClockRuns())
        .ShouldBe(Expected);

    [Fact]
    public void the_clock_runs_twice_and_records_once() =>
        Clock(Rejected().On("01/09").ClockRuns().ClockRuns().On("02/09").ClockRuns()).ShouldBe(Expected);

    [Fact]
    public void the_next_day_of_the_clock_is_the_first_on_which_something_falls_due()
    {
        var s = Rejected().ClockRuns();
        var rules = new Facts(s.States).RuleSets();
        DateOnly? Next(string day) => ObligationClock.NextDay(Day(day), s.State<Remediation>(R1Stream), rules);
        (Next("01/08"), Next("14/08"), Next("20/08"), Next("28/08"))
            .ShouldBe((Day("14/08"), Day("20/08"), Day("28/08"), null));
    }

    [Fact]
    public void an_extension_of_a_measure_is_requested_granted_and_visible() => Acknowledged()
        .When(Hospital, new RemediationCommand.RequestExtension(R1, 2, Day("30/08"), "Đấu thầu lại"))
        .Then((R1Stream, new RemediationEvent.ExtensionRequested(2, Day("30/08"), "Đấu thầu lại",
            new Deadline(Day("27/07"), LimitIds.AnswerSubmission, 1))))
        .When(SytDirector, new RemediationCommand.GrantExtension(R1, 2, Day("28/08"), "Đồng ý đến 28/08"))
        .Then((R1Stream, new RemediationEvent.ExtensionGranted(2, Day("13/08"), Deadline.Set(Day("28/08")),
            "Đồng ý đến 28/08")));

    [Fact]
    public void an_extension_of_a_measure_is_refused() => Acknowledged()
        .Given(Hospital, new RemediationCommand.RequestExtension(R1, 2, Day("30/08"), "Đấu thầu lại"))
        .When(SytDirector, new RemediationCommand.RefuseExtension(R1, 2, "Không cần"))
        .Then((R1Stream, new RemediationEvent.ExtensionRefused(2, "Không cần")));

    [Fact]
    public void an_extension_asked_in_time_and_granted_late_clears_the_miss() => Acknowledged().On("13/08")
        .Given(Hospital, new RemediationCommand.RequestExtension(R1, 2, Day("30/08"), "Đấu thầu lại"))
        .On("17/08").ClockRuns()
        .When(SytDirector, new RemediationCommand.GrantExtension(R1, 2, Day("30/08"), "Đồng ý"))
        .Then((R1Stream, new RemediationEvent.ExtensionGranted(2, Day("13/08"), Deadline.Set(Day("30/08")), "Đồng ý")),
            (R1Stream, new ObligationEvent.ObligationMissCleared("measure/2", ObligationKind.CarryOutMeasure, HospitalA,
                Day("13/08"), "extension")));

    [Fact]
    public void a_request_still_open_when_the_measure_is_met_needs_no_answer()
    {
        var s = Submitted().Given(Hospital, new RemediationCommand.RequestExtension(R1, 2, Day("30/08"), "Dự phòng"))
            .Given(SytDirector, new RemediationCommand.AcceptRemediation(R1, 2, "Đạt"));
        s.State<Remediation>(R1Stream).Obligations
            .ShouldAllBe(o => o.Kind != ObligationKind.AnswerExtension || o.MetOn != null);
    }

    [Fact]
    public void each_command_of_the_clock_records_its_event()
    {
        var s = Rejected();
        (string, Event) Of(Event e) => (R1Stream, e);
        s.When(Acting.Obligations, new ObligationCommand.RecordMiss(R1Stream, "measure/2"), Day("13/08"))
            .Then(Of(new ObligationEvent.ObligationMissed("measure/2", ObligationKind.CarryOutMeasure, HospitalA,
                Day("13/08"))));
        s.When(Acting.Obligations, new ObligationCommand.RecordMiss(R1Stream, "measure/2"), Day("13/08")).ThenNothing();
        s.When(Acting.Obligations, new ObligationCommand.SendReminder(R1Stream, "measure/2", 1), Day("14/08"))
            .ThenNothing();
        s.On("20/08").When(Acting.Obligations, new ObligationCommand.SendReminder(R1Stream, "measure/2", 7))
            .Then(Of(new ObligationEvent.ReminderSent("measure/2", ObligationKind.CarryOutMeasure, HospitalA,
                Day("13/08"), 7)));
        s.On("28/08").When(Acting.Obligations, new ObligationCommand.Escalate(R1Stream, "measure/2", 15))
            .Then(Of(new ObligationEvent.Escalated("measure/2", ObligationKind.CarryOutMeasure, HospitalA,
                Day("13/08"), 15, Syt)));
    }

    private static readonly string[] Expected =
    [
        "ObligationMissed 13/08 measure/2", "ReminderSent 20/08 measure/2", "Escalated 28/08 measure/2",
    ];

    private static IEnumerable<string> Clock(Situation s) =>
        s.ClockEvents().Where(e => e.EndsWith(" measure/2", StringComparison.Ordinal));
}
