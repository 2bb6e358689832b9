using Supervision.Domain.Bodies;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Remediations;

/// <summary>
/// The rules of putting right: the owner acknowledges, pays and submits; only the requiring body answers, and nobody
/// answers for a finding that he recorded; only the receiver confirms money.
/// </summary>
public static class RemediationDecider
{
    public static Answer Decide(RemediationCommand command, Facts facts, Context context)
    {
        if (command is RemediationCommand.RequestRectification request)
            return Require(request, facts, context);
        if (facts.Remediation(command.Remediation) is not { } remediation)
            return new Refusal("remediation.unknown", Law.Product);
        // What a merger left undecided there needs nobody any more: nothing is owed in it.
        if (command is RemediationCommand.TakeOverVerification or RemediationCommand.NameVerifier
                or RemediationCommand.NameReceiver
            && facts.Inspection(remediation.Required.Inspection)?.CheckOpen() is { } closed)
            return closed;
        return command switch
        {
            RemediationCommand.AcknowledgeRemediation => Acknowledge(remediation, facts, context),
            RemediationCommand.ReportPayment c => ReportPayment(c, remediation, facts, context),
            RemediationCommand.ConfirmPayment c => ConfirmPayment(c, remediation, facts, context),
            RemediationCommand.SubmitEvidence c => Submit(c, remediation, facts, context),
            RemediationCommand.AcceptRemediation c => Accept(c, remediation, facts, context),
            RemediationCommand.RejectRemediation c => Reject(c, remediation, facts, context),
            RemediationCommand.RequestExtension c => RequestExtension(c, remediation, facts, context),
            RemediationCommand.GrantExtension c => Grant(c, remediation, facts, context),
            RemediationCommand.RefuseExtension c => RefuseExtension(c, remediation, facts, context),
            RemediationCommand.TakeOverVerification => TakeOverVerification(remediation, facts, context),
            RemediationCommand.NameVerifier c => NameVerifier(c, remediation, facts, context),
            RemediationCommand.NameReceiver c => NameReceiver(c, remediation, facts, context),
            _ => throw Unknown.Command(command),
        };
    }

    private static Answer Require(RemediationCommand.RequestRectification c, Facts facts, Context context)
    {
        if (facts.Inspection(c.Inspection) is not { } inspection)
            return new Refusal("inspection.unknown", Law.Product);
        if (Competence.Lacks(facts, context, Power.RequireRemediation) is { } refusal)
            return refusal;
        var mandate = Competence.MandateOf(context.Actor, facts)!;
        var body = Body.Current(mandate.Body, facts);
        if (body != inspection.Issuer
            && !Competence.StandsFor(mandate.DelegatedFrom ?? mandate.Body, inspection.Issuer, facts))
            return new Refusal("remediation.not_the_issuer", Law.CheckFollowUp, mandate.Body, inspection.Issuer);
        if (Competence.CheckStoodFor(inspection.First.Issuer, facts, context) is { } successor)
            return successor;
        if (facts.Remediation(c.Remediation) is not null)
            return new Refusal("remediation.already_required", Law.Product);
        if (inspection.CheckOpen() is { } closed)
            return closed;
        if (body == inspection.Subject)
            return new Refusal("remediation.owner_cannot_require", Law.CheckFollowUp, body);
        if (Body.ManagerOf(inspection.Subject, facts) == body)
            return new Refusal("remediation.manager_cannot_require", Law.CheckFollowUp, body, inspection.Subject);
        if (facts.Body(c.Receiver) is null)
            return new Refusal("body.unknown", Law.Product, c.Receiver);
        if (c.Receiver == inspection.Subject)
            return new Refusal("remediation.receiver_is_owner", Law.CheckFollowUp, c.Receiver);
        if ((CheckFindings(c, inspection, facts) ?? Competence.CheckOwnDocument(c.Document, mandate, context)
            ?? Competence.CheckOrder(context, c.Findings.Max(f => facts.Finding(f)!.Since))) is { } wrong)
            return wrong;
        var recoverable = Money.Sum(c.Findings.Select(f => facts.Finding(f)!.Recoverable));
        if (CheckMeasures(c.Measures, recoverable, context) is { } wrongMeasure)
            return wrongMeasure;
        return Answer.Record(
            new StreamEvent(Facts.StreamOf(c.Inspection),
                new InspectionEvent.RectificationRequested(c.Remediation, body, c.Document)),
            new StreamEvent(Facts.StreamOf(c.Remediation), new RemediationEvent.RemediationRequired(c.Remediation,
                c.Inspection, c.Code, c.Findings, body, inspection.Subject, c.Receiver, c.Measures,
                recoverable, Deadline.After(context.OccurredOn, LimitIds.AcknowledgeRemediation, facts), c.Document)),
            new StreamEvent(Facts.StreamOf(c.Inspection),
                new InspectionEvent.RemediationOpened(c.Remediation, c.Findings)));
    }

