using Supervision.Domain.Assignments;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Remediations;
using static Supervision.Domain.Tests.Cast;

namespace Supervision.Domain.Tests;

/// <summary>
/// The scenarios S1, S4, S5 and S6 of the domain, as situations reached step by step through commands.
/// </summary>
internal static class Story
{
    public static readonly PlanId ThePlan = new(Id("plan"));
    public static readonly AssignmentId T07 = new(Id("T-07"));
    public static readonly AssignmentId T11 = new(Id("T-11"));
    public static readonly InspectionId Joint = new(Id("case"));
    public static readonly FindingId F1 = new(Id("F1"));
    public static readonly FindingId F2 = new(Id("F2"));
    public static readonly FindingId F3 = new(Id("F3"));
    public static readonly RemediationId R1 = new(Id("R1"));

    public static readonly IReadOnlyList<LegalBasis> Basis = [new("188/2025/NĐ-CP", "Điều 35", "1")];

    public static string T07Stream => Facts.StreamOf(T07);
    public static string T11Stream => Facts.StreamOf(T11);
    public static string CaseStream => Facts.StreamOf(Joint);
    public static string R1Stream => Facts.StreamOf(R1);

    public static readonly PlanCommand.IssuePlan IssuePlan = new(ThePlan, "Kế hoạch bao phủ bảo hiểm y tế",
        "Plan for universal health insurance",
        new Document("20-KH/TU", new DateOnly(2025, 12, 3), Tu, PartySecretary.Id, Hash("20-KH/TU")), "52-CT/TW");

    public static readonly SixClears T07Clears = new(
        [
            new(Syt, AssignmentVerb.ChiDao, AssignmentRole.Lead, Person(SytDirector)),
            new(Bhxh, AssignmentVerb.DeNghi, AssignmentRole.Coordinate),
            new(Stc, AssignmentVerb.Giao, AssignmentRole.Coordinate),
        ],
        "Kiểm tra liên ngành", Day("30/09"), "Giám đốc Sở Y tế", "Báo cáo kiểm tra liên ngành chi phí KCB BHYT",
        "20-KH/TU, mục III.5");

    /// <summary>T-07 as a State body may charge it.</summary>
    public static readonly SixClears ByUbnd = T07Clears with
    {
        Addressees =
        [
            new(Syt, AssignmentVerb.Giao, AssignmentRole.Lead, Person(SytDirector)), .. T07Clears.Addressees.Skip(1),
        ],
    };

    public static readonly SixClears T11Clears = new(
        [new(CommuneE, AssignmentVerb.Giao, AssignmentRole.Lead, Person(CommuneHead))],
        "Rà soát hộ gia đình", Day("30/06"), "Chủ tịch xã E", "Danh sách hộ chưa tham gia", "20-KH/TU, mục III.1");

    public static ResponsiblePerson Person(Acting.Officer who) => new(who.Id, who.Mandate);

    public static EvidenceId EvidenceOf(BodyCode body, int n = 1) => new(Id("evidence " + body + n));

    public static Situation Planned() => Assembled().On(new DateOnly(2025, 12, 3)).Given(PartySecretary, IssuePlan);

    /// <summary>The plan charges a Party committee with its reviews, so that it leads the carrying out.</summary>
    public static Situation Entrusted() => Planned().Given(PartySecretary,
        new PlanCommand.ChargeReviews(ThePlan, DuUb, "IV.3", IssuePlan.Document));

    /// <summary>The plan is sent to the body, and nothing is asked of it beside the receipt.</summary>
    public static Situation SentTo(BodyCode body) => Planned().Given(PartySecretary, SendTo(body));

    public static PlanCommand.SendPlan SendTo(BodyCode body) => new(ThePlan, [new(body)], IssuePlan.Document);

    public static AssignmentCommand Draft(AssignmentId id, SixClears clears) => new AssignmentCommand.DraftAssignment(
        id, ThePlan, "III.5", id == T07 ? "T-07" : "T-11", "Nhiệm vụ", "Assignment", clears);

