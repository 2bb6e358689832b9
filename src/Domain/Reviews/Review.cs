using Supervision.Domain.Bodies;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Reviews;

public abstract record ReviewEvent : Event
{
    private ReviewEvent()
    {
    }

    /// <summary>Mở phiên rà soát: what is looked at, and the tree head of the ledger that it is looked at in.</summary>
    public sealed record ReviewOpened(ReviewId Review, BodyCode Body, string Scope, Matter? About, long Index,
        string Root) : ReviewEvent;

    /// <summary>Đặt câu hỏi cho một cơ quan.</summary>
    public sealed record ReviewQuestionAsked(int Number, BodyCode Body, string Text, Matter? About,
        Deadline AnswerBy) : ReviewEvent;

    /// <summary>Trả lời câu hỏi.</summary>
    public sealed record ReviewQuestionAnswered(int Number, BodyCode Body, string Text,
        IReadOnlyList<EvidenceId> Evidence) : ReviewEvent;

    /// <summary>Nhận xét.</summary>
    public sealed record ReviewRemarkMade(string Text, Matter? About) : ReviewEvent;

    /// <summary>Kết thúc phiên rà soát; the questions that nobody had answered by then.</summary>
    public sealed record ReviewConcluded(string Text, IReadOnlyList<int> OpenQuestions) : ReviewEvent;
}

public abstract record ReviewCommand : Command
{
    private ReviewCommand()
    {
    }

    /// <summary>The session that the command is about.</summary>
    public abstract ReviewId Review { get; init; }

    public sealed record OpenReview(ReviewId Review, string Scope, long Index, [property: Identifier] string Root,
        Matter? About = null) : ReviewCommand;

    public sealed record AskReviewQuestion(ReviewId Review, BodyCode Body, [property: LongText] string Text,
        DateOnly AnswerBy, Matter? About = null) : ReviewCommand;

    public sealed record AnswerReviewQuestion(ReviewId Review, int Number, [property: LongText] string Text,
        IReadOnlyList<EvidenceId> Evidence) : ReviewCommand;

    public sealed record MakeReviewRemark(ReviewId Review, [property: LongText] string Text, Matter? About = null)
        : ReviewCommand;

    public sealed record ConcludeReview(ReviewId Review, [property: LongText] string Text,
        IReadOnlyList<int> OpenQuestions) : ReviewCommand;
}

/// <summary>A question of a session.</summary>
public sealed record Question(int Number, BodyCode Body, bool Answered);

/// <summary>A reviewer's session: it asks and remarks, and changes nothing of what it looks at.</summary>
public sealed record Review(ReviewId Id, BodyCode Body, string Scope, long Index, string Root) : IOwing, ISucceeding
{
    /// <summary>Questions of one session: what its conclusion can list.</summary>
    public const int QuestionsMax = Fields.ListItemsMax;

    public IReadOnlyList<Question> Questions { get; init; } = [];
    public bool Concluded { get; init; }
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    /// <summary>The numbers of the questions that wait for their answer.</summary>
    public IReadOnlyList<int> OpenQuestions => [.. Questions.Where(q => !q.Answered).Select(q => q.Number)];

    public static string Key(int number) => "question/" + number.ToString("D", null);

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    public bool IsOpenFor(BodyCode body) => (!Concluded && Body == body) || Obligations.IsOpenFor(body);

