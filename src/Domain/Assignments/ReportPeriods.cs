using Supervision.Domain.Rules;

namespace Supervision.Domain.Assignments;

/// <summary>How often the lead reports its progress.</summary>
public enum ReportEvery
{
    /// <summary>Hằng tháng.</summary>
    Month,

    /// <summary>Hằng quý.</summary>
    Quarter,
}

/// <summary>A period that is reported on, from its first day, by a day.</summary>
public sealed record ReportPeriod(DateOnly From, Deadline By);

/// <summary>The reports that are expected before a product is.</summary>
public static class ReportPeriods
{
    /// <summary>
    /// One for each calendar month or quarter that ends on or after the first day and before the due day; a last day
    /// that is a day off moves to the next working day. Null where no reports are asked for.
    /// </summary>
    public static IReadOnlyList<ReportPeriod>? Between(DateOnly first, DateOnly due, ReportEvery? every, Facts facts)
    {
        if (every is null)
            return null;
        var periods = new List<ReportPeriod>();
        for (var (from, end) = (first, EndOf(first, every.Value)); end < due;
            (from, end) = (end.AddDays(1), EndOf(end.AddDays(1), every.Value)))
            periods.Add(new ReportPeriod(from, Deadline.Set(end).Rolled(end, facts.Calendar())));
        return periods;
    }

    private static DateOnly EndOf(DateOnly day, ReportEvery every)
    {
        var month = every == ReportEvery.Month ? day.Month : (day.Month + 2) / 3 * 3;
        return new DateOnly(day.Year, month, DateTime.DaysInMonth(day.Year, month));
    }
}
