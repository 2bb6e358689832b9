using Supervision.Domain.Assignments;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>24/11 becomes a day off in the course of the year: what is due on it is due on 25/11.</summary>
public sealed class ShiftingDueDays
{
    private static readonly DateOnly[] WithoutCultureDay = [.. Cast.Calendar.DaysOff.Except([Day("24/11")])];

    internal static readonly CalendarCommand.AdoptCalendar CultureDay = Hashed(new CalendarCommand.AdoptCalendar(3,
        Day("01/01"), Day("31/12"), Cast.Calendar.DaysOff.Where(d => d.Year == 2026).ToList(), [Day("22/08")], "",
        "Nghị quyết 28/2026/QH16", Paper("1200/QĐ-UBND", "01/07", Ubnd, Chairman)));

    private static readonly AssignmentCommand.ReceiveAssignment Receive = new(T11);

    private static Obligation Product(Situation s) => s.State<Assignment>(T11Stream).Product!;

    /// <summary>T-11 is due on 24/11, a working day as far as anybody knows in January.</summary>
    internal static Situation DueOnThe24th()
    {
        var s = Entrusted().On("02/01").Given(Rules.Calendar.Stream, Cast.Calendar with
        {
            Version = 2,
            DaysOff = WithoutCultureDay,
        });
        return s.On("12/01").Given(PartyCommittee, Draft(T11, T11Clears with { Due = Day("24/11") }))
            .Given(PartyCommittee, new AssignmentCommand.IssueAssignment(T11)).Given(CommuneOfficer, Receive);
    }

    private static Situation Adopted() => DueOnThe24th().On("02/07").Given(Admin, CultureDay);

    [Fact]
    public void the_due_day_moves_to_the_next_working_day_citing_the_document() => Adopted()
        .When(Acting.Calendar, new ObligationCommand.ShiftDeadline(T11Stream, "product", 3, Day("02/07")))
        .Then((T11Stream, new ObligationEvent.DeadlineShifted("product", ObligationKind.SubmitProduct, CommuneE,
            Day("24/11"), Deadline.Set(Day("25/11")), 3, "Nghị quyết 28/2026/QH16", CultureDay.Approval)));

    [Fact]
    public void it_is_no_extension_and_the_original_day_stays_visible()
    {
        var owed = Product(Adopted().ClockRuns());
        (owed.Due, owed.OriginalDue, owed.Shifts, owed.Moves, owed.MovedBy)
            .ShouldBe((Day("25/11"), Day("24/11"), 1, 0, null));
    }

    [Fact]
    public void it_is_done_once()
    {
        var s = Adopted().ClockRuns();
        s.When(Acting.Calendar, new ObligationCommand.ShiftDeadline(T11Stream, "product", 3, Day("02/07")))
            .ThenNothing();
        s.On("03/07").ClockRuns().ClockEvents().ShouldBe(["DeadlineShifted 02/07 product"]);
    }

    [Fact]
    public void a_program_that_was_down_shifts_before_it_looks_for_misses()
    {
        var s = Adopted().On("25/11").ClockRuns();
        s.ClockEvents().ShouldBe(["DeadlineShifted 02/07 product"]);
        s.On("26/11").ClockRuns().ClockEvents().ShouldBe(
            ["DeadlineShifted 02/07 product", "ObligationMissed 25/11 product", "ReminderSent 26/11 product"]);
    }

    [Fact]
    public void a_missed_one_stays_missed() => DueOnThe24th().On("25/11").ClockRuns()
        .Given(Admin, CultureDay).ClockRuns().On("26/11").ClockRuns().ClockEvents()
        .ShouldBe(["ObligationMissed 24/11 product", "ReminderSent 25/11 product"]);

    [Fact]
    public void what_a_program_without_shifts_has_recorded_as_missed_stays_missed()
    {
        var s = Adopted().On("25/11").Given(T11Stream, new ObligationEvent.ObligationMissed("product",
            ObligationKind.SubmitProduct, CommuneE, Day("24/11")));
        s.ClockRuns().ClockEvents().ShouldNotContain("DeadlineShifted 02/07 product");
    }

    [Fact]
    public void a_day_that_has_passed_when_the_calendar_comes_stays() => DueOnThe24th().On("25/11")
        .Given(Admin, CultureDay).ClockRuns().ClockEvents().ShouldContain("ObligationMissed 24/11 product");

    [Fact]
    public void a_report_of_a_period_to_come_moves_since_its_day_was_set_at_the_issuing()
    {
        var off = Hashed(CultureDay with
        {
            Version = 2,
            DaysOff = [.. CultureDay.DaysOff, Day("30/06")],
            Approval = Paper("300/QĐ-UBND", "02/03", Ubnd, Chairman),
        });
        ReportingEachMonth().On("02/03").Given(Admin, off).ClockRuns().State<Assignment>(T07Stream).Obligations
            .Single(o => o.OpenedOn == Day("01/06")).Due.ShouldBe(Day("01/07"));
    }

    [Fact]
    public void what_is_met_does_not_move()
    {
        var s = DueOnThe24th().On("01/06").Given(CommuneOfficer, Register(EvidenceOf(CommuneE)))
            .Given(CommuneOfficer, HandIn(T11))
            .Given(PartyCommittee, new AssignmentCommand.AcceptProduct(T11, "Đạt")).On("02/07")
            .Given(Admin, CultureDay).ClockRuns();
        s.ClockEvents().ShouldBeEmpty();
        Product(s).Due.ShouldBe(Day("24/11"));
    }