    public static Situation Drafted() => Entrusted().On("12/01").Given(PartyCommittee, Draft(T07, T07Clears))
        .Given(PartyCommittee, Draft(T11, T11Clears));

    /// <summary>T-07 drafted by a State body, of bodies that it manages.</summary>
    public static Situation DraftedByUbnd() => SentTo(Ubnd).On("12/01").Given(Chairman, Draft(T07, ByUbnd));

    public static Situation Assigned() => Drafted()
        .Given(PartyCommittee, new AssignmentCommand.IssueAssignment(T07))
        .Given(PartyCommittee, new AssignmentCommand.IssueAssignment(T11));

    public static Situation Received() => Assigned().On("13/01")
        .Given(SytFocal, new AssignmentCommand.ReceiveAssignment(T07))
        .Given(StcHead, new AssignmentCommand.ReceiveAssignment(T07))
        .Given(BhxhHead, new AssignmentCommand.ReceiveAssignment(T07))
        .Given(CommuneOfficer, new AssignmentCommand.ReceiveAssignment(T11)).Given(SytFocal, Register(EvidenceOf(Syt)))
        .Given(CommuneOfficer, Register(EvidenceOf(CommuneE)));

    /// <summary>The lead's product, as a registered piece of evidence.</summary>
    public static AssignmentCommand HandIn(AssignmentId id, int n = 1, BodyCode? by = null) =>
        new AssignmentCommand.SubmitProduct(id, id == T07 ? "Báo cáo" : "Danh sách",
            [EvidenceOf(by ?? (id == T07 ? Syt : CommuneE), n)]);

    /// <summary>T-07 with a report each month, shortly before its due day; the clock has not run.</summary>
    public static Situation ReportingEachMonth() => Entrusted().On("12/01").Given(PartyCommittee, Draft(T07, T07Clears))
        .Given(PartyCommittee, new AssignmentCommand.IssueAssignment(T07, ReportEvery.Month)).On("13/01")
        .Given(SytFocal, new AssignmentCommand.ReceiveAssignment(T07)).Given(SytFocal, Register(EvidenceOf(Syt)))
        .On("18/09");

    public static readonly AssignmentCommand.ReassignAssignment ToStc = new(T07,
        [
            new(Stc, AssignmentVerb.Giao, AssignmentRole.Lead, Person(StcHead)),
            new(Bhxh, AssignmentVerb.DeNghi, AssignmentRole.Coordinate),
        ],
        "Sở Tài chính phụ trách nguồn chi");

    public static readonly InspectionCommand.IssueDecision IssueDecision = new(Joint, InspectionKind.KiemTraChuyenNganh,
        Syt, Leader.Id, [SytInspector.Id], [Bhxh, Stc], HospitalA, "Chi phí khám chữa bệnh", Day("01/01"),
        Day("31/05"), 10, Day("05/06"), Paper("120/QĐ-UBND", "02/06", Ubnd, Chairman), Basis);

    public static Situation Decided() => Assembled().On("02/06").Given(Chairman, IssueDecision, recorder: Clerk);

    public static InspectionCommand Nominate(params OfficerId[] officers) =>
        new InspectionCommand.NominateMembers(Joint, officers);

    public static Situation TeamFormed() => Decided().On("03/06").Given(BhxhHead, Nominate(BhxhInspector.Id))
        .On("04/06").Given(StcHead, Nominate(StcInspector.Id));

    public static Document LeaderPaper(string number, string day) => Paper(number, day, Syt, Leader);

    public static Document ChairmanPaper(string number, string day) => Paper(number, day, Ubnd, Chairman);

    public static readonly InspectionCommand Announce =
        new InspectionCommand.AnnounceDecision(Joint, LeaderPaper("01/BB-SYT", "08/06"));

