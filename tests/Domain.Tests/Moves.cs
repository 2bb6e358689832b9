using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Remediations;
using Supervision.Domain.Reviews;
using Supervision.Domain.Rules;
using Supervision.Domain.Tests.Accepted;
using Supervision.Domain.Tests.Refusals;
using static Supervision.Domain.Tests.Cascade;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>A command that a random play may give, by who usually gives it; a number varies what it says.</summary>
internal sealed record Move(Acting Actor, Func<int, Command> Make);

/// <summary>Every command that somebody can give, in groups of what usually follows one another.</summary>
internal static class Moves
{
    public static readonly IReadOnlyList<Move> OnAssignments =
    [
        new(SytFocal, n => new AssignmentCommand.ReportProgress(T07, "Đang làm", n % 110, n % 2 == 0 ? []
            : [EvidenceOf(Syt)])),
        new(SytFocal, n => Register(EvidenceOf(Syt, 1 + (n % 4)))),
        new(SytFocal, n => new AssignmentCommand.RequestExtension(T07, Day("30/09").AddDays(n % 20), "Chờ")),
        new(PartyCommittee, n => new AssignmentCommand.GrantExtension(T07, Day("30/09").AddDays(n % 20), "Được")),
        new(PartyCommittee, _ => new AssignmentCommand.RefuseExtension(T07, "Không")),
        new(SytFocal, n => HandIn(T07, 1 + (n % 4))),
        new(PartyCommittee, _ => new AssignmentCommand.AcceptProduct(T07, "Đạt")),
        new(PartyCommittee, _ => new AssignmentCommand.ReturnProduct(T07, "Thiếu")),
        new(PartyCommittee, _ => new AssignmentCommand.PauseAssignment(T07, "Chờ")),
        new(PartyCommittee, _ => new AssignmentCommand.ResumeAssignment(T07, "Tiếp")),
        new(PartyCommittee, n => ToStc with { Due = n % 3 == 0 ? Day("30/09").AddDays(n) : null }),
        new(StcHead, _ => new AssignmentCommand.ReceiveAssignment(T07)),
        new(PartyCommittee, n => n % 9 == 0 ? new AssignmentCommand.CancelAssignment(T07, "Thôi")
            : new AssignmentCommand.RemindAssignment(T07, "Nhanh lên")),
        new(PartyCommittee, n => new AssignmentCommand.ReplaceAssignment(n % 2 == 0 ? T11 : T07, T11, "Gộp")),
    ];

    public static readonly IReadOnlyList<Move> OnDrafts =
    [
        new(PartyCommittee, n => Draft(Drafted(n), n % 2 == 0 ? T11Clears : T07Clears with { Product = null })),
        new(PartyCommittee, n => new AssignmentCommand.AmendDraft(Drafted(n), T11Clears)),
        new(PartyCommittee, n => new AssignmentCommand.IssueAssignment(Drafted(n), (ReportEvery?)(n % 2))),
        new(CommuneOfficer, n => new AssignmentCommand.ReceiveAssignment(Drafted(n))),
        new(CommuneOfficer, _ => Register(EvidenceOf(CommuneE))),
        new(CommuneOfficer, n => new AssignmentCommand.SubmitProduct(Drafted(n), "Danh sách", [EvidenceOf(CommuneE)])),
        new(PartyCommittee, n => new AssignmentCommand.CancelAssignment(Drafted(n), "Thôi")),
    ];

