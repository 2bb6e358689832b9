using Supervision.Domain.Assignments;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>What the assigner does to an assignment under way, and the reports that it may ask for.</summary>
public sealed class ChangingAssignments
{
    private static readonly AssignmentCommand Pause = new AssignmentCommand.PauseAssignment(T07, "Chờ hướng dẫn");
    private static readonly AssignmentCommand Resume = new AssignmentCommand.ResumeAssignment(T07, "Đã có hướng dẫn");
    private static readonly AssignmentCommand Cancel = new AssignmentCommand.CancelAssignment(T07, "Thôi");

    private static Assignment T07Of(Situation s) => s.State<Assignment>(T07Stream);

    private static Obligation Of(Situation s, string key) => T07Of(s).Obligations.Single(o => o.Key == key);

    [Fact]
    public void the_lead_is_reminded_once_a_day()
    {
        var remind = new AssignmentCommand.RemindAssignment(T07, "Đề nghị đẩy nhanh");
        var s = Received().On("01/09").When(PartyCommittee, remind)
            .Then((T07Stream, new AssignmentEvent.AssignmentReminded(Syt, "Đề nghị đẩy nhanh")));
        s.When(PartyCommittee, remind).ThenRefused("assignment.reminded_today");
        s.On("02/09").When(PartyCommittee, remind).Answer.ShouldBeOfType<Answer.Events>();
    }

    [Fact]
    public void a_new_lead_receives_and_delivers_anew_and_what_the_former_lead_missed_stays_his()
    {
        var s = Received().On("05/10").ClockRuns().Given(PartyCommittee, ToStc with { Due = Day("30/11") });
        s.Log[^1].Event.ShouldBeOfType<AssignmentEvent.AssignmentReassigned>().ReceiveBy.Due.ShouldBe(Day("08/10"));
        var t07 = T07Of(s);
        (t07.Lead, t07.Stage, t07.Product!.Key, t07.Product.Due, t07.OriginalDue)
            .ShouldBe((Stc, AssignmentStage.Issued, "product/2", Day("30/11"), Day("30/09")));
        t07.FormerLeads.ShouldBe([Syt]);
        t07.ReceivedBy.ShouldBe([Bhxh]);
        (Of(s, "product").Missed, Of(s, "product").EndedOn, Of(s, "product").DaysLate(Day("31/12")))
            .ShouldBe((true, Day("05/10"), 5));
        Of(s, "receive/STC/2").Due.ShouldBe(Day("08/10"));
        s.On("30/10").ClockRuns().ClockEvents(T07Stream).Where(e => e.EndsWith(" product", StringComparison.Ordinal))
            .ShouldBe(["ObligationMissed 30/09 product", "ReminderSent 01/10 product"]);
        s.When(SytFocal, HandIn(T07))
            .ThenRefused("assignment.not_the_lead");
        s.Given(StcHead, new AssignmentCommand.ReceiveAssignment(T07))
            .Given(StcHead, Register(EvidenceOf(Stc))).Given(StcHead, HandIn(T07, by: Stc))
            .Given(PartyCommittee, new AssignmentCommand.AcceptProduct(T07, "Đạt"));
        (T07Of(s).Stage, T07Of(s).Product!.DaysLate(Day("31/12"))).ShouldBe((AssignmentStage.Done, 0));
    }

    [Fact]
    public void a_miss_before_the_reassigning_is_recorded_also_when_the_clock_was_down()
    {
        var s = Received().On("05/10").Given(PartyCommittee, ToStc with { Due = Day("30/11") }).On("20/10").ClockRuns();
        s.ClockEvents(T07Stream).Where(e => e.EndsWith(" product", StringComparison.Ordinal))
            .ShouldBe(["ObligationMissed 30/09 product", "ReminderSent 01/10 product"]);
    }

