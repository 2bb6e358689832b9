using Supervision.Domain.Plans;
using Supervision.Domain.Reviews;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Session;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

/// <summary>A reviewer asks and remarks, and does nothing else.</summary>
public sealed class Reviewing
{
    [Fact]
    public void a_question_may_be_due_on_the_day_that_it_is_asked() =>
        Opened().Given(Reviewer, Ask with { AnswerBy = Day("01/07") });

    [Fact]
    public void a_session_says_which_ledger_was_looked_at() => Looked().When(Reviewer, Open).Then((SessionStream,
        new ReviewEvent.ReviewOpened(Review1, Ubkt, Open.Scope, Open.About, 120, Open.Root)));

    [Fact]
    public void an_unanswered_question_is_missed_by_the_body_that_was_asked()
    {
        var s = Asked().On("11/07").ClockRuns();
        s.ClockEvents().ShouldBe(["ObligationMissed 10/07 question/1"]);
        s.State<Review>(SessionStream).Obligations.Single().Body.ShouldBe(Syt);
    }

    [Fact]
    public void what_was_left_open_is_still_answered_after_the_conclusion()
    {
        var s = Asked().Given(Reviewer, Conclude(1)).On("08/07").Given(SytFocal, Reply).On("31/07").ClockRuns();
        s.ClockEvents().ShouldBeEmpty();
        s.State<Review>(SessionStream).OpenQuestions.ShouldBeEmpty();
    }

    [Fact]
    public void the_conclusion_lists_what_was_left_open_whatever_the_order() => Asked()
        .Given(Reviewer, Ask with { Body = Stc }).When(Reviewer, Conclude(2, 1))
        .Then((SessionStream, new ReviewEvent.ReviewConcluded("Đã rà soát", [1, 2])));

    public static TheoryData<string> OtherCommands => [.. Others().Select(Codec.NameOf)];

    [Theory]
    [MemberData(nameof(OtherCommands))]
    public void a_reviewer_gives_no_command_but_those_of_a_session(string name) =>
        Opened().On("14/07").When(Reviewer, Others().First(c => Codec.NameOf(c) == name))
            .Answer.ShouldBeOfType<Answer.Refused>().Refusal.Code.ShouldStartWith("mandate.");

    // One of each noun that an officer acts on.
    private static Command[] Others() =>
    [
        Draft(T07, T07Clears), Cascade.Amend, Cascade.Group, Cascade.Goal, Cascade.Send, Cascade.Receive,
        Cascade.Directing, Cascade.Propose, Cascade.Interim, Register(EvidenceOf(Ubkt)), IssueDecision,
        new PlanCommand.ReplacePlan(ThePlan, Cascade.NextPlan, Cascade.Next.Document), Authorise,
        new Officers.OfficerCommand.RevokeMandate(SytFocal.Id, SytFocal.Mandate, Day("14/07"), "Không rõ"),
    ];
}