    public static Situation Fieldwork()
    {
        var s = TeamFormed().On("08/06").Given(Leader, Announce);
        foreach (var (who, body) in new[] { (BhxhInspector, Bhxh), (StcInspector, Stc), (SytInspector, Syt) })
            s.Given(who, Register(EvidenceOf(body)));
        return s;
    }

    public static EvidenceCommand.RegisterEvidence Register(EvidenceId id) =>
        new(id, EvidenceKind.Record, "Hồ sơ bệnh án", Hash("file " + id.Value), 2_048, false);

    public static FindingCommand.RecordFinding Finding(FindingId id, string code, ViolationCode violation,
        BodyCode body, long amount, long? quantity = null, long? price = null) => new(id, Joint, code,
        violation, "Mô tả sai phạm",
        Dong(amount), 12, Basis, [EvidenceOf(body)], ["Trưởng khoa"], quantity, quantity is null ? null : "ngày",
        price is { } p ? Dong(p) : null);

    public static readonly FindingCommand.RecordFinding RecordF1 =
        Finding(F1, "F1", ViolationCode.V06, Bhxh, 128_544_000, 412, 312_000);

    public static Situation Found() => Fieldwork().On("10/06").Given(BhxhInspector, RecordF1)
        .On("11/06").Given(StcInspector, Finding(F2, "F2", ViolationCode.V09, Stc, 49_450_000, 1_150, 43_000))
        .On("12/06").Given(SytInspector, Finding(F3, "F3", ViolationCode.V10, Syt, 86_300_000));

    public static readonly InspectionCommand.ExtendInspection Extend =
        new(Joint, 5, "Khối lượng hồ sơ lớn", ChairmanPaper("131/QĐ-UBND", "17/06"));

    public static Situation Extended() => Found().On("17/06").Given(Chairman, Extend, recorder: Clerk);

    public static readonly FindingCommand.RecordDissent OwnFigure =
        new(F2, Dong(71_200_000), "Số lượng theo dữ liệu giám định", 1_600, Dong(44_500));

    public static Situation SectionsSigned() => Extended().On("22/06")
        .Given(BhxhInspector, OwnFigure)
        .Given(BhxhInspector, new InspectionCommand.SignSection(Joint))
        .Given(StcInspector, new InspectionCommand.SignSection(Joint))
        .Given(SytInspector, new InspectionCommand.SignSection(Joint));

    public static readonly InspectionCommand.SignMinutes Minutes =
        new(Joint, LeaderPaper("02/BB-SYT", "23/06"), Hospital.Id, "Không đồng ý một phần");

