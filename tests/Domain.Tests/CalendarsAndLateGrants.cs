using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Supervision.Domain.Assignments;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>
/// T-07 is due on 30/09 and more time was asked for on 25/09; calendars come, and the answer, in time or late.
/// </summary>
public sealed class CalendarsAndLateGrants
{
    /// <summary>A calendar adopted so many days after 25/09; the bits name its days off from 29/09.</summary>
    public sealed record Adoption(int Day, int DaysOff);

    /// <summary>The answer so many days after 25/09, to so many days after 30/09.</summary>
    public sealed record Case(IReadOnlyList<Adoption> Adoptions, int AnsweredOn, int NewDue);

    private static readonly Gen<Case> Any =
        from adoptions in (from day in Gen.Choose(0, 14)
                           from off in Gen.Choose(0, (1 << 18) - 1)
                           from fewer in Gen.Choose(0, (1 << 18) - 1)
                           select new Adoption(day, off & fewer)).ListOf()
        from answered in Gen.Choose(1, 30)
        from due in Gen.Choose(1, 15)
        select new Case([.. adoptions.Take(4)], answered, due);

    [Fact]
    public void what_the_clock_and_the_calendar_record_does_not_depend_on_when_they_run()
    {
        var (shifted, late) = (0, 0);
        Plays.Check(Any, c =>
        {
            var (daily, stopped) = (Run(c, daily: true), Run(c, daily: false));
            Recorded(stopped).ShouldBe(Recorded(daily));
            var (a, b) = (Product(daily), Product(stopped));
            (b.Due, b.Shifts, b.Moves, b.Missed, b.MissCleared).ShouldBe((a.Due, a.Shifts, a.Moves, a.Missed,
                a.MissCleared));
            shifted += a.Shifts > 1 && a.Moves > 0 ? 1 : 0;
            late += a.MissCleared ? 1 : 0;
        }, 300);
        (shifted > 3 && late > 3).ShouldBeTrue($"Only {shifted} were shifted twice and moved, {late} answered late");
    }

    private static Situation Run(Case c, bool daily)
    {
        var s = Received().On("25/09").ClockRuns()
            .Given(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ"));
        for (var (day, version) = (0, 2); day <= 31; day++, s.On(s.Today.AddDays(1)))
        {
            if (daily && day > 0)
                s.ClockRuns();
            foreach (var adoption in c.Adoptions.Where(x => x.Day == day))
                s.Given(Admin, Calendar(version++, s.Today, adoption.DaysOff));
            if (day == c.AnsweredOn && s.When(PartyCommittee, new AssignmentCommand.GrantExtension(T07,
                Day("30/09").AddDays(c.NewDue), "Được")).Answer is Answer.Events)
                s.Record();
        }

        return s.On("30/11").ClockRuns();
    }

    private static CalendarCommand Calendar(int version, DateOnly on, int daysOff) => Hashed(Calendar2 with
    {
        Version = version,
        DaysOff = [.. Enumerable.Range(0, 18).Where(i => (daysOff & (1 << i)) != 0).Select(Day("29/09").AddDays)],
        Approval = new Document($"{version + 700}/QĐ-UBND", on, Ubnd, Chairman.Id, Hash("calendar " + version)),
    });

    private static Obligation Product(Situation s) => s.State<Assignment>(T07Stream).Product!;

    private static List<string> Recorded(Situation s) => [.. s.Log.Where(r => r.Event is ObligationEvent)
        .Select(r => r.Stream + r.On.ToString("o", null) + Encoding.UTF8.GetString(Codec.Encode(r.Event)))
        .OrderBy(x => x, StringComparer.Ordinal)];
}
