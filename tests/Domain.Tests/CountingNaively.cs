using FsCheck;
using FsCheck.Fluent;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;

namespace Supervision.Domain.Tests;

/// <summary>Any limit over any calendar comes out as a clerk with a wall calendar counts it, day by day.</summary>
public sealed class CountingNaively
{
    private static readonly DateOnly First = new(2026, 1, 1);

    /// <summary>A limit from a start, its extension, a pause, days off and worked weekend days by their number in the
    /// year.</summary>
    public sealed record Count(int Start, int Limit, int More, LimitUnit Unit, int[] Off, int[] Worked);

    private static readonly Gen<Count> Counts =
        from start in Gen.Choose(0, 200)
        from limit in Gen.Choose(1, 45)
        from more in Gen.Choose(0, 25)
        from unit in Gen.Elements(LimitUnit.Day, LimitUnit.WorkingDay)
        from off in Gen.Choose(0, 364).ArrayOf(40)
        from worked in Gen.Choose(0, 364).ArrayOf(20)
        select new Count(start, limit, more, unit, off, worked);

    [Fact]
    public void a_limit_ends_where_counting_on_the_fingers_ends() => Check(c =>
    {
        var calendar = CalendarOf(c);
        Deadline.Count(First.AddDays(c.Start), c.Limit + c.More, c.Unit, calendar)
            .ShouldBe(OnFingers(c, calendar, paused: null, resumed: null));
    });

    [Fact]
    public void a_pause_adds_the_days_from_the_pause_to_the_resumption() => Check(c =>
    {
        var calendar = CalendarOf(c);
        var start = First.AddDays(c.Start);
        // A pause within the limit: it begins before the last day is reached.
        var (paused, resumed) = (start.AddDays(c.Limit / 2), start.AddDays((c.Limit / 2) + c.More));
        if (paused >= OnFingers(c with { More = 0 }, calendar, null, null))
            return;
        Deadline.Count(start, c.Limit + Deadline.PauseLength(paused, resumed, c.Unit, calendar), c.Unit, calendar)
            .ShouldBe(OnFingers(c with { More = 0 }, calendar, paused, resumed));
    });

    [Fact]
    public void an_extension_is_added_before_the_last_day_rolls_and_never_ends_earlier() => Check(c =>
    {
        var (calendar, start) = (CalendarOf(c), First.AddDays(c.Start));
        var without = Deadline.Count(start, c.Limit, c.Unit, calendar);
        var with = Deadline.Count(start, c.Limit + c.More, c.Unit, calendar);
        with.ShouldBeGreaterThanOrEqualTo(without);
        with.ShouldBeLessThanOrEqualTo(Deadline.Count(without, c.More, c.Unit, calendar));
    });

    [Fact]
    public void a_pause_of_no_days_adds_nothing() =>
        Deadline.PauseLength(Day("05/06"), Day("05/06"), LimitUnit.Day, new Calendar([Cast.Calendar])).ShouldBe(0);

    // Each day after the first is counted unless it is paused or, for working days, off; then days off are passed.
    private static DateOnly OnFingers(Count c, Calendar calendar, DateOnly? paused, DateOnly? resumed)
    {
        var (day, left) = (First.AddDays(c.Start), c.Limit + c.More);
        while (left > 0)
        {
            day = day.AddDays(1);
            var isPaused = day > paused && day <= resumed;
            if (!isPaused && (c.Unit == LimitUnit.Day || IsWorked(day, c)))
                left--;
        }

        while (!IsWorked(day, c))
            day = day.AddDays(1);
        return day;
    }

    private static bool IsWorked(DateOnly day, Count c)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        if (day.Year != 2026)
            return !weekend;
        var number = day.DayNumber - First.DayNumber;
        return weekend ? c.Worked.Contains(number) : !c.Off.Contains(number);
    }

    private static Calendar CalendarOf(Count c) => new([new CalendarEvent.CalendarAdopted(1, First, Day("31/12"),
        [.. c.Off.Select(n => First.AddDays(n))],
        [.. c.Worked.Select(n => First.AddDays(n)).Where(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)],
        Hash("any"), "Lịch bất kỳ")]);

    private static void Check(Action<Count> law) => Prop.ForAll(Counts.ToArbitrary(), law)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));
}
