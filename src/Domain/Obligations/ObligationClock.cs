using Supervision.Domain.Rules;

namespace Supervision.Domain.Obligations;

/// <summary>
/// What the passing of days does: a due day that passes without the act is recorded as missed, once; then reminders
/// and escalation on fixed overdue days. All of it follows from the days in the state and never from when the clock
/// runs, so it comes out the same when the program was down, also when the act was done late in the meantime.
/// </summary>
public static class ObligationClock
{
    /// <summary>The commands that are due for the thing in this stream on this day, in their order.</summary>
    public static IReadOnlyList<ObligationCommand> DueOn(DateOnly today, string stream, IOwing thing, RuleSets rules)
    {
        var commands = new List<ObligationCommand>();
        foreach (var o in thing.Obligations.Where(o => o.IsOverdue(today)))
        {
            if (!o.Missed && !HoldsBack(o))
                commands.Add(new ObligationCommand.RecordMiss(stream, o.Key));
            if (rules.On(o.OpenedOn) is not { } set || !set.Reminds(o))
                continue;
            commands.AddRange(ReminderDays(set)
                .Where(day => IsReminderDue(o, day, today))
                .Select(day => new ObligationCommand.SendReminder(stream, o.Key, day)));
            if (!o.Escalated && IsReminderDue(o, Value(set, LimitIds.Escalation), today))
                commands.Add(new ObligationCommand.Escalate(stream, o.Key, Value(set, LimitIds.Escalation)));
        }

        return commands;
    }

    /// <summary>
    /// The first day on which time alone makes a command due for the thing; null where nothing is owed.
    /// </summary>
    public static DateOnly? NextDay(DateOnly today, IOwing thing, RuleSets rules) => thing.Obligations
        .Where(o => o.IsOpen)
        .SelectMany(o => DaysOf(o, rules))
        .Where(day => day > today)
        .Select(day => (DateOnly?)day)
        .Min();

    public static Answer Decide(ObligationCommand c, Facts facts, Context context)
    {
        if (context.Actor != (c is ObligationCommand.ShiftDeadline ? Acting.Calendar : Acting.Obligations))
            return new Refusal("obligation.only_the_clock", Law.Product);
        if (facts.Owing(c.Stream) is not { } thing
            || thing.Obligations.FirstOrDefault(o => o.Key == c.Key) is not { } o)
            return new Refusal("obligation.unknown", Law.Product, c.Key);
        IReadOnlyList<ObligationCommand> due = c is ObligationCommand.ShiftDeadline
            ? DeadlineShifts.DueIn(c.Stream, thing, facts.Calendar())
            : DueOn(context.Today, c.Stream, thing, facts.RuleSets());
        return due.Contains(c) ? Answer.Record(c.Stream, ToEvent(c, o, facts)) : new Answer.Nothing();
    }

    /// <summary>
    /// What the clock would have recorded for these obligations by today and has not, since it was down: each on its
    /// own day, and the thing as it leaves it.
    /// </summary>
    public static (List<StreamEvent> Events, IOwing Thing) CatchUp(string stream, IOwing thing,
        Func<Obligation, bool> which, Facts facts, DateOnly today)
    {
        var events = new List<StreamEvent>();
        while (true)
        {
            var (next, owed) = DueOn(today, stream, thing, facts.RuleSets())
                .Select(c => (c, thing.Obligations.First(o => o.Key == c.Key)))
                .FirstOrDefault(due => which(due.Item2));
            if (next is null)
                return (events, thing);
            var e = ToEvent(next, owed, facts);
            events.Add(new StreamEvent(stream, e, BelongsTo(next, owed)));
            thing = Evolve(thing, e);
        }
    }

    public static IOwing Evolve(IOwing state, ObligationEvent e) => state.With(e switch
    {
        ObligationEvent.ObligationMissed m => state.Obligations.Change(m.Key,
            o => o with { Missed = true, MissedBy = m.Body }),
        ObligationEvent.ObligationMissCleared m => state.Obligations.Change(m.Key,
            o => o with { Missed = false, MissCleared = true }),
        ObligationEvent.ReminderSent r => state.Obligations.Change(r.Key,
            o => o with { RemindedDays = [.. o.RemindedDays, r.OverdueDay] }),
        ObligationEvent.Escalated x => state.Obligations.Change(x.Key, o => o with { Escalated = true }),
        ObligationEvent.DeadlineShifted x => state.Obligations.Change(x.Key,
            o => o with { Deadline = x.NewDue, Shifts = o.Shifts + 1, ShiftedBy = x.CalendarVersion }),
        _ => throw Unknown.Event(e),
    });

    /// <summary>
    /// The day that the command's event belongs to: the due day for a miss, the overdue day for a reminder or an
    /// escalation, the day of the calendar's adoption for a shift.
    /// </summary>
    public static DateOnly BelongsTo(ObligationCommand c, Obligation o) => c switch
    {
        ObligationCommand.RecordMiss => o.Due,
        ObligationCommand.SendReminder r => o.Due.AddDays(r.OverdueDay),
        ObligationCommand.Escalate x => o.Due.AddDays(x.OverdueDay),
        ObligationCommand.ShiftDeadline s => s.AdoptedOn,
        _ => throw Unknown.Command(c),
    };

    private static ObligationEvent ToEvent(ObligationCommand c, Obligation o, Facts facts) => c switch
    {
        ObligationCommand.ShiftDeadline s => DeadlineShifts.ToEvent(s, o, facts.Calendar()),
        ObligationCommand.RecordMiss => new ObligationEvent.ObligationMissed(o.Key, o.Kind, o.Body, o.Due),
        ObligationCommand.SendReminder r =>
            new ObligationEvent.ReminderSent(o.Key, o.Kind, o.Body, o.Due, r.OverdueDay),
        ObligationCommand.Escalate x =>
            new ObligationEvent.Escalated(o.Key, o.Kind, o.Body, o.Due, x.OverdueDay, o.OwedTo),
        _ => throw Unknown.Command(c),
    };

    // A submission made in time and still unanswered holds the miss back; one made late does not. Unanswered when its
    // obligation ended, it holds it back for ever.
    private static bool HoldsBack(Obligation o) => o.Unanswered?.Since <= o.Due;

    // A day counts by how it began: a submission made or an answer given in its course changes nothing of it.
    private static bool IsReminderDue(Obligation o, int overdueDay, DateOnly today)
    {
        var day = o.Due.AddDays(overdueDay);
        return day <= today && (o.MetOn is not { } met || day <= met) && (o.EndedOn is not { } end || day <= end)
            && !o.RemindedDays.Contains(overdueDay) && !o.WasHeldAtStartOf(day);
    }

    private static IEnumerable<DateOnly> DaysOf(Obligation o, RuleSets rules)
    {
        yield return o.Due.AddDays(1);
        if (rules.On(o.OpenedOn) is not { } set || !set.Reminds(o))
            yield break;
        foreach (var day in ReminderDays(set).Append(Value(set, LimitIds.Escalation)))
            yield return o.Due.AddDays(day);
    }

    private static int[] ReminderDays(RuleSetEvent.RuleSetAdopted set) =>
        [Value(set, LimitIds.FirstReminder), Value(set, LimitIds.SecondReminder)];

    private static int Value(RuleSetEvent.RuleSetAdopted set, string id) => set.Limits.First(l => l.Id == id).Value;
}
