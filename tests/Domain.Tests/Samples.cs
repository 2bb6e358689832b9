using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Remediations;
using Supervision.Domain.Tests.Accepted;
using Supervision.Domain.Tests.Refusals;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>Situations that together record every event type of the catalogue, each through its decider.</summary>
internal static class Samples
{
    /// <summary>The first event of each type, as the stories recorded it.</summary>
    public static IReadOnlyDictionary<string, Event> Events { get; } = Stories().SelectMany(s => s.Log)
        .GroupBy(r => Codec.NameOf(r.Event)).ToDictionary(g => g.Key, g => g.First().Event);

    private static LedgerEvent.OriginOpened Reopened => new("demo/supervision-2",
        "demo/supervision-2+0a1b2c3d+AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh", "demo/supervision",
        "demo/supervision+3d2c1b0a+ASEgHx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMC", 120,
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", new string('a', 64), 100,
        "//////////////////////////////////////////8=", "Quản trị viên hệ thống",
        "Ổ đĩa hỏng, khôi phục từ bản sao lưu");

    public static IReadOnlyList<Situation> Stories() =>
    [
        Assignments(), Changes(), Remediation(), Extensions(), Ledger(), Rules(), Irregular(), Bodies(),
        Cascade.Whole(), Cascade.Replaced(), Session.Whole(), TakenOver(), Named(),
        NamedToReceive(), SetUp(),
    ];

