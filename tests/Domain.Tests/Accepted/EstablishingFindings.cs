using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Accepted.SettingUp;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>S4 and S6: proposed 264,294,000, confirmed 234,342,000, recoverable 212,502,000.</summary>
public sealed class EstablishingFindings
{
    private static string Stream(FindingId id) => Facts.StreamOf(id);

    [Fact]
    public void a_finding_belongs_to_its_inspection_and_to_the_body_of_its_recorder() => Fieldwork().On("10/06")
        .When(BhxhInspector, RecordF1)
        .Then((Stream(F1), new FindingEvent.FindingRecorded(F1, Joint, "F1", ViolationCode.V06, HospitalA, Bhxh,
                BhxhInspector.Id, "Mô tả sai phạm", 412, "ngày", Dong(312_000), Dong(128_544_000), 12, Basis,
                [EvidenceOf(Bhxh)], ["Trưởng khoa"], [])),
            (CaseStream, new InspectionEvent.FindingOpened(F1)));

    [Fact]
    public void another_member_dissents_with_his_own_arithmetic() => Extended().On("22/06")
        .When(BhxhInspector, OwnFigure)
        .Then((Stream(F2), new FindingEvent.DissentRecorded(Bhxh, BhxhInspector.Id, 1_600, Dong(44_500),
            Dong(71_200_000), OwnFigure.Ground, new Deadline(Day("13/07"), LimitIds.ResolveDissent, 1), Ubnd)));

    [Fact]
    public void the_subject_explains_in_writing_with_evidence() => Notified().On("03/07")
        .Given(Hospital, Register(EvidenceOf(HospitalA)))
        .When(Hospital, new FindingCommand.ExplainFinding(F1, "Có chỉ định", [EvidenceOf(HospitalA)]))
        .Then((Stream(F1), new FindingEvent.ExplanationRecorded(HospitalA, "Có chỉ định", [EvidenceOf(HospitalA)])));

    [Fact]
    public void the_issuer_revises_and_the_old_amount_stays_visible() => Explained().On("08/07").When(Chairman, Revise)
        .Then((Stream(F1), new FindingEvent.FindingRevised(Dong(128_544_000), Dong(98_592_000), 316, Dong(312_000),
            Revise.Reason, Revise.Document)), ("docno/UBND/QĐ-UBND/2026/140", Taken(Revise.Document)));

    [Fact]
    public void the_issuer_resolves_the_dissent() => Explained().On("10/07").When(Chairman, Resolve)
        .Then((Stream(F2), new FindingEvent.DissentResolved(Bhxh, Dong(49_450_000), Resolve.Reason, Resolve.Document)),
            ("docno/UBND/QĐ-UBND/2026/142", Taken(Resolve.Document)));

    [Fact]
    public void the_issuer_confirms_with_the_split_of_the_money() => Explained().On("10/07")
        .When(Chairman, Confirm(F3, 86_300_000))
        .Then((Stream(F3), new FindingEvent.FindingConfirmed(Dong(86_300_000),
                [new(MoneyOutcome.ThuHoiVeQuy, Dong(86_300_000))], Severity.Serious, Resolve.Document)),
            ("docno/UBND/QĐ-UBND/2026/142", Taken(Resolve.Document)));

    [Fact]
    public void without_an_explanation_it_is_confirmed_the_day_after_the_last() => Notified().On("04/07")
        .When(Chairman, Confirm(F3, 86_300_000) with { Document = ChairmanPaper("142/QĐ-UBND", "04/07") })
        .Answer.ShouldBeOfType<Answer.Events>();

    [Fact]
    public void what_claim_review_refused_is_offset() => Confirmed().On("13/07").When(BhxhReviewer, Offset(21_840_000))
        .Then((Stream(F1), new FindingEvent.OffsetApplied(Bhxh, "03/BH Q1-2026", Dong(21_840_000),
                Offset(0).Document)),
            ("docno/BHXH/BB-BHXH/2026/15", Taken(Offset(0).Document)));

    [Fact]
    public void a_part_closed_by_the_settlement_is_not_recoverable() => Explained().On("10/07")
        .Given(Chairman, Confirm(F3, 86_300_000) with
        {
            Outcomes =
            [
                new(MoneyOutcome.TuChoiThanhToan, Dong(6_300_000)), new(MoneyOutcome.ThuHoiVeQuy, Dong(80_000_000)),
            ],
        }).State<Finding>(Stream(F3)).Recoverable.ShouldBe(Dong(80_000_000));

    [Fact]
    public void the_figures_are_those_of_the_scenario()
    {
        FindingId[] all = [F1, F2, F3];
        Money Sum(Situation s, Func<Finding, Money> of) => Money.Sum(all.Select(f => of(s.State<Finding>(Stream(f)))));
        Sum(Found(), f => f.Proposed).ShouldBe(Dong(264_294_000));
        Sum(Confirmed(), f => f.Confirmed!.Value).ShouldBe(Dong(234_342_000));
        Sum(Delegated(), f => f.Offset).ShouldBe(Dong(21_840_000));
        Sum(Delegated(), f => f.Recoverable).ShouldBe(Dong(212_502_000));
        Delegated().State<Finding>(Stream(F1)).Recoverable.ShouldBe(Dong(76_752_000));
        // As known on 30/06: before the revision of 08/07.
        Notified().State<Finding>(Stream(F1)).Proposed.ShouldBe(Dong(128_544_000));
    }
}
