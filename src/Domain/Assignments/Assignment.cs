using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Assignments;

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

    /// <summary>Hủy.</summary>
    Cancelled,

    /// <summary>Thay thế.</summary>
    Replaced,
}

/// <summary>An assignment; its day's status follows from the stage and from what is owed for it.</summary>
public sealed record Assignment(AssignmentId Id, PlanId Plan, string Section, string Code, string TitleVi,
    string TitleEn, BodyCode Assigner, SixClears Clears) : IOwing, ISucceeding
{
    /// <summary>The key of the first lead's obligation to hand in the product.</summary>
    public const string ProductKey = "product";

    public AssignmentStage Stage { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public ReportEvery? ReportEvery { get; init; }
    public IReadOnlyList<BodyCode> ReceivedBy { get; init; } = [];
    public AssignmentEvent.ExtensionRequested? OpenRequest { get; init; }
    public DateOnly? RequestedOn { get; init; }
    public DateOnly? SubmittedOn { get; init; }

    /// <summary>All evidence that the lead has handed in as its product.</summary>
    public IReadOnlyList<EvidenceId> Evidence { get; init; } = [];
    public int Requests { get; init; }
    public int Submissions { get; init; }
    public int Percent { get; init; }
    public DateOnly? RemindedOn { get; init; }
    public DateOnly? PausedOn { get; init; }
    public IReadOnlyList<BodyCode> FormerLeads { get; init; } = [];
    public int Reassignments { get; init; }

    /// <summary>The day that it was cancelled or replaced.</summary>
    public DateOnly? EndedOn { get; init; }
    public AssignmentId? ReplacedBy { get; init; }
    public IReadOnlyList<AssignmentId> Replaces { get; init; } = [];
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    public BodyCode? Lead => LeadOf(Clears.Addressees);

    /// <summary>The lead's obligation to hand in the product; null before issuing.</summary>
    public Obligation? Product => Obligations.LastOrDefault(o => o.Kind == ObligationKind.SubmitProduct);

    /// <summary>The due day at issuing, whoever led then; null before it.</summary>
    public DateOnly? OriginalDue =>
        Obligations.FirstOrDefault(o => o.Kind == ObligationKind.SubmitProduct)?.OriginalDue;

    /// <summary>How often its due day was moved by an extension, whoever led.</summary>
    public int Extensions => Obligations.Where(o => o.Kind == ObligationKind.SubmitProduct).Sum(o => o.Moves);

    public string AnswerRequestKey => "answer-extension/" + Requests.ToString("D", null);
    public string AnswerSubmissionKey => "answer-submission/" + Submissions.ToString("D", null);

    public static BodyCode? LeadOf(IReadOnlyList<Addressee> addressees) =>
        addressees.FirstOrDefault(a => a.Role == AssignmentRole.Lead)?.Body;

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    /// <summary>Whether there is still something to do for it.</summary>
    public bool IsOpen => Stage != AssignmentStage.Done && EndedOn is null;

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
        AssignmentEvent.ProgressReported p => state!.WithReport(on) with { Percent = p.Percent },
        AssignmentEvent.ExtensionRequested r => state!.Requested(r, on),
        AssignmentEvent.ExtensionGranted g => state!.AnsweredRequest(on) is var s
            ? s with
            {
                Obligations = s.Expecting(g.Reports, on).Move(s.Product!.Key, g.NewDue, s.Assigner, on),
            } : s,
        AssignmentEvent.ExtensionRefused => state!.AnsweredRequest(on),
        AssignmentEvent.ProductSubmitted p => state!.Submitted(p, on),
        AssignmentEvent.ProductAccepted p => state!.Accepted(p, on),
        AssignmentEvent.ProductReturned r => state! with
        {
            Stage = AssignmentStage.InProgress,
            Obligations = state.Expecting(r.Reports, on).Meet(state.AnswerSubmissionKey, on)
                .TurnDown(state.Product!.Key, on),
        },
        AssignmentEvent.AssignmentReminded => state! with { RemindedOn = on },
        AssignmentEvent.AssignmentReassigned r => state!.Reassigned(r, on),
        AssignmentEvent.ResponsiblePersonChanged p => state! with
        {
            Clears = state.Clears with { Addressees = p.Addressees },
        },
        AssignmentEvent.AssignmentPaused => state! with
        {
            PausedOn = on,
            Obligations = state.Obligations.Pause(o => o.Body != state.Assigner, on),
        },
        AssignmentEvent.AssignmentResumed r => state! with
        {
            PausedOn = null,
            Obligations = state.Obligations.Resume(r.Moved, on),
        },
        AssignmentEvent.AssignmentCancelled => state!.Ended(AssignmentStage.Cancelled, on),
        AssignmentEvent.AssignmentReplaced r => state!.Ended(AssignmentStage.Replaced, on) with
        {
            ReplacedBy = r.ReplacedBy,
        },
        AssignmentEvent.AssignmentTookOver t => state! with { Replaces = [.. state.Replaces, t.Replaces] },
        _ => throw Unknown.Event(e),
    };

    private Assignment Issued(AssignmentEvent.AssignmentIssued i, DateOnly on) => (this with
    {
        Clears = i.Clears,
        Stage = AssignmentStage.Issued,
        IssuedOn = on,
        ReportEvery = i.ReportEvery,
    }).Charged(i.Clears.Addressees.Select(a => a.Body), i.ReceiveBy, on).Leading(i.Due, i.Reports, on);

    // An obligation's key is unique: after the n-th reassignment it says so, "receive/SYT/2", "product/2".
    private string Round => Reassignments == 0 ? "" : "/" + (Reassignments + 1).ToString("D", null);

    private Assignment Charged(IEnumerable<BodyCode> bodies, Deadline receiveBy, DateOnly on) => this with
    {
        Obligations = bodies.Aggregate(Obligations, (list, body) => list.Open("receive/" + body.Value + Round,
            ObligationKind.ReceiveAssignment, body, Assigner, on, receiveBy)),
    };

    private Assignment Leading(Deadline due, IReadOnlyList<ReportPeriod>? reports, DateOnly on) => (this with
    {
        Obligations = Obligations.Open(ProductKey + Round, ObligationKind.SubmitProduct, Lead!.Value, Assigner, on,
            due),
    }) is var s ? s with { Obligations = s.Expecting(reports, on) } : this;

    private IReadOnlyList<Obligation> Expecting(IReadOnlyList<ReportPeriod>? reports, DateOnly on)
    {
        var number = Obligations.Count(o => o.Kind == ObligationKind.ReportProgress);
        return (reports ?? []).Aggregate(Obligations, (list, r) => list.Open(
            "report/" + (++number).ToString("D", null), ObligationKind.ReportProgress, Lead!.Value, Assigner, r.From,
            r.By, on));
    }

    private Assignment Received(AssignmentEvent.AssignmentReceived r, DateOnly on) => this with
    {
        Stage = r.Body == Lead && Stage == AssignmentStage.Issued ? AssignmentStage.InProgress : Stage,
        ReceivedBy = [.. ReceivedBy, r.Body],
        Obligations = Obligations.Meet(ObligationKind.ReceiveAssignment, r.Body, on),
    };

    // A report answers for every one that is overdue; where none is, for the one whose time runs.
    private Assignment WithReport(DateOnly on)
    {
        var open = Obligations.Where(o => o.Kind == ObligationKind.ReportProgress && o.IsOpen && o.OpenedOn <= on)
            .ToList();
        var keys = open.Where((o, i) => i == 0 || o.Due < on).Select(o => o.Key).ToList();
        return this with
        {
            Obligations = Obligations.ChangeWhere(o => keys.Contains(o.Key), o => o with { MetOn = on }),
        };
    }

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
                Obligations = s.Obligations.Meet(AnswerSubmissionKey, on).Meet(Product!.Key, p.SubmittedOn),
            }
            : this;

    // The product is the report of its time, and while it waits for its answer no other is expected.
    private Assignment Submitted(AssignmentEvent.ProductSubmitted p, DateOnly on)
    {
        var next = this with
        {
            Stage = AssignmentStage.Submitted,
            SubmittedOn = on,
            Submissions = Submissions + 1,
            Evidence = [.. Evidence.Union(p.Evidence)],
        };
        return next with
        {
            Obligations = WithReport(on).Obligations.End(o => o.Kind == ObligationKind.ReportProgress, on)
                .Submit(Product!.Key, on).Open(next.AnswerSubmissionKey, ObligationKind.AnswerSubmission, Assigner,
                    Lead!.Value, on, p.AnswerBy),
        };
    }

    // What the bodies no longer charged owed ends, and all that the former lead owed or waited for; what they missed
    // stays theirs.
    private Assignment Reassigned(AssignmentEvent.AssignmentReassigned r, DateOnly on)
    {
        var (lead, led) = (LeadOf(r.Addressees)!.Value, Lead!.Value);
        var bodies = r.Addressees.Select(a => a.Body).ToList();
        var charged = bodies.Except(Clears.Addressees.Select(a => a.Body))
            .Concat(lead == led ? [] : [lead]).Distinct().ToList();
        var next = this with
        {
            Clears = Clears with { Addressees = r.Addressees },
            Reassignments = Reassignments + 1,
            ReceivedBy = [.. ReceivedBy.Intersect(bodies).Except(charged)],
            Obligations = Obligations.End(o => o.Kind == ObligationKind.ReceiveAssignment
                && (!bodies.Contains(o.Body) || charged.Contains(o.Body)), on),
        };
        next = next.Charged(charged, r.ReceiveBy, on);
        return lead == led ? next : (next with
        {
            Stage = AssignmentStage.Issued,
            FormerLeads = [.. FormerLeads, led],
            OpenRequest = null,
            SubmittedOn = null,
            Evidence = [],
            Percent = 0,
            Obligations = next.Obligations.End(o => o.Kind is ObligationKind.SubmitProduct
                or ObligationKind.ReportProgress or ObligationKind.AnswerSubmission
                or ObligationKind.AnswerExtension, on),
        }).Leading(r.Due, r.Reports, on);
    }

    private Assignment Ended(AssignmentStage stage, DateOnly on) => this with
    {
        Stage = stage,
        EndedOn = on,
        OpenRequest = null,
        PausedOn = null,
        Obligations = Obligations.End(_ => true, on),
    };
}