    public static Situation FieldworkEnded() => SectionsSigned().On("23/06").Given(Leader, Minutes)
        .Given(Leader, new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "23/06")));

    public static Situation Reported() => FieldworkEnded()
        .Given(Leader, new InspectionCommand.ConsolidateReport(Joint, Dong(264_294_000)));

    public static readonly InspectionCommand.NotifyFindings Notify =
        new(Joint, [F1, F2, F3], LeaderPaper("45/TB-SYT", "26/06"));

    public static Situation Notified() => Reported().On("26/06").Given(Leader, Notify);

    public static Situation Explained()
    {
        var s = Notified().On("03/07").Given(Hospital, Register(EvidenceOf(HospitalA)));
        foreach (var f in new[] { F1, F2, F3 })
            s.Given(Hospital, new FindingCommand.ExplainFinding(f, "Có chỉ định", [EvidenceOf(HospitalA)]));
        return s;
    }

    public static readonly FindingCommand.ReviseFinding Revise = new(F1, Dong(98_592_000), "96 ngày có lý do",
        ChairmanPaper("140/QĐ-UBND", "08/07"), 316, Dong(312_000));

    public static readonly FindingCommand.ResolveDissent Resolve = new(F2, Bhxh, Dong(49_450_000),
        "Theo hồ sơ gốc", ChairmanPaper("142/QĐ-UBND", "10/07"));

    public static FindingCommand.ConfirmFinding Confirm(FindingId f, long amount) => new(f, Dong(amount),
        [new(MoneyOutcome.ThuHoiVeQuy, Dong(amount))], Severity.Serious, ChairmanPaper("142/QĐ-UBND", "10/07"));

    public static Situation Confirmed() => Explained().On("08/07").Given(Chairman, Revise, recorder: Clerk)
        .On("10/07").Given(Chairman, Resolve).Given(Chairman, Confirm(F1, 98_592_000))
        .Given(Chairman, Confirm(F2, 49_450_000)).Given(Chairman, Confirm(F3, 86_300_000));

    public static FindingCommand.ApplyOffset Offset(long amount, string claim = "03/BH Q1-2026") =>
        new(F1, claim, Dong(amount), Paper("15/BB-BHXH", "13/07", Bhxh, BhxhReviewer));

    public static readonly OfficerCommand.DelegateMandate Authorise = new(SytDirector.Id, SytDelegate.Mandate, Syt,
        "Giám đốc Sở Y tế (theo uỷ quyền)", [Power.RequireRemediation], Day("13/07"), Day("31/12"),
        ChairmanPaper("143/QĐ-UBND", "13/07"));

    public static Situation Delegated() => Confirmed().On("13/07").Given(BhxhReviewer, Offset(21_840_000))
        .Given(Chairman, Authorise);

    public static readonly RemediationCommand.RequestRectification Require = new(R1, Joint, "KP-01", [F1, F2, F3], Bhxh,
        [
            new Measure(1, MeasureKind.Pay, "Nộp về quỹ", Day("13/08"), Dong(212_502_000)),
            new Measure(2, MeasureKind.CarryOut, "Chấn chỉnh quy trình", Day("13/08")),
        ],
        Paper("88/YC-SYT", "14/07", Syt, SytDirector));

    public static Situation Required() => Delegated().On("14/07").Given(SytDelegate, Require);

    public static RemediationCommand Pay(string voucher, long amount) =>
        new RemediationCommand.ReportPayment(R1, 1, voucher, Dong(amount), Hash(voucher));

    public static Situation Acknowledged() => Required().On("20/07").ClockRuns()
        .Given(Hospital, new RemediationCommand.AcknowledgeRemediation(R1));

    public static Situation Paid() => Acknowledged().On("30/07").Given(Hospital, Pay("UNC-01", 100_000_000))
        .On("31/07").Given(BhxhReceiver, new RemediationCommand.ConfirmPayment(R1, "UNC-01"))
        .On("12/08").Given(Hospital, Pay("UNC-02", 112_502_000))
        .On("13/08").Given(BhxhReceiver, new RemediationCommand.ConfirmPayment(R1, "UNC-02"));

    public static readonly InspectionCommand Close = new InspectionCommand.CloseInspection(Joint);

    public static RemediationCommand Submit(int evidence) =>
        new RemediationCommand.SubmitEvidence(R1, 2, "Quy trình mới", [EvidenceOf(HospitalA, evidence)]);

    public static Situation Submitted() => Acknowledged().On("12/08")
        .Given(Hospital, Register(EvidenceOf(HospitalA, 2))).Given(Hospital, Submit(2));

    /// <summary>Paid and carried out, each on the last day, and accepted: nothing is owed in it.</summary>
    public static Situation PutRight() => Paid().Given(Hospital, Register(EvidenceOf(HospitalA, 2)))
        .Given(Hospital, Submit(2)).On("14/08")
        .Given(SytDirector, new RemediationCommand.AcceptRemediation(R1, 2, "Đạt"));

    public static Situation CaseClosed() => PutRight().Given(Chairman, Close);

    public static Situation Rejected() => Submitted().On("14/08")
        .Given(SytDirector, new RemediationCommand.RejectRemediation(R1, 2, "Chưa có biên bản ký"));
}
