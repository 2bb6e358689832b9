using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Assignments;

/// <summary>
/// The rules of assignments: six clears before issuing, extensions in time, no body accepts its own product.
/// </summary>
public static class AssignmentDecider
{
    public static Answer Decide(AssignmentCommand command, Facts facts, Context context)
    {
        if (command is AssignmentCommand.DraftAssignment draft)
            return Draft(draft, facts, context);
        if (facts.Assignment(command.Assignment) is not { } assignment)
            return new Refusal("assignment.unknown", Law.Product);
        return command switch
        {
            AssignmentCommand.AmendDraft c => Amend(c, assignment, facts, context),
            AssignmentCommand.IssueAssignment c => Issue(c, assignment, facts, context),
            AssignmentCommand.ReceiveAssignment c => Receive(c, assignment, facts, context),
            AssignmentCommand.ReportProgress c => Report(c, assignment, facts, context),
            AssignmentCommand.RequestExtension c => Request(c, assignment, facts, context),
            AssignmentCommand.GrantExtension c => Grant(c, assignment, facts, context),
            AssignmentCommand.RefuseExtension c => RefuseRequest(c, assignment, facts, context),
            AssignmentCommand.SubmitProduct c => Submit(c, assignment, facts, context),
            AssignmentCommand.AcceptProduct c => Accept(c, assignment, facts, context),
            AssignmentCommand.ReturnProduct c => Return(c, assignment, facts, context),
            _ => throw Unknown.Command(command),
        };
    }