    private static Refusal? CheckFindings(RemediationCommand.RequestRectification c, Inspection i, Facts facts)
    {
        if (c.Findings.Count == 0 || c.Findings.Except(i.Findings).Any())
            return new Refusal("inspection.findings_not_of_this_inspection", Law.CheckFollowUp);
        if (c.Findings.Intersect(i.Remediated).Any())
            return new Refusal("remediation.finding_already_in_one", Law.CheckFollowUp);
        return c.Findings.Select(f => facts.Finding(f)!).FirstOrDefault(f => f.Stage != FindingStage.Confirmed)
            is { } open ? new Refusal("finding.not_confirmed", Law.CheckFollowUp, open.Code) : null;
    }

    private static Refusal? CheckMeasures(IReadOnlyList<Measure> measures, Money recoverable, Context context)
    {
        if (measures.Count == 0 || measures.Where((m, i) => m.Number != i + 1).Any())
            return new Refusal("remediation.measures_not_numbered", Law.CheckFollowUp);
        if (measures.FirstOrDefault(m => m.Due <= context.OccurredOn) is { } past)
            return new Refusal("remediation.measure_due_passed", Law.CheckFollowUp, past.Number, past.Due);
        if (measures.FirstOrDefault(m => m.Kind == MeasureKind.Pay == (m.Amount is not { Dong: > 0 })) is { } wrong)
            return new Refusal("remediation.measure_amount", Law.CheckFollowUp, wrong.Number);
        var asked = Money.Sum(measures.Select(m => m.Amount ?? Money.Zero));
        return asked == recoverable
            ? null : new Refusal("remediation.measures_differ", Law.CheckFollowUp, asked, recoverable);
    }

    private static Answer Acknowledge(Remediation r, Facts facts, Context context)
    {
        if (CheckOwner(r, facts, context) is { } refusal)
            return refusal;
        return r.AcknowledgedOn is not null ? new Answer.Nothing()
            : Answer.Record(Facts.StreamOf(r.Id), new RemediationEvent.RemediationAcknowledged(r.Owner));
    }

    private static Answer ReportPayment(RemediationCommand.ReportPayment c, Remediation r, Facts facts,
        Context context)
    {
        if (CheckOwner(r, facts, context) is { } refusal)
            return refusal;
        if (r.Measure(c.Measure) is not { Kind: MeasureKind.Pay } measure)
            return new Refusal("remediation.not_a_payment_measure", Law.CheckFollowUp, c.Measure);
        if (!c.Voucher.All(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '.') || c.Voucher.Length > 40)
            return new Refusal("remediation.voucher_wrong", Law.Product, c.Voucher);
        if (!Fields.IsSha256(c.Sha256))
            return new Refusal("document.hash_wrong", Law.Product, c.Voucher);
        var stream = UsedVoucher.Stream(r.Owner, c.Voucher);
        if (facts.Voucher(stream) is not null || r.Payments.Any(p =>
            p.Voucher.Equals(c.Voucher, StringComparison.OrdinalIgnoreCase)))
            return new Refusal("remediation.voucher_used", Law.CheckFollowUp, c.Voucher);
        if (c.Amount.Dong == 0)
            return new Refusal("remediation.payment_zero", Law.CheckFollowUp, c.Voucher);
        var paid = Money.Sum(r.Payments.Where(p => p.Measure == c.Measure).Select(p => p.Amount));
        if (paid + c.Amount > measure.Amount!.Value)
            return new Refusal("remediation.payment_over_recoverable", Law.CheckFollowUp, c.Amount,
                measure.Amount.Value - paid);
        if (Competence.CheckOrder(context, r.RequiredOn) is { } early)
            return early;
        return Answer.Record(
            new StreamEvent(stream, new VoucherEvent.VoucherUsed(r.Owner, c.Voucher, r.Id)),
            new StreamEvent(Facts.StreamOf(r.Id), new RemediationEvent.PaymentReported(
                c.Measure, c.Voucher, c.Amount, Allocate(c.Amount, r, facts), c.Sha256,
                // The receiver's days count from the report, not from the payment that it may tell of late.
                Deadline.AfterIfSet(context.Today, LimitIds.ConfirmPayment, facts))));
    }

