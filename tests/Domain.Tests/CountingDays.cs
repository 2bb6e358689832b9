using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;

namespace Supervision.Domain.Tests;

/// <summary>The calendar of 2026 and the counting of limits.</summary>
public sealed class CountingDays
{
    private static readonly Calendar Known = new([Cast.Calendar]);

    [Theory]
    [InlineData("01/01", false)]
    [InlineData("02/01", false)]
    [InlineData("10/01", true)]
    [InlineData("13/02", true)]
    [InlineData("16/02", false)]
    [InlineData("20/02", false)]
    [InlineData("23/02", true)]
    [InlineData("26/04", false)]
    [InlineData("27/04", false)]
    [InlineData("28/04", true)]
    [InlineData("30/04", false)]
    [InlineData("01/05", false)]
    [InlineData("22/08", true)]
    [InlineData("23/08", false)]
    [InlineData("28/08", true)]
    [InlineData("31/08", false)]
    [InlineData("02/09", false)]
    [InlineData("03/09", true)]
    [InlineData("24/11", false)]
    [InlineData("25/11", true)]
    public void a_day_is_worked_or_off_as_the_official_calendar_says(string day, bool worked) =>
        Known.IsWorkingDay(Day(day)).ShouldBe(worked);

    [Theory]
    [InlineData("26/06", 5, "03/07")]
    [InlineData("14/07", 3, "17/07")]
    [InlineData("20/11", 2, "25/11")]
    [InlineData("13/02", 1, "23/02")]
    [InlineData("21/08", 1, "22/08")]
    [InlineData("28/08", 1, "03/09")]
    [InlineData("09/01", 1, "10/01")]
    public void working_days_do_not_count_the_first(string start, int count, string end) =>
        Deadline.Count(Day(start), count, LimitUnit.WorkingDay, Known).ShouldBe(Day(end));

    [Theory]
    [InlineData("08/06", 10, "18/06")]
    [InlineData("08/06", 15, "23/06")]
    [InlineData("10/06", 10, "22/06")]
    [InlineData("18/08", 10, "28/08")]
    [InlineData("19/08", 10, "03/09")]
    public void calendar_days_roll_the_last_one_to_a_working_day(string start, int count, string end) =>
        Deadline.Count(Day(start), count, LimitUnit.Day, Known).ShouldBe(Day(end));

    [Fact]
    public void outside_the_known_calendars_only_weekends_are_off_and_it_is_provisional()
    {
        Known.IsProvisional(new DateOnly(2027, 1, 1)).ShouldBeTrue();
        Known.IsProvisional(Day("31/12")).ShouldBeFalse();
        Known.IsWorkingDay(new DateOnly(2027, 1, 1)).ShouldBeTrue();
        Known.IsWorkingDay(new DateOnly(2027, 1, 2)).ShouldBeFalse();
    }

    [Fact]
    public void a_day_that_no_official_calendar_covers_marks_the_deadline()
    {
        var s = Assembled().Given(Rules.Calendar.Stream, new CalendarEvent.CalendarAdopted(2, new DateOnly(2027, 1, 1),
            new DateOnly(2027, 12, 31), [new DateOnly(2027, 1, 1)], [], Hash("2027"), "Dự kiến", null, true));
        Deadline Explain(DateOnly day) => Deadline.After(day, LimitIds.Explain, new Facts(s.States));
        Explain(Day("24/12")).ShouldBe(new Deadline(Day("31/12"), LimitIds.Explain, 1));
        Explain(Day("25/12")).ShouldBe(new Deadline(new DateOnly(2027, 1, 4), LimitIds.Explain, 1, true));
        Explain(new DateOnly(2027, 12, 30)).Provisional.ShouldBeTrue();
        Deadline.Set(new DateOnly(2027, 6, 1)).Provisional.ShouldBeFalse();
    }

    [Fact]
    public void a_newer_calendar_replaces_an_older_one_in_its_span()
    {
        var newer = Cast.Calendar with { Version = 2, From = Day("01/11"), DaysOff = [], WorkingWeekendDays = [] };
        var both = new Calendar([Cast.Calendar, newer]);
        (both.IsWorkingDay(Day("24/11")), both.IsWorkingDay(Day("02/09"))).ShouldBe((true, false));
    }

    [Fact]
    public void counting_back_and_forth_agrees()
    {
        for (var day = Day("01/01"); day < Day("01/12"); day = day.AddDays(1))
        {
            for (var n = 1; n < 12; n++)
                Known.WorkingDaysBetween(day, Known.AddWorkingDays(day, n)).ShouldBe(n);
        }
    }
}