    private static Answer Draft(AssignmentCommand.DraftAssignment c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Assign) is { } refusal)
            return refusal;
        if (facts.Assignment(c.Assignment) is not null)
            return new Refusal("assignment.already_drafted", Law.Product);
        if (facts.Plan(c.Plan) is null)
            return new Refusal("plan.unknown", Law.Product);
        if (CheckAddressees(c.Clears, facts) is { } wrong)
            return wrong;
        var assigner = Competence.BodyOf(context, facts)!.Value;
        return Answer.Record(
            new StreamEvent(Facts.StreamOf(c.Assignment), new AssignmentEvent.AssignmentDrafted(
                c.Assignment, c.Plan, c.Section, c.Code, c.TitleVi, c.TitleEn, assigner, c.Clears)),
            new StreamEvent(Facts.StreamOf(c.Plan), new PlanEvent.PlanAssignmentOpened(c.Assignment, c.Section)));
    }

    private static Answer Amend(AssignmentCommand.AmendDraft c, Assignment a, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Assign, a.Assigner) is { } refusal)
            return refusal;
        if (a.Stage != AssignmentStage.Drafted)
            return new Refusal("assignment.already_issued", Law.SixClears, a.Code);
        if (CheckAddressees(c.Clears, facts) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.AssignmentDraftAmended(c.Clears));
    }

    private static Answer Issue(AssignmentCommand.IssueAssignment c, Assignment a, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Assign, a.Assigner) is { } refusal)
            return refusal;
        if (a.Stage != AssignmentStage.Drafted)
            return new Refusal("assignment.already_issued", Law.SixClears, a.Code);
        if (a.Clears.Missing() is { Count: > 0 } missing)
            return new Refusal("assignment.clears_missing", Law.SixClears, missing);
        if (a.Clears.Due < context.OccurredOn)
            return new Refusal("assignment.due_before_assigned", Law.SixClears, a.Clears.Due!, context.OccurredOn);
        if (a.Lead == a.Assigner)
            return new Refusal("assignment.lead_is_assigner", Law.SixClears, a.Assigner);
        return Answer.Record(Facts.StreamOf(c.Assignment), new AssignmentEvent.AssignmentIssued(
            a.Clears, Deadline.Set(a.Clears.Due!.Value),
            Deadline.After(context.OccurredOn, LimitIds.ReceiveAssignment, facts)));
    }

    private static Answer Receive(AssignmentCommand.ReceiveAssignment c, Assignment a, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Execute) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        if (a.Stage == AssignmentStage.Drafted || a.Clears.Addressees.All(x => x.Body != body))
            return new Refusal("assignment.not_an_addressee", Law.SixClears, body, a.Code);
        return a.ReceivedBy.Contains(body) ? new Answer.Nothing()
            : Answer.Record(Facts.StreamOf(c.Assignment), new AssignmentEvent.AssignmentReceived(body));
    }

    private static Answer Report(AssignmentCommand.ReportProgress c, Assignment a, Facts facts, Context context)
    {
        if (CheckLead(a, facts, context) is { } refusal)
            return refusal;
        if (c.Percent > 99)
            return new Refusal("assignment.done_needs_product", Law.TrackedTasks, c.Percent);
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.ProgressReported(c.Text, c.Percent));
    }

    private static Answer Request(AssignmentCommand.RequestExtension c, Assignment a, Facts facts, Context context)
    {
        if (CheckLead(a, facts, context) is { } refusal)
            return refusal;
        if (context.OccurredOn > a.Product!.Due)
            return new Refusal("assignment.extension_after_due", Law.TrackedTasks, a.Product.Due);
        if (a.OpenRequest is not null)
            return new Refusal("assignment.extension_already_requested", Law.TrackedTasks, a.RequestedOn!);
        if (c.NewDue <= a.Product.Due)
            return new Refusal("assignment.extension_not_later", Law.TrackedTasks, c.NewDue, a.Product.Due);
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.ExtensionRequested(
            c.NewDue, c.Reason, Deadline.After(context.OccurredOn, LimitIds.AnswerAssignment, facts)));
    }

    private static Answer Grant(AssignmentCommand.GrantExtension c, Assignment a, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Assign, a.Assigner) is { } refusal)
            return refusal;
        if (a.OpenRequest is null)
            return new Refusal("assignment.no_open_request", Law.TrackedTasks, a.Code);
        if (c.NewDue <= a.Product!.Due || c.NewDue > a.OpenRequest.NewDue)
            return new Refusal("assignment.grant_beyond_request", Law.TrackedTasks, c.NewDue, a.OpenRequest.NewDue);
        var granted = new AssignmentEvent.ExtensionGranted(a.Product.Due, Deadline.Set(c.NewDue), c.Reason);
        // Asked in time, answered after the due day: the miss recorded meanwhile was the assigner's silence.
        return a.Product.Missed
            ? Answer.Record(Facts.StreamOf(a.Id), granted, new ObligationEvent.ObligationMissCleared(
                Assignment.ProductKey, a.Product.Kind, a.Product.Body, a.Product.Due, "extension"))
            : Answer.Record(Facts.StreamOf(a.Id), granted);
    }

    private static Answer RefuseRequest(AssignmentCommand.RefuseExtension c, Assignment a, Facts facts,
        Context context)
    {
        if (Competence.Lacks(facts, context, Power.Assign, a.Assigner) is { } refusal)
            return refusal;
        if (a.OpenRequest is null)
            return new Refusal("assignment.no_open_request", Law.TrackedTasks, a.Code);
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.ExtensionRefused(c.Reason));
    }

    private static Answer Submit(AssignmentCommand.SubmitProduct c, Assignment a, Facts facts, Context context)
    {
        if (CheckLead(a, facts, context) is { } refusal)
            return refusal;
        if (Evidence.CheckAll(c.Evidence, facts, a.Lead!.Value) is { } unusable)
            return unusable;
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.ProductSubmitted(
            c.Text, c.Evidence, Deadline.After(context.OccurredOn, LimitIds.AnswerAssignment, facts)));
    }

    private static Answer Accept(AssignmentCommand.AcceptProduct c, Assignment a, Facts facts, Context context) =>
        CheckAnswer(a, facts, context) ?? Answer.Record(Facts.StreamOf(a.Id),
            new AssignmentEvent.ProductAccepted(a.SubmittedOn!.Value, c.Remark));

    private static Answer Return(AssignmentCommand.ReturnProduct c, Assignment a, Facts facts, Context context) =>
        CheckAnswer(a, facts, context) ?? Answer.Record(Facts.StreamOf(a.Id),
            new AssignmentEvent.ProductReturned(a.SubmittedOn!.Value, c.Reason));

    private static Answer? CheckAnswer(Assignment a, Facts facts, Context context)
    {
        if (Competence.BodyOf(context, facts) is { } body && body == a.Lead)
            return new Refusal("assignment.own_product", Law.TrackedTasks, body);
        if (Competence.Lacks(facts, context, Power.Assign, a.Assigner) is { } refusal)
            return refusal;
        if (a.Stage != AssignmentStage.Submitted)
            return new Refusal("assignment.nothing_submitted", Law.TrackedTasks, a.Code);
        return null;
    }

    // What the lead may do while the assignment is in progress.
    private static Refusal? CheckLead(Assignment a, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Execute) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        if (a.Stage == AssignmentStage.Drafted || a.Lead != body)
            return new Refusal("assignment.not_the_lead", Law.SixClears, body, a.Code);
        return a.Stage switch
        {
            AssignmentStage.InProgress => null,
            AssignmentStage.Issued => new Refusal("assignment.not_received", Law.TrackedTasks, a.Code),
            AssignmentStage.Submitted => new Refusal("assignment.submission_pending", Law.TrackedTasks, a.Code),
            _ => new Refusal("assignment.already_done", Law.TrackedTasks, a.Code),
        };
    }

    private static Refusal? CheckAddressees(SixClears clears, Facts facts)
    {
        foreach (var a in clears.Addressees)
        {
            if (facts.Body(a.Body) is null)
                return new Refusal("body.unknown", Law.Product, a.Body);
        }

        if (clears.Addressees.DistinctBy(a => a.Body).Count() != clears.Addressees.Count)
            return new Refusal("assignment.addressee_twice", Law.SixClears);
        return clears.Addressees.Count(a => a.Role == AssignmentRole.Lead) > 1
            ? new Refusal("assignment.several_leads", Law.SixClears) : null;
    }
}
