using Supervision.Domain.Rules;

namespace Supervision.Domain.Obligations;

/// <summary>
/// What a new calendar does: a due day that it makes a day off moves to the next working day. Only of what was owed by
/// a day not yet passed when the calendar was adopted, and is neither met nor missed nor ended by then. Never earlier;
/// given up again, a day off moves nothing back.
/// </summary>
public static class DeadlineShifts
{
    /// <summary>The shifts that the calendar asks for in the thing of this stream.</summary>
    public static IReadOnlyList<ObligationCommand.ShiftDeadline> DueIn(string stream, IOwing thing,
        Calendar calendar) =>
        [.. thing.Obligations.Select(o => ShiftOf(stream, o, calendar)).OfType<ObligationCommand.ShiftDeadline>()];

    internal static Answer Decide(ObligationCommand.ShiftDeadline c, Obligation o, Facts facts)
    {
        var calendar = facts.Calendar();
        if (ShiftOf(c.Stream, o, calendar) != c)
            return new Answer.Nothing();
        var cited = calendar.Versions.First(v => v.Version == c.CalendarVersion);
        var due = calendar.NextWorkingDay(o.Due);
        return Answer.Record(c.Stream, new ObligationEvent.DeadlineShifted(o.Key, o.Kind, o.Body, o.Due,
            o.Deadline with { Due = due, Provisional = o.Deadline.Provisional || calendar.IsProvisional(due) },
            cited.Version, cited.Basis, cited.Approval));
    }

    private static ObligationCommand.ShiftDeadline? ShiftOf(string stream, Obligation o, Calendar calendar) =>
        o.MetOn is null && !(o.EndedOn <= o.Due) && !o.Missed && !calendar.IsWorkingDay(o.Due)
            && calendar.MadeOff(o.DueSetOn, o.Due) is { } i
            ? new(stream, o.Key, calendar.Versions[i].Version, calendar.AdoptedOn[i]) : null;
}
