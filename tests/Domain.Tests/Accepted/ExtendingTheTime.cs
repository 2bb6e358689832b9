using Supervision.Domain.Assignments;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Remediations;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>More time: the rules of src/Domain/README.md where the law is silent, one test each.</summary>
public sealed class ExtendingTheTime
{
    private static readonly AssignmentCommand Refuse = new AssignmentCommand.RefuseExtension(T07, "Không có lý do");

    private static AssignmentCommand Ask(string day) => new AssignmentCommand.RequestExtension(T07, Day(day), "Chờ");

    private static AssignmentCommand Grant(string day) =>
        new AssignmentCommand.GrantExtension(T07, Day(day), "Đồng ý");

    private static Situation Asked() => Received().On("25/09").Given(SytFocal, Ask("15/10"));

    private static Obligation Product(Situation s) => s.State<Assignment>(T07Stream).Product!;

    [Fact]
    public void two_requests_at_once_the_second_waits_for_the_answer_to_the_first()
    {
        var s = Asked();
        s.When(SytFocal, Ask("10/10")).ThenRefused("extension.already_requested");
        s.On("28/09").Given(PartyCommittee, Refuse).When(SytFocal, Ask("10/10")).Answer.ShouldBeOfType<Answer.Events>();
    }

    [Fact]
    public void a_request_unanswered_at_expiry_is_a_miss_of_both_and_a_refusal_lets_it_stand()
    {
        var s = Asked().On("05/10").ClockRuns();
        s.ClockEvents(T07Stream).ShouldContain("ObligationMissed 30/09 product");
        s.ClockEvents(T07Stream).ShouldContain("ObligationMissed 02/10 answer-extension/1");
        s.Given(PartyCommittee, Refuse);
        (Product(s).Missed, Product(s).MissCleared, Product(s).Due).ShouldBe((true, false, Day("30/09")));
    }

    [Fact]
    public void less_than_asked_may_be_granted_never_more_and_never_an_earlier_day()
    {
        var s = Asked();
        s.When(PartyCommittee, Grant("16/10")).ThenRefused("extension.beyond_request");
        s.When(PartyCommittee, Grant("29/09")).ThenRefused("extension.beyond_request");
        s.Given(PartyCommittee, Grant("10/10"));
        (Product(s).Due, Product(s).OriginalDue, Product(s).Moves).ShouldBe((Day("10/10"), Day("30/09"), 1));
    }

    [Fact]
    public void granted_to_a_day_that_has_passed_itself_the_lead_is_late_from_that_day_only()
    {
        var s = Asked().On("20/10").Given(PartyCommittee, Grant("15/10")).ClockRuns();
        Product(s).DaysLate(Day("20/10")).ShouldBe(5);
        s.ClockEvents(T07Stream).Where(e => e.Contains("product", StringComparison.Ordinal)).ShouldBe(
        [
            "ObligationMissed 30/09 product", "ReminderSent 01/10 product", "ReminderSent 07/10 product",
            "Escalated 15/10 product", "ObligationMissCleared 20/10 product", "ObligationMissed 15/10 product",
            "ReminderSent 16/10 product",
        ]);
    }

    [Fact]
    public void a_late_grant_records_the_miss_that_a_stopped_clock_did_not_and_clears_it()
    {
        var s = Asked().On("05/10").When(PartyCommittee, Grant("15/10"));
        ((Answer.Events)s.Answer).List.Select(e => (Codec.NameOf(e.Event), e.On)).ShouldBe(
        [
            ("obligation.ObligationMissed", Day("30/09")), ("obligation.ReminderSent", Day("01/10")),
            ("assignment.ExtensionGranted", null), ("obligation.ObligationMissCleared", null),
        ]);
        var stopped = s.Record().On("06/10").ClockRuns().ClockEvents(T07Stream);
        var running = Asked();
        for (var day = Day("26/09"); day <= Day("05/10"); day = day.AddDays(1))
            running.On(day).ClockRuns();
        running.Given(PartyCommittee, Grant("15/10")).On("06/10").ClockRuns();
        stopped.Order().ShouldBe(running.ClockEvents(T07Stream).Order());
    }