    // To the findings in the order of the request, each until nothing of it is left to recover.
    private static List<Allocation> Allocate(Money amount, Remediation r, Facts facts)
    {
        var allocations = new List<Allocation>();
        foreach (var id in r.Required.Findings)
        {
            var settled = Money.Sum(r.Payments.SelectMany(p => p.Allocations)
                .Where(a => a.Finding == id).Select(a => a.Amount));
            var part = Money.Min(amount, facts.Finding(id)!.Recoverable - settled);
            if (part.Dong <= 0)
                continue;
            allocations.Add(new Allocation(id, part));
            amount -= part;
        }

        return allocations;
    }

    private static Answer ConfirmPayment(RemediationCommand.ConfirmPayment c, Remediation r, Facts facts,
        Context context)
    {
        if (Competence.BodyOf(context, facts) is not { } body || body != r.Required.Receiver)
            return new Refusal("remediation.not_the_receiver", Law.CheckFollowUp, r.Required.Receiver);
        if (Competence.Lacks(facts, context, Power.ReceivePayments) is { } refusal)
            return refusal;
        if (r.Owner == r.Required.Receiver)
            return new Refusal("remediation.receiver_is_owner", Law.CheckFollowUp, r.Owner);
        if (r.Payments.FirstOrDefault(p => p.Voucher == c.Voucher) is not { } payment)
            return new Refusal("remediation.payment_unknown", Law.CheckFollowUp, c.Voucher);
        if (payment.Confirmed)
            return new Answer.Nothing();
        var confirmed = new RemediationEvent.PaymentConfirmed(
            payment.Measure, payment.Voucher, payment.Amount, payment.Allocations, body);
        // Paid in time, reported or confirmed after the due day: the miss recorded meanwhile was none.
        var after = Remediation.Evolve(r, confirmed, context.OccurredOn).ObligationFor(payment.Measure);
        return after is { Missed: true, MetOn: { } met } && met <= after.Due
            ? Answer.Record(Facts.StreamOf(r.Id), confirmed, new ObligationEvent.ObligationMissCleared(
                after.Key, after.Kind, after.Body, after.Due, "payment"))
            : Answer.Record(Facts.StreamOf(r.Id), confirmed);
    }

    private static Answer Submit(RemediationCommand.SubmitEvidence c, Remediation r, Facts facts, Context context)
    {
        if (CheckOwner(r, facts, context) is { } refusal)
            return refusal;
        if (CheckOpenMeasure(c.Measure, r) is { } wrong)
            return wrong;
        if (r.ObligationFor(c.Measure).IsPending)
            return new Refusal("remediation.submission_pending", Law.CheckFollowUp, c.Measure);
        if (Evidence.CheckSubmitted(c.Evidence, r.SubmittedEvidence(c.Measure), r.Owner, Law.CheckFollowUp, facts)
            is { } unusable)
            return unusable;
        return Answer.Record(Facts.StreamOf(r.Id), new RemediationEvent.EvidenceSubmitted(c.Measure, c.Text,
            c.Evidence, Deadline.After(context.OccurredOn, LimitIds.AnswerSubmission, facts)));
    }

    private static Answer Accept(RemediationCommand.AcceptRemediation c, Remediation r, Facts facts, Context context) =>
        CheckVerifier(c.Measure, r, facts, context) ?? Answer.Record(Facts.StreamOf(r.Id),
            new RemediationEvent.RemediationAccepted(c.Measure, r.SubmittedOn[c.Measure], c.Remark));

