using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Assignments;

public abstract record AssignmentEvent : Event
{
    private AssignmentEvent()
    {
    }

    /// <summary>Dự thảo nhiệm vụ: with what is known.</summary>
    public sealed record AssignmentDrafted(AssignmentId Assignment, PlanId Plan, string Section, string Code,
        string TitleVi, string TitleEn, BodyCode Assigner, SixClears Clears) : AssignmentEvent;

    /// <summary>Bổ sung dự thảo.</summary>
    public sealed record AssignmentDraftAmended(SixClears Clears) : AssignmentEvent;

    /// <summary>Giao, đề nghị, chỉ đạo: all six clears are there; the clocks of receipt and product start.</summary>
    public sealed record AssignmentIssued(SixClears Clears, Deadline Due, Deadline ReceiveBy) : AssignmentEvent;

    /// <summary>Tiếp nhận; it is not agreement.</summary>
    public sealed record AssignmentReceived(BodyCode Body) : AssignmentEvent;

    /// <summary>Báo cáo tiến độ.</summary>
    public sealed record ProgressReported(string Text, int Percent) : AssignmentEvent;

    /// <summary>Đề nghị gia hạn.</summary>
    public sealed record ExtensionRequested(DateOnly NewDue, string Reason, Deadline AnswerBy) : AssignmentEvent;

    /// <summary>Chấp thuận gia hạn.</summary>
    public sealed record ExtensionGranted(DateOnly OldDue, Deadline NewDue, string Reason) : AssignmentEvent;

    /// <summary>Không chấp thuận gia hạn.</summary>
    public sealed record ExtensionRefused(string Reason) : AssignmentEvent;

    /// <summary>Nộp sản phẩm.</summary>
    public sealed record ProductSubmitted(string Text, IReadOnlyList<EvidenceId> Evidence, Deadline AnswerBy)
        : AssignmentEvent;

    /// <summary>Nghiệm thu sản phẩm.</summary>
    public sealed record ProductAccepted(DateOnly SubmittedOn, string Remark) : AssignmentEvent;

    /// <summary>Trả lại sản phẩm.</summary>
    public sealed record ProductReturned(DateOnly SubmittedOn, string Reason) : AssignmentEvent;
}

public abstract record AssignmentCommand : Command
{
    private AssignmentCommand()
    {
    }

    /// <summary>The assignment that the command is about.</summary>
    public abstract AssignmentId Assignment { get; init; }

    public sealed record DraftAssignment(AssignmentId Assignment, PlanId Plan, [property: Identifier] string Section,
        [property: Identifier] string Code, string TitleVi, string TitleEn, SixClears Clears) : AssignmentCommand;

    public sealed record AmendDraft(AssignmentId Assignment, SixClears Clears) : AssignmentCommand;

    public sealed record IssueAssignment(AssignmentId Assignment) : AssignmentCommand;

    public sealed record ReceiveAssignment(AssignmentId Assignment) : AssignmentCommand;

    public sealed record ReportProgress(AssignmentId Assignment, [property: LongText] string Text, int Percent)
        : AssignmentCommand;

    public sealed record RequestExtension(AssignmentId Assignment, DateOnly NewDue, [property: LongText] string Reason)
        : AssignmentCommand;

    public sealed record GrantExtension(AssignmentId Assignment, DateOnly NewDue, [property: LongText] string Reason)
        : AssignmentCommand;

    public sealed record RefuseExtension(AssignmentId Assignment, [property: LongText] string Reason)
        : AssignmentCommand;

    public sealed record SubmitProduct(AssignmentId Assignment, [property: LongText] string Text,
        IReadOnlyList<EvidenceId> Evidence) : AssignmentCommand;

    public sealed record AcceptProduct(AssignmentId Assignment, [property: LongText] string Remark)
        : AssignmentCommand;

    public sealed record ReturnProduct(AssignmentId Assignment, [property: LongText] string Reason)
        : AssignmentCommand;
}

/// <summary>Where an assignment stands; derived from its events, never typed.</summary>
public enum AssignmentStage
{
    /// <summary>Dự thảo.</summary>
    Drafted,

    /// <summary>Chưa thực hiện: issued, not received by its lead.</summary>
    Issued,

    /// <summary>Đang thực hiện.</summary>
    InProgress,

    /// <summary>Đã nộp sản phẩm, chờ nghiệm thu.</summary>
    Submitted,

    /// <summary>Hoàn thành.</summary>
    Done,
}