    [Fact]
    public void a_late_grant_for_a_remediation_records_and_clears_the_miss_in_the_same_way()
    {
        var s = Acknowledged().On("13/08")
            .Given(Hospital, new RemediationCommand.RequestExtension(R1, 2, Day("30/08"), "Đấu thầu lại")).On("17/08")
            .When(SytDirector, new RemediationCommand.GrantExtension(R1, 2, Day("28/08"), "Đồng ý"));
        ((Answer.Events)s.Answer).List.Select(e => Codec.NameOf(e.Event)).ShouldBe(
        [
            "obligation.ObligationMissed", "obligation.ReminderSent", "remediation.ExtensionGranted",
            "obligation.ObligationMissCleared",
        ]);
    }

    [Fact]
    public void a_late_grant_holds_the_shift_that_was_due_in_between_and_the_miss_of_the_shifted_day()
    {
        var s = Asked().On("28/09").Given(Admin, DayOff(2, "30/09", "01/10")).On("06/10")
            .When(PartyCommittee, Grant("15/10"));
        ((Answer.Events)s.Answer).List.Select(e => (Codec.NameOf(e.Event), e.On)).ShouldBe(
        [
            ("obligation.DeadlineShifted", Day("28/09")), ("obligation.ObligationMissed", Day("02/10")),
            ("obligation.ReminderSent", Day("03/10")), ("assignment.ExtensionGranted", null),
            ("obligation.ObligationMissCleared", null),
        ]);
        s.Record().On("07/10").ClockRuns();
        (Product(s).Due, Product(s).OriginalDue, Product(s).Shifts, Product(s).Moves)
            .ShouldBe((Day("15/10"), Day("30/09"), 1, 1));
    }

    [Fact]
    public void a_late_grant_to_the_day_to_which_the_calendar_has_moved_it_already_gives_nothing() => Received()
        .On("25/09").Given(SytFocal, Ask("01/10")).On("28/09").Given(Admin, DayOff(2, "30/09"))
        .On("05/10").When(PartyCommittee, Grant("01/10")).ThenRefused("extension.beyond_request");

    private static CalendarCommand DayOff(int version, params string[] days) => Hashed(Calendar2 with
    {
        Version = version,
        DaysOff = [.. Calendar2.DaysOff, .. days.Select(Day)],
        Approval = Paper("60/QĐ-UBND", "28/09", Ubnd, Chairman),
    });

    [Fact]
    public void a_grant_while_a_submission_in_time_is_pending_has_no_miss_to_clear()
    {
        var s = Asked().On("30/09").Given(SytFocal, HandIn(T07))
            .On("05/10").When(PartyCommittee, Grant("15/10"));
        ((Answer.Events)s.Answer).List.Select(e => Codec.NameOf(e.Event))
            .ShouldBe(["assignment.ExtensionGranted"]);
        // Returned after the old due day and before the new one: in time still.
        s.Record().Given(PartyCommittee, new AssignmentCommand.ReturnProduct(T07, "Thiếu")).On("06/10").ClockRuns();
        Product(s).Missed.ShouldBeFalse();
    }

    [Fact]
    public void a_submission_pending_on_the_due_day_holds_the_miss_back_until_it_is_returned()
    {
        var s = Received().On("30/09").Given(SytFocal, HandIn(T07))
            .On("08/10").ClockRuns();
        s.ClockEvents(T07Stream).ShouldNotContain("ObligationMissed 30/09 product");
        s.ClockEvents(T07Stream).ShouldContain("ObligationMissed 07/10 answer-submission/1");
        s.Given(PartyCommittee, new AssignmentCommand.ReturnProduct(T07, "Thiếu")).ClockRuns();
        s.ClockEvents(T07Stream).ShouldContain("ObligationMissed 30/09 product");
        // Not for the days on which the product waited.
        s.ClockEvents(T07Stream).ShouldNotContain(e => e.StartsWith("ReminderSent", StringComparison.Ordinal));
    }

