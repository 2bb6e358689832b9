using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>The joint inspection from the decision to the notification.</summary>
internal static class RefusedInspections
{
    private static readonly OfficerId Nobody = new(Id("nobody"));
    private static readonly InspectionCommand Sign = new InspectionCommand.SignSection(Joint);
    private static readonly InspectionCommand End =
        new InspectionCommand.EndFieldwork(Joint, LeaderPaper("03/BB-SYT", "23/06"));

    private static readonly InspectionCommand Consolidate =
        new InspectionCommand.ConsolidateReport(Joint, Dong(264_294_000));

    public static readonly IReadOnlyList<Case> Cases =
    [
        new("inspection.unknown", "never decided", () => Assembled().On("08/06").When(Leader, Announce)),
        new("inspection.already_decided", "decided twice", () => Decided().When(Chairman, IssueDecision)),
        Deciding("body.unknown", "an unknown member body", c => c with { MemberBodies = [new BodyCode("NOBODY")] }),
        Deciding("inspection.no_power_of_thanh_tra", "a department does a thanh tra",
            c => c with { Kind = InspectionKind.ThanhTra }),
        Deciding("inspection.kind_not_of_lead", "a department does a Party inspection",
            c => c with { Kind = InspectionKind.KiemTraDang }),
        Deciding("inspection.two_bodies_needed", "no member body", c => c with { MemberBodies = [] }),
        Deciding("inspection.two_bodies_needed", "the lead as a member", c => c with { MemberBodies = [Syt] }),
        Deciding("field.item_twice", "a member body twice", c => c with { MemberBodies = [Bhxh, Bhxh] }),
        Deciding("inspection.subject_in_team", "the subject is a member", c => c with { Subject = Bhxh }),
        Deciding("inspection.subject_in_team", "the subject decides", c => c with { Subject = Ubnd }),
        Deciding("inspection.no_basis", "no basis", c => c with { Basis = [] }),
        Deciding("inspection.duration_over_limit", "11 days", c => c with { DurationDays = 11 }),
        Deciding("field.number_out_of_range", "0 days", c => c with { DurationDays = 0 }),
        Deciding("inspection.period_wrong", "a period that ends first",
            c => c with { PeriodTo = new DateOnly(2025, 1, 1) }),
        Deciding("inspection.period_wrong", "a period yet to come", c => c with { PeriodTo = Day("03/06") }),
        Deciding("inspection.nominate_by_passed", "nominate by yesterday", c => c with { NominateBy = Day("01/06") }),
        Deciding("officer.unknown", "nobody leads", c => c with { TeamLeader = Nobody }),
        Deciding("inspection.member_without_mandate", "a leader of another body",
            c => c with { TeamLeader = BhxhInspector.Id }),
        new("inspection.member_of_subject", "a leader with a post in the hospital", () => Assembled().On("02/06")
            .Given(Admin, new OfficerCommand.AppointOfficer(Leader.Id, new MandateId(Id("part-time")), HospitalA,
                "Cố vấn", [Power.Execute], Day("02/06"))).When(Chairman, IssueDecision)),
        new("mandate.lacks_power", "a body's inspector nominates", () => Decided().When(BhxhInspector,
            Nominate(BhxhInspector.Id))),
        new("inspection.not_asked_to_nominate", "the lead nominates", () => Decided().When(SytDirector,
            Nominate(SytInspector.Id))),
        new("inspection.already_nominated", "nominated twice", () => Decided().Given(BhxhHead,
            Nominate(BhxhInspector.Id)).When(BhxhHead, Nominate(BhxhInspector.Id))),
        new("inspection.nobody_nominated", "nobody", () => Decided().When(BhxhHead, Nominate())),
        new("officer.unknown", "an unknown officer", () => Decided().When(BhxhHead, Nominate(Nobody))),
        new("inspection.member_without_mandate", "an officer who may not inspect", () => Decided().When(BhxhHead,
            Nominate(BhxhReviewer.Id))),
        new("field.item_twice", "the same officer twice", () => Decided().When(BhxhHead,
            Nominate(BhxhInspector.Id, BhxhInspector.Id))),
        new("inspection.officer_already_member", "an officer whom another body sent", () => Decided()
            .Given(Admin, new OfficerCommand.AppointOfficer(SytInspector.Id, new MandateId(Id("seconded")), Stc,
                "Biệt phái", [Power.Inspect], Day("02/06"))).When(StcHead, Nominate(SytInspector.Id))),
        new("inspection.only_the_team_leader", "a member announces", () => TeamFormed().On("08/06").When(SytInspector,
            Announce)),
        new("mandate.other_body", "the leader under a mandate of another body", () => TeamFormed().On("08/06")
            .Given(Admin, new OfficerCommand.AppointOfficer(Leader.Id, new MandateId(Id("moved")), Stc,
                "Chuyên viên", [Power.Inspect], Day("08/06")))
            .When(Leader with { Mandate = new MandateId(Id("moved")) }, Announce)),
        new("inspection.team_not_formed", "announced too early", () => Decided().On("08/06").When(Leader, Announce)),
        new("inspection.already_announced", "announced twice", () => Fieldwork().When(Leader, Announce)),
        new("inspection.not_in_fieldwork", "extended before the announcement", () => TeamFormed().On("17/06").When(
            Chairman, Extend)),
        new("inspection.second_extension", "extended twice", () => Extended().When(Chairman, Extend)),
        new("inspection.extension_after_end", "extended after the end", () => Found().On("19/06").When(Chairman,
            Extend with { Document = ChairmanPaper("131/QĐ-UBND", "19/06") })),
        new("inspection.extension_over_limit", "extended by 6 days", () => Found().On("17/06").When(Chairman,
            Extend with { Days = 6 })),
        new("field.number_out_of_range", "extended by no day", () => Found().On("17/06").When(Chairman,
            Extend with { Days = 0 })),
        new("document.not_of_the_body", "extended on another body's paper", () => Found().On("17/06").When(Chairman,
            Extend with { Document = Paper("131/QĐ-SYT", "17/06", Syt, SytDirector) })),
        new("inspection.not_a_member", "a stranger signs a section", () => Found().When(BhxhReviewer, Sign)),
        new("mandate.other_body", "a member signs under another post", () => Found()
            .Given(Admin, new OfficerCommand.AppointOfficer(BhxhInspector.Id, new MandateId(Id("moved")), Stc,
                "Chuyên viên", [Power.Inspect], Day("12/06")))
            .When(BhxhInspector with { Mandate = new MandateId(Id("moved")) }, Sign)),
        new("inspection.not_in_fieldwork", "a section after the fieldwork", () => FieldworkEnded().When(BhxhInspector,
            Sign)),
        new("inspection.section_already_signed", "a section twice", () => SectionsSigned().When(BhxhInspector, Sign)),
        new("inspection.sections_unsigned", "minutes before the sections", () => Extended().On("23/06").When(Leader,
            Minutes)),
        new("inspection.minutes_without_subject_or_witness", "nobody signs for the hospital", () => SectionsSigned()
            .On("23/06").When(Leader, Minutes with { SubjectSigner = null })),
        new("officer.unknown", "an unknown signer", () => SectionsSigned().On("23/06").When(Leader,
            Minutes with { SubjectSigner = Nobody })),
        new("document.signer_suspended", "the subject's signer of the minutes", () => SectionsSigned().On("23/06")
            .Given(Admin, new Officers.OfficerCommand.SuspendAccount(Hospital.Id, Day("23/06"), "Đang xem xét"))
            .When(Leader, Minutes)),
        new("inspection.signer_not_of_subject", "a signer of the commune", () => SectionsSigned().On("23/06").When(
            Leader, Minutes with { SubjectSigner = CommuneOfficer.Id })),
        new("inspection.representative_not_of_commune", "the hospital itself as the commune", () => SectionsSigned()
            .On("23/06").When(Leader, Minutes with { SubjectSigner = null, CommuneRepresentative = Hospital.Id })),
        new("inspection.minutes_already_signed", "minutes twice", () => SectionsSigned().On("23/06")
            .Given(Leader, Minutes).When(Leader, Minutes)),
        new("inspection.not_in_fieldwork", "minutes after the fieldwork", () => FieldworkEnded().When(Leader,
            Minutes)),
        new("inspection.only_the_team_leader", "a member signs the minutes", () => SectionsSigned().On("23/06").When(
            SytInspector, Minutes)),
        new("inspection.minutes_not_signed", "ended without minutes", () => SectionsSigned().On("23/06").When(Leader,
            End)),
        new("inspection.not_in_fieldwork", "ended twice", () => FieldworkEnded().When(Leader, End)),
        new("inspection.only_the_team_leader", "the chairman ends it", () => SectionsSigned().On("23/06").When(
            Chairman, End)),
        new("inspection.fieldwork_not_ended", "consolidated too early", () => SectionsSigned().When(Leader,
            Consolidate)),
        new("inspection.total_differs", "a wrong total", () => FieldworkEnded().When(Leader,
            new InspectionCommand.ConsolidateReport(Joint, Dong(264_294_001)))),
        new("inspection.already_consolidated", "consolidated twice", () => Reported().When(Leader, Consolidate)),
        new("inspection.only_the_team_leader", "a member consolidates", () => FieldworkEnded().When(BhxhInspector,
            Consolidate)),
        new("inspection.not_consolidated", "notified too early", () => FieldworkEnded().On("26/06").When(Leader,
            Notify)),
        new("inspection.findings_not_of_this_inspection", "no findings", () => Reported().On("26/06").When(Leader,
            Notify with { Findings = [] })),
        new("field.item_twice", "a finding notified twice at once", () => Reported().On("26/06").When(Leader,
            Notify with { Findings = [F1, F1] })),
        new("inspection.findings_not_of_this_inspection", "a finding of another", () => Reported().On("26/06").When(
            Leader, Notify with { Findings = [new FindingId(Id("F9"))] })),
        new("finding.already_notified", "notified twice", () => Notified().When(Leader, Notify)),
        new("inspection.only_the_team_leader", "a member notifies", () => Reported().On("26/06").When(StcInspector,
            Notify)),
        new("mandate.other_body", "the requiring body closes", () => PutRight().When(SytDirector, Close)),
        new("mandate.lacks_power", "the issuer's clerk closes", () => PutRight().When(Clerk, Close)),
        new("inspection.not_consolidated", "closed before the report", () => FieldworkEnded().When(Chairman, Close)),
        new("finding.not_confirmed", "closed before the confirmation", () => Explained().When(Chairman, Close)),
        new("inspection.money_outstanding", "closed, and nothing required", () => Confirmed().When(Chairman, Close)),
        new("inspection.money_outstanding", "closed, and reported but not confirmed", () => Acknowledged()
            .Given(Hospital, Pay("UNC-01", 212_502_000)).When(Chairman, Close)),
        new("inspection.remediation_open", "closed, and paid but not carried out", () => Paid().When(Chairman, Close)),
        new("inspection.closed", "closed twice", () => CaseClosed().When(Chairman, Close)),
        new("inspection.closed", "notified after the closing", () => CaseClosed().When(Leader, Notify)),
    ];

    private static Case Deciding(string code, string when,
        Func<InspectionCommand.IssueDecision, InspectionCommand> change) =>
        new(code, "a decision with " + when, () => Assembled().On("02/06").When(Chairman, change(IssueDecision)));
}
