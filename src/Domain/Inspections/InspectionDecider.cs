using Supervision.Domain.Bodies;
using Supervision.Domain.Findings;
using Supervision.Domain.Officers;
using Supervision.Domain.Remediations;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Inspections;

/// <summary>The rules of a joint inspection from the decision to its closing.</summary>
public static class InspectionDecider
{
    public static Answer Decide(InspectionCommand command, Facts facts, Context context)
    {
        if (command is InspectionCommand.IssueDecision issue)
            return Issue(issue, facts, context);
        if (facts.Inspection(command.Inspection) is not { } inspection)
            return new Refusal("inspection.unknown", Law.Product);
        if (inspection.CheckOpen() is { } closed)
            return closed;
        return command switch
        {
            InspectionCommand.NominateMembers c => Nominate(c, inspection, facts, context),
            InspectionCommand.AnnounceDecision c => Announce(c, inspection, facts, context),
            InspectionCommand.ExtendInspection c => Extend(c, inspection, facts, context),
            InspectionCommand.SignSection => SignSection(inspection, facts, context),
            InspectionCommand.SignMinutes c => SignMinutes(c, inspection, facts, context),
            InspectionCommand.EndFieldwork c => EndFieldwork(c, inspection, facts, context),
            InspectionCommand.ConsolidateReport c => Consolidate(c, inspection, facts, context),
            InspectionCommand.NotifyFindings c => Notify(c, inspection, facts, context),
            InspectionCommand.CloseInspection => Close(inspection, facts, context),
            _ => throw Unknown.Command(command),
        };
    }

