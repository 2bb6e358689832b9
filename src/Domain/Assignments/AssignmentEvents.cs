using System.Text.Json.Serialization;
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

    /// <summary>
    /// Giao, đề nghị, chỉ đạo: all six clears are there; the clocks of receipt, product and reports start.
    /// </summary>
    public sealed record AssignmentIssued(SixClears Clears, Deadline Due, Deadline ReceiveBy,
        ReportEvery? ReportEvery = null, IReadOnlyList<ReportPeriod>? Reports = null) : AssignmentEvent;

    /// <summary>Tiếp nhận; it is not agreement.</summary>
    public sealed record AssignmentReceived(BodyCode Body) : AssignmentEvent;

    /// <summary>Báo cáo tiến độ.</summary>
    public sealed record ProgressReported(string Text, int Percent,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<EvidenceId>? Evidence = null) : AssignmentEvent;

    /// <summary>Đề nghị gia hạn.</summary>
    public sealed record ExtensionRequested(DateOnly NewDue, string Reason, Deadline AnswerBy) : AssignmentEvent;

    /// <summary>Chấp thuận gia hạn.</summary>
    public sealed record ExtensionGranted(DateOnly OldDue, Deadline NewDue, string Reason,
        IReadOnlyList<ReportPeriod>? Reports = null) : AssignmentEvent;

    /// <summary>Không chấp thuận gia hạn.</summary>
    public sealed record ExtensionRefused(string Reason) : AssignmentEvent;

    /// <summary>Nộp sản phẩm: as evidence, which one can open.</summary>
    public sealed record ProductSubmitted(string Text, IReadOnlyList<EvidenceId> Evidence, Deadline AnswerBy)
        : AssignmentEvent;

    /// <summary>Nghiệm thu sản phẩm.</summary>
    public sealed record ProductAccepted(DateOnly SubmittedOn, string Remark) : AssignmentEvent;

    /// <summary>Trả lại sản phẩm; the reports of the time that is left are expected again.</summary>
    public sealed record ProductReturned(DateOnly SubmittedOn, string Reason,
        IReadOnlyList<ReportPeriod>? Reports = null) : AssignmentEvent;

    /// <summary>Đôn đốc: by the assigner, to the lead.</summary>
    public sealed record AssignmentReminded(BodyCode Body, string Text) : AssignmentEvent;

    /// <summary>Giao lại: other addressees; a new lead receives and delivers anew, by these days.</summary>
    public sealed record AssignmentReassigned(IReadOnlyList<Addressee> Addressees, string Reason, Deadline Due,
        Deadline ReceiveBy, IReadOnlyList<ReportPeriod>? Reports = null) : AssignmentEvent;

    /// <summary>Thay người chịu trách nhiệm: the same bodies, other persons; nothing is assigned anew.</summary>
    public sealed record ResponsiblePersonChanged(IReadOnlyList<Addressee> Addressees, string Reason)
        : AssignmentEvent;

    /// <summary>Tạm dừng: the clocks of the addressees stand.</summary>
    public sealed record AssignmentPaused(string Reason) : AssignmentEvent;

    /// <summary>Tiếp tục: the due days that had not passed moved by the days of the pause.</summary>
    public sealed record AssignmentResumed(int PausedDays, IReadOnlyList<MovedDeadline> Moved, string Reason)
        : AssignmentEvent;

    /// <summary>Hủy: nothing is expected any more.</summary>
    public sealed record AssignmentCancelled(string Reason) : AssignmentEvent;

    /// <summary>Thay thế: another assignment stands in its place.</summary>
    public sealed record AssignmentReplaced(AssignmentId ReplacedBy, string Reason) : AssignmentEvent;

    /// <summary>Thay cho một nhiệm vụ khác; recorded with that one's replacement.</summary>
    public sealed record AssignmentTookOver(AssignmentId Replaces) : AssignmentEvent;
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

    public sealed record IssueAssignment(AssignmentId Assignment, ReportEvery? ReportEvery = null)
        : AssignmentCommand;

    public sealed record ReceiveAssignment(AssignmentId Assignment) : AssignmentCommand;

    public sealed record ReportProgress(AssignmentId Assignment, [property: LongText] string Text, int Percent,
        IReadOnlyList<EvidenceId>? Evidence = null) : AssignmentCommand;

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

    public sealed record RemindAssignment(AssignmentId Assignment, [property: LongText] string Text)
        : AssignmentCommand;

    public sealed record ReassignAssignment(AssignmentId Assignment, IReadOnlyList<Addressee> Addressees,
        [property: LongText] string Reason, DateOnly? Due = null) : AssignmentCommand;

    public sealed record PauseAssignment(AssignmentId Assignment, [property: LongText] string Reason)
        : AssignmentCommand;

    public sealed record ResumeAssignment(AssignmentId Assignment, [property: LongText] string Reason)
        : AssignmentCommand;

    public sealed record CancelAssignment(AssignmentId Assignment, [property: LongText] string Reason)
        : AssignmentCommand;

    public sealed record ReplaceAssignment(AssignmentId Assignment, AssignmentId ReplacedBy,
        [property: LongText] string Reason) : AssignmentCommand;
}
