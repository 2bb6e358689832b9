namespace Supervision.Domain.Rules;

/// <summary>
/// How long after it occurred an act was recorded, in calendar and in working days, and whether that is a late
/// recording (nhập muộn): more than the rule set in force on the day of recording allows. Derived, never recorded.
/// </summary>
public readonly record struct Lateness(int CalendarDays, int WorkingDays, bool IsLate)
{
    /// <summary>For an officer's act, by the calendar and the rules known when it was recorded.</summary>
    public static Lateness Of(DateOnly occurredOn, DateOnly recordedOn, RuleSets rules, Calendar calendar)
    {
        if (occurredOn >= recordedOn)
            return default;
        var (days, working) = (recordedOn.DayNumber - occurredOn.DayNumber,
            calendar.WorkingDaysBetween(occurredOn, recordedOn));
        var limit = rules.On(recordedOn)?.Limits.FirstOrDefault(l => l.Id == LimitIds.LateRecording);
        return new(days, working,
            limit is not null && (limit.Unit == LimitUnit.WorkingDay ? working : days) > limit.Value);
    }
}