    private static Answer Issue(InspectionCommand.IssueDecision c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.DecideInspection) is { } refusal)
            return refusal;
        var own = Competence.MandateOf(context.Actor, facts)!;
        if (facts.Inspection(c.Inspection) is not null)
            return new Refusal("inspection.already_decided", Law.Product);
        if ((Competence.CheckOwnDocument(c.Document, own, context) ?? CheckBodies(c, own.Body, facts)) is { } wrong)
            return wrong;
        if (c.Basis.Count == 0)
            return new Refusal("inspection.no_basis", Law.CheckDecision);
        var (limit, _) = DurationOf(c.Kind, c.Lead, context.OccurredOn, facts);
        if (c.DurationDays > limit.Value)
            return new Refusal("inspection.duration_over_limit", new(limit.Document, limit.Article),
                c.DurationDays, limit.Value);
        if (c.PeriodTo < c.PeriodFrom || c.PeriodTo > context.OccurredOn)
            return new Refusal("inspection.period_wrong", Law.CheckDecision, c.PeriodFrom, c.PeriodTo);
        if (c.NominateBy < context.OccurredOn)
            return new Refusal("inspection.nominate_by_passed", Law.Product, c.NominateBy);
        foreach (var officer in c.LeadMembers.Prepend(c.TeamLeader))
        {
            if (CheckMember(officer, c.Lead, c.Subject, facts, context) is { } unfit)
                return unfit;
        }

        return Answer.Record(Facts.StreamOf(c.Inspection),
        [
            new InspectionEvent.DecisionIssued(c.Inspection, c.Kind, own.Body, c.Lead, c.TeamLeader, c.LeadMembers,
                c.MemberBodies, c.Subject, c.Scope, c.PeriodFrom, c.PeriodTo, c.DurationDays, c.Document, c.Basis,
                c.Kind == InspectionKind.ThanhTra
                    ? Deadline.AfterIfSet(context.OccurredOn, LimitIds.ThanhTraAnnounce, facts) : null),
            .. c.MemberBodies.Select(b => new InspectionEvent.NominationRequested(b, Deadline.Set(c.NominateBy))),
        ]);
    }

    private static Refusal? CheckBodies(InspectionCommand.IssueDecision c, BodyCode issuer, Facts facts)
    {
        foreach (var code in c.MemberBodies.Append(c.Lead).Append(c.Subject))
        {
            if (facts.Body(code) is null)
                return new Refusal("body.unknown", Law.Product, code);
        }

        if (c.Kind == InspectionKind.ThanhTra && facts.Body(c.Lead)!.Kind != BodyKind.Inspectorate)
            return new Refusal("inspection.no_power_of_thanh_tra", Law.InspectorateOnly, c.Lead);
        if (!Leads(facts.Body(c.Lead)!.Kind, c.Kind))
            return new Refusal("inspection.kind_not_of_lead", Law.Product, c.Kind, c.Lead);
        if (c.MemberBodies.Count == 0 || c.MemberBodies.Contains(c.Lead))
            return new Refusal("inspection.two_bodies_needed", Law.CheckDecision);
        return c.MemberBodies.Append(c.Lead).Append(issuer).Contains(c.Subject)
            ? new Refusal("inspection.subject_in_team", Law.CheckMembers, c.Subject) : null;
    }

    // Each kind of oversight has its own bodies; the law's word must be right for the lead.
    private static bool Leads(BodyKind lead, InspectionKind kind) => kind switch
    {
        InspectionKind.ThanhTra => lead == BodyKind.Inspectorate,
        InspectionKind.KiemTraChuyenNganh =>
            lead is BodyKind.State or BodyKind.Department or BodyKind.Insurance or BodyKind.Commune,
        InspectionKind.GiamDinh => lead == BodyKind.Insurance,
        InspectionKind.KiemTraDang or InspectionKind.GiamSatDang => lead == BodyKind.Party,
        InspectionKind.GiamSatHDND => lead == BodyKind.Council,
        InspectionKind.GiamSatMTTQ => lead == BodyKind.Front,
        _ => false,
    };

    private static Answer Nominate(InspectionCommand.NominateMembers c, Inspection i, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Nominate) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        if (!i.Decision.MemberBodies.Contains(body))
            return new Refusal("inspection.not_asked_to_nominate", Law.CheckDecision, body);
        if (i.Nominated.Contains(body))
            return new Refusal("inspection.already_nominated", Law.CheckDecision, body);
        if (c.Officers.Count == 0)
            return new Refusal("inspection.nobody_nominated", Law.CheckDecision);
        foreach (var officer in c.Officers)
        {
            if (CheckMember(officer, body, i.Subject, facts, context) is { } unfit)
                return unfit;
            if (i.BodyOfMember(officer) is not null)
                return new Refusal("inspection.officer_already_member", Law.CheckMembers,
                    facts.Officer(officer)!.Name);
        }

        var nominated = new InspectionEvent.MemberNominated(body, c.Officers);
        var after = Inspection.Evolve(i, nominated, context.OccurredOn);
        if (i.Decision.MemberBodies.Except(after.Nominated).Any() || i.Stage != InspectionStage.Decided)
            return Answer.Record(Facts.StreamOf(i.Id), nominated);
        return FormTeam(after, facts, context) is { } team
            ? Answer.Record(Facts.StreamOf(i.Id), nominated, team)
            : new Refusal("inspection.body_without_member", Law.CheckMembers, i.Subject);
    }

    // Who declared a conflict after he was sent is left out; null where the leader, or all of a body, did.
    private static InspectionEvent.JointTeamFormed? FormTeam(Inspection i, Facts facts, Context context)
    {
        List<TeamMember> fit = [.. i.Members.Where(m =>
            !Reach.InConflict(facts.Officer(m.Officer)!, i.Subject, context.OccurredOn, facts))];
        return fit.All(m => m.Officer != i.TeamLeader) || i.Bodies.Except(fit.Select(m => m.Body)).Any()
            ? null : new InspectionEvent.JointTeamFormed(i.Decision.Lead, i.TeamLeader, fit);
    }

    // A member holds the power to inspect in the body that sends him, and no post in the subject, on the day.
    private static Refusal? CheckMember(OfficerId id, BodyCode body, BodyCode subject, Facts facts, Context context)
    {
        if (facts.Officer(id) is not { } officer)
            return new Refusal("officer.unknown", Law.Product);
        if (Competence.HasPostIn(officer, subject, context.OccurredOn, facts))
            return new Refusal("inspection.member_of_subject", Law.CheckMembers, officer.Name, subject);
        if (Reach.InConflict(officer, subject, context.OccurredOn, facts))
            return new Refusal("officer.in_conflict", Law.CheckMembers, officer.Name, subject);
        return officer.Holds(Power.Inspect, body, context.OccurredOn) ? null
            : new Refusal("inspection.member_without_mandate", Law.CheckMembers, officer.Name, body);
    }

    private static Answer Announce(InspectionCommand.AnnounceDecision c, Inspection i, Facts facts, Context context)
    {
        if (CheckTeamLeader(i, facts, context) is { } refusal)
            return refusal;
        if (i.AnnouncedOn is not null)
            return new Refusal("inspection.already_announced", Law.CheckDuration, i.AnnouncedOn);
        if (i.Stage != InspectionStage.TeamFormed)
            return new Refusal("inspection.team_not_formed", Law.CheckDecision,
                i.Decision.MemberBodies.Except(i.Nominated).ToList());
        if (Competence.CheckOrder(context, i.Since) is { } early)
            return early;
        var (limit, version) = DurationOf(i.Decision.Kind, i.Decision.Lead, i.DecidedOn, facts);
        return Answer.Record(Facts.StreamOf(i.Id), new InspectionEvent.DecisionAnnounced(Deadline.Counted(
            context.OccurredOn, i.Decision.DurationDays, limit, version, facts.Calendar()), c.Document));
    }

    private static Answer Extend(InspectionCommand.ExtendInspection c, Inspection i, Facts facts, Context context)
    {
        if (i.CheckIssuer(facts, context) is { } refusal)
            return refusal;
        if (i.Stage != InspectionStage.Fieldwork)
            return new Refusal("inspection.not_in_fieldwork", Law.CheckDuration);
        if (i.Extended)
            return new Refusal("inspection.second_extension", Law.CheckDuration, i.EndsBy!.Due);
        if (context.OccurredOn > i.EndsBy!.Due)
            return new Refusal("inspection.extension_after_end", Law.CheckDuration, i.EndsBy.Due);
        if ((Competence.CheckOrder(context, i.AnnouncedOn!.Value) ?? Competence.CheckOwnDocument(
            c.Document, Competence.MandateOf(context.Actor, facts)!, context)) is { } wrong)
            return wrong;
        var (limit, version) = Deadline.Find(InspectionLimits.Extension(i.Decision.Kind,
            facts.Body(i.Decision.Lead)!.Kind), i.DecidedOn, facts, LimitIds.CheckExtension);
        if (c.Days > limit.Value)
            return new Refusal("inspection.extension_over_limit", new(limit.Document, limit.Article),
                c.Days, limit.Value);
        // The extension is added to the duration before the last day rolls.
        var end = Deadline.Counted(i.AnnouncedOn.Value, i.Decision.DurationDays + c.Days, limit, version,
            facts.Calendar());
        return Answer.Record(Facts.StreamOf(i.Id), new InspectionEvent.InspectionExtended(
            c.Days, i.EndsBy.Due, end, c.Reason, c.Document));
    }

    private static Answer SignSection(Inspection i, Facts facts, Context context)
    {
        if (context.Actor is not Acting.Officer actor || i.BodyOfMember(actor.Id) is not { } body)
            return new Refusal("inspection.not_a_member", Law.CheckMembers);
        if (Competence.Lacks(facts, context, Power.Inspect, body) is { } refusal)
            return refusal;
        if (i.Stage != InspectionStage.Fieldwork)
            return new Refusal("inspection.not_in_fieldwork", Law.CheckDuration);
        if (i.SignedSections.Contains(body))
            return new Refusal("inspection.section_already_signed", Law.CheckMembers, body);
        var own = Read(i.Findings, facts).Where(f => f.RecordedFor == body).ToList();
        return Answer.Record(Facts.StreamOf(i.Id), new InspectionEvent.MemberSectionSigned(
            body, actor.Id, [.. own.Select(f => f.Id)], Money.Sum(own.Select(f => f.Proposed))));
    }

    private static Answer SignMinutes(InspectionCommand.SignMinutes c, Inspection i, Facts facts, Context context)
    {
        if (CheckTeamLeader(i, facts, context) is { } refusal)
            return refusal;
        if (i.Stage != InspectionStage.Fieldwork)
            return new Refusal("inspection.not_in_fieldwork", Law.CheckMinutes);
        if (i.MinutesSigned)
            return new Refusal("inspection.minutes_already_signed", Law.CheckMinutes);
        if (i.Bodies.Except(i.SignedSections).ToList() is { Count: > 0 } unsigned)
            return new Refusal("inspection.sections_unsigned", Law.CheckMinutes, unsigned);
        if (c.SubjectSigner is null && c.CommuneRepresentative is null && c.AttestingWitness is null)
            return new Refusal("inspection.minutes_without_subject_or_witness", Law.CheckMinutes);
        if ((Competence.CheckOrder(context, i.Since) ?? CheckSigners(c, i, facts, context)) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(i.Id), new InspectionEvent.MinutesSigned(i.TeamLeader, c.SubjectSigner,
            c.SubjectOpinion, c.CommuneRepresentative, c.AttestingWitness, c.Document));
    }

    // The subject's signer has a post in the subject, a commune's representative one in a commune, on the day, and
    // neither is suspended on it.
    private static Refusal? CheckSigners(InspectionCommand.SignMinutes c, Inspection i, Facts facts, Context context)
    {
        var day = context.OccurredOn;
        foreach (var id in new[] { c.SubjectSigner, c.CommuneRepresentative }.OfType<OfficerId>())
        {
            if (facts.Officer(id) is not { } signer)
                return new Refusal("officer.unknown", Law.Product);
            if (signer.IsSuspendedOn(day))
                return new Refusal("document.signer_suspended", Law.CheckMinutes, c.Document.Number, signer.Name, day);
        }

        if (c.SubjectSigner is { } subject
            && !Competence.HasPostIn(facts.Officer(subject)!, i.Subject, day, facts))
            return new Refusal("inspection.signer_not_of_subject", Law.CheckMinutes, i.Subject);
        return c.CommuneRepresentative is { } representative && facts.Officer(representative) is { } officer
            && !officer.Mandates.Any(m => m.IsValidOn(day) && facts.Body(m.Body)!.Kind == BodyKind.Commune)
            ? new Refusal("inspection.representative_not_of_commune", Law.CheckMinutes, officer.Name) : null;
    }

    private static Answer EndFieldwork(InspectionCommand.EndFieldwork c, Inspection i, Facts facts, Context context)
    {
        if (CheckTeamLeader(i, facts, context) is { } refusal)
            return refusal;
        if (i.Stage != InspectionStage.Fieldwork)
            return new Refusal("inspection.not_in_fieldwork", Law.CheckDuration);
        if (!i.MinutesSigned)
            return new Refusal("inspection.minutes_not_signed", Law.CheckMinutes);
        if (Competence.CheckOrder(context, i.Since) is { } early)
            return early;
        return Answer.Record(Facts.StreamOf(i.Id), new InspectionEvent.FieldworkEnded(c.Document,
            Deadline.AfterIfSet(context.OccurredOn, InspectionLimits.Report(i.Decision.Kind), facts)));
    }

    private static (Limit Limit, int Version) DurationOf(InspectionKind kind, BodyCode lead, DateOnly day,
        Facts facts) => Deadline.Find(InspectionLimits.Duration(kind, facts.Body(lead)!.Kind), day, facts,
            LimitIds.CheckDuration);

    private static Answer Consolidate(InspectionCommand.ConsolidateReport c, Inspection i, Facts facts,
        Context context)
    {
        if (CheckTeamLeader(i, facts, context) is { } refusal)
            return refusal;
        if (i.Stage != InspectionStage.FieldworkEnded)
            return new Refusal(i.Stage == InspectionStage.Reported
                ? "inspection.already_consolidated" : "inspection.fieldwork_not_ended", Law.DifferingOpinions);
        var findings = Read(i.Findings, facts);
        var total = Money.Sum(findings.Select(f => f.Proposed));
        if (c.Total != total)
            return new Refusal("inspection.total_differs", Law.FindingBasis, c.Total, total);
        var dissents = findings.SelectMany(f => f.Dissents.Where(d => !d.Resolved)
            .Select(d => new PrintedDissent(f.Id, d.Body, d.OwnAmount)));
        return Answer.Record(Facts.StreamOf(i.Id),
            new InspectionEvent.LeadReportConsolidated(total, i.Findings, [.. dissents], i.Findings.Count == 0 ? null
                : Deadline.AfterIfSet(context.OccurredOn, LimitIds.Notify, facts)));
    }

    private static Answer Notify(InspectionCommand.NotifyFindings c, Inspection i, Facts facts, Context context)
    {
        if (CheckTeamLeader(i, facts, context) is { } refusal)
            return refusal;
        if (i.Stage != InspectionStage.Reported)
            return new Refusal("inspection.not_consolidated", Law.FindingBasis);
        if (c.Findings.Count == 0 || c.Findings.Except(i.Findings).Any())
            return new Refusal("inspection.findings_not_of_this_inspection", Law.FindingBasis);
        if (Read(c.Findings, facts).Any(f => f.Stage != FindingStage.Recorded))
            return new Refusal("finding.already_notified", Law.WrittenExplanation);
        if (Competence.CheckOrder(context, i.Since) is { } early)
            return early;
        var explainBy = Deadline.After(context.OccurredOn, LimitIds.Explain, facts);
        // The issuer's days to decide begin when the subject's days to explain are over.
        var decideBy = Deadline.AfterIfSet(context.OccurredOn, LimitIds.DecideFinding, facts, explainBy.Due);
        return Answer.Record([
            .. c.Findings.Select(f => new StreamEvent(Facts.StreamOf(f),
                new FindingEvent.FindingNotified(i.Subject, explainBy, c.Document, decideBy, i.Issuer))),
            new StreamEvent(Facts.StreamOf(i.Id), new InspectionEvent.FindingsNotified(c.Findings, c.Document)),
        ]);
    }

    // Following up is the duty of who decided it; it is over when every finding is confirmed and nothing is open.
    private static Answer Close(Inspection i, Facts facts, Context context)
    {
        if (i.CheckIssuer(facts, context) is { } refusal)
            return refusal;
        if (i.Stage != InspectionStage.Reported)
            return new Refusal("inspection.not_consolidated", Law.CheckFollowUp);
        var findings = Read(i.Findings, facts);
        if (findings.Find(f => f.Stage != FindingStage.Confirmed) is { } open)
            return new Refusal("finding.not_confirmed", Law.CheckFollowUp, open.Code);
        List<Remediation> remediations = [.. i.Remediations.Select(r => facts.Remediation(r)!)];
        var recovered = Money.Sum(remediations.Select(r => r.Confirmed));
        var recoverable = Money.Sum(findings.Select(f => f.Recoverable));
        if (recovered != recoverable)
            return new Refusal("inspection.money_outstanding", Law.CheckFollowUp, recoverable - recovered);
        if (remediations.Find(r => r.Obligations.Any(o => o.IsOpen)) is { } owed)
        {
            return new Refusal("inspection.remediation_open", Law.CheckFollowUp, owed.Required.Code,
                owed.Obligations.Where(o => o.IsOpen).Select(o => o.Kind).Distinct().ToList());
        }

        return Answer.Record(Facts.StreamOf(i.Id), new InspectionEvent.InspectionClosed(
            Money.Sum(findings.Select(f => f.Confirmed!.Value)), recovered));
    }

    // He leads as long as, and only as, the lead body's inspector.
    private static Refusal? CheckTeamLeader(Inspection i, Facts facts, Context context) =>
        context.Actor is Acting.Officer actor && actor.Id == i.TeamLeader
            ? Competence.Lacks(facts, context, Power.Inspect, i.Decision.Lead)
                ?? Competence.CheckStoodFor(i.First.Lead, facts, context)
            : new Refusal("inspection.only_the_team_leader", Law.CheckMinutes);

    private static List<Finding> Read(IReadOnlyList<FindingId> ids, Facts facts) =>
        [.. ids.Select(id => facts.Finding(id)!)];
}
