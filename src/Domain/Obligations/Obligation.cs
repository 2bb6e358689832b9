using Supervision.Domain.Bodies;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Obligations;

/// <summary>What a body owes by a day.</summary>
public enum ObligationKind
{
    /// <summary>Tiếp nhận nhiệm vụ.</summary>
    ReceiveAssignment,

    /// <summary>Nộp sản phẩm.</summary>
    SubmitProduct,

    /// <summary>Trả lời đề nghị gia hạn.</summary>
    AnswerExtension,

    /// <summary>Trả lời sản phẩm hoặc kết quả đã nộp.</summary>
    AnswerSubmission,

    /// <summary>Cử thành viên.</summary>
    NominateMembers,

    /// <summary>Xác nhận đã nhận yêu cầu khắc phục.</summary>
    AcknowledgeRemediation,

    /// <summary>Nộp tiền.</summary>
    PayMeasure,

    /// <summary>Thực hiện biện pháp khắc phục.</summary>
    CarryOutMeasure,

    /// <summary>Công bố quyết định.</summary>
    AnnounceDecision,

    /// <summary>Ký phần của mình.</summary>
    SignSection,

    /// <summary>Kết thúc kiểm tra trực tiếp.</summary>
    EndFieldwork,

    /// <summary>Tổng hợp báo cáo.</summary>
    ConsolidateReport,

    /// <summary>Thông báo phát hiện.</summary>
    NotifyFindings,

    /// <summary>Giải trình.</summary>
    ExplainFinding,

    /// <summary>Giải quyết ý kiến khác.</summary>
    ResolveDissent,

    /// <summary>Xác nhận phát hiện.</summary>
    DecideFinding,

    /// <summary>Xác nhận đã thu khoản nộp.</summary>
    ConfirmPayment,

    /// <summary>Xác nhận đã nhận chỉ thị, kế hoạch.</summary>
    AcknowledgeReceipt,

    /// <summary>Ban hành kế hoạch của cơ quan mình.</summary>
    IssueOwnPlan,

    /// <summary>Báo cáo kết quả thực hiện chỉ thị, kế hoạch.</summary>
    ReportImplementation,

    /// <summary>Tổ chức sơ kết, tổng kết.</summary>
    HoldReview,

    /// <summary>Trả lời ý kiến chỉ đạo.</summary>
    AnswerDirection,

    /// <summary>Thực hiện ý kiến chỉ đạo.</summary>
    CarryOutDirection,

    /// <summary>Trả lời kiến nghị, đề xuất.</summary>
    AnswerProposal,

    /// <summary>Trả lời câu hỏi của phiên rà soát.</summary>
    AnswerReviewQuestion,

    /// <summary>Báo cáo tiến độ định kỳ.</summary>
    ReportProgress,
}

/// <summary>Days in which a submission waited for its answer, or the clock stood; no end while it still does.</summary>
public sealed record Span(DateOnly Since, DateOnly? Until);

/// <summary>
/// An expected act with its due day, in the state of the thing that it is owed for. <c>Key</c> is unique in that
/// thing, e.g. <c>measure/2</c>. <c>MetOn</c> is the day of the act that was good enough; an obligation can be missed
/// and met later. <c>EndedOn</c> is the day from which the act is no longer expected: what was missed before it stays.
/// </summary>
public sealed record Obligation(string Key, ObligationKind Kind, BodyCode Body, BodyCode OwedTo, DateOnly OpenedOn,
    DateOnly OriginalDue, Deadline Deadline)
{
    public DateOnly? MetOn { get; init; }
    public DateOnly? EndedOn { get; init; }
    public bool Missed { get; init; }
    public bool MissCleared { get; init; }

    /// <summary>The body that missed it; a successor took over the act, not the miss.</summary>
    public BodyCode? MissedBy { get; init; }
    public int Moves { get; init; }

    /// <summary>Times that a new calendar moved the due day; no extension, and nobody's favour.</summary>
    public int Shifts { get; init; }

    /// <summary>The calendar's version that shifted it last; 0 where none did.</summary>
    public int ShiftedBy { get; init; }

    /// <summary>The day on which the due day was set by an act, before it opens or with it, or latest moved.</summary>
    public DateOnly DueSetOn { get; init; } = OpenedOn;

    public BodyCode? MovedBy { get; init; }
    public IReadOnlyList<Span> Pendings { get; init; } = [];
    public IReadOnlyList<Span> Pauses { get; init; } = [];
    public IReadOnlyList<int> RemindedDays { get; init; } = [];
    public bool Escalated { get; init; }

    public DateOnly Due => Deadline.Due;
    public bool IsOpen => MetOn is null && EndedOn is null;

    /// <summary>Not met, and not ended on the day: an act of that day that is entered only now meets it.</summary>
    public bool WasOpenOn(DateOnly day) => MetOn is null && (EndedOn is not { } end || day < end);

    public bool IsPending => EndedOn is null && Unanswered is not null;
    public bool IsPaused => IsOpen && Pauses.LastOrDefault() is { Until: null };

    /// <summary>Products and measures: what a rule set without a list of its own reminds of and escalates.</summary>
    public bool IsReminded => Kind is ObligationKind.SubmitProduct or ObligationKind.PayMeasure
        or ObligationKind.CarryOutMeasure or ObligationKind.IssueOwnPlan or ObligationKind.ReportImplementation
        or ObligationKind.HoldReview or ObligationKind.CarryOutDirection;

    /// <summary>
    /// Calendar days late: to the day that it was met, or submitted without an answer, or ended, or else to today; 0 in
    /// time.
    /// </summary>
    public int DaysLate(DateOnly today) =>
        Math.Max(0, (MetOn ?? Unanswered?.Since ?? EndedOn ?? today).DayNumber - Due.DayNumber);

    /// <summary>The submission without an answer; it stays so for ever when the obligation ended meanwhile.</summary>
    public Span? Unanswered => Pendings.LastOrDefault() is { Until: null } waiting ? waiting : null;

    /// <summary>
    /// Whether the due day passed without the act, or before it. While the clock stands no due day passes but one that
    /// had passed before.
    /// </summary>
    public bool IsOverdue(DateOnly today) => Due < today && (MetOn is not { } met || met > Due)
        && (EndedOn is not { } end || end > Due)
        && !(Pauses.LastOrDefault() is { Until: null } pause && pause.Since <= Due);

    /// <summary>
    /// Whether a submission was waiting, or the clock stood, when the day began: such a day is not reminded of.
    /// </summary>
    public bool WasHeldAtStartOf(DateOnly day) =>
        Pendings.Concat(Pauses).Any(s => s.Since < day && (s.Until is not { } until || until >= day));
}

