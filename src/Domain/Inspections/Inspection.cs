using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Inspections;

/// <summary>Where an inspection stands.</summary>
public enum InspectionStage
{
    /// <summary>Đã ban hành quyết định, đang lập đoàn.</summary>
    Decided,

    /// <summary>Đoàn đã đủ thành phần.</summary>
    TeamFormed,

    /// <summary>Đang kiểm tra trực tiếp.</summary>
    Fieldwork,

    /// <summary>Đã kết thúc kiểm tra trực tiếp.</summary>
    FieldworkEnded,

    /// <summary>Đã tổng hợp báo cáo.</summary>
    Reported,
}

/// <summary>A joint inspection formed by decision: its team, its clock, and the set of its findings.</summary>
public sealed record Inspection(InspectionId Id, InspectionEvent.DecisionIssued Decision, DateOnly DecidedOn) : IOwing
{
    public InspectionStage Stage { get; init; }

    /// <summary>The day of the latest documented step; no later step can have an earlier day.</summary>
    public DateOnly Since { get; init; } = DecidedOn;

    public IReadOnlyList<TeamMember> Members { get; init; } = [];
    public IReadOnlyList<BodyCode> Nominated { get; init; } = [];
    public DateOnly? AnnouncedOn { get; init; }
    public Deadline? EndsBy { get; init; }
    public DateOnly? OriginalEnd { get; init; }
    public bool Extended { get; init; }
    public IReadOnlyList<FindingId> Findings { get; init; } = [];
    public IReadOnlyList<BodyCode> SignedSections { get; init; } = [];
    public bool MinutesSigned { get; init; }
    public DateOnly? FieldworkEndedOn { get; init; }
    public Money? Consolidated { get; init; }
    public IReadOnlyList<RemediationId> Remediations { get; init; } = [];
    public IReadOnlyList<FindingId> Remediated { get; init; } = [];
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    public BodyCode Subject => Decision.Subject;
    public BodyCode Issuer => Decision.Issuer;
    public OfficerId TeamLeader => Decision.TeamLeader;

    /// <summary>The bodies that sign a section: the lead and the members.</summary>
    public IReadOnlyList<BodyCode> Bodies => [Decision.Lead, .. Decision.MemberBodies];

    public static string NominateKey(BodyCode body) => "nominate/" + body.Value;

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    /// <summary>The body for which the officer is in the team; null where he is not in it.</summary>
    public BodyCode? BodyOfMember(OfficerId officer) =>
        Members.FirstOrDefault(m => m.Officer == officer)?.Body;

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Inspection Evolve(Inspection? state, InspectionEvent e, DateOnly on) => e switch
    {
        InspectionEvent.DecisionIssued d => new Inspection(d.Inspection, d, on)
        {
            Members = [.. d.LeadMembers.Prepend(d.TeamLeader).Distinct().Select(o => new TeamMember(d.Lead, o))],
        },
        InspectionEvent.NominationRequested n => state! with
        {
            Obligations = state.Obligations.Open(NominateKey(n.Body), ObligationKind.NominateMembers, n.Body,
                state.Issuer, on, n.NominateBy),
        },
        InspectionEvent.MemberNominated n => state! with
        {
            Nominated = [.. state.Nominated, n.Body],
            Members = [.. state.Members, .. n.Officers.Select(o => new TeamMember(n.Body, o))],
            Obligations = state.Obligations.Meet(NominateKey(n.Body), on),
        },
        InspectionEvent.JointTeamFormed => state! with { Stage = InspectionStage.TeamFormed, Since = on },
        InspectionEvent.DecisionAnnounced a => state! with
        {
            Stage = InspectionStage.Fieldwork,
            Since = on,
            AnnouncedOn = on,
            EndsBy = a.EndsBy,
            OriginalEnd = a.EndsBy.Due,
        },
        InspectionEvent.InspectionExtended x => state! with { EndsBy = x.EndsBy, Extended = true },
        InspectionEvent.FindingOpened f => state! with { Findings = [.. state.Findings, f.Finding] },
        InspectionEvent.MemberSectionSigned s => state! with { SignedSections = [.. state.SignedSections, s.Body] },
        InspectionEvent.MinutesSigned => state! with { MinutesSigned = true, Since = on },
        InspectionEvent.FieldworkEnded => state! with
        {
            Stage = InspectionStage.FieldworkEnded,
            Since = on,
            FieldworkEndedOn = on,
        },
        InspectionEvent.LeadReportConsolidated r => state! with
        {
            Stage = InspectionStage.Reported,
            Since = on,
            Consolidated = r.Total,
        },
        InspectionEvent.RectificationRequested => state!,
        InspectionEvent.RemediationOpened r => state! with
        {
            Remediations = [.. state.Remediations, r.Remediation],
            Remediated = [.. state.Remediated, .. r.Findings],
        },
        _ => throw Unknown.Event(e),
    };
}
