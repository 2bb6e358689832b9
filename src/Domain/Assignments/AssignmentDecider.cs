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
            AssignmentCommand.RemindAssignment c => AssignmentChanges.Remind(c, assignment, facts, context),
            AssignmentCommand.ReassignAssignment c => AssignmentChanges.Reassign(c, assignment, facts, context),
            AssignmentCommand.PauseAssignment c => AssignmentChanges.Pause(c, assignment, facts, context),
            AssignmentCommand.ResumeAssignment c => AssignmentChanges.Resume(c, assignment, facts, context),
            AssignmentCommand.CancelAssignment c => AssignmentChanges.Cancel(c, assignment, facts, context),
            AssignmentCommand.ReplaceAssignment c => AssignmentChanges.Replace(c, assignment, facts, context),
            _ => throw Unknown.Command(command),
        };
    }

    private static Answer Draft(AssignmentCommand.DraftAssignment c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Assign) is { } refusal)
            return refusal;
        if (facts.Assignment(c.Assignment) is not null)
            return new Refusal("assignment.already_drafted", Law.Product);
        var assigner = Competence.BodyOf(context, facts)!.Value;
        if (Plan.CheckAssigner(c.Plan, assigner, context.OccurredOn, facts) is { } foreign)
            return foreign;
        if (CheckAddressees(c.Clears.Addressees, assigner, facts, context) is { } wrong)
            return wrong;
        return Answer.Record(
            new StreamEvent(Facts.StreamOf(c.Assignment), new AssignmentEvent.AssignmentDrafted(
                c.Assignment, c.Plan, c.Section, c.Code, c.TitleVi, c.TitleEn, assigner, c.Clears)),
            new StreamEvent(Facts.StreamOf(c.Plan), new PlanEvent.PlanAssignmentOpened(c.Assignment, c.Section)));
    }

    private static Answer Amend(AssignmentCommand.AmendDraft c, Assignment a, Facts facts, Context context)
    {
        if ((Competence.Lacks(facts, context, Power.Assign, a.Assigner) ?? CheckNotEnded(a)) is { } refusal)
            return refusal;
        if (a.Stage != AssignmentStage.Drafted)
            return new Refusal("assignment.already_issued", Law.SixClears, a.Code);
        if (CheckAddressees(c.Clears.Addressees, a.Assigner, facts, context) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.AssignmentDraftAmended(c.Clears));
    }

    private static Answer Issue(AssignmentCommand.IssueAssignment c, Assignment a, Facts facts, Context context)
    {
        if ((Competence.Lacks(facts, context, Power.Assign, a.Assigner) ?? CheckNotEnded(a)) is { } refusal)
            return refusal;
        if (a.Stage != AssignmentStage.Drafted)
            return new Refusal("assignment.already_issued", Law.SixClears, a.Code);
        // Again: it may have lost its part in the plan since it drafted. What it issued stays its own.
        if (Plan.CheckAssigner(a.Plan, a.Assigner, context.OccurredOn, facts) is { } foreign)
            return foreign;
        if (a.Clears.Missing() is { Count: > 0 } missing)
            return new Refusal("assignment.clears_missing", Law.SixClears, missing);
        if (a.Clears.Due < context.OccurredOn)
            return new Refusal("assignment.due_before_assigned", Law.SixClears, a.Clears.Due!, context.OccurredOn);
        // A body may have been registered anew since it was drafted: the addressees are judged on the day of issuing.
        if (CheckCharged(a.Clears.Addressees, a, facts, context) is { } wrong)
            return wrong;
        var due = a.Clears.Due!.Value;
        return Answer.Record(Facts.StreamOf(c.Assignment), new AssignmentEvent.AssignmentIssued(
            a.Clears, Deadline.Set(due), Deadline.After(context.OccurredOn, LimitIds.ReceiveAssignment, facts),
            c.ReportEvery, ReportPeriods.Between(context.OccurredOn, due, c.ReportEvery, facts)));
    }

    private static Answer Receive(AssignmentCommand.ReceiveAssignment c, Assignment a, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Execute) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        if (a.Stage == AssignmentStage.Drafted || a.Clears.Addressees.All(x => x.Body != body))
            return new Refusal("assignment.not_an_addressee", Law.SixClears, body, a.Code);
        if ((CheckNotEnded(a) ?? CheckNotPaused(a)) is { } halted)
            return halted;
        return a.ReceivedBy.Contains(body) ? new Answer.Nothing()
            : Answer.Record(Facts.StreamOf(c.Assignment), new AssignmentEvent.AssignmentReceived(body));
    }

    private static Answer Report(AssignmentCommand.ReportProgress c, Assignment a, Facts facts, Context context)
    {
        if (CheckLead(a, facts, context) is { } refusal)
            return refusal;
        if (c.Percent > 99)
            return new Refusal("assignment.done_needs_product", Law.TrackedTasks, c.Percent);
        if (Evidence.CheckAll(c.Evidence ?? [], facts, a.Lead!.Value) is { } unusable)
            return unusable;
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.ProgressReported(c.Text, c.Percent, c.Evidence));
    }

    private static Answer Request(AssignmentCommand.RequestExtension c, Assignment a, Facts facts, Context context)
    {
        if (CheckLead(a, facts, context) is { } refusal)
            return refusal;
        // A merger may have made the lead the assigner, whom it would ask.
        if (a.Lead == a.Assigner)
            return new Refusal("assignment.own_request", Law.TrackedTasks, a.Assigner);
        if (Extensions.CheckRequest(a.Product!, c.NewDue, a.OpenRequest is not null, Law.TrackedTasks, context)
            is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.ExtensionRequested(
            c.NewDue, c.Reason, Deadline.After(context.OccurredOn, LimitIds.AnswerAssignment, facts)));
    }

    private static Answer Grant(AssignmentCommand.GrantExtension c, Assignment a, Facts facts, Context context)
    {
        if (CheckRequest(a, facts, context) is { } refusal)
            return refusal;
        return Extensions.Grant(Facts.StreamOf(a.Id), a, a.Product!.Key, c.NewDue, a.OpenRequest!.NewDue,
            Law.TrackedTasks, owed => new AssignmentEvent.ExtensionGranted(owed.Due, Deadline.Set(c.NewDue), c.Reason,
                ReportsUntil(c.NewDue, owed.Due, a, facts, context)), facts, context);
    }

    // None while a product waits: if it is returned, they are expected from that day.
    private static IReadOnlyList<ReportPeriod>? ReportsUntil(DateOnly newDue, DateOnly oldDue, Assignment a,
        Facts facts, Context context) => a.Stage == AssignmentStage.Submitted ? null : ReportPeriods.Between(
            oldDue > context.OccurredOn ? oldDue : context.OccurredOn, newDue, a.ReportEvery, facts);

    private static Answer RefuseRequest(AssignmentCommand.RefuseExtension c, Assignment a, Facts facts,
        Context context) => CheckRequest(a, facts, context) is { } refusal ? refusal
            : Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.ExtensionRefused(c.Reason));

    // A merger may have made the assigner the lead who asks.
    private static Refusal? CheckRequest(Assignment a, Facts facts, Context context)
    {
        if ((Competence.Lacks(facts, context, Power.Assign, a.Assigner) ?? CheckNotEnded(a)) is { } refusal)
            return refusal;
        if (a.Lead == a.Assigner)
            return new Refusal("assignment.own_request", Law.TrackedTasks, a.Assigner);
        return a.OpenRequest is null ? new Refusal("extension.none_requested", Law.TrackedTasks) : null;
    }

    private static Answer Submit(AssignmentCommand.SubmitProduct c, Assignment a, Facts facts, Context context)
    {
        if (CheckLead(a, facts, context) is { } refusal)
            return refusal;
        if (Evidence.CheckSubmitted(c.Evidence, a.Evidence, a.Lead!.Value, Law.TrackedTasks, facts) is { } unusable)
            return unusable;
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.ProductSubmitted(
            c.Text, c.Evidence, Deadline.After(context.OccurredOn, LimitIds.AnswerAssignment, facts)));
    }

    private static Answer Accept(AssignmentCommand.AcceptProduct c, Assignment a, Facts facts, Context context) =>
        CheckAnswer(a, facts, context) ?? Answer.Record(Facts.StreamOf(a.Id),
            new AssignmentEvent.ProductAccepted(a.SubmittedOn!.Value, c.Remark));

    private static Answer Return(AssignmentCommand.ReturnProduct c, Assignment a, Facts facts, Context context) =>
        CheckAnswer(a, facts, context) ?? Answer.Record(Facts.StreamOf(a.Id),
            new AssignmentEvent.ProductReturned(a.SubmittedOn!.Value, c.Reason,
                ReportPeriods.Between(context.OccurredOn, a.Product!.Due, a.ReportEvery, facts)));

    private static Answer? CheckAnswer(Assignment a, Facts facts, Context context)
    {
        if (Competence.BodyOf(context, facts) is { } body && body == a.Lead)
            return new Refusal("assignment.own_product", Law.TrackedTasks, body);
        if ((Competence.Lacks(facts, context, Power.Assign, a.Assigner) ?? CheckNotEnded(a)) is { } refusal)
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
        return CheckNotEnded(a) ?? CheckNotPaused(a) ?? a.Stage switch
        {
            AssignmentStage.InProgress => null,
            AssignmentStage.Issued => new Refusal("assignment.not_received", Law.TrackedTasks, a.Code),
            AssignmentStage.Submitted => new Refusal("assignment.submission_pending", Law.TrackedTasks, a.Code),
            _ => new Refusal("assignment.already_done", Law.TrackedTasks, a.Code),
        };
    }

    /// <summary>Null where these bodies, among them a lead, may be charged with the assignment.</summary>
    internal static Refusal? CheckCharged(IReadOnlyList<Addressee> addressees, Assignment a, Facts facts,
        Context context) => CheckAddressees(addressees, a.Assigner, facts, context)
            ?? Bodies.Body.CheckPaired(Assignment.LeadOf(addressees)!.Value, facts.Plan(a.Plan)!.Issuer, facts);

    private static Refusal? CheckAddressees(IReadOnlyList<Addressee> addressees, BodyCode assigner, Facts facts,
        Context context)
    {
        foreach (var a in addressees)
        {
            if (Bodies.Body.CheckStands(a.Body, context.OccurredOn, facts) is { } gone)
                return gone;
        }

        // Nobody charges or asks himself: he would owe himself the receipt, and as the lead accept his own product.
        if (addressees.FirstOrDefault(a => a.Body == assigner) is { } own)
            return new Refusal(own.Role == AssignmentRole.Lead ? "assignment.lead_is_assigner"
                : "assignment.assigner_coordinates", Law.SixClears, assigner);
        if (addressees.DistinctBy(a => a.Body).Count() != addressees.Count)
            return new Refusal("assignment.addressee_twice", Law.SixClears);
        if (addressees.Count(a => a.Role == AssignmentRole.Lead) > 1)
            return new Refusal("assignment.several_leads", Law.SixClears);
        foreach (var a in addressees)
        {
            if (AssignmentVerbs.Allowed(assigner, a.Body, facts) is var verbs && !verbs.Contains(a.Verb))
                return new Refusal("assignment.verb_not_allowed", Law.SixClears, assigner, a.Verb, a.Body, verbs);
        }

        return addressees.Select(a => CheckPerson(a, facts, context.OccurredOn)).FirstOrDefault(r => r is not null);
    }

    // Who answers for it in a body holds a post of his own there on the day, and may act.
    private static Refusal? CheckPerson(Addressee a, Facts facts, DateOnly day)
    {
        if (a.Person is not { } person)
            return null;
        if (facts.Officer(person.Officer) is not { } officer)
            return new Refusal("officer.unknown", Law.Product);
        if (officer.Mandate(person.Mandate) is not { } post)
            return new Refusal("mandate.unknown", Law.Product);
        if (officer.IsSuspendedOn(day))
            return new Refusal("officer.suspended", Law.Product, officer.Name, day);
        return Competence.IsPostIn(post, a.Body, day, facts) ? null
            : new Refusal("assignment.person_not_in_body", Law.SixClears, officer.Name, post.Post, a.Body, day);
    }

    internal static Refusal? CheckNotEnded(Assignment a) => a.EndedOn is { } on
        ? new Refusal("assignment.ended", Law.TrackedTasks, a.Code, a.Stage, on) : null;

    internal static Refusal? CheckNotPaused(Assignment a) => a.PausedOn is { } on
        ? new Refusal("assignment.paused", Law.TrackedTasks, a.Code, on) : null;
}
