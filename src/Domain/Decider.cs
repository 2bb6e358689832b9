using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.IrregularActs;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Remediations;
using Supervision.Domain.Reviews;
using Supervision.Domain.Rules;

namespace Supervision.Domain;

/// <summary>The two doors of the domain: a command becomes an answer, an event becomes a state.</summary>
public static class Decider
{
    /// <summary>Bytes of one event's data, so that it fits with its envelope into an entry of 40,000.</summary>
    public const int EventBytesMax = 36_000;

    /// <summary>
    /// Decides a command. The limits of fields come first, then who may act at all, then the noun's own rules. An
    /// accepted documented act takes its document's number in the same answer.
    /// </summary>
    /// <exception cref="StreamNotReadException">A needed stream is not in the facts; read it, decide again.</exception>
    public static Answer Decide(Command command, Facts facts, Context context)
    {
        try
        {
            if ((Fields.Check(command) ?? Competence.Check(command, facts, context)
                ?? DataSubject.CheckLive(command, facts)) is { } refusal)
                return refusal;
            var answer = Dispatch(command, facts, context);
            // What a new calendar has moved by now is decided on as moved, also where its policy has not run yet.
            var shifts = command is ObligationCommand ? [] : DeadlineShifts.PendingIn(facts);
            if (shifts.Count > 0)
                answer = Dispatch(command, facts = facts.After(shifts), context);
            if (answer is not Answer.Events events)
                return answer;
            if (command is IDocumented)
                events = new([.. events.List, .. LateRecordings.ClearedBy(events.List, facts, context)]);
            if (shifts.Count > 0)
                events = new([.. shifts.Where(s => events.List.Any(e => e.Stream == s.Stream)), .. events.List]);
            var bytes = events.List.Max(e => Codec.Encode(e.Event).Length);
            if (bytes > EventBytesMax)
                return new Refusal("act.too_large", Law.Product, bytes, EventBytesMax);
            return command is IDocumented { Document: { } document } && TakenNumber.Take(document, facts) is { } taken
                ? new Answer.Events([.. events.List, taken]) : events;
        }
        catch (NoRuleSetException missing)
        {
            return new Refusal("rules.none_in_force", Law.Product, missing.Day);
        }
        catch (NoLimitException missing)
        {
            return new Refusal("rules.limit_not_in_force", Law.Product, missing.Limit, missing.Version);
        }
        catch (OverflowException)
        {
            return new Refusal("field.sum_too_large", Law.Product);
        }
    }

    /// <summary>
    /// The state after an event; <paramref name="state"/> is null before the first, <paramref name="on"/> is the day
    /// that the event occurred.
    /// </summary>
    public static object? Evolve(object? state, Event e, DateOnly on) => e switch
    {
        BodyEvent x => Body.Evolve((Body?)state, x, on),
        SuccessionEvent x => Successions.Evolve((ISucceeding)state!, x, on),
        OfficerEvent x => Officer.Evolve((Officer?)state, x, on),
        AdministratorEvent x => Administrators.Evolve((Administrators?)state, x),
        RoleTableEvent x => RoleTables.Evolve((RoleTables?)state, x),
        RuleSetEvent x => RuleSets.Evolve((RuleSets?)state, x),
        CalendarEvent x => Calendar.Evolve((Calendar?)state, x, on),
        DirectiveEvent x => Directive.Evolve((Directive?)state, x, on),
        PlanEvent x => Plan.Evolve((Plan?)state, x, on),
        DirectionEvent x => Direction.Evolve((Direction?)state, x, on),
        ProposalEvent x => Proposal.Evolve((Proposal?)state, x, on),
        ReviewEvent x => Review.Evolve((Review?)state, x, on),
        AssignmentEvent x => Assignment.Evolve((Assignment?)state, x, on),
        InspectionEvent x => Inspection.Evolve((Inspection?)state, x, on),
        FindingEvent x => Finding.Evolve((Finding?)state, x, on),
        RemediationEvent x => Remediation.Evolve((Remediation?)state, x, on),
        EvidenceEvent x => Evidence.Evolve((Evidence?)state, x),
        DataSubjectEvent x => DataSubject.Evolve((DataSubject?)state, x, on),
        ObligationEvent x => ObligationClock.Evolve((IOwing)state!, x),
        IrregularActEvent x => IrregularAct.Evolve((IrregularAct?)state, x),
        DocumentEvent x => TakenNumber.Evolve((TakenNumber?)state, x),
        VoucherEvent x => UsedVoucher.Evolve((UsedVoucher?)state, x),
        LedgerEvent x => Opening.Evolve((Opening?)state, x),
        RefusalEvent x => RefusalCount.Evolve((RefusalCount?)state, x),
        _ => throw Unknown.Event(e),
    };

    private static Answer Dispatch(Command command, Facts facts, Context context) => command switch
    {
        BodyCommand c => Body.Decide(c, facts, context),
        SuccessionCommand c => Successions.Decide(c, facts, context),
        OfficerCommand c => OfficerDecider.Decide(c, facts, context),
        RoleTableCommand c => RoleTables.Decide(c, facts, context),
        RuleSetCommand c => RuleSets.Decide(c, facts, context),
        CalendarCommand c => Calendar.Decide(c, facts, context),
        DirectiveCommand c => Directive.Decide(c, facts, context),
        PlanCommand c => PlanDecider.Decide(c, facts, context),
        DirectionCommand c => Direction.Decide(c, facts, context),
        ProposalCommand c => Proposal.Decide(c, facts, context),
        ReviewCommand c => Review.Decide(c, facts, context),
        AssignmentCommand c => AssignmentDecider.Decide(c, facts, context),
        InspectionCommand c => InspectionDecider.Decide(c, facts, context),
        FindingCommand c => FindingDecider.Decide(c, facts, context),
        RemediationCommand c => RemediationDecider.Decide(c, facts, context),
        EvidenceCommand c => Evidence.Decide(c, facts, context),
        DataSubjectCommand c => DataSubject.Decide(c, facts, context),
        ObligationCommand c => ObligationClock.Decide(c, facts, context),
        IrregularActCommand c => IrregularAct.Decide(c, facts, context),
        _ => throw Unknown.Command(command),
    };
}