    public ISucceeding TakenOver(BodyCode from, BodyCode to) => this with
    {
        Body = Body.TakenOver(from, to),
        Questions = [.. Questions.Select(q => q.Answered ? q : q with { Body = q.Body.TakenOver(from, to) })],
        Obligations = Obligations.TakenOver(from, to),
    };

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Review Evolve(Review? state, ReviewEvent e, DateOnly on) => e switch
    {
        ReviewEvent.ReviewOpened o => new(o.Review, o.Body, o.Scope, o.Index, o.Root),
        ReviewEvent.ReviewQuestionAsked q => state! with
        {
            Questions = [.. state.Questions, new Question(q.Number, q.Body, false)],
            Obligations = state.Obligations.Open(Key(q.Number), ObligationKind.AnswerReviewQuestion, q.Body,
                state.Body, on, q.AnswerBy),
        },
        ReviewEvent.ReviewQuestionAnswered a => state! with
        {
            Questions = [.. state.Questions.Select(q => q.Number == a.Number ? q with { Answered = true } : q)],
            Obligations = state.Obligations.Meet(Key(a.Number), on),
        },
        ReviewEvent.ReviewRemarkMade => state!,
        ReviewEvent.ReviewConcluded => state! with { Concluded = true },
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(ReviewCommand command, Facts facts, Context context)
    {
        if (command is ReviewCommand.OpenReview open)
            return Open(open, facts, context);
        if (facts.Review(command.Review) is not { } review)
            return new Refusal("review.unknown", Law.Product);
        return command switch
        {
            ReviewCommand.AskReviewQuestion c => review.Ask(c, facts, context),
            ReviewCommand.AnswerReviewQuestion c => review.Reply(c, facts, context),
            ReviewCommand.MakeReviewRemark c => review.Remark(c, facts, context),
            ReviewCommand.ConcludeReview c => review.Conclude(c, facts, context),
            _ => throw Unknown.Command(command),
        };
    }

    private static Answer Open(ReviewCommand.OpenReview c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Review) is { } refusal)
            return refusal;
        if (facts.Review(c.Review) is not null)
            return new Refusal("review.already_opened", Law.Product);
        if (!Fields.IsSha256(c.Root))
            return new Refusal("review.head_form_wrong", Law.Product);
        // Otherwise he could swear to have looked at a ledger that never was.
        if (facts.LedgerHead(c.Index)?.Root != c.Root)
            return new Refusal("review.head_not_of_this_ledger", Law.Product, c.Index);
        if (c.About is { } about && Matter.Check(about, facts) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(c.Review), new ReviewEvent.ReviewOpened(
            c.Review, Competence.BodyOf(context, facts)!.Value, c.Scope, c.About, c.Index, c.Root));
    }

    private Answer Ask(ReviewCommand.AskReviewQuestion c, Facts facts, Context context)
    {
        if (CheckReviewer(c.About, facts, context) is { } refusal)
            return refusal;
        if (facts.Body(c.Body) is null)
            return new Refusal("body.unknown", Law.Product, c.Body);
        if (c.Body == Body)
            return new Refusal("review.own_body", Law.Product, c.Body);
        if (c.AnswerBy < context.Today)
            return new Refusal("review.day_passed", Law.Product, c.AnswerBy);
        if (Questions.Count == QuestionsMax)
            return new Refusal("review.too_many_questions", Law.Product, QuestionsMax);
        return Answer.Record(Facts.StreamOf(Id), new ReviewEvent.ReviewQuestionAsked(
            Questions.Count + 1, c.Body, c.Text, c.About, Deadline.Set(c.AnswerBy)));
    }

    // Also after the session: what was left open is still owed.
    private Answer Reply(ReviewCommand.AnswerReviewQuestion c, Facts facts, Context context)
    {
        if (Questions.FirstOrDefault(q => q.Number == c.Number) is not { } question)
            return new Refusal("review.question_unknown", Law.Product, c.Number);
        if (Competence.Lacks(facts, context, Power.Execute, question.Body) is { } refusal)
            return refusal;
        if (question.Answered)
            return new Refusal("review.question_already_answered", Law.Product, c.Number);
        if (Evidence.CheckAll(c.Evidence, facts, question.Body) is { } unusable)
            return unusable;
        return Answer.Record(Facts.StreamOf(Id), new ReviewEvent.ReviewQuestionAnswered(
            c.Number, question.Body, c.Text, c.Evidence));
    }

    private Answer Remark(ReviewCommand.MakeReviewRemark c, Facts facts, Context context) =>
        CheckReviewer(c.About, facts, context) is { } refusal ? refusal
            : Answer.Record(Facts.StreamOf(Id), new ReviewEvent.ReviewRemarkMade(c.Text, c.About));

    private Answer Conclude(ReviewCommand.ConcludeReview c, Facts facts, Context context)
    {
        if (CheckReviewer(null, facts, context) is { } refusal)
            return refusal;
        return c.OpenQuestions.Order().SequenceEqual(OpenQuestions)
            ? Answer.Record(Facts.StreamOf(Id), new ReviewEvent.ReviewConcluded(c.Text, OpenQuestions))
            : new Refusal("review.open_questions_differ", Law.Product,
                OpenQuestions.Count == 0 ? "–" : string.Join(", ", OpenQuestions));
    }

    // The session belongs to the body that opened it, and ends with its conclusion.
    private Refusal? CheckReviewer(Matter? about, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Review, Body) is { } refusal)
            return refusal;
        if (Concluded)
            return new Refusal("review.concluded", Law.Product);
        return about is null ? null : Matter.Check(about, facts);
    }
}
