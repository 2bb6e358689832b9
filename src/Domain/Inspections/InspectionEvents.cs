using System.Text.Json.Serialization;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Inspections;

/// <summary>
/// The kinds of inspection, by the law's own words, where one English word would merge two legal ones.
/// </summary>
public enum InspectionKind
{
    ThanhTra,
    KiemTraChuyenNganh,
    GiamDinh,
    KiemTraDang,
    GiamSatDang,
    GiamSatHDND,
    GiamSatMTTQ,
}

/// <summary>An officer in the team, for the body that sent him.</summary>
public sealed record TeamMember(BodyCode Body, OfficerId Officer);

/// <summary>A dissent as the consolidated report prints it.</summary>
public sealed record PrintedDissent(FindingId Finding, BodyCode Body, Money OwnAmount);

public abstract record InspectionEvent : Event
{
    private InspectionEvent()
    {
    }

    /// <summary>
    /// Ban hành quyết định. The team comes from the lead and the member bodies, by decision of a superior.
    /// </summary>
    public sealed record DecisionIssued(InspectionId Inspection, InspectionKind Kind, BodyCode Issuer, BodyCode Lead,
        OfficerId TeamLeader, IReadOnlyList<OfficerId> LeadMembers, IReadOnlyList<BodyCode> MemberBodies,
        BodyCode Subject, string Scope, DateOnly PeriodFrom, DateOnly PeriodTo, int DurationDays, Document Document,
        IReadOnlyList<LegalBasis> Basis,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Deadline? AnnounceBy = null)
        : InspectionEvent;

    /// <summary>Yêu cầu cử thành viên.</summary>
    [Documented]
    public sealed record NominationRequested(BodyCode Body, Deadline NominateBy) : InspectionEvent;

    /// <summary>Cử thành viên.</summary>
    public sealed record MemberNominated(BodyCode Body, IReadOnlyList<OfficerId> Officers) : InspectionEvent;

    /// <summary>Đoàn đã đủ thành phần.</summary>
    public sealed record JointTeamFormed(BodyCode Lead, OfficerId TeamLeader, IReadOnlyList<TeamMember> Members)
        : InspectionEvent;

    /// <summary>Công bố quyết định; the duration counts from here.</summary>
    public sealed record DecisionAnnounced(Deadline EndsBy, Document Document) : InspectionEvent;

    /// <summary>Gia hạn, một lần.</summary>
    public sealed record InspectionExtended(int Days, DateOnly OldEnd, Deadline EndsBy, string Reason,
        Document Document) : InspectionEvent;

    /// <summary>A finding was recorded: the inspection's version guards its set of findings.</summary>
    public sealed record FindingOpened(FindingId Finding) : InspectionEvent;

    /// <summary>Thành viên ký phần của mình.</summary>
    public sealed record MemberSectionSigned(BodyCode Body, OfficerId Officer, IReadOnlyList<FindingId> Findings,
        Money Total) : InspectionEvent;

    /// <summary>
    /// Ký biên bản: by the team leader and the subject, or with an attesting witness where it refuses.
    /// </summary>
    public sealed record MinutesSigned(OfficerId TeamLeader, OfficerId? SubjectSigner, string? SubjectOpinion,
        OfficerId? CommuneRepresentative, [property: Personal] string? AttestingWitness, Document Document)
        : InspectionEvent;

    /// <summary>Kết thúc kiểm tra trực tiếp.</summary>
    public sealed record FieldworkEnded(Document Document,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Deadline? ReportBy = null)
        : InspectionEvent;

    /// <summary>Tổng hợp báo cáo: the sum of the findings, and each dissent as printed.</summary>
    public sealed record LeadReportConsolidated(Money Total, IReadOnlyList<FindingId> Findings,
        IReadOnlyList<PrintedDissent> Dissents,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Deadline? NotifyBy = null)
        : InspectionEvent;

    /// <summary>Đã thông báo phát hiện cho đối tượng.</summary>
    public sealed record FindingsNotified(IReadOnlyList<FindingId> Findings, Document Document) : InspectionEvent;

    /// <summary>Yêu cầu chấn chỉnh.</summary>
    public sealed record RectificationRequested(RemediationId Remediation, BodyCode RequiringBody, Document Document)
        : InspectionEvent;

    /// <summary>A remediation was required: the inspection's version guards closing against it.</summary>
    [Documented]
    public sealed record RemediationOpened(RemediationId Remediation, IReadOnlyList<FindingId> Findings)
        : InspectionEvent;

    /// <summary>
    /// Đóng hồ sơ: nothing is open in it. With what the findings came to and what the receivers have confirmed of it.
    /// </summary>
    public sealed record InspectionClosed(Money Confirmed, Money Recovered) : InspectionEvent;
}

public abstract record InspectionCommand : Command
{
    private InspectionCommand()
    {
    }

    /// <summary>The inspection that the command is about.</summary>
    public abstract InspectionId Inspection { get; init; }

    public sealed record IssueDecision(InspectionId Inspection, InspectionKind Kind, BodyCode Lead,
        OfficerId TeamLeader, IReadOnlyList<OfficerId> LeadMembers, IReadOnlyList<BodyCode> MemberBodies,
        BodyCode Subject, [property: LongText] string Scope, DateOnly PeriodFrom, DateOnly PeriodTo, int DurationDays,
        DateOnly NominateBy, Document Document, IReadOnlyList<LegalBasis> Basis) : InspectionCommand, IDocumented;

    public sealed record NominateMembers(InspectionId Inspection, IReadOnlyList<OfficerId> Officers)
        : InspectionCommand;

    public sealed record AnnounceDecision(InspectionId Inspection, Document Document) : InspectionCommand, IDocumented;

    public sealed record ExtendInspection(InspectionId Inspection, int Days, [property: LongText] string Reason,
        Document Document) : InspectionCommand, IDocumented;

    public sealed record SignSection(InspectionId Inspection) : InspectionCommand;

    public sealed record SignMinutes(InspectionId Inspection, Document Document, OfficerId? SubjectSigner = null,
        [property: LongText] string? SubjectOpinion = null, OfficerId? CommuneRepresentative = null,
        [property: Personal] string? AttestingWitness = null) : InspectionCommand, IDocumented;

    public sealed record EndFieldwork(InspectionId Inspection, Document Document) : InspectionCommand, IDocumented;

    public sealed record ConsolidateReport(InspectionId Inspection, Money Total) : InspectionCommand;

    public sealed record NotifyFindings(InspectionId Inspection, IReadOnlyList<FindingId> Findings, Document Document)
        : InspectionCommand, IDocumented;

    public sealed record CloseInspection(InspectionId Inspection) : InspectionCommand;
}