    public static readonly IReadOnlyList<Move> OnTheInspection =
    [
        new(Chairman, _ => IssueDecision), new(BhxhHead, _ => Nominate(BhxhInspector.Id)),
        new(StcHead, _ => Nominate(StcInspector.Id)), new(Leader, _ => Announce),
        new(BhxhInspector, n => RecordF1 with { Finding = new FindingId(Id("F" + (n % 5))) }),
        new(BhxhInspector, _ => OwnFigure), new(StcInspector, _ => OwnFigure with { Finding = F1 }),
        new(BhxhInspector, _ => new InspectionCommand.SignSection(Joint)),
        new(StcInspector, _ => new InspectionCommand.SignSection(Joint)),
        new(SytInspector, _ => new InspectionCommand.SignSection(Joint)), new(Chairman, _ => Extend),
        new(Leader, _ => Minutes),
        new(Leader, _ => new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "23/06"))),
        new(Leader, _ => new InspectionCommand.ConsolidateReport(Joint, Dong(264_294_000))), new(Leader, _ => Notify),
        new(Hospital, n => new FindingCommand.ExplainFinding(n % 2 == 0 ? F1 : F2, "Có chỉ định",
            [EvidenceOf(HospitalA)])),
        new(Chairman, _ => Revise), new(Chairman, _ => Resolve), new(Chairman, _ => Confirm(F3, 86_300_000)),
        new(Chairman, _ => Confirm(F2, 49_450_000)), new(Chairman, _ => Confirm(F1, 98_592_000)),
        new(BhxhReviewer, n => Offset(n * 1_000_000L, "03/BH " + (n % 3))),
        new(SytDirector, _ => RecordingIrregularActs.SecondExtension),
    ];

    public static readonly IReadOnlyList<Move> OnTheRemediation =
    [
        new(SytDelegate, _ => Require), new(Hospital, _ => new RemediationCommand.AcknowledgeRemediation(R1)),
        new(Chairman, _ => Close),
        new(Hospital, n => Pay("U-" + (n % 9), n * 3_000_000L)),
        new(Hospital, n => Pay("V-" + (n % 9), n * 700_001L)),
        new(BhxhReceiver, n => new RemediationCommand.ConfirmPayment(R1, "U-" + (n % 9))),
        new(BhxhReceiver, n => new RemediationCommand.ConfirmPayment(R1, "V-" + (n % 9))),
        new(Hospital, n => Register(EvidenceOf(HospitalA, n % 4))), new(Hospital, n => Submit(n % 4)),
        new(SytDirector, _ => new RemediationCommand.AcceptRemediation(R1, 2, "Đạt")),
        new(SytDirector, _ => new RemediationCommand.RejectRemediation(R1, 2, "Chưa")),
        new(Hospital, n => new RemediationCommand.RequestExtension(R1, 1 + (n % 2), Later(n), "Chờ")),
        new(SytDirector, n => new RemediationCommand.GrantExtension(R1, 1 + (n % 2), Later(n), "Được")),
        new(SytDirector, n => new RemediationCommand.RefuseExtension(R1, 1 + (n % 2), "Không")),
        new(InspectorateVerifier, _ => new RemediationCommand.TakeOverVerification(R1)),
        new(InspectorateVerifier, _ => new RemediationCommand.AcceptRemediation(R1, 2, "Đạt")),
    ];

    public static readonly IReadOnlyList<Move> OnNaming =
    [
        new(Chairman, n => NameReceiver with { Receiver = n % 2 == 0 ? Stc : Syt }),
        new(Chairman, n => NameVerifier with { Verifier = n % 2 == 0 ? Stc : Bhxh }),
        new(BhxhHead, n => Pay("W-" + (n % 9), n * 3_000_000L)),
        new(BhxhReceiver, _ => new RemediationCommand.AcceptRemediation(R1, 2, "Đạt")),
    ];

    public static readonly IReadOnlyList<Move> OnPlans =
    [
        new(PartySecretary, _ => Send), new(SytFocal, _ => new PlanCommand.AcknowledgePlan(ThePlan)),
        new(CommitteeHead, _ => new PlanCommand.AcknowledgePlan(ThePlan)), new(CommitteeHead, _ => Report("Tiến độ")),
        new(SytFocal, _ => Report("Tiến độ")), new(CommitteeHead, _ => Committee), new(CommitteeHead, _ => ToCommune),
        new(CommuneOfficer, _ => new PlanCommand.AcknowledgePlan(CommitteePlan)),
        new(CommuneHead, _ => Commune with { Document = Early(Commune.Document) }),
        new(PartySecretary, n => Goal with { Goal = "g" + (n % 4) }),
        new(PartySecretary, n => AmendGoal with
        {
            Goal = "g" + (n % 4), Document = Early(Amend.Document),
            Target = new GoalTarget(GoalOperator.Above, new Share(n, 100), 2026),
        }),
        new(PartySecretary, n => Amend with { Document = Early(Amend.Document), New = n % 3 == 0 ? null : "n" + n }),
        new(PartySecretary, _ => Related),
        new(PartySecretary, _ => Withdraw with { Document = Early(Amend.Document) }),
        new(PartySecretary, n => Group with { Group = (ParticipantGroup)(n % 5) }),
        new(PartySecretary, n => EndGroup with
        {
            Group = (ParticipantGroup)(n % 5), Document = Early(Amend.Document),
        }),
        new(PartySecretary, n => Charge with
        {
            Body = n % 2 == 0 ? DuUb : Syt, InterimBy = Day("15/02").AddDays(n), Document = Early(Amend.Document),
        }),
        new(CommitteeHead, _ => Interim with { Document = Early(Interim.Document) }),
        new(CommitteeHead, n => n % 6 == 0 ? Final with { Document = Early(Final.Document) }
            : Interim with { Document = Early(Interim.Document) }),
        new(PartySecretary, n => Next with { Document = Early(Next.Document), Implements = "n" + (n % 2) }),
        new(PartySecretary, n => n % 6 == 0 ? Replace with { Document = Early(Next.Document) } : UnderDirective),
    ];

    public static readonly IReadOnlyList<Move> OnDirectives =
    [
        new(PartyOffice, _ => Receive),
        new(PartyOffice, n => new DirectiveCommand.SendDirective(D52,
            [new(n % 2 == 0 ? Syt : Ubnd, Day("31/01").AddDays(n), Day("01/02").AddDays(n), (ReportCycle?)(n % 4))],
            Early(Paper("70-CV/TU", "12/01", Tu, PartySecretary)))),
        new(SytFocal, _ => new DirectiveCommand.AcknowledgeDirective(D52)),
        new(SytFocal, _ => new DirectiveCommand.ReportImplementation(D52, "Đã quán triệt", [])),
        new(PartyOffice, n => n % 3 == 0 ? End with { Document = End.Document with { Date = Day("12/01") } }
            : new DirectiveCommand.AcknowledgeDirective(D52)),
        new(PartyMember, n => Directing with
        {
            Direction = Directed(n), Document = Early(Directing.Document),
            Demands = [.. Directing.Demands.Select(d => d with { By = Day("15/02").AddDays(n * 2) })],
        }),
        new(SytFocal, n => n % 2 == 0 ? Register(EvidenceOf(Syt)) : new DirectionCommand.AnswerDirection(
            Directed(n), "Đã hỗ trợ", [EvidenceOf(Syt)])),
        new(StcHead, n => new DirectionCommand.AnswerDirection(Directed(n), "Đã hỗ trợ", [])),
        new(CommuneOfficer, n => Propose with { Proposal = Proposed(n) }),
        new(UbndOffice, n => new ProposalCommand.ForwardProposal(Proposed(n), Tu, "Thuộc thẩm quyền Thành ủy")),
        new(PartyOffice, n => new ProposalCommand.AcceptProposal(Proposed(n), "Đồng ý")),
        new(UbndOffice, n => new ProposalCommand.RejectProposal(Proposed(n), "Chưa đủ nguồn lực")),
    ];

    public static readonly IReadOnlyList<Move> OnReviews =
    [
        new(Reviewer, _ => Session.Open),
        new(Reviewer, n => Session.Ask with { Body = n % 2 == 0 ? Syt : Stc, AnswerBy = Day("03/07").AddDays(n) }),
        new(SytFocal, n => Session.Reply with { Number = 1 + (n % 4) }),
        new(StcHead, n => Session.Reply with { Number = 1 + (n % 4) }),
        new(Reviewer, _ => new ReviewCommand.MakeReviewRemark(Session.Review1, "Còn chậm")),
        new(Reviewer, n => Session.Conclude([.. Enumerable.Range(1, n % 3)])),
    ];

    public static readonly IReadOnlyList<Move> OnBodies =
    [
        new(Admin, n => new BodyCommand.RegisterBody(Mergers.CommuneF, BodyKind.Commune, "Xã F", "Commune F",
            n % 2 == 0 ? Ubnd : null)),
        new(Admin, n => new BodyCommand.PairBody(n % 2 == 0 ? Stc : Tttp, n % 3 == 0 ? Tu : DuUb)),
        new(Admin, n => new BodyCommand.PlaceBody(n % 2 == 0 ? Tttp : HospitalA, n % 3 == 0 ? null : Ubnd)),
        new(Admin, n => Mergers.Rename(n % 2 == 0 ? Stc : Syt, "08/QĐ-UBND") with
        {
            Document = ChairmanPaper("08/QĐ-UBND", "12/01"),
        }),
        new(Admin, n => Mergers.Merge(Ending(n), Ending(n / 5), "09/QĐ-UBND", "12/01")),
        new(Admin, n => new BodyCommand.DissolveBody(Ending(n), Ending(n / 5), ChairmanPaper("09/QĐ-UBND", "12/01"))),
    ];

    public static readonly IReadOnlyList<Move> OnOfficers =
    [
        new(Admin, n => new OfficerCommand.RegisterOfficer(Newcomer(n), "Nguyễn Văn Mẫu", n % 2 == 0 ? Syt : Stc)),
        new(Admin, n => new OfficerCommand.AppointOfficer(Newcomer(n), new MandateId(Id("m" + n)), Syt, "Cán bộ",
            n % 3 == 0 ? [] : [Power.Execute], Day("12/01"), Role: n % 3 == 0 ? OfficerRole.Inspector : null)),
        new(Chairman, n => Authorise with
        {
            Mandate = new MandateId(Id("d" + n)), Document = ChairmanPaper("143/QĐ-UBND", "12/01"),
        }),
        new(Admin, n => new OfficerCommand.RevokeMandate(Newcomer(n), new MandateId(Id("m" + n)), Later(n), "Thôi")),
        new(Admin, n => new OfficerCommand.SuspendAccount(n % 9 == 0 ? SytFocal.Id : Newcomer(n), Later(n), "Xét")),
        new(Admin, n => new OfficerCommand.ReinstateAccount(n % 9 == 0 ? SytFocal.Id : Newcomer(n), Later(n), "Xong")),
        new(StcInspector, n => new OfficerCommand.DeclareConflict(n % 2 == 0 ? HospitalA : CommuneE, "Người thân")),
        new(StcHead, n => new OfficerCommand.WithdrawConflict(StcInspector.Id,
            n % 2 == 0 ? HospitalA : CommuneE, "Hết")),
        new(Admin, n => RefusedSealing.Destroy),
    ];

    public static readonly IReadOnlyList<Move> OnRules =
    [
        new(Admin, n => Mergers.Hashed(Mergers.AdoptRoles with { Version = 1 + (n % 4) })),
        new(Admin, n => Cast.Hashed(Rules2 with
        {
            Version = 2 + (n % 5), EffectiveFrom = Day("01/02").AddDays(n * 5),
            Limits = [.. Limits.Select(l => l.Id == LimitIds.FirstReminder ? l with { Value = 1 + (n % 3) } : l)],
        })),
        new(Admin, n => Cast.Hashed(Calendar2 with
        {
            Version = 2 + (n % 9),
            DaysOff = [.. Enumerable.Range(0, 365).Where(d => (d + n) % 9 == 0).Select(Day("01/01").AddDays)],
        })),
    ];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Move> All =
    [
        .. OnAssignments, .. OnDrafts, .. OnTheInspection, .. OnTheRemediation, .. OnNaming, .. OnPlans,
        .. OnDirectives, .. OnReviews, .. OnBodies, .. OnOfficers, .. OnRules,
    ];

    private static AssignmentId Drafted(int n) => new(Id("draft " + (n % 3)));

    private static DirectionId Directed(int n) => n % 3 == 0 ? Direct1 : new(Id("direction " + (n % 3)));

    private static ProposalId Proposed(int n) => n % 3 == 0 ? Proposal1 : new(Id("proposal " + (n % 3)));

    private static OfficerId Newcomer(int n) => new(Id("newcomer " + (n % 3)));

    private static BodyCode Ending(int n) => new[] { CommuneE, Mergers.CommuneF, StationE, Stc, Syt }[n % 5];

    private static DateOnly Later(int n) => Day("13/08").AddDays(n % 20);

    // The same paper, signed before any of the plays begins.
    private static Document Early(Document d) => d with { Date = Day("12/01") };
}