public abstract record ObligationEvent : Event
{
    private ObligationEvent()
    {
    }

    /// <summary>Không thực hiện đúng hạn: the due day passed without the act. Recorded once; it stays.</summary>
    public sealed record ObligationMissed(string Key, ObligationKind Kind, BodyCode Body, DateOnly Due)
        : ObligationEvent;

    /// <summary>Xoá ghi nhận quá hạn: it turned out that the act was done, or a request made, in time.</summary>
    public sealed record ObligationMissCleared(string Key, ObligationKind Kind, BodyCode Body, DateOnly Due,
        string Why) : ObligationEvent;

    /// <summary>Nhắc việc, on this day after the due day.</summary>
    public sealed record ReminderSent(string Key, ObligationKind Kind, BodyCode Body, DateOnly Due, int OverdueDay)
        : ObligationEvent;

    /// <summary>Báo cáo cấp trên: to the head of the body that the act is owed to.</summary>
    public sealed record Escalated(string Key, ObligationKind Kind, BodyCode Body, DateOnly Due, int OverdueDay,
        BodyCode To) : ObligationEvent;

    /// <summary>
    /// Dời hạn theo lịch: a new calendar made the due day a day off, so it is the next working day now. Cites the
    /// calendar's version, basis and document (null where an old calendar has none).
    /// </summary>
    public sealed record DeadlineShifted(string Key, ObligationKind Kind, BodyCode Body, DateOnly OldDue,
        Deadline NewDue, int CalendarVersion, string Basis, Document? Approval) : ObligationEvent;
}

/// <summary>Commands of the obligation clock; no officer gives them.</summary>
public abstract record ObligationCommand : Command
{
    private ObligationCommand()
    {
    }

    /// <summary>The stream of the thing.</summary>
    public abstract string Stream { get; init; }

    /// <summary>The obligation in it.</summary>
    public abstract string Key { get; init; }

    public sealed record RecordMiss([property: Identifier] string Stream, [property: Identifier] string Key)
        : ObligationCommand;

    public sealed record SendReminder([property: Identifier] string Stream, [property: Identifier] string Key,
        int OverdueDay) : ObligationCommand;

    public sealed record Escalate([property: Identifier] string Stream, [property: Identifier] string Key,
        int OverdueDay) : ObligationCommand;

    /// <summary>Given by the policy of the calendar for a version and the day on which that was adopted.</summary>
    public sealed record ShiftDeadline([property: Identifier] string Stream, [property: Identifier] string Key,
        int CalendarVersion, DateOnly AdoptedOn) : ObligationCommand;
}

/// <summary>A due day that moved without an extension: the obligation's key, the old day and the new.</summary>
public sealed record MovedDeadline([property: Identifier] string Key, DateOnly OldDue, Deadline NewDue);

/// <summary>A thing for which bodies owe acts: an assignment, an inspection, a finding, a remediation.</summary>
public interface IOwing
{
    /// <summary>All that was ever owed for it, in the order in which it arose.</summary>
    IReadOnlyList<Obligation> Obligations { get; }

    /// <summary>The same thing with these obligations.</summary>
    IOwing With(IReadOnlyList<Obligation> obligations);
}

/// <summary>Changes of a list of obligations; each returns a new list.</summary>
public static class ObligationList
{
    public static IReadOnlyList<Obligation> Open(this IReadOnlyList<Obligation> list, string key, ObligationKind kind,
        BodyCode body, BodyCode owedTo, DateOnly openedOn, Deadline deadline, DateOnly? setOn = null) =>
        [
            .. list,
            new Obligation(key, kind, body, owedTo, openedOn, deadline.Due, deadline) { DueSetOn = setOn ?? openedOn },
        ];

