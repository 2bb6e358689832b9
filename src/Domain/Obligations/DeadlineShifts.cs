using Supervision.Domain.Rules;

namespace Supervision.Domain.Obligations;

/// <summary>
/// What a new calendar does: a due day that it makes a day off moves to the next working day. Only of what was owed by
/// a day not yet passed when the calendar was adopted, and is not missed, nor was met or ended by then. Never earlier;
/// given up again, a day off moves nothing back. Each calendar moves it by itself, in their order, so that it comes out
/// the same when the program was down for several.
/// </summary>
public static class DeadlineShifts
{
    /// <summary>The shifts that come next in the thing of this stream: of each obligation the first.</summary>
    public static IReadOnlyList<ObligationCommand.ShiftDeadline> DueIn(string stream, IOwing thing,
        Calendar calendar) =>
        [.. thing.Obligations.Select(o => ShiftOf(stream, o, calendar)).OfType<ObligationCommand.ShiftDeadline>()];

    /// <summary>
    /// The shifts that are due and not recorded in the things that were read, each on the day that it belongs to.
    /// </summary>
    internal static List<StreamEvent> PendingIn(Facts facts)
    {
        var events = new List<StreamEvent>();
        foreach (var (stream, read) in facts.Things)
        {
            var (thing, calendar) = (read, facts.Calendar());
            while (DueIn(stream, thing, calendar) is [var next, ..])
            {
                var e = ToEvent(next, thing.Obligations.First(o => o.Key == next.Key), calendar);
                events.Add(new StreamEvent(stream, e, next.AdoptedOn));
                thing = ObligationClock.Evolve(thing, e);
            }
        }

        return events;
    }

    internal static ObligationEvent.DeadlineShifted ToEvent(ObligationCommand.ShiftDeadline c, Obligation o,
        Calendar calendar)
    {
        var cited = calendar.Versions.First(v => v.Version == c.CalendarVersion);
        var known = calendar.UpTo(calendar.Versions.Count(v => v.Version <= c.CalendarVersion));
        var due = known.NextWorkingDay(o.Due);
        return new(o.Key, o.Kind, o.Body, o.Due,
            o.Deadline with { Due = due, Provisional = o.Deadline.Provisional || known.IsProvisional(due) },
            cited.Version, cited.Basis, cited.Approval);
    }

    private static ObligationCommand.ShiftDeadline? ShiftOf(string stream, Obligation o, Calendar calendar) =>
        !o.Missed && calendar.MadeOff(o.DueSetOn, o.Due, o.ShiftedBy) is { } i && calendar.AdoptedOn[i] is var on
            && !(o.MetOn <= on) && !(o.EndedOn <= on)
            ? new(stream, o.Key, calendar.Versions[i].Version, on) : null;
}
