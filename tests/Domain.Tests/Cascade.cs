using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>A directive on its way down to a commune, step by step; directions down and proposals up.</summary>
internal static class Cascade
{
    public static readonly DirectiveId D52 = new(Id("52-CT/TW"));
    public static readonly PlanId CommitteePlan = new(Id("committee plan"));
    public static readonly PlanId CommunePlan = new(Id("commune plan"));
    public static readonly PlanId NextPlan = new(Id("next plan"));
    public static readonly DirectionId Direct1 = new(Id("direction"));
    public static readonly ProposalId Proposal1 = new(Id("proposal"));

    public static readonly DateOnly Day1 = new(2025, 12, 3);

    public static string D52Stream => Facts.StreamOf(D52);
    public static string PlanStream => Facts.StreamOf(ThePlan);
    public static string CommitteeStream => Facts.StreamOf(CommitteePlan);
    public static string DirectionStream => Facts.StreamOf(Direct1);
    public static string ProposalStream => Facts.StreamOf(Proposal1);

    public static readonly DirectiveCommand.ReceiveDirective Receive = new(D52,
        "Bảo hiểm y tế toàn dân trong giai đoạn mới", "Universal health insurance in the new period",
        new IncomingDocument("52-CT/TW", new DateOnly(2025, 10, 3), Secretariat, "T/M Ban Bí thư", Hash("52-CT/TW")),
        PlanBy: new DateOnly(2025, 12, 31), ReportBy: Day("31/12"), Cycle: ReportCycle.Year);

    /// <summary>A later document of the directive's issuer, which ends it.</summary>
    public static readonly DirectiveCommand.EndDirective End = new(D52, new IncomingDocument("60-CT/TW", Day("01/07"),
        Secretariat, "T/M Ban Bí thư", Hash("60-CT/TW")));

    public static readonly PlanCommand.IssuePlan UnderDirective =
        IssuePlan with { Implements = null, Parent = new PlanParent(Directive: D52) };

    public static readonly PlanCommand.SetPlanGoal Goal = new(ThePlan, "coverage-2026", "Bao phủ trên 95,5 %",
        "Coverage over 95.5 %", GoalOperator.Above, "II", IssuePlan.Document, new Share(955, 1_000), 2026);

    public static readonly PlanCommand.SetPriorityGroup Group = new(ThePlan, ParticipantGroup.SupportedByBudget,
        "Hộ cận nghèo, học sinh - sinh viên", "Near-poor households, pupils and students", "I.2", IssuePlan.Document);

    public static readonly PlanCommand.AddRelatedDocument Related = new(ThePlan, "72-NQ/TW",
        DocumentRelation.Together, "Nghị quyết của Bộ Chính trị", "Resolution of the Politburo", IssuePlan.Document);

    public static readonly PlanCommand.ChargeReviews Charge =
        new(ThePlan, DuUb, "IV.3", IssuePlan.Document, Day("30/06"), new DateOnly(2030, 12, 31));

    public static readonly PlanCommand.ChargeReviews ChargeAnother = Charge with
    {
        Body = Syt,
        InterimBy = Day("15/07"),
        Document = Paper("33-KH/TU", "09/03", Tu, PartySecretary),
    };

    public static readonly PlanCommand.SendPlan Send = new(ThePlan,
        [new(DuUb, Day("31/01"), Day("30/06"), ReportCycle.HalfYear), new(Ubnd), new(Syt, null, Day("15/07"))],
        IssuePlan.Document);

    public static readonly PlanCommand.IssuePlan Committee = new(CommitteePlan, "Kế hoạch của Đảng ủy",
        "Plan of the Party Committee", Paper("07-KH/DU", "20/01", DuUb, CommitteeHead),
        Parent: new PlanParent(Plan: ThePlan));

    public static readonly PlanCommand.SendPlan ToCommune = new(CommitteePlan, [new(CommuneE, Day("28/02"))],
        Committee.Document);

    public static readonly PlanCommand.IssuePlan Commune = new(CommunePlan, "Kế hoạch của xã E", "Plan of commune E",
        Paper("12/KH-UBND", "25/02", CommuneE, CommuneHead), Parent: new PlanParent(Plan: CommitteePlan));

    public static readonly PlanCommand.AmendPlan Amend = new(ThePlan, "III.1, gạch đầu dòng 3",
        Paper("31-KH/TU", "02/03", Tu, PartySecretary), "nâng mức hỗ trợ", "nâng mức hỗ trợ lên 100 %");

    public static readonly PlanCommand.EndPriorityGroup EndGroup =
        new(ThePlan, ParticipantGroup.SupportedByBudget, Amend.Document);

    public static readonly PlanCommand.WithdrawRelatedDocument Withdraw = new(ThePlan, "72-NQ/TW", Amend.Document);

    public static readonly PlanCommand.AmendPlanGoal AmendGoal = new(ThePlan, "coverage-2026",
        new GoalTarget(GoalOperator.Above, new Share(96, 100), 2026), Amend.Document);

    public static readonly PlanCommand.HoldInterimReview Interim =
        new(ThePlan, "Đạt 95,1 %", Paper("40-BC/DU", "25/06", DuUb, CommitteeHead));