    public static IReadOnlyList<Obligation> Change(this IReadOnlyList<Obligation> list, string key,
        Func<Obligation, Obligation> change) => list.ChangeWhere(o => o.Key == key, change);

    /// <summary>Changes some; the others stay the same objects.</summary>
    public static IReadOnlyList<Obligation> ChangeWhere(this IReadOnlyList<Obligation> list,
        Func<Obligation, bool> which, Func<Obligation, Obligation> change) =>
        [.. list.Select(o => which(o) ? change(o) : o)];

    /// <summary>From this day on the open ones among these are no longer expected.</summary>
    public static IReadOnlyList<Obligation> End(this IReadOnlyList<Obligation> list, Func<Obligation, bool> which,
        DateOnly on) => list.ChangeWhere(o => o.IsOpen && which(o), o => o with { EndedOn = on });

    /// <summary>The clock of the open ones among these stands from this day.</summary>
    public static IReadOnlyList<Obligation> Pause(this IReadOnlyList<Obligation> list, Func<Obligation, bool> which,
        DateOnly on) => list.ChangeWhere(o => o.IsOpen && which(o),
            o => o with { Pauses = [.. o.Pauses, new Span(on, null)] });

    /// <summary>The clocks that stand run again from this day, to these deadlines where they moved.</summary>
    public static IReadOnlyList<Obligation> Resume(this IReadOnlyList<Obligation> list,
        IReadOnlyList<MovedDeadline> moved, DateOnly on) => list.ChangeWhere(o => o.IsPaused, o => o with
        {
            Deadline = moved.FirstOrDefault(m => m.Key == o.Key)?.NewDue ?? o.Deadline,
            DueSetOn = moved.Any(m => m.Key == o.Key) ? on : o.DueSetOn,
            Pauses = [.. o.Pauses.SkipLast(1), o.Pauses[^1] with { Until = on }],
        });

    /// <summary>The act was done on the day, before it ended if it did.</summary>
    public static IReadOnlyList<Obligation> Meet(this IReadOnlyList<Obligation> list, string key, DateOnly on) =>
        list.Change(key, o => o with { MetOn = on, EndedOn = null, Pendings = Answered(o, on) });

    /// <summary>The act was done on the day by the body, whichever bodies had owed it before.</summary>
    public static IReadOnlyList<Obligation> Meet(this IReadOnlyList<Obligation> list, ObligationKind kind,
        BodyCode body, DateOnly on) => list.Where(o => o.Kind == kind && o.Body == body && o.WasOpenOn(on))
            .Aggregate(list, (all, o) => all.Meet(o.Key, on));

    /// <summary>Whether the body owes, or is owed, an act that was not done yet.</summary>
    public static bool IsOpenFor(this IReadOnlyList<Obligation> list, BodyCode body) =>
        list.Any(o => o.IsOpen && (o.Body == body || o.OwedTo == body));

    /// <summary>What was not done yet is owed by, and to, the successor; key, due day and deadline stay.</summary>
    public static IReadOnlyList<Obligation> TakenOver(this IReadOnlyList<Obligation> list, BodyCode from,
        BodyCode to) => list.ChangeWhere(o => o.IsOpen && (o.Body == from || o.OwedTo == from), o => o with
        {
            Body = o.Body.TakenOver(from, to),
            OwedTo = o.OwedTo.TakenOver(from, to),
        });

    /// <summary>A submission waits for its answer from this day.</summary>
    public static IReadOnlyList<Obligation> Submit(this IReadOnlyList<Obligation> list, string key, DateOnly on) =>
        list.Change(key, o => o with { Pendings = [.. o.Pendings, new Span(on, null)] });

    /// <summary>The submission was turned down on the day.</summary>
    public static IReadOnlyList<Obligation> TurnDown(this IReadOnlyList<Obligation> list, string key, DateOnly on) =>
        list.Change(key, o => o with { Pendings = Answered(o, on) });

    /// <summary>The due day moved, who allowed it, and when.</summary>
    public static IReadOnlyList<Obligation> Move(this IReadOnlyList<Obligation> list, string key, Deadline to,
        BodyCode by, DateOnly? on = null) => list.Change(key, o => o with
        {
            Deadline = to,
            DueSetOn = on ?? o.DueSetOn,
            Moves = o.Moves + 1,
            MovedBy = by,
            RemindedDays = [],
            Escalated = false,
        });

    /// <summary>The act of the day meets the first of these that was open then, where one was.</summary>
    public static IReadOnlyList<Obligation> MeetFirst(this IReadOnlyList<Obligation> list,
        Func<Obligation, bool> which, DateOnly on) =>
        list.FirstOrDefault(o => which(o) && o.WasOpenOn(on)) is { } owed ? list.Meet(owed.Key, on) : list;

    private static IReadOnlyList<Span> Answered(Obligation o, DateOnly on) =>
        o.IsPending ? [.. o.Pendings.SkipLast(1), o.Pendings[^1] with { Until = on }] : o.Pendings;
}