    [Fact]
    public void the_same_lead_goes_on_when_only_the_coordinating_bodies_change()
    {
        var s = Received().On("01/06").Given(PartyCommittee, ToStc with
        {
            Addressees = [T07Clears.Addressees[0], new(HospitalA, AssignmentVerb.DeNghi, AssignmentRole.Coordinate)],
        });
        (T07Of(s).Stage, T07Of(s).Product!.Key, T07Of(s).Product!.EndedOn)
            .ShouldBe((AssignmentStage.InProgress, "product", null));
        T07Of(s).ReceivedBy.ShouldBe([Syt]);
        Of(s, "receive/BV-A/2").IsOpen.ShouldBeTrue();
        s.When(PartyCommittee, ToStc with { Addressees = T07Of(s).Clears.Addressees }).ThenNothing();
    }

    [Fact]
    public void a_person_who_has_left_stays_named_until_the_assigner_names_another()
    {
        var s = Received().On("01/06").Given(Admin, new Officers.OfficerCommand.RevokeMandate(SytDirector.Id,
            SytDirector.Mandate, Day("01/06"), "Chuyển công tác")).On("02/06");
        T07Of(s).Clears.Addressees[0].Person.ShouldBe(Person(SytDirector));
        s.Given(SytFocal, new AssignmentCommand.ReportProgress(T07, "Đang làm", 50)).Given(PartyCommittee, ToStc with
        {
            Addressees = [T07Clears.Addressees[0] with { Person = Person(Leader) }, .. T07Clears.Addressees.Skip(1)],
        });
        (T07Of(s).Lead, T07Of(s).Stage, T07Of(s).Percent, T07Of(s).Clears.Addressees[0].Person)
            .ShouldBe((Syt, AssignmentStage.InProgress, 50, Person(Leader)));
        T07Of(s).Obligations.ShouldNotContain(o => o.EndedOn != null);
    }

    private static readonly AssignmentCommand.ReassignAssignment ToAnother = ToStc with
    {
        Addressees = [.. T07Clears.Addressees.Skip(1), T07Clears.Addressees[0] with { Person = Person(Leader) }],
        Reason = "Thay người chịu trách nhiệm",
    };

    [Fact]
    public void another_person_of_the_same_bodies_is_no_reassignment()
    {
        var s = Received().On("01/06").When(PartyCommittee, ToAnother).Then((T07Stream,
            new AssignmentEvent.ResponsiblePersonChanged(ToAnother.Addressees, "Thay người chịu trách nhiệm")));
        (T07Of(s).Lead, T07Of(s).Reassignments, T07Of(s).Clears.Addressees.Single(a => a.Body == Syt).Person)
            .ShouldBe((Syt, 0, Person(Leader)));
        s.When(PartyCommittee, ToAnother).ThenNothing();
        T07Of(s.Given(PartyCommittee, ToStc)).Reassignments.ShouldBe(1);
    }