    private static Answer Reject(RemediationCommand.RejectRemediation c, Remediation r, Facts facts, Context context) =>
        CheckVerifier(c.Measure, r, facts, context) ?? Answer.Record(Facts.StreamOf(r.Id),
            new RemediationEvent.RemediationRejected(c.Measure, r.SubmittedOn[c.Measure], c.Reason));

    private static Answer RequestExtension(RemediationCommand.RequestExtension c, Remediation r, Facts facts,
        Context context)
    {
        if (CheckOwner(r, facts, context) is { } refusal)
            return refusal;
        if (r.Measure(c.Measure) is null || r.ObligationFor(c.Measure) is not { MetOn: null } owed)
            return new Refusal("remediation.measure_unknown_or_met", Law.CheckFollowUp, c.Measure);
        if (r.Owner == r.RequiringBody)
            return new Refusal("remediation.owner_cannot_require", Law.CheckFollowUp, r.Owner);
        if (Extensions.CheckRequest(owed, c.NewDue, r.OpenRequests.ContainsKey(c.Measure), Law.CheckFollowUp, context)
            is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(r.Id), new RemediationEvent.ExtensionRequested(c.Measure, c.NewDue,
            c.Reason, Deadline.After(context.OccurredOn, LimitIds.AnswerSubmission, facts)));
    }

    private static Answer Grant(RemediationCommand.GrantExtension c, Remediation r, Facts facts, Context context)
    {
        if (CheckRequiringBody(r, facts, context) is { } refusal)
            return refusal;
        if (!r.OpenRequests.TryGetValue(c.Measure, out var request))
            return new Refusal("extension.none_requested", Law.CheckFollowUp);
        return Extensions.Grant(Facts.StreamOf(r.Id), r, Remediation.MeasureKey(c.Measure), c.NewDue, request.NewDue,
            Law.CheckFollowUp, owed => new RemediationEvent.ExtensionGranted(c.Measure, owed.Due,
                Deadline.Set(c.NewDue), c.Reason), facts, context);
    }

    private static Answer RefuseExtension(RemediationCommand.RefuseExtension c, Remediation r, Facts facts,
        Context context)
    {
        if (CheckRequiringBody(r, facts, context) is { } refusal)
            return refusal;
        return r.OpenRequests.ContainsKey(c.Measure)
            ? Answer.Record(Facts.StreamOf(r.Id), new RemediationEvent.ExtensionRefused(c.Measure, c.Reason))
            : new Refusal("extension.none_requested", Law.CheckFollowUp);
    }

