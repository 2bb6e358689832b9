using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
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

    /// <summary>Đã đóng hồ sơ.</summary>
    Closed,
}

/// <summary>A joint inspection formed by decision: its team, its clock, its findings, and its end.</summary>
public sealed record Inspection(InspectionId Id, InspectionEvent.DecisionIssued Decision, DateOnly DecidedOn)
    : IOwing, ISucceeding
{
    public InspectionStage Stage { get; init; }

    /// <summary>The day of the latest documented step; no later step can have an earlier day.</summary>
    public DateOnly Since { get; init; } = DecidedOn;

    public IReadOnlyList<TeamMember> Members { get; init; } = [];
    public IReadOnlyList<BodyCode> Nominated { get; init; } = [];
    public DateOnly? AnnouncedOn { get; init; }

    /// <summary>The last day of the fieldwork; null before the announcement.</summary>
    public Deadline? EndsBy => Obligations.FirstOrDefault(o => o.Key == FieldworkKey)?.Deadline;

    public DateOnly? OriginalEnd { get; init; }
    public bool Extended { get; init; }
    public IReadOnlyList<FindingId> Findings { get; init; } = [];
    public IReadOnlyList<BodyCode> SignedSections { get; init; } = [];
    public bool MinutesSigned { get; init; }
    public DateOnly? FieldworkEndedOn { get; init; }
    public Money? Consolidated { get; init; }
    public IReadOnlyList<FindingId> Notified { get; init; } = [];
    public IReadOnlyList<RemediationId> Remediations { get; init; } = [];
    public IReadOnlyList<FindingId> Remediated { get; init; } = [];
    public DateOnly? ClosedOn { get; init; }
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    /// <summary>The decision as it was issued; successors may stand in <see cref="Decision"/> by now.</summary>
    public InspectionEvent.DecisionIssued First { get; init; } = Decision;

    public BodyCode Subject => Decision.Subject;
    public BodyCode Issuer => Decision.Issuer;
    public OfficerId TeamLeader => Decision.TeamLeader;

    /// <summary>The bodies that sign a section: the lead and the members.</summary>
    public IReadOnlyList<BodyCode> Bodies => [.. Decision.MemberBodies.Prepend(Decision.Lead).Distinct()];

    /// <summary>The keys of what the lead owes, one after the other.</summary>
    public const string AnnounceKey = "announce";
    public const string FieldworkKey = "fieldwork";
    public const string ReportKey = "report";
    public const string NotifyKey = "notify";

    public static string NominateKey(BodyCode body) => "nominate/" + body.Value;
    public static string SectionKey(BodyCode body) => "section/" + body.Value;

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    // Until it is closed, who has a part in it keeps one.
    public bool IsOpenFor(BodyCode body) => Obligations.IsOpenFor(body)
        || (ClosedOn is null && (Subject == body || Issuer == body || Bodies.Contains(body)));

    /// <summary>Null where it is not closed.</summary>
    public Refusal? CheckOpen() =>
        ClosedOn is { } day ? new Refusal("inspection.closed", Law.CheckFollowUp, day) : null;

    public ISucceeding TakenOver(BodyCode from, BodyCode to) => this with
    {
        Decision = Decision with
        {
            Issuer = Issuer.TakenOver(from, to),
            Lead = Decision.Lead.TakenOver(from, to),
            MemberBodies = Decision.MemberBodies.TakenOver(from, to),
            Subject = Subject.TakenOver(from, to),
        },
        Members = [.. Members.Select(m => m with { Body = m.Body.TakenOver(from, to) })],
        Nominated = Nominated.TakenOver(Decision.MemberBodies, from, to),
        SignedSections = SignedSections.TakenOver(Bodies, from, to),
        Obligations = Obligations.TakenOver(from, to),
    };

    /// <summary>
    /// Null where the actor may decide for its issuer: for the one of that day, where that was merged since. Where a
    /// merger has made the issuer the subject too, the body that manages it decides.
    /// </summary>
    public Refusal? CheckIssuer(Facts facts, Context context)
    {
        if (Body.On(First.Issuer, context.OccurredOn, facts) != Body.On(First.Subject, context.OccurredOn, facts))
        {
            return Competence.Lacks(facts, context, Power.DecideInspection, Issuer)
                ?? Competence.CheckStoodFor(First.Issuer, facts, context);
        }

        return Body.ManagerOf(Issuer, facts) is { } above
            && Competence.Lacks(facts, context, Power.DecideInspection, above) is null
            ? null : new Refusal("inspection.subject_decides", Law.CheckMembers, Issuer);
    }

    /// <summary>The body for which the officer is in the team; null where he is not in it.</summary>
    public BodyCode? BodyOfMember(OfficerId officer) =>
        Members.FirstOrDefault(m => m.Officer == officer)?.Body;

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Inspection Evolve(Inspection? state, InspectionEvent e, DateOnly on) => e switch
    {
        InspectionEvent.DecisionIssued d => new Inspection(d.Inspection, d, on)
        {
            Members = [.. d.LeadMembers.Prepend(d.TeamLeader).Distinct().Select(o => new TeamMember(d.Lead, o))],
            Obligations = Owed([], AnnounceKey, ObligationKind.AnnounceDecision, d, on, d.AnnounceBy),
        },
        InspectionEvent.NominationRequested n => state! with
        {
            Obligations = state.Obligations.Open(NominateKey(n.Body), ObligationKind.NominateMembers, n.Body,
                state.Issuer, on, n.NominateBy),
        },
        InspectionEvent.MemberNominated n => state! with
        {
            Nominated = [.. state.Nominated.Append(n.Body).Distinct()],
            Members = [.. state.Members, .. n.Officers.Select(o => new TeamMember(n.Body, o))],
            Obligations = state.Obligations.Meet(ObligationKind.NominateMembers, n.Body, on),
        },
        InspectionEvent.JointTeamFormed f => state! with
        {
            Stage = InspectionStage.TeamFormed,
            Since = on,
            Members = f.Members,
        },
        InspectionEvent.DecisionAnnounced a => state!.Announced(a, on),
        InspectionEvent.InspectionExtended x => state! with
        {
            Extended = true,
            Obligations = state.Obligations.Where(o => o.MetOn is null
                    && o.Kind is ObligationKind.EndFieldwork or ObligationKind.SignSection)
                .Aggregate(state.Obligations, (list, o) => list.Move(o.Key, x.EndsBy, state.Issuer, on)),
        },
        InspectionEvent.FindingOpened f => state! with { Findings = [.. state.Findings, f.Finding] },
        InspectionEvent.MemberSectionSigned s => state! with
        {
            SignedSections = [.. state.SignedSections, s.Body],
            Obligations = state.Obligations.Meet(ObligationKind.SignSection, s.Body, on),
        },
        InspectionEvent.MinutesSigned => state! with { MinutesSigned = true, Since = on },
        InspectionEvent.FieldworkEnded f => state! with
        {
            Stage = InspectionStage.FieldworkEnded,
            Since = on,
            FieldworkEndedOn = on,
            Obligations = Owed(state.Obligations.Meet(FieldworkKey, on), ReportKey, ObligationKind.ConsolidateReport,
                state.Decision, on, f.ReportBy),
        },
        InspectionEvent.LeadReportConsolidated r => state! with
        {
            Stage = InspectionStage.Reported,
            Since = on,
            Consolidated = r.Total,
            Obligations = Owed(state.Obligations.Meet(ReportKey, on), NotifyKey, ObligationKind.NotifyFindings,
                state.Decision, on, r.NotifyBy),
        },
        InspectionEvent.FindingsNotified n => state!.WithNotice(n, on),
        InspectionEvent.RectificationRequested => state!,
        InspectionEvent.RemediationOpened r => state! with
        {
            Remediations = [.. state.Remediations, r.Remediation],
            Remediated = [.. state.Remediated, .. r.Findings],
        },
        InspectionEvent.InspectionClosed => state! with { Stage = InspectionStage.Closed, ClosedOn = on },
        _ => throw Unknown.Event(e),
    };

    private Inspection Announced(InspectionEvent.DecisionAnnounced a, DateOnly on)
    {
        var announced = Owed(Obligations.Meet(AnnounceKey, on), FieldworkKey, ObligationKind.EndFieldwork, Decision,
            on, a.EndsBy);
        return this with
        {
            Stage = InspectionStage.Fieldwork,
            Since = on,
            AnnouncedOn = on,
            OriginalEnd = a.EndsBy.Due,
            Obligations = Bodies.Aggregate(announced, (list, body) => list.Open(SectionKey(body),
                ObligationKind.SignSection, body, body == Decision.Lead ? Issuer : Decision.Lead, on, a.EndsBy)),
        };
    }

    private Inspection WithNotice(InspectionEvent.FindingsNotified n, DateOnly on)
    {
        var next = this with { Notified = [.. Notified, .. n.Findings] };
        return next.Findings.Except(next.Notified).Any()
            ? next : next with { Obligations = Obligations.Meet(NotifyKey, on) };
    }

    // What the lead owes to the issuer; nothing where the rule set of the day had no such limit.
    private static IReadOnlyList<Obligation> Owed(IReadOnlyList<Obligation> list, string key, ObligationKind kind,
        InspectionEvent.DecisionIssued decision, DateOnly on, Deadline? by) =>
        by is null ? list : list.Open(key, kind, decision.Lead, decision.Issuer, on, by);
}
