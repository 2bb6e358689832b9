using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Assignments;

/// <summary>
/// What the assigner may do to an assignment under way beside answering: remind, reassign, pause, resume, cancel,
/// replace. He does it in the system; he never takes back what was missed.
/// </summary>
internal static class AssignmentChanges
{
    internal static Answer Remind(AssignmentCommand.RemindAssignment c, Assignment a, Facts facts, Context context)
    {
        if ((CheckUnderWay(a, facts, context) ?? AssignmentDecider.CheckNotPaused(a)) is { } refusal)
            return refusal;
        if (a.Stage == AssignmentStage.Submitted)
            return new Refusal("assignment.nothing_to_remind_of", Law.TrackedTasks, a.Code);
        if (a.RemindedOn == context.OccurredOn)
            return new Refusal("assignment.reminded_today", Law.TrackedTasks, a.Code);
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.AssignmentReminded(a.Lead!.Value, c.Text));
    }

    internal static Answer Reassign(AssignmentCommand.ReassignAssignment c, Assignment a, Facts facts, Context context)
    {
        // Who answers for it in a body moves no clock, so it may change at any time.
        var samePlaces = WithoutPersons(c.Addressees).SequenceEqual(WithoutPersons(a.Clears.Addressees));
        if ((CheckUnderWay(a, facts, context) ?? (samePlaces && c.Due is null ? null : CheckHalted(a))) is { } refusal)
            return refusal;
        if (c.Addressees.FirstOrDefault(x => x.Role == AssignmentRole.Lead) is not { Person: not null, Body: var lead })
            return new Refusal("assignment.clears_missing", Law.SixClears, new[] { Clear.Person });
        if (AssignmentDecider.CheckCharged(c.Addressees, a, facts, context) is { } wrong)
            return wrong;
        if (samePlaces && c.Due is null)
        {
            return !c.Addressees.Except(a.Clears.Addressees).Any() ? new Answer.Nothing() : Answer.Record(
                Facts.StreamOf(a.Id), new AssignmentEvent.ResponsiblePersonChanged(c.Addressees, c.Reason));
        }

        var due = c.Due is { } day ? Deadline.Set(day) : a.Product!.Deadline;
        if (CheckDue(c, lead, due.Due, a, context) is { } wrongDue)
            return wrongDue;
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.AssignmentReassigned(c.Addressees, c.Reason,
            due, Deadline.After(context.OccurredOn, LimitIds.ReceiveAssignment, facts),
            lead == a.Lead ? null : ReportPeriods.Between(context.OccurredOn, due.Due, a.ReportEvery, facts)));
    }

    internal static Answer Pause(AssignmentCommand.PauseAssignment c, Assignment a, Facts facts, Context context)
    {
        if ((CheckUnderWay(a, facts, context) ?? AssignmentDecider.CheckNotPaused(a) ?? CheckAnswered(a))
            is { } refusal)
            return refusal;
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.AssignmentPaused(c.Reason));
    }

    // The days of the pause are added to every due day that had not passed when it began; only then the last day rolls.
    internal static Answer Resume(AssignmentCommand.ResumeAssignment c, Assignment a, Facts facts, Context context)
    {
        if (CheckUnderWay(a, facts, context) is { } refusal)
            return refusal;
        if (a.PausedOn is not { } since)
            return new Refusal("assignment.not_paused", Law.TrackedTasks, a.Code);
        var days = Deadline.PauseLength(since, context.OccurredOn, LimitUnit.Day, facts.Calendar());
        var moved = a.Obligations.Where(o => days > 0 && o.IsPaused && o.Due >= since).Select(o => new MovedDeadline(
            o.Key, o.Due, o.Deadline.Rolled(o.Due.AddDays(days), facts.Calendar())));
        return Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.AssignmentResumed(days, [.. moved], c.Reason));
    }

    internal static Answer Cancel(AssignmentCommand.CancelAssignment c, Assignment a, Facts facts, Context context) =>
        CheckStands(a, facts, context) is { } refusal ? refusal
            : Answer.Record(Facts.StreamOf(a.Id), new AssignmentEvent.AssignmentCancelled(c.Reason));

    internal static Answer Replace(AssignmentCommand.ReplaceAssignment c, Assignment a, Facts facts, Context context)
    {
        if (CheckUnderWay(a, facts, context) is { } refusal)
            return refusal;
        if (facts.Assignment(c.ReplacedBy) is not { } other)
            return new Refusal("assignment.unknown", Law.Product);
        if (other.Id == a.Id || other.Assigner != a.Assigner || other.EndedOn is not null
            || other.Stage is AssignmentStage.Drafted or AssignmentStage.Done)
            return new Refusal("assignment.cannot_replace", Law.TrackedTasks, other.Code, a.Code);
        return Answer.Record(
            new StreamEvent(Facts.StreamOf(a.Id), new AssignmentEvent.AssignmentReplaced(other.Id, c.Reason)),
            new StreamEvent(Facts.StreamOf(other.Id), new AssignmentEvent.AssignmentTookOver(a.Id)));
    }

    private static Refusal? CheckStands(Assignment a, Facts facts, Context context) =>
        Competence.Lacks(facts, context, Power.Assign, a.Assigner) ?? AssignmentDecider.CheckNotEnded(a)
            ?? (a.Stage == AssignmentStage.Done
                ? new Refusal("assignment.already_done", Law.TrackedTasks, a.Code) : null);

    private static Refusal? CheckUnderWay(Assignment a, Facts facts, Context context) =>
        CheckStands(a, facts, context) ?? (a.Stage == AssignmentStage.Drafted
            ? new Refusal("assignment.not_issued", Law.SixClears, a.Code) : null);

    private static IEnumerable<Addressee> WithoutPersons(IReadOnlyList<Addressee> addressees) =>
        addressees.Select(a => a with { Person = null }).OrderBy(a => a.Body.Value, StringComparer.Ordinal);

    // An assigner who came to be the lead by a merger cannot answer himself: what waits ends with the lead.
    private static Refusal? CheckHalted(Assignment a) =>
        AssignmentDecider.CheckNotPaused(a) ?? (a.Lead == a.Assigner ? null : CheckAnswered(a));

    // Otherwise he could escape his own clock by stopping theirs.
    private static Refusal? CheckAnswered(Assignment a) =>
        a.OpenRequest is not null || a.Stage == AssignmentStage.Submitted
            ? new Refusal("assignment.answer_first", Law.TrackedTasks, a.Code) : null;

    // Only a new lead may get another day, and never an earlier one; the same lead has to ask for it.
    private static Refusal? CheckDue(AssignmentCommand.ReassignAssignment c, BodyCode lead, DateOnly due, Assignment a,
        Context context)
    {
        if (lead == a.Lead)
            return c.Due is null ? null : new Refusal("assignment.due_of_same_lead", Law.TrackedTasks, lead);
        if (due < a.Product!.Due)
            return new Refusal("assignment.due_moved_earlier", Law.TrackedTasks, due, a.Product.Due);
        return due < context.OccurredOn
            ? new Refusal("assignment.due_before_assigned", Law.SixClears, due, context.OccurredOn) : null;
    }
}
