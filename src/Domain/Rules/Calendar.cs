namespace Supervision.Domain.Rules;

public abstract record CalendarEvent : Event
{
    private CalendarEvent()
    {
    }

    /// <summary>The working-day calendar of a span of days is known (thông qua lịch làm việc).</summary>
    public sealed record CalendarAdopted(int Version, DateOnly From, DateOnly To, IReadOnlyList<DateOnly> DaysOff,
        IReadOnlyList<DateOnly> WorkingWeekendDays, string ContentSha256, string Basis) : CalendarEvent;
}

public abstract record CalendarCommand : Command
{
    private CalendarCommand()
    {
    }

    public sealed record AdoptCalendar(int Version, DateOnly From, DateOnly To, IReadOnlyList<DateOnly> DaysOff,
        IReadOnlyList<DateOnly> WorkingWeekendDays, [property: Identifier] string ContentSha256, string Basis)
        : CalendarCommand;
}

/// <summary>
/// Which days are worked. Inside the adopted span: Monday to Friday but the days off, and the working weekend days.
/// Outside it: Monday to Friday, which is provisional. A newer version replaces an older one in its span.
/// </summary>
public sealed record Calendar(IReadOnlyList<CalendarEvent.CalendarAdopted> Versions)
{
    /// <summary>The one stream of all calendars.</summary>
    public const string Stream = "calendar/working-days";

    public static readonly Calendar WeekendsOnly = new([]);

    public bool IsWorkingDay(DateOnly day)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return Versions.LastOrDefault(v => v.From <= day && day <= v.To) is not { } known
            ? !weekend
            : weekend ? known.WorkingWeekendDays.Contains(day) : !known.DaysOff.Contains(day);
    }

    /// <summary>Whether the day lies outside every adopted calendar.</summary>
    public bool IsProvisional(DateOnly day) => !Versions.Any(v => v.From <= day && day <= v.To);

    /// <summary>The day itself, or the first working day after it.</summary>
    public DateOnly NextWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The n-th working day after the day, which is not counted itself.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                count--;
        }

        return day;
    }

    /// <summary>Working days after the first day up to and with the last: 0 where the last is not later.</summary>
    public int WorkingDaysBetween(DateOnly first, DateOnly last)
    {
        var count = 0;
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
            count += IsWorkingDay(day) ? 1 : 0;
        return count;
    }

    public static Calendar Evolve(Calendar? state, CalendarEvent e) => e switch
    {
        CalendarEvent.CalendarAdopted adopted => new([.. (state ?? WeekendsOnly).Versions, adopted]),
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(CalendarCommand command, Facts facts, Context context) => command switch
    {
        CalendarCommand.AdoptCalendar adopt => Adopt(adopt, facts, context),
        _ => throw Unknown.Command(command),
    };

    private static Answer Adopt(CalendarCommand.AdoptCalendar c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Officers.Power.Administer) is { } refusal)
            return refusal;
        if (facts.Calendar().Versions.LastOrDefault() is { } last && last.Version >= c.Version)
        {
            return last.Version == c.Version && last.ContentSha256 == c.ContentSha256
                ? new Answer.Nothing()
                : new Refusal("calendar.version_not_newer", Law.Product, c.Version, last.Version);
        }

        if (c.To < c.From || c.DaysOff.Concat(c.WorkingWeekendDays).Any(d => d < c.From || d > c.To))
            return new Refusal("calendar.day_outside_span", Law.CivilTimeLimits, c.From, c.To);
        if (c.WorkingWeekendDays.FirstOrDefault(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            is var wrong && wrong != default)
            return new Refusal("calendar.not_a_weekend_day", Law.CivilTimeLimits, wrong);
        return Answer.Record(Stream, new CalendarEvent.CalendarAdopted(
            c.Version, c.From, c.To, c.DaysOff, c.WorkingWeekendDays, c.ContentSha256, c.Basis));
    }
}
