using Supervision.Domain.Assignments;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>The status of T-07, due 30/09, by its events and the day; and which verb may be used.</summary>
public sealed class NamingTheStatus
{
    private static readonly AssignmentCommand Submit = HandIn(T07);

    private static void ShouldBe(Situation s, string day, StatusWord word, StatusTime time, int late = 0)
    {
        var facts = new Facts(s.States);
        AssignmentStanding.Of(s.State<Assignment>(T07Stream), facts.RuleSets(), facts.Calendar()).On(Day(day))
            .ShouldBe(new AssignmentStatus(word, time, late));
    }

    [Fact]
    public void a_draft_stands_to_no_day() => ShouldBe(Drafted(), "01/12", StatusWord.Drafted, StatusTime.None);

    [Fact]
    public void before_it_is_received_nothing_is_under_way()
    {
        ShouldBe(Assigned(), "13/01", StatusWord.NotStarted, StatusTime.InTime);
        ShouldBe(Assigned(), "02/10", StatusWord.NotStarted, StatusTime.Overdue, 2);
    }

    [Fact]
    public void seven_days_before_the_due_day_it_is_due_soon()
    {
        ShouldBe(Received(), "22/09", StatusWord.InProgress, StatusTime.InTime);
        ShouldBe(Received(), "23/09", StatusWord.InProgress, StatusTime.DueSoon);
        ShouldBe(Received(), "30/09", StatusWord.InProgress, StatusTime.DueSoon);
        ShouldBe(Received(), "01/10", StatusWord.InProgress, StatusTime.Overdue, 1);
    }

    [Fact]
    public void how_soon_is_a_limit_of_the_rule_set_in_days_or_working_days()
    {
        foreach (var (unit, from) in new[] { (LimitUnit.Day, "28/09"), (LimitUnit.WorkingDay, "28/09") })
        {
            var limits = Limits.Select(l => l.Id == LimitIds.DueSoon ? l with { Value = 2, Unit = unit } : l);
            var s = Received().Given(RuleSets.Stream, RuleSet with { Version = 2, Limits = [.. limits] });
            ShouldBe(s, from, StatusWord.InProgress, StatusTime.DueSoon);
            ShouldBe(s, "27/09", StatusWord.InProgress, StatusTime.InTime);
        }

        // A rule set of an older ledger does not know it.
        var old = Received().Given(RuleSets.Stream, RuleSet with
        {
            Version = 2,
            Limits = [.. Limits.Where(l => l.Id != LimitIds.DueSoon)],
        });
        ShouldBe(old, "30/09", StatusWord.InProgress, StatusTime.InTime);
    }

    [Fact]
    public void a_request_that_waits_is_named()
    {
        var s = Received().On("25/09")
            .Given(SytFocal, new AssignmentCommand.RequestExtension(T07, Day("15/10"), "Chờ"));
        ShouldBe(s, "25/09", StatusWord.ExtensionAsked, StatusTime.DueSoon);
        ShouldBe(s, "02/10", StatusWord.ExtensionAsked, StatusTime.Overdue, 2);
    }

    [Fact]
    public void a_submission_ends_the_lateness_of_the_lead()
    {
        ShouldBe(Received().On("29/09").Given(SytFocal, Submit), "20/10", StatusWord.Submitted, StatusTime.InTime);
        var late = Received().On("02/10").Given(SytFocal, Submit);
        ShouldBe(late, "20/10", StatusWord.Submitted, StatusTime.Overdue, 2);
        ShouldBe(late.On("20/10").Given(PartyCommittee, new AssignmentCommand.AcceptProduct(T07, "Đạt")), "31/12",
            StatusWord.Done, StatusTime.Overdue, 2);
    }

    [Fact]
    public void while_paused_no_day_becomes_late_but_what_was_late_stays_late()
    {
        var pause = new AssignmentCommand.PauseAssignment(T07, "Chờ");
        ShouldBe(Received().On("25/09").Given(PartyCommittee, pause), "10/10", StatusWord.Paused, StatusTime.InTime);
        ShouldBe(Received().On("02/10").Given(PartyCommittee, pause), "10/10", StatusWord.Paused, StatusTime.Overdue,
            10);
    }

    [Fact]
    public void what_was_cancelled_or_replaced_stands_to_no_day()
    {
        ShouldBe(Received().Given(PartyCommittee, new AssignmentCommand.CancelAssignment(T07, "Thôi")), "01/12",
            StatusWord.Cancelled, StatusTime.None);
        ShouldBe(Received().Given(PartyCommittee, new AssignmentCommand.ReplaceAssignment(T07, T11, "Gộp")), "01/12",
            StatusWord.Replaced, StatusTime.None);
    }

    [Fact]
    public void who_may_use_which_verb_towards_whom_follows_from_who_leads_whom()
    {
        AssignmentVerb[] asked = [AssignmentVerb.DeNghi];
        AssignmentVerb[] charged = [AssignmentVerb.Giao, AssignmentVerb.DeNghi];
        AssignmentVerb[] all = [AssignmentVerb.Giao, AssignmentVerb.DeNghi, AssignmentVerb.ChiDao];
        var bhxhOfE = new BodyCode("BHXH-E");
        var s = Assembled().Given(bhxhOfE.Stream, new Bodies.BodyEvent.BodyRegistered(bhxhOfE,
            Bodies.BodyKind.Insurance, "BHXH cơ sở E", "Social insurance office E", Bhxh, DuUb));
        foreach (var (assigner, addressee, verbs) in new[]
        {
            (DuUb, Ubnd, all), (DuUb, Syt, all), (DuUb, Stc, all), (DuUb, CommuneE, all), (DuUb, StationE, all),
            (DuUb, Bhxh, asked), (DuUb, HospitalA, asked), (DuUb, Tu, asked), (DuUb, bhxhOfE, asked),
            (Ubnd, Syt, charged), (Ubnd, CommuneE, charged), (Ubnd, Bhxh, asked), (Syt, Stc, asked),
            (Syt, StationE, asked), (CommuneE, StationE, charged), (Bhxh, bhxhOfE, charged),
        })
        {
            AssignmentVerbs.Allowed(assigner, addressee, new Facts(s.States))
                .ShouldBe(verbs, assigner + " → " + addressee);
        }
    }
}