    private static Situation Assignments() => Planned().Given(PartySecretary, Cascade.Charge)
        .Given(PartySecretary, new PlanCommand.SetPlanGoal(ThePlan, "coverage-2026", "Bao phủ trên 95,5 %",
            "Coverage over 95.5 %", GoalOperator.Above, "II", IssuePlan.Document, new Share(955, 1_000), 2026))
        .On("12/01").Given(PartyCommittee, Draft(T07, T07Clears with { Product = null }))
        .Given(PartyCommittee, new AssignmentCommand.AmendDraft(T07, new SixClears([], Product: "Báo cáo")))
        .Given(PartyCommittee, new AssignmentCommand.IssueAssignment(T07, ReportEvery.Quarter)).On("13/01")
        .Given(SytFocal, new AssignmentCommand.ReceiveAssignment(T07))
        .Given(SytFocal, Register(EvidenceOf(Syt))).Given(SytFocal, Register(EvidenceOf(Syt, 2)))
        .Given(SytFocal, new AssignmentCommand.ReportProgress(T07, "Đã lập đoàn", 30, [EvidenceOf(Syt)])).On("24/09")
        .Given(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("20/10"), "Chờ số liệu"))
        .Given(PartyCommittee, new AssignmentCommand.RefuseExtension(T07, "Quá dài")).On("25/09")
        .Given(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ số liệu")).On("28/09")
        .Given(PartyCommittee, new AssignmentCommand.GrantExtension(T07, Day("15/10"), "Đồng ý")).On("08/10")
        .Given(SytFocal, HandIn(T07))
        .Given(PartyCommittee, new AssignmentCommand.ReturnProduct(T07, "Thiếu phụ lục")).On("09/10")
        .Given(SytFocal, HandIn(T07, 2)).On("12/10")
        .Given(PartyCommittee, new AssignmentCommand.AcceptProduct(T07, "Đạt"));

    private static Situation Changes() => Received().On("02/03")
        .Given(PartyCommittee, new AssignmentCommand.RemindAssignment(T07, "Đề nghị đẩy nhanh tiến độ"))
        .Given(PartyCommittee, new AssignmentCommand.PauseAssignment(T07, "Chờ văn bản hướng dẫn")).On("09/03")
        .Given(PartyCommittee, new AssignmentCommand.ResumeAssignment(T07, "Đã có hướng dẫn"))
        .Given(PartyCommittee, ToStc with
        {
            Addressees = [T07Clears.Addressees[0] with { Person = Person(Leader) }, .. T07Clears.Addressees.Skip(1)],
            Reason = "Thay người chịu trách nhiệm",
        })
        .Given(PartyCommittee, ToStc)
        .Given(PartyCommittee, new AssignmentCommand.ReplaceAssignment(T07, T11, "Gộp nhiệm vụ"))
        .Given(PartyCommittee, new AssignmentCommand.CancelAssignment(T11, "Kế hoạch thay đổi"));

    private static Situation Remediation()
    {
        var s = Paid().Given(Hospital, Register(EvidenceOf(HospitalA, 2))).Given(Hospital, Submit(2)).On("14/08")
            .Given(SytDirector, new RemediationCommand.RejectRemediation(R1, 2, "Chưa có biên bản ký"));
        for (var day = Day("14/08"); day <= Day("02/09"); day = day.AddDays(1))
            s.On(day).ClockRuns();
        return s.Given(Hospital, Register(EvidenceOf(HospitalA, 3))).Given(Hospital, Submit(3)).On("03/09")
            .Given(SytDirector, new RemediationCommand.AcceptRemediation(R1, 2, "Đạt")).Given(Chairman, Close);
    }

    private static Situation Extensions() => Acknowledged()
        .Given(Hospital, new RemediationCommand.RequestExtension(R1, 2, Day("30/09"), "Đấu thầu lại"))
        .Given(SytDirector, new RemediationCommand.RefuseExtension(R1, 2, "Quá dài")).On("13/08")
        .Given(Hospital, new RemediationCommand.RequestExtension(R1, 2, Day("30/08"), "Đấu thầu lại")).On("17/08")
        .ClockRuns()
        .Given(SytDirector, new RemediationCommand.GrantExtension(R1, 2, Day("28/08"), "Đồng ý"));

    private static OfficerId Newcomer => new(Id("newcomer"));

    private static Situation TakenOver() => Mergers.OwnVerifier()
        .Given(Mergers.InspectorateVerifier, new RemediationCommand.TakeOverVerification(R1));

    private static Situation Named() => Mergers.InspectorateOwner().On("13/08")
        .Given(Chairman, Mergers.NameVerifier);

    private static Situation NamedToReceive() => Mergers.OwnReceiver().On("03/08")
        .Given(Chairman, Mergers.NameReceiver);

    private static Situation SetUp() =>
        RefusedSetUp.Begun().Given(Acting.Setup, RefusedSetUp.FirstAdministrator);

    private static Situation Rules() => ShiftingDueDays.DueOnThe24th().Given(Admin, Rules2).On("02/07")
        .Given(Admin, ShiftingDueDays.CultureDay).ClockRuns()
        .Given(Admin, new BodyCommand.RegisterBody(new BodyCode("BV-B"), BodyKind.Facility,
            "Bệnh viện B", "Hospital B"))
        .Given(Admin, new OfficerCommand.RegisterOfficer(Newcomer, "Nguyễn Văn Mẫu", new BodyCode("BV-B")))
        .Given(Admin, new OfficerCommand.AppointOfficer(Newcomer, new MandateId(Id("newcomer")), new BodyCode("BV-B"),
            "Đầu mối", [Power.Execute], Day("02/07")));

    private static Situation Irregular() => Extended().On("22/06")
        .Given(SytDirector, RecordingIrregularActs.SecondExtension, Day("19/06"), SytClerk);

    private static Situation Ledger() => Assembled()
        .Given(Opening.Stream, new LedgerEvent.LedgerOpened("demo/supervision", true))
        .Given(Opening.Stream, Reopened)
        .Given(RefusalCount.Stream(Leader.Id, Day("12/01")), new RefusalEvent.CommandRefused("finding.RecordFinding",
            "finding.no_legal_basis", "84/2025/QH15", "Điều 33.3", Facts.StreamOf(F1)))
        .Given(Admin, RefusedSealing.Destroy)
        .Given(Admin, new OfficerCommand.RevokeMandate(Leader.Id, Leader.Mandate, Day("12/01"), "Nghỉ hưu"));

    private static Situation Bodies() => Mergers.WithNeighbour(
            Mergers.Merged(Received().On("02/07"), CommuneE, Mergers.CommuneF), Stc, Syt)
        .SuccessionRuns()
        .Given(Admin, new BodyCommand.PairBody(Bhxh, DuUb))
        .Given(Admin, new BodyCommand.PlaceBody(Tttp, Ubnd))
        .Given(Admin, Mergers.Rename(Stc, "11/QĐ-UBND"))
        .Given(Admin, Mergers.Dissolve(StationE, HospitalA, "12/QĐ-UBND"))
        .Given(Admin, Mergers.AdoptRoles)
        .Given(Admin, Mergers.Appoint(OfficerRole.Inspector) with
        {
            Capacities = [Capacity.KT],
            Scope = [HospitalA],
            Document = ChairmanPaper("13/QĐ-UBND", "02/07"),
        })
        .Given(StcInspector, new OfficerCommand.DeclareConflict(HospitalA, "Người thân làm việc tại bệnh viện"))
        .Given(StcHead, new OfficerCommand.WithdrawConflict(StcInspector.Id, HospitalA, "Người thân đã chuyển việc"))
        .Given(Admin, new OfficerCommand.SuspendAccount(SytInspector.Id, Day("03/07"), "Đang xem xét kỷ luật"))
        .Given(Admin, new OfficerCommand.ReinstateAccount(SytInspector.Id, Day("10/07"), "Không vi phạm"));
}