    [Fact]
    public void another_person_is_named_in_a_pause_and_while_an_answer_waits_since_it_moves_no_clock()
    {
        foreach (var s in new[]
        {
            Received().On("25/09").Given(PartyCommittee, Pause),
            Received().On("25/09").Given(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ")),
        })
        {
            var before = T07Of(s).Obligations;
            T07Of(s.Given(PartyCommittee, ToAnother)).Obligations.ShouldBe(before);
        }
    }

    [Fact]
    public void after_a_merger_a_person_of_the_successor_is_named_without_reassigning()
    {
        var s = Mergers.Merged(Received().On("02/03"), Stc, Bhxh).SuccessionRuns();
        s.Given(PartyCommittee, ToAnother with
        {
            Addressees =
            [
                T07Clears.Addressees[0],
                .. T07Of(s).Clears.Addressees.Skip(1).Select(a => a with { Person = Person(BhxhHead) }),
            ],
        });
        (T07Of(s).Reassignments, T07Of(s).Clears.Addressees.Single(a => a.Body == Bhxh).Person)
            .ShouldBe((0, Person(BhxhHead)));
    }

    [Fact]
    public void a_pause_moves_the_due_day_by_its_days_and_only_then_rolls()
    {
        var s = Received().On("25/09").Given(PartyCommittee, Pause).On("05/10").ClockRuns();
        s.ClockEvents(T07Stream).ShouldNotContain("ObligationMissed 30/09 product");
        // 30/09 and ten days is Saturday 10/10.
        s.When(PartyCommittee, Resume).Then((T07Stream, new AssignmentEvent.AssignmentResumed(10,
            [new MovedDeadline("product", Day("30/09"), Deadline.Set(Day("12/10")))], "Đã có hướng dẫn")));
        (Of(s, "product").Due, Of(s, "product").Moves, T07Of(s).PausedOn).ShouldBe((Day("12/10"), 0, null));
        s.On("12/10").ClockRuns().ClockEvents(T07Stream).ShouldNotContain("ObligationMissed 30/09 product");
        s.On("13/10").ClockRuns().ClockEvents(T07Stream).ShouldContain("ObligationMissed 12/10 product");
    }

    [Fact]
    public void a_day_that_a_pause_moves_out_of_the_official_calendars_is_provisional()
    {
        var s = Received().On("25/09").Given(PartyCommittee, Pause).On(new DateOnly(2027, 1, 3))
            .Given(PartyCommittee, Resume);
        // 30/09 and 100 days is Friday 08/01/2027.
        Of(s, "product").Deadline.ShouldBe(Deadline.Set(new DateOnly(2027, 1, 8)) with { Provisional = true });
    }

    [Fact]
    public void a_pause_of_no_days_moves_nothing() => Received().On("25/09").Given(PartyCommittee, Pause)
        .When(PartyCommittee, Resume)
        .Then((T07Stream, new AssignmentEvent.AssignmentResumed(0, [], "Đã có hướng dẫn")));

    [Fact]
    public void a_due_day_passed_before_the_pause_stays_and_its_reminders_in_the_pause_are_dropped()
    {
        var s = Received().On("02/10").ClockRuns().Given(PartyCommittee, Pause).On("10/10").ClockRuns()
            .When(PartyCommittee, Resume)
            .Then((T07Stream, new AssignmentEvent.AssignmentResumed(8, [], "Đã có hướng dẫn")));
        s.On("20/10").ClockRuns().ClockEvents(T07Stream)
            .ShouldBe(["ObligationMissed 30/09 product", "ReminderSent 01/10 product", "Escalated 15/10 product"]);
        Of(s, "product").DaysLate(Day("20/10")).ShouldBe(20);
    }

    [Fact]
    public void a_cancelled_assignment_is_owed_no_more_and_what_was_missed_stays()
    {
        var s = Assigned().On("19/01").ClockRuns();
        s.ClockEvents(T07Stream).ShouldContain("ObligationMissed 15/01 receive/SYT");
        s.When(PartyCommittee, Cancel).Then((T07Stream, new AssignmentEvent.AssignmentCancelled("Thôi")));
        T07Of(s).Stage.ShouldBe(AssignmentStage.Cancelled);
        T07Of(s).Obligations.ShouldAllBe(o => !o.IsOpen);
        Of(s, "receive/SYT").Missed.ShouldBeTrue();
        s.On("20/10").ClockRuns().ClockEvents(T07Stream).ShouldNotContain("ObligationMissed 30/09 product");
    }

    [Fact]
    public void cancelled_while_a_submission_in_time_waits_there_is_no_miss()
    {
        var s = Received().On("30/09").Given(SytFocal, HandIn(T07))
            .On("05/10").Given(PartyCommittee, Cancel).On("20/10").ClockRuns();
        s.ClockEvents(T07Stream).ShouldNotContain("ObligationMissed 30/09 product");
        Of(s, "product").DaysLate(Day("20/10")).ShouldBe(0);
    }

    [Fact]
    public void ended_while_a_late_submission_waits_the_lead_was_late_to_that_day_and_is_reminded_no_more()
    {
        foreach (var end in new[] { Cancel, new AssignmentCommand.ReplaceAssignment(T07, T11, "Gộp") })
        {
            var s = Received().On("03/10").Given(SytFocal, HandIn(T07)).On("09/10").Given(PartyCommittee, end)
                .On("30/10").ClockRuns();
            s.ClockEvents(T07Stream).Where(e => e.EndsWith(" product", StringComparison.Ordinal))
                .ShouldBe(["ObligationMissed 30/09 product", "ReminderSent 01/10 product"]);
            Of(s, "product").DaysLate(Day("30/10")).ShouldBe(3);
        }
    }

    [Fact]
    public void reassigned_while_a_submission_in_time_waits_for_an_assigner_who_is_the_lead_there_is_no_miss()
    {
        var s = Mergers.LeadOfItself(Received().On("30/09").Given(SytFocal, HandIn(T07)))
            .On("05/10").Given(PartyCommittee, ToStc with { Due = Day("30/11") }).On("30/10").ClockRuns();
        s.ClockEvents(T07Stream).ShouldNotContain(e => e.EndsWith(" product", StringComparison.Ordinal));
        Of(s, "product").DaysLate(Day("30/10")).ShouldBe(0);
    }

    [Fact]
    public void cancelled_in_a_pause_there_is_no_miss_of_a_day_in_it()
    {
        var s = Received().On("25/09").Given(PartyCommittee, Pause).On("05/10").Given(PartyCommittee, Cancel)
            .On("20/10").ClockRuns();
        s.ClockEvents(T07Stream).ShouldNotContain("ObligationMissed 30/09 product");
    }

    [Fact]
    public void a_draft_is_dropped_by_cancelling_it() => Drafted().When(PartyCommittee, Cancel)
        .Then((T07Stream, new AssignmentEvent.AssignmentCancelled("Thôi")))
        .When(PartyCommittee, new AssignmentCommand.IssueAssignment(T07)).ThenRefused("assignment.ended");

    [Fact]
    public void a_replaced_assignment_and_the_one_in_its_place_know_each_other()
    {
        var s = Received().When(PartyCommittee, new AssignmentCommand.ReplaceAssignment(T07, T11, "Gộp"))
            .Then((T07Stream, new AssignmentEvent.AssignmentReplaced(T11, "Gộp")),
                (T11Stream, new AssignmentEvent.AssignmentTookOver(T07)));
        (T07Of(s).Stage, T07Of(s).ReplacedBy).ShouldBe((AssignmentStage.Replaced, T11));
        s.State<Assignment>(T11Stream).Replaces.ShouldBe([T07]);
        s.State<Assignment>(T11Stream).Product!.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void a_report_is_expected_by_the_last_working_day_of_each_month_before_the_due_day() =>
        T07Of(ReportingEachMonth()).Obligations.Where(o => o.Kind == ObligationKind.ReportProgress)
            .Select(o => (o.Key, o.OpenedOn, o.Due)).ShouldBe(
            [
                ("report/1", Day("12/01"), Day("02/02")), ("report/2", Day("01/02"), Day("02/03")),
                ("report/3", Day("01/03"), Day("31/03")), ("report/4", Day("01/04"), Day("04/05")),
                ("report/5", Day("01/05"), Day("01/06")), ("report/6", Day("01/06"), Day("30/06")),
                ("report/7", Day("01/07"), Day("31/07")), ("report/8", Day("01/08"), Day("03/09")),
            ]);

    [Fact]
    public void a_quarterly_report_is_expected_by_the_end_of_each_quarter() => ReportPeriods.Between(Day("12/01"),
        Day("30/09"), ReportEvery.Quarter, new Facts(Assembled().States))!.Select(p => p.By.Due)
        .ShouldBe([Day("31/03"), Day("30/06")]);

    [Fact]
    public void a_report_after_the_official_calendars_is_expected_provisionally() => ReportPeriods.Between(
        Day("12/11"), new DateOnly(2027, 4, 1), ReportEvery.Quarter, new Facts(Assembled().States))!.Select(p => p.By)
        .ShouldBe([Deadline.Set(Day("31/12")), Deadline.Set(new DateOnly(2027, 3, 31)) with { Provisional = true }]);

    [Fact]
    public void one_report_answers_for_every_one_that_is_overdue_and_not_for_the_next()
    {
        var s = ReportingEachMonth().On("10/03")
            .Given(SytFocal, new AssignmentCommand.ReportProgress(T07, "Đang làm", 30)).ClockRuns();
        (Of(s, "report/1").MetOn, Of(s, "report/2").MetOn, Of(s, "report/3").MetOn)
            .ShouldBe((Day("10/03"), Day("10/03"), null));
        (Of(s, "report/1").Missed, Of(s, "report/2").DaysLate(Day("10/03"))).ShouldBe((true, 8));
        s.Given(SytFocal, new AssignmentCommand.ReportProgress(T07, "Đang làm", 40))
            .Given(SytFocal, new AssignmentCommand.ReportProgress(T07, "Đang làm", 50));
        (Of(s, "report/3").MetOn, Of(s, "report/4").MetOn).ShouldBe((Day("10/03"), null));
    }

    [Fact]
    public void a_product_is_the_report_of_its_time_and_none_is_expected_while_it_waits()
    {
        var s = ReportingEachMonth().On("10/03").Given(SytFocal, new AssignmentCommand.ReportProgress(T07, "Đang", 30))
            .On("20/03").Given(SytFocal, HandIn(T07)).On("12/05");
        s.Given(PartyCommittee, new AssignmentCommand.ReturnProduct(T07, "Thiếu")).ClockRuns();
        Of(s, "report/3").MetOn.ShouldBe(Day("20/03"));
        (Of(s, "report/4").EndedOn, Of(s, "report/4").Missed).ShouldBe((Day("20/03"), false));
        T07Of(s).Obligations.Where(o => o.Kind == ObligationKind.ReportProgress && o.IsOpen)
            .Select(o => (o.OpenedOn, o.Due)).ShouldBe(
            [
                (Day("12/05"), Day("01/06")), (Day("01/06"), Day("30/06")), (Day("01/07"), Day("31/07")),
                (Day("01/08"), Day("03/09")),
            ]);
    }

    [Fact]
    public void a_report_is_missed_and_not_reminded_of() => ReportingEachMonth().On("30/06").ClockRuns()
        .ClockEvents(T07Stream).Where(e => e.Contains("report/1", StringComparison.Ordinal))
        .ShouldBe(["ObligationMissed 02/02 report/1"]);

    [Theory]
    [InlineData("assignment.AssignmentIssued",
        """{"clears":{"addressees":[{"body":"SYT","verb":"Giao","role":"Lead"}]},"""
        + """ "due":{"due":"2026-09-30","rule":"set","ruleVersion":0},"""
        + """ "receiveBy":{"due":"2026-01-15","rule":"assignment.receive","ruleVersion":1}}""")]
    [InlineData("assignment.ExtensionGranted",
        """{"oldDue":"2026-09-30","newDue":{"due":"2026-10-15","rule":"set","ruleVersion":0},"reason":"Đồng ý"}""")]
    [InlineData("assignment.ProductReturned", """{"submittedOn":"2026-10-08","reason":"Thiếu phụ lục"}""")]
    public void an_event_stored_before_reports_existed_expects_none(string type, string data)
    {
        using var json = System.Text.Json.JsonDocument.Parse(data);
        var state = T07Of(Received().On("20/09")
            .Given(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ"))
            .Given(SytFocal, HandIn(T07)));
        Assignment.Evolve(state, (AssignmentEvent)Codec.Decode(type, json.RootElement), Day("21/09")).Obligations
            .ShouldNotContain(o => o.Kind == ObligationKind.ReportProgress);
    }
}