    public static readonly PlanCommand.HoldFinalReview Final =
        new(ThePlan, "Hoàn thành", Paper("90-BC/DU", "20/12", DuUb, CommitteeHead));

    public static readonly PlanCommand.IssuePlan Next = new(NextPlan, "Kế hoạch mới", "New plan",
        Paper("50-KH/TU", "01/07", Tu, PartySecretary));

    public static readonly PlanCommand.ReplacePlan Replace = new(ThePlan, NextPlan, Next.Document);

    public static readonly DirectionCommand.IssueDirection Directing = new(Direct1, new Matter(Plan: ThePlan),
        "Đẩy nhanh hỗ trợ hộ cận nghèo",
        [new(Syt, DemandKind.Act, Day("31/03")), new(Stc, DemandKind.Answer, Day("15/03"))],
        Paper("45-TB/TU", "01/03", Tu, PartyMember));

    public static readonly ProposalCommand.MakeProposal Propose = new(Proposal1, Ubnd, "Hỗ trợ hộ cận nghèo",
        "Đề nghị nâng mức hỗ trợ", []);

    public static Situation Arrived() => Assembled().On(Day1).Given(PartyOffice, Receive);

    public static Situation UnderWay() => Arrived().Given(PartySecretary, UnderDirective)
        .Given(PartySecretary, Goal).Given(PartySecretary, Charge);

    public static Situation Sent() => UnderWay().Given(PartySecretary, Send);

    public static Situation PlanReceived() => Sent().On(new DateOnly(2025, 12, 5))
        .Given(CommitteeHead, new PlanCommand.AcknowledgePlan(ThePlan))
        .Given(SytFocal, new PlanCommand.AcknowledgePlan(ThePlan));

    public static Situation InCommittee() => PlanReceived().On("20/01").Given(CommitteeHead, Committee)
        .Given(CommitteeHead, ToCommune);

    public static Situation Recharged() => PlanReceived().On("09/03").Given(PartySecretary, ChargeAnother);

    public static Situation InCommune() => InCommittee().On("22/01")
        .Given(CommuneOfficer, new PlanCommand.AcknowledgePlan(CommitteePlan)).On("25/02").Given(CommuneHead, Commune);

    public static Situation Closed() => InCommittee().On("20/12").Given(CommitteeHead, Final);

    public static Situation Directed() => Planned().On("01/03").Given(PartyMember, Directing);

    /// <summary>What was directed is done, and evidence shows it.</summary>
    public static DirectionCommand Done(string text) =>
        new DirectionCommand.AnswerDirection(Direct1, text, [EvidenceOf(Syt)]);

    public static Situation Proposed() => Assembled().On("02/03").Given(CommuneOfficer, Propose);

    public static Situation Forwarded() => Proposed().On("05/03").Given(UbndOffice,
        new ProposalCommand.ForwardProposal(Proposal1, Tu, "Thuộc thẩm quyền Thành ủy"));

    public static PlanCommand Report(string text) => new PlanCommand.ReportImplementation(ThePlan, text, []);

    /// <summary>Every step of the chain, once.</summary>
    public static Situation Whole() => InCommune().Given(PartySecretary, Group).Given(PartySecretary, Related)
        .On("02/03").Given(PartySecretary, Amend).Given(PartySecretary, AmendGoal)
        .Given(PartySecretary, EndGroup).Given(PartySecretary, Withdraw)
        .Given(PartyOffice, new DirectiveCommand.SendDirective(D52, [new(Ubnd)],
            Paper("77-CV/TU", "02/03", Tu, PartySecretary)))
        .Given(PartyMember, Directing, Day("01/03"))
        .Given(SytFocal, Register(EvidenceOf(Syt))).Given(SytFocal, Done("Đã hỗ trợ"))
        .Given(CommuneOfficer, Propose)
        .Given(UbndOffice, new ProposalCommand.ForwardProposal(Proposal1, Tu, "Thuộc thẩm quyền Thành ủy"))
        .Given(PartyOffice, new ProposalCommand.AcceptProposal(Proposal1, "Đưa vào kế hoạch năm"))
        .Given(CommuneOfficer, Propose with { Proposal = new ProposalId(Id("second")) })
        .Given(UbndOffice, new ProposalCommand.RejectProposal(new ProposalId(Id("second")), "Chưa đủ nguồn lực"))
        .On("25/06").Given(CommitteeHead, Report("Đã ban hành kế hoạch")).Given(CommitteeHead, Interim)
        .On("20/12").Given(CommitteeHead, Final);

    /// <summary>The plan gives way to another; the recipient of a directive acknowledges and reports.</summary>
    public static Situation Replaced() => Sent()
        .Given(PartyOffice, new DirectiveCommand.SendDirective(D52, [new(Syt, null, Day("31/03"))],
            new Document("70-CV/TU", Day1, Tu, PartyOffice.Id, Hash("70-CV/TU"))))
        .Given(SytFocal, new DirectiveCommand.AcknowledgeDirective(D52)).On("30/03")
        .Given(SytFocal, new DirectiveCommand.ReportImplementation(D52, "Đã quán triệt", [])).On("01/07")
        .Given(PartySecretary, Next).Given(PartySecretary, Replace).Given(PartyOffice, End);
}