    [Fact]
    public void what_is_expected_no_longer_does_not_move() => DueOnThe24th().On("01/06")
        .Given(PartyCommittee, new AssignmentCommand.CancelAssignment(T11, "Không còn cần thiết")).On("02/07")
        .Given(Admin, CultureDay).ClockRuns().ClockEvents().ShouldBeEmpty();

    [Fact]
    public void a_day_off_that_the_assigner_chose_knowingly_stays()
    {
        var s = Entrusted().On("02/07").Given(PartyCommittee, Draft(T11, T11Clears with { Due = Day("24/11") }))
            .Given(PartyCommittee, new AssignmentCommand.IssueAssignment(T11));
        s.On("20/11").ClockRuns();
        Product(s).Due.ShouldBe(Day("24/11"));
    }

    [Fact]
    public void a_day_off_that_is_given_up_again_moves_nothing_back()
    {
        var s = Adopted().ClockRuns().On("03/08").Given(Admin, Hashed(CultureDay with
        {
            Version = 4,
            DaysOff = WithoutCultureDay.Where(d => d.Year == 2026).ToList(),
            Approval = Paper("1300/QĐ-UBND", "03/08", Ubnd, Chairman),
        })).ClockRuns();
        Product(s).Due.ShouldBe(Day("25/11"));
        s.ClockEvents().Count.ShouldBe(1);
    }

    [Fact]
    public void a_second_calendar_moves_it_again()
    {
        var s = Adopted().ClockRuns().On("03/08").Given(Admin, Hashed(CultureDay with
        {
            Version = 4,
            DaysOff = [.. CultureDay.DaysOff, Day("25/11")],
            Approval = Paper("1300/QĐ-UBND", "03/08", Ubnd, Chairman),
        })).ClockRuns();
        (Product(s).Due, Product(s).Shifts).ShouldBe((Day("26/11"), 2));
    }

    [Fact]
    public void two_calendars_noticed_at_once_move_it_twice_each_on_its_day_and_with_its_document()
    {
        var s = Adopted().On("03/08").Given(Admin, Hashed(CultureDay with
        {
            Version = 4,
            DaysOff = [.. CultureDay.DaysOff, Day("25/11")],
            Approval = Paper("1300/QĐ-UBND", "03/08", Ubnd, Chairman),
        })).On("04/08").ClockRuns();
        s.ClockEvents().ShouldBe(["DeadlineShifted 02/07 product", "DeadlineShifted 03/08 product"]);
        s.Log.Select(r => r.Event).OfType<ObligationEvent.DeadlineShifted>()
            .Select(e => (e.OldDue, e.NewDue.Due, e.CalendarVersion))
            .ShouldBe([(Day("24/11"), Day("25/11"), 3), (Day("25/11"), Day("26/11"), 4)]);
        (Product(s).Due, Product(s).Shifts).ShouldBe((Day("26/11"), 2));
    }

    [Fact]
    public void a_day_off_given_up_before_anybody_noticed_has_moved_it_all_the_same()
    {
        var s = Adopted().On("03/08").Given(Admin, Hashed(CultureDay with
        {
            Version = 4,
            DaysOff = WithoutCultureDay.Where(d => d.Year == 2026).ToList(),
            Approval = Paper("1300/QĐ-UBND", "03/08", Ubnd, Chairman),
        })).ClockRuns();
        (Product(s).Due, Product(s).Shifts).ShouldBe((Day("25/11"), 1));
    }

    [Fact]
    public void an_act_is_decided_by_the_shifted_day_and_records_the_shift_where_nobody_noticed_it_before()
    {
        var s = Adopted().On("25/11").Given(PartyCommittee, new AssignmentCommand.ReassignAssignment(T11,
            [new(Stc, AssignmentVerb.Giao, AssignmentRole.Lead, Person(StcHead))], "Chuyển"));
        Product(s).Due.ShouldBe(Day("25/11"));
        s.ClockEvents().ShouldBe(["DeadlineShifted 02/07 product"]);
    }

    [Fact]
    public void what_was_done_on_the_shifted_day_is_in_time_also_when_the_shift_is_noticed_later()
    {
        var s = Adopted().On("25/11").Given(CommuneOfficer, Register(EvidenceOf(CommuneE)))
            .Given(CommuneOfficer, HandIn(T11)).Given(PartyCommittee, new AssignmentCommand.AcceptProduct(T11, "Đạt"))
            .On("27/11").ClockRuns();
        s.ClockEvents().Where(e => e.EndsWith("product", StringComparison.Ordinal))
            .ShouldBe(["DeadlineShifted 02/07 product"]);
        Product(s).DaysLate(Day("27/11")).ShouldBe(0);
    }

    [Fact]
    public void the_end_of_a_fieldwork_and_the_days_to_explain_move_with_what_is_owed()
    {
        var off = Hashed(CultureDay with
        {
            Version = 2,
            DaysOff = [.. CultureDay.DaysOff, Day("18/06"), Day("03/07")],
            Approval = Paper("600/QĐ-UBND", "08/06", Ubnd, Chairman),
        });
        Fieldwork().Given(Admin, off).ClockRuns().State<Inspection>(CaseStream).EndsBy!.Due.ShouldBe(Day("19/06"));
        Notified().Given(Admin, off).ClockRuns().State<Finding>(Facts.StreamOf(F1)).ExplainBy!.Due
            .ShouldBe(Day("06/07"));
    }
}