    [Fact]
    public void an_officer_whose_mandate_has_ended_cannot_grant_and_a_colleague_can()
    {
        var deputy = new Acting.Officer(Clerk.Id, new MandateId(Id("deputy")));
        var s = Asked().Given(Admin, new OfficerCommand.AppointOfficer(Clerk.Id, deputy.Mandate, DuUb, "Phó bí thư",
                [Power.Assign], Day("25/09")))
            .Given(Admin, new OfficerCommand.RevokeMandate(PartyCommittee.Id, PartyCommittee.Mandate, Day("26/09"),
                "Thôi giữ chức vụ")).On("28/09");
        s.When(PartyCommittee, Grant("15/10")).ThenRefused("mandate.not_valid_on_day");
        s.State<Assignment>(T07Stream).OpenRequest.ShouldNotBeNull();
        s.When(deputy, Grant("15/10")).Answer.ShouldBeOfType<Answer.Events>();
    }

    [Fact]
    public void a_delegate_of_the_assigner_grants_as_long_as_who_delegated_may_act()
    {
        var substitute = new Acting.Officer(Clerk.Id, new MandateId(Id("substitute")));
        var s = Asked().Given(Admin, new OfficerCommand.AppointOfficer(Clerk.Id, new MandateId(Id("in the committee")),
                DuUb, "Chuyên viên", [Power.Execute], Day("25/09")))
            .Given(PartyCommittee, new OfficerCommand.DelegateMandate(Clerk.Id, substitute.Mandate, DuUb,
                "Phó bí thư (theo uỷ quyền)", [Power.Assign], Day("25/09"), Day("31/12"),
                Paper("31-QĐ/DU", "25/09", DuUb, PartyCommittee))).On("28/09");
        s.When(substitute, Grant("15/10")).Answer.ShouldBeOfType<Answer.Events>();
        s.Given(Admin, new OfficerCommand.SuspendAccount(PartyCommittee.Id, Day("28/09"), "Xét"))
            .When(substitute, Grant("15/10")).ThenRefused("mandate.delegation_ended");
    }

    [Fact]
    public void a_request_while_paused_is_refused_and_possible_again_on_resuming()
    {
        var s = Received().On("25/09").Given(PartyCommittee, new AssignmentCommand.PauseAssignment(T07, "Chờ"));
        s.When(SytFocal, Ask("15/10")).ThenRefused("assignment.paused");
        s.On("01/10").Given(PartyCommittee, new AssignmentCommand.ResumeAssignment(T07, "Tiếp tục"))
            .When(SytFocal, Ask("15/10")).Answer.ShouldBeOfType<Answer.Events>();
    }

    [Fact]
    public void a_request_after_the_product_was_submitted_is_refused_until_it_is_returned()
    {
        var s = Received().On("20/09").Given(SytFocal, HandIn(T07));
        s.When(SytFocal, Ask("15/10")).ThenRefused("assignment.submission_pending");
        s.Given(PartyCommittee, new AssignmentCommand.ReturnProduct(T07, "Thiếu"))
            .When(SytFocal, Ask("15/10")).Answer.ShouldBeOfType<Answer.Events>();
    }

    [Fact]
    public void the_answers_of_the_assigner_are_missed_and_not_reminded_of()
    {
        var s = Asked().On("30/10").ClockRuns();
        s.ClockEvents(T07Stream).Where(e => e.Contains("answer-extension", StringComparison.Ordinal))
            .ShouldBe(["ObligationMissed 02/10 answer-extension/1"]);
    }

    [Fact]
    public void the_reports_of_the_added_time_are_expected_too()
    {
        var s = ReportingEachMonth().Given(SytFocal, Ask("15/12")).When(PartyCommittee, Grant("05/12"));
        ((AssignmentEvent.ExtensionGranted)((Answer.Events)s.Answer).List
            .Single(e => e.Event is AssignmentEvent.ExtensionGranted).Event).Reports.ShouldBe(
        [
            new(Day("30/09"), Deadline.Set(Day("30/09"))), new(Day("01/10"), Deadline.Set(Day("02/11"))),
            new(Day("01/11"), Deadline.Set(Day("30/11"))),
        ]);
    }
}
