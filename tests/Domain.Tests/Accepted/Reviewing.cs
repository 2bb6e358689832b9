using Supervision.Domain.Officers;
using Supervision.Domain.Reviews;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Session;

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

    // That he is in conflict of interest each declares of himself.
    private static readonly Type[] Free = [typeof(ReviewCommand), typeof(OfficerCommand.DeclareConflict)];

    // What officers did in the stories, and what was known before it.
    private static readonly Dictionary<string, Situation.Before> Others = Samples.Stories()
        .SelectMany(s => s.AcceptedFrom)
        .Where(b => b.Context.Actor is Acting.Officer && !Free.Any(free => free.IsInstanceOfType(b.Command)))
        .GroupBy(b => Codec.NameOf(b.Command)).ToDictionary(g => g.Key, g => g.First());

    public static TheoryData<string> OtherCommands => [.. Others.Keys];

    [Theory]
    [MemberData(nameof(OtherCommands))]
    public void a_reviewer_gives_no_command_but_those_of_a_session(string name)
    {
        var (command, context, states) = Others[name];
        Situation.Ask(command, context with { Actor = Reviewer, Recorder = Reviewer, Capacity = Capacity.Self }, states)
            .ShouldBeOfType<Answer.Refused>();
    }

    [Fact]
    public void no_command_of_an_officer_is_left_out() => Codec.Commands
        .Where(c => Acts.KindOf(c.Value) != ActKind.Policy && !Free.Any(free => free.IsAssignableFrom(c.Value)))
        .Select(c => c.Key).Except(Others.Keys).ShouldBeEmpty();
}
