using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Findings;

/// <summary>
/// The rules of findings: recorded by the team, revised and confirmed by the issuer, never counted twice.
/// </summary>
public static class FindingDecider
{
    public static Answer Decide(FindingCommand command, Facts facts, Context context)
    {
        if (command is FindingCommand.RecordFinding record)
            return Record(record, facts, context);
        if (facts.Finding(command.Finding) is not { } finding)
            return new Refusal("finding.unknown", Law.Product);
        return command switch
        {
            FindingCommand.ExplainFinding c => Explain(c, finding, facts, context),
            FindingCommand.RecordDissent c => RecordDissent(c, finding, facts, context),
            FindingCommand.ResolveDissent c => ResolveDissent(c, finding, facts, context),
            FindingCommand.ReviseFinding c => Revise(c, finding, facts, context),
            FindingCommand.ConfirmFinding c => Confirm(c, finding, facts, context),
            FindingCommand.ApplyOffset c => ApplyOffset(c, finding, facts, context),
            _ => throw Unknown.Command(command),
        };
    }

    private static Answer Record(FindingCommand.RecordFinding c, Facts facts, Context context)
    {
        if (facts.Inspection(c.Inspection) is not { } inspection)
            return new Refusal("inspection.unknown", Law.Product);
        if (context.Actor is not Acting.Officer actor || inspection.BodyOfMember(actor.Id) is not { } body)
            return new Refusal("finding.recorder_not_in_team", Law.CheckMembers);
        if (Competence.Lacks(facts, context, Power.Inspect, body) is { } refusal)
            return refusal;
        if (inspection.Stage != InspectionStage.Fieldwork)
            return new Refusal("inspection.not_in_fieldwork", Law.CheckDuration);
        if (body == inspection.Subject)
            return new Refusal("inspection.subject_in_team", Law.CheckMembers, body);
        if (inspection.SignedSections.Contains(body))
            return new Refusal("finding.section_already_signed", Law.CheckMinutes, body);
        if (facts.Finding(c.Finding) is not null)
            return new Refusal("finding.already_recorded", Law.Product);
        if (c.Basis.Count == 0)
            return new Refusal("finding.no_legal_basis", Law.FindingBasis);
        if (c.Evidence.Count == 0)
            return new Refusal("finding.no_evidence", Law.FindingBasis);
        if (Evidence.CheckAll(c.Evidence, facts, inspection.Bodies) is { } unusable)
            return unusable;
        if (CheckArithmetic(c.Quantity, c.UnitPrice, c.Amount) is { } wrong)
            return wrong;
        return Answer.Record(
            new StreamEvent(Facts.StreamOf(c.Finding), new FindingEvent.FindingRecorded(c.Finding, c.Inspection,
                c.Code, c.Violation, inspection.Subject, body, actor.Id, c.Description, c.Quantity, c.Unit,
                c.UnitPrice, c.Amount, c.CaseCount, c.Basis, c.Evidence, c.ResponsiblePosts,
                c.ResponsiblePersons ?? [])),
            new StreamEvent(Facts.StreamOf(c.Inspection), new InspectionEvent.FindingOpened(c.Finding)));
    }

