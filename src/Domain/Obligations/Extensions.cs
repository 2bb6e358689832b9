namespace Supervision.Domain.Obligations;

/// <summary>
/// More time for what is owed, of an assignment as of a remediation: asked for in time, one request at a time, to a
/// later day; granted up to the day asked for, also after the due day.
/// </summary>
internal static class Extensions
{
    internal static Refusal? CheckRequest(Obligation owed, DateOnly newDue, bool waits, Citation law, Context context)
    {
        if (context.OccurredOn > owed.Due)
            return new Refusal("extension.after_due", law, owed.Due);
        if (waits)
            return new Refusal("extension.already_requested", law);
        return newDue > owed.Due ? null : new Refusal("extension.not_later", law, newDue, owed.Due);
    }

    /// <summary>
    /// A miss recorded meanwhile is cleared: asked in time, answered late, it was the answerer's silence. What the
    /// clock has not recorded yet comes first: when it ran changes nothing.
    /// </summary>
    internal static Answer Grant(string stream, IOwing thing, string key, DateOnly newDue, DateOnly asked, Citation law,
        Func<Obligation, Event> granted, Facts facts, Context context)
    {
        var (events, after) = ObligationClock.CatchUp(stream, thing, o => o.Key == key, facts, context.Today);
        var owed = after.Obligations.First(o => o.Key == key);
        if (newDue <= owed.Due || newDue > asked)
            return new Refusal("extension.beyond_request", law, newDue, asked);
        events.Add(new StreamEvent(stream, granted(owed)));
        if (owed.Missed)
        {
            events.Add(new StreamEvent(stream, new ObligationEvent.ObligationMissCleared(
                owed.Key, owed.Kind, owed.Body, owed.Due, "extension")));
        }

        return Answer.Record(events);
    }
}