    // The body that manages the owner is no way out: it cannot require either. The Inspectorate is outside of both.
    private static Answer TakeOverVerification(Remediation r, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Verify) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        if (facts.Body(body)!.Kind != BodyKind.Inspectorate)
            return new Refusal("remediation.only_the_inspectorate", Law.Product, body);
        return CheckNewVerifier(body, r, facts) is { } wrong ? wrong
            : Verified(r, by => new RemediationEvent.VerificationTakenOver(body, by), facts, context);
    }

    // Also where the owner came to be the Inspectorate, or is managed by it.
    private static Answer NameVerifier(RemediationCommand.NameVerifier c, Remediation r, Facts facts, Context context)
    {
        if ((CheckNaming(c.Verifier, c.Document, r, facts, context) ?? CheckNewVerifier(c.Verifier, r, facts))
            is { } refusal)
            return refusal;
        return Verified(r, by => new RemediationEvent.VerifierNamed(c.Verifier, by, c.Document), facts, context);
    }

    // The receiver takes the money for the fund or the budget, not for itself: no debt ends when it comes to owe it.
    private static Answer NameReceiver(RemediationCommand.NameReceiver c, Remediation r, Facts facts, Context context)
    {
        if (CheckNaming(c.Receiver, c.Document, r, facts, context) is { } refusal)
            return refusal;
        if (c.Receiver == r.Owner)
            return new Refusal("remediation.receiver_is_owner", Law.CheckFollowUp, c.Receiver);
        if (r.Owner != r.Required.Receiver)
            return new Refusal("remediation.received_by_another", Law.Product, r.Required.Receiver, r.Owner);
        return Answer.Record(Facts.StreamOf(r.Id), new RemediationEvent.ReceiverNamed(c.Receiver,
            Deadline.AfterIfSet(context.Today, LimitIds.ConfirmPayment, facts), c.Document));
    }

    // A body above the owner, by its own document, after the merger that made the owner two parties in one.
    private static Refusal? CheckNaming(BodyCode named, Document document, Remediation r, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.RequireRemediation) is { } refusal)
            return refusal;
        if (Competence.BodyOf(context, facts) == r.Owner)
            return new Refusal("remediation.owner_cannot_require", Law.CheckFollowUp, r.Owner);
        if (facts.Body(named) is null)
            return new Refusal("body.unknown", Law.Product, named);
        return Competence.CheckOwnDocument(document, Competence.MandateOf(context.Actor, facts)!, context)
            ?? Body.CheckSuperior(r.Owner, document, facts)
            ?? Competence.CheckOrder(context, r.Former.Select(b => facts.Body(b)!.Succession!.From)
                .Append(r.RequiredOn).Max());
    }

    private static Refusal? CheckNewVerifier(BodyCode verifier, Remediation r, Facts facts)
    {
        if (r.Owner == verifier)
            return new Refusal("remediation.owner_cannot_require", Law.CheckFollowUp, verifier);
        if (r.Owner != r.RequiringBody)
            return new Refusal("remediation.verified_by_another", Law.Product, r.RequiringBody, r.Owner);
        return Body.ManagerOf(r.Owner, facts) == verifier
            ? new Refusal("remediation.manager_cannot_require", Law.CheckFollowUp, verifier, r.Owner) : null;
    }

    // What was overdue before is escalated to whom it was owed then, also where the clock was down.
    private static Answer Verified(Remediation r, Func<Deadline, Event> verified, Facts facts, Context context)
    {
        var stream = Facts.StreamOf(r.Id);
        return Answer.Record(
        [
            .. ObligationClock.CatchUp(stream, r, o => o.OwedTo == r.RequiringBody, facts, context.Today).Events,
            new StreamEvent(stream, verified(Deadline.After(context.Today, LimitIds.AnswerSubmission, facts))),
        ]);
    }

    private static Refusal? CheckOwner(Remediation r, Facts facts, Context context) =>
        Competence.BodyOf(context, facts) is { } body && body == r.Owner
            ? Competence.Lacks(facts, context, Power.Execute)
                ?? Competence.CheckStoodFor(r.FirstOwner, facts, context)
            : new Refusal("remediation.not_the_owner", Law.CheckFollowUp, r.Owner);

    private static Refusal? CheckRequiringBody(Remediation r, Facts facts, Context context) =>
        CheckRequires(r, facts, context) ?? Competence.Lacks(facts, context, Power.Verify);

    // A merger may have made the owner its own verifier.
    private static Refusal? CheckRequires(Remediation r, Facts facts, Context context)
    {
        if (Competence.BodyOf(context, facts) != r.RequiringBody)
            return new Refusal("remediation.not_the_requiring_body", Law.CheckFollowUp, r.RequiringBody);
        return r.Owner == r.RequiringBody
            ? new Refusal("remediation.owner_cannot_require", Law.CheckFollowUp, r.Owner) : null;
    }

    private static Refusal? CheckOpenMeasure(int number, Remediation r) =>
        r.Measure(number) is { Kind: MeasureKind.CarryOut } && r.ObligationFor(number).MetOn is null
            ? null : new Refusal("remediation.measure_unknown_or_met", Law.CheckFollowUp, number);

    // Two refusals with codes of their own: not the body that required it, and the recorder of one of its findings.
    private static Answer? CheckVerifier(int measure, Remediation r, Facts facts, Context context)
    {
        if (CheckRequires(r, facts, context) is { } outsider)
            return outsider;
        if (context.Actor is Acting.Officer actor
            && r.Required.Findings.Any(f => facts.Finding(f)!.RecordedBy == actor.Id))
            return new Refusal("remediation.verifier_recorded_finding", Law.CheckMembers);
        if (CheckRequiringBody(r, facts, context) is { } refusal)
            return refusal;
        if (CheckOpenMeasure(measure, r) is { } wrong)
            return wrong;
        if (!r.ObligationFor(measure).IsPending)
            return new Refusal("remediation.nothing_submitted", Law.CheckFollowUp, measure);
        return null;
    }
}