    private static Answer Explain(FindingCommand.ExplainFinding c, Finding f, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Execute, f.Subject) is { } refusal)
            return refusal;
        if (f.Stage is not (FindingStage.Notified or FindingStage.Explained))
            return new Refusal(f.Stage == FindingStage.Recorded
                ? "finding.not_notified" : "finding.already_confirmed", Law.WrittenExplanation, f.Code);
        if (c.Evidence.Count == 0)
            return new Refusal("finding.explanation_without_evidence", Law.WrittenExplanation);
        if (Evidence.CheckAll(c.Evidence, facts, f.Subject) is { } unusable)
            return unusable;
        return Answer.Record(Facts.StreamOf(f.Id),
            new FindingEvent.ExplanationRecorded(f.Subject, c.Text, c.Evidence));
    }

    private static Answer RecordDissent(FindingCommand.RecordDissent c, Finding f, Facts facts, Context context)
    {
        var inspection = facts.Inspection(f.Inspection)!;
        if (context.Actor is not Acting.Officer actor || inspection.BodyOfMember(actor.Id) is not { } body)
            return new Refusal("inspection.not_a_member", Law.CheckMembers);
        if (Competence.Lacks(facts, context, Power.Inspect, body) is { } refusal)
            return refusal;
        if (body == f.RecordedFor)
            return new Refusal("finding.dissent_with_own", Law.DifferingOpinions, f.Code);
        if (f.Dissents.Any(d => d.Body == body))
            return new Refusal("finding.dissent_already_recorded", Law.DifferingOpinions, body);
        if (inspection.Stage is not (InspectionStage.Fieldwork or InspectionStage.FieldworkEnded))
            return new Refusal("finding.dissent_after_report", Law.DifferingOpinions, f.Code);
        if (CheckArithmetic(c.Quantity, c.UnitPrice, c.OwnAmount) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(f.Id), new FindingEvent.DissentRecorded(
            body, actor.Id, c.Quantity, c.UnitPrice, c.OwnAmount, c.Ground,
            Deadline.AfterIfSet(context.OccurredOn, LimitIds.ResolveDissent, facts), inspection.Issuer));
    }

    private static Answer ResolveDissent(FindingCommand.ResolveDissent c, Finding f, Facts facts, Context context)
    {
        if (CheckIssuer(f, c.Document, facts, context) is { } refusal)
            return refusal;
        if (f.Dissents.All(d => d.Body != c.Body || d.Resolved))
            return new Refusal("finding.no_open_dissent", Law.DifferingOpinions, c.Body, f.Code);
        if (c.Amount != f.Proposed)
            return new Refusal("finding.resolved_amount_differs", Law.DifferingOpinions, c.Amount, f.Proposed);
        return Answer.Record(Facts.StreamOf(f.Id),
            new FindingEvent.DissentResolved(c.Body, c.Amount, c.Reason, c.Document));
    }

    private static Answer Revise(FindingCommand.ReviseFinding c, Finding f, Facts facts, Context context)
    {
        if (CheckIssuer(f, c.Document, facts, context) is { } refusal)
            return refusal;
        if (c.NewAmount == f.Proposed)
            return new Refusal("finding.amount_unchanged", Law.FindingBasis, f.Proposed);
        if (CheckArithmetic(c.Quantity, c.UnitPrice, c.NewAmount) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(f.Id), new FindingEvent.FindingRevised(
            f.Proposed, c.NewAmount, c.Quantity, c.UnitPrice, c.Reason, c.Document));
    }

    private static Answer Confirm(FindingCommand.ConfirmFinding c, Finding f, Facts facts, Context context)
    {
        if (CheckIssuer(f, c.Document, facts, context) is { } refusal)
            return refusal;
        if (f.Stage == FindingStage.Notified && context.OccurredOn <= f.ExplainBy!.Due)
            return new Refusal("finding.explanation_still_possible", Law.WrittenExplanation, f.ExplainBy.Due);
        if (f.Dissents.FirstOrDefault(d => !d.Resolved) is { } open)
            return new Refusal("finding.dissent_unresolved", Law.DifferingOpinions, open.Body, f.Code);
        if (c.Amount != f.Proposed)
            return new Refusal("finding.confirm_differs", Law.FindingBasis, c.Amount, f.Proposed);
        var sum = Money.Sum(c.Outcomes.Select(o => o.Amount));
        if (sum != c.Amount || c.Outcomes.DistinctBy(o => o.Kind).Count() != c.Outcomes.Count)
            return new Refusal("finding.outcomes_differ", Law.FindingBasis, sum, c.Amount);
        return Answer.Record(Facts.StreamOf(f.Id),
            new FindingEvent.FindingConfirmed(c.Amount, c.Outcomes, c.Severity, c.Document));
    }

    private static Answer ApplyOffset(FindingCommand.ApplyOffset c, Finding f, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.ReviewClaims) is { } refusal)
            return refusal;
        if (f.Confirmed is not { } confirmed)
            return new Refusal("finding.not_confirmed", Law.ClaimReview, f.Code);
        if (c.Amount.Dong == 0)
            return new Refusal("finding.offset_zero", Law.ClaimReview, f.Code);
        if (f.Offset + c.Amount > confirmed)
            return new Refusal("finding.offsets_exceed_confirmed", Law.ClaimReview, f.Offset + c.Amount, confirmed);
        // What a remediation already asks for is paid or being paid: an offset now would count the money twice.
        if (facts.Inspection(f.Inspection)!.Remediated.Contains(f.Id))
            return new Refusal("finding.offset_after_remediation", Law.ClaimReview, f.Code);
        if (f.OffsetRefs.Contains(c.ClaimRef))
            return new Refusal("finding.offset_already_applied", Law.ClaimReview, c.ClaimRef, f.Code);
        if (Competence.CheckOrder(context, f.Since) is { } early)
            return early;
        if (c.Amount > f.Recoverable)
            return new Refusal("finding.offset_beyond_recoverable", Law.ClaimReview, c.Amount, f.Recoverable);
        return Answer.Record(Facts.StreamOf(f.Id), new FindingEvent.OffsetApplied(
            Competence.BodyOf(context, facts)!.Value, c.ClaimRef, c.Amount, c.Document));
    }

    // The issuer of the decision revises, resolves and confirms, after the subject was notified and before confirming.
    private static Refusal? CheckIssuer(Finding f, Document document, Facts facts, Context context)
    {
        if (facts.Inspection(f.Inspection)!.CheckIssuer(facts, context) is { } refusal)
            return refusal;
        return f.Stage switch
        {
            FindingStage.Recorded => new Refusal("finding.not_notified", Law.WrittenExplanation, f.Code),
            FindingStage.Confirmed => new Refusal("finding.already_confirmed", Law.FindingBasis, f.Code),
            _ => Competence.CheckOrder(context, f.Since) ?? Competence.CheckOwnDocument(
                document, Competence.MandateOf(context.Actor, facts)!, context),
        };
    }

    private static Refusal? CheckArithmetic(long? quantity, Money? unitPrice, Money amount)
    {
        if (quantity is null != unitPrice is null)
            return new Refusal("finding.quantity_without_price", Law.FindingBasis);
        if (quantity is not { } n || unitPrice is not { } price)
            return null;
        return (Int128)n * price.Dong == amount.Dong ? null
            : new Refusal("finding.arithmetic", Law.FindingBasis, n, price, amount);
    }
}