/// <summary>An assignment; its day's status follows from the stage and from what is owed for it.</summary>
public sealed record Assignment(AssignmentId Id, PlanId Plan, string Section, string Code, string TitleVi,
    string TitleEn, BodyCode Assigner, SixClears Clears) : IOwing, ISucceeding
{
    /// <summary>The key of the obligation to hand in the product.</summary>
    public const string ProductKey = "product";

    public AssignmentStage Stage { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public IReadOnlyList<BodyCode> ReceivedBy { get; init; } = [];
    public AssignmentEvent.ExtensionRequested? OpenRequest { get; init; }
    public DateOnly? RequestedOn { get; init; }
    public DateOnly? SubmittedOn { get; init; }
    public int Requests { get; init; }
    public int Submissions { get; init; }
    public int Percent { get; init; }
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    public BodyCode? Lead => Clears.Addressees.FirstOrDefault(a => a.Role == AssignmentRole.Lead)?.Body;

    /// <summary>The obligation to hand in the product; null before issuing.</summary>
    public Obligation? Product => Obligations.FirstOrDefault(o => o.Key == ProductKey);

    public static string ReceiveKey(BodyCode body) => "receive/" + body.Value;
    public string AnswerRequestKey => "answer-extension/" + Requests.ToString("D", null);
    public string AnswerSubmissionKey => "answer-submission/" + Submissions.ToString("D", null);

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    /// <summary>Whether there is still something to do for it.</summary>
    public bool IsOpen => Stage != AssignmentStage.Done;

    public bool IsOpenFor(BodyCode body) => Obligations.IsOpenFor(body)
        || (IsOpen && (Assigner == body || Clears.Addressees.Any(a => a.Body == body)));

    public ISucceeding TakenOver(BodyCode from, BodyCode to)
    {
        var owed = this with { Obligations = Obligations.TakenOver(from, to) };
        return !IsOpen ? owed : owed with
        {
            Assigner = Assigner.TakenOver(from, to),
            Clears = Clears.TakenOver(from, to),
            ReceivedBy = ReceivedBy.TakenOver([.. Clears.Addressees.Select(a => a.Body)], from, to),
        };
    }

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Assignment Evolve(Assignment? state, AssignmentEvent e, DateOnly on) => e switch
    {
        AssignmentEvent.AssignmentDrafted d => new(d.Assignment, d.Plan, d.Section, d.Code, d.TitleVi, d.TitleEn,
            d.Assigner, d.Clears),
        AssignmentEvent.AssignmentDraftAmended d => state! with { Clears = state.Clears.With(d.Clears) },
        AssignmentEvent.AssignmentIssued i => state!.Issued(i, on),
        AssignmentEvent.AssignmentReceived r => state!.Received(r, on),
        AssignmentEvent.ProgressReported p => state! with { Percent = p.Percent },
        AssignmentEvent.ExtensionRequested r => state!.Requested(r, on),
        AssignmentEvent.ExtensionGranted g => state!.AnsweredRequest(on) is var s
            ? s with { Obligations = s.Obligations.Move(ProductKey, g.NewDue, s.Assigner, on) } : s,
        AssignmentEvent.ExtensionRefused => state!.AnsweredRequest(on),
        AssignmentEvent.ProductSubmitted p => state!.Submitted(p, on),
        AssignmentEvent.ProductAccepted p => state!.Accepted(p, on),
        AssignmentEvent.ProductReturned => state! with
        {
            Stage = AssignmentStage.InProgress,
            Obligations = state.Obligations.Meet(state.AnswerSubmissionKey, on).TurnDown(ProductKey, on),
        },
        _ => throw Unknown.Event(e),
    };

    private Assignment Issued(AssignmentEvent.AssignmentIssued i, DateOnly on)
    {
        var lead = i.Clears.Addressees.First(a => a.Role == AssignmentRole.Lead).Body;
        var obligations = i.Clears.Addressees.Aggregate(Obligations, (list, a) => list.Open(
            ReceiveKey(a.Body), ObligationKind.ReceiveAssignment, a.Body, Assigner, on, i.ReceiveBy));
        return this with
        {
            Clears = i.Clears,
            Stage = AssignmentStage.Issued,
            IssuedOn = on,
            Obligations = obligations.Open(ProductKey, ObligationKind.SubmitProduct, lead, Assigner, on, i.Due),
        };
    }

    private Assignment Received(AssignmentEvent.AssignmentReceived r, DateOnly on) => this with
    {
        Stage = r.Body == Lead && Stage == AssignmentStage.Issued ? AssignmentStage.InProgress : Stage,
        ReceivedBy = [.. ReceivedBy, r.Body],
        Obligations = Obligations.Meet(ObligationKind.ReceiveAssignment, r.Body, on),
    };

    private Assignment Requested(AssignmentEvent.ExtensionRequested r, DateOnly on)
    {
        var next = this with { OpenRequest = r, RequestedOn = on, Requests = Requests + 1 };
        return next with
        {
            Obligations = Obligations.Open(next.AnswerRequestKey, ObligationKind.AnswerExtension, Assigner,
                Lead!.Value, on, r.AnswerBy),
        };
    }

    private Assignment AnsweredRequest(DateOnly on) => this with
    {
        OpenRequest = null,
        Obligations = Obligations.Meet(AnswerRequestKey, on),
    };

    // An extension request that is still open when the product is accepted needs no answer any more.
    private Assignment Accepted(AssignmentEvent.ProductAccepted p, DateOnly on) =>
        (OpenRequest is null ? this : AnsweredRequest(on)) is var s
            ? s with
            {
                Stage = AssignmentStage.Done,
                Obligations = s.Obligations.Meet(AnswerSubmissionKey, on).Meet(ProductKey, p.SubmittedOn),
            }
            : this;

    private Assignment Submitted(AssignmentEvent.ProductSubmitted p, DateOnly on)
    {
        var next = this with { Stage = AssignmentStage.Submitted, SubmittedOn = on, Submissions = Submissions + 1 };
        return next with
        {
            Obligations = Obligations.Submit(ProductKey, on).Open(next.AnswerSubmissionKey,
                ObligationKind.AnswerSubmission, Assigner, Lead!.Value, on, p.AnswerBy),
        };
    }
}
