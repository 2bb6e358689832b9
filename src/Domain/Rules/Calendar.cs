using System.Text.Json.Serialization;

namespace Supervision.Domain.Rules;

public abstract record CalendarEvent : Event
{
    private CalendarEvent()
    {
    }

    /// <summary>
    /// The working-day calendar of a span of days is known (thông qua lịch làm việc); <c>Provisional</c> where the
    /// official notice is not out yet. <c>Approval</c> is the document of who approved it.
    /// </summary>
    public sealed record CalendarAdopted(int Version, DateOnly From, DateOnly To, IReadOnlyList<DateOnly> DaysOff,
        IReadOnlyList<DateOnly> WorkingWeekendDays, string ContentSha256, string Basis,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Document? Approval = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Provisional = false)
        : CalendarEvent;
}

public abstract record CalendarCommand : Command
{
    private CalendarCommand()
    {
    }

    /// <summary>The content hash is that of <see cref="Calendar.ContentHash"/>.</summary>
    public sealed record AdoptCalendar(int Version, DateOnly From, DateOnly To,
        IReadOnlyList<DateOnly> DaysOff, IReadOnlyList<DateOnly> WorkingWeekendDays,
        [property: Identifier] string ContentSha256, string Basis, Document Approval, bool Provisional = false)
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

    /// <summary>The day on which each version was adopted, in their order.</summary>
    public IReadOnlyList<DateOnly> AdoptedOn { get; init; } = [];

    public bool IsWorkingDay(DateOnly day)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return Versions.LastOrDefault(v => v.From <= day && day <= v.To) is not { } known
            ? !weekend
            : weekend ? known.WorkingWeekendDays.Contains(day) : !known.DaysOff.Contains(day);
    }

    /// <summary>Whether no official calendar covers the day.</summary>
    public bool IsProvisional(DateOnly day) =>
        Versions.LastOrDefault(v => v.From <= day && day <= v.To) is not { Provisional: false };

    /// <summary>Whether some day of the span is provisional.</summary>
    public bool IsProvisional(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (IsProvisional(day))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The place of the first version after the one numbered <paramref name="after"/>, adopted between the two days
    /// (both within), that made the second one, a working day until then, a day off; null where none did.
    /// </summary>
    public int? MadeOff(DateOnly since, DateOnly day, int after)
    {
        for (var i = 0; i < AdoptedOn.Count; i++)
        {
            if (Versions[i].Version > after && AdoptedOn[i] >= since && AdoptedOn[i] <= day
                && UpTo(i).IsWorkingDay(day) && !UpTo(i + 1).IsWorkingDay(day))
                return i;
        }

        return null;
    }

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

    /// <summary>What the approving document can quote: the hash of all fields but the hash and the approval.</summary>
    public static string ContentHash(CalendarCommand.AdoptCalendar c) =>
        Codec.Sha256(new { c.Version, c.From, c.To, c.DaysOff, c.WorkingWeekendDays, c.Basis, c.Provisional });

    public static Calendar Evolve(Calendar? state, CalendarEvent e, DateOnly on) => e switch
    {
        CalendarEvent.CalendarAdopted adopted => new([.. (state ?? WeekendsOnly).Versions, adopted])
        {
            AdoptedOn = [.. (state ?? WeekendsOnly).AdoptedOn, on],
        },
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
        if (ContentHash(c) is var hash && hash != c.ContentSha256)
            return new Refusal("calendar.content_hash_wrong", Law.Product, hash);
        var last = facts.Calendar().Versions.LastOrDefault();
        if (last?.ContentSha256 == c.ContentSha256)
            return new Answer.Nothing();
        if ((last?.Version ?? 0) + 1 is var next && c.Version != next)
            return new Refusal("calendar.version_not_next", Law.Product, c.Version, next);
        if (c.To < c.From || c.DaysOff.Concat(c.WorkingWeekendDays).Any(d => d < c.From || d > c.To))
            return new Refusal("calendar.day_outside_span", Law.CivilTimeLimits, c.From, c.To);
        if (c.WorkingWeekendDays.FirstOrDefault(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            is var wrong && wrong != default)
            return new Refusal("calendar.not_a_weekend_day", Law.CivilTimeLimits, wrong);
        if (c.WorkingWeekendDays.Intersect(c.DaysOff).ToList() is [var both, ..])
            return new Refusal("calendar.off_and_worked", Law.CivilTimeLimits, both);
        if (Competence.CheckDocument(c.Approval, facts, context) is { } unfit)
            return unfit;
        return Answer.Record([
            new StreamEvent(Stream, new CalendarEvent.CalendarAdopted(c.Version, c.From, c.To, c.DaysOff,
                c.WorkingWeekendDays, c.ContentSha256, c.Basis, c.Approval, c.Provisional)),
            .. TakenNumber.TakeOrNone(c.Approval, facts),
        ]);
    }

    /// <summary>The calendar as its first so many versions make it.</summary>
    internal Calendar UpTo(int versions) => new([.. Versions.Take(versions)]);
}
