using Supervision.Domain.Rules;

namespace Supervision.Domain.Assignments;

/// <summary>The word of an assignment's status.</summary>
public enum StatusWord
{
    /// <summary>Dự thảo.</summary>
    Drafted,

    /// <summary>Chưa thực hiện: its lead has not received it.</summary>
    NotStarted,

    /// <summary>Đang thực hiện.</summary>
    InProgress,

    /// <summary>Đề nghị gia hạn: in progress, and a request waits for its answer.</summary>
    ExtensionAsked,

    /// <summary>Đã nộp sản phẩm, chờ nghiệm thu.</summary>
    Submitted,

    /// <summary>Hoàn thành.</summary>
    Done,

    /// <summary>Tạm dừng.</summary>
    Paused,

    /// <summary>Hủy.</summary>
    Cancelled,

    /// <summary>Thay thế.</summary>
    Replaced,
}

/// <summary>How an assignment's status stands to its due day.</summary>
public enum StatusTime
{
    /// <summary>A draft has no due day yet, and what was ended has none any more.</summary>
    None,

    /// <summary>Trong hạn, đúng hạn.</summary>
    InTime,

    /// <summary>Sắp đến hạn.</summary>
    DueSoon,

    /// <summary>Quá hạn.</summary>
    Overdue,
}

/// <summary>A status on a day; <c>DaysLate</c> counts calendar days, 0 unless overdue.</summary>
public sealed record AssignmentStatus(StatusWord Word, StatusTime Time, int DaysLate);

/// <summary>
/// What an assignment's status follows from, with the day; the status itself is never stored. <c>SoonFrom</c> is the
/// first day on which it is due soon, <c>DoneOn</c> the day of the submission that was accepted.
/// </summary>
public sealed record AssignmentStanding(AssignmentStage Stage, DateOnly? Due, DateOnly? SoonFrom,
    DateOnly? SubmittedOn, DateOnly? DoneOn, DateOnly? PausedOn, DateOnly? ExtensionAskedTo)
{
    /// <summary>An assignment's, by these limits and this calendar.</summary>
    public static AssignmentStanding Of(Assignment a, RuleSets rules, Calendar calendar) => new(a.Stage,
        a.Product?.Due ?? a.Clears.Due, SoonFromOf(a, rules, calendar), a.SubmittedOn, a.Product?.MetOn, a.PausedOn,
        a.OpenRequest?.NewDue);

    /// <summary>The status on the day.</summary>
    public AssignmentStatus On(DateOnly today)
    {
        var word = Stage switch
        {
            AssignmentStage.Drafted => StatusWord.Drafted,
            AssignmentStage.Submitted => StatusWord.Submitted,
            AssignmentStage.Done => StatusWord.Done,
            AssignmentStage.Cancelled => StatusWord.Cancelled,
            AssignmentStage.Replaced => StatusWord.Replaced,
            _ when PausedOn is not null => StatusWord.Paused,
            _ when ExtensionAskedTo is not null => StatusWord.ExtensionAsked,
            AssignmentStage.Issued => StatusWord.NotStarted,
            _ => StatusWord.InProgress,
        };
        if (Due is not { } due || word is StatusWord.Drafted or StatusWord.Cancelled or StatusWord.Replaced)
            return new(word, StatusTime.None, 0);
        // The lead's lateness ends with its submission; a clock that stands lets no day become late.
        var until = word switch
        {
            StatusWord.Submitted => SubmittedOn ?? today,
            StatusWord.Done => DoneOn ?? today,
            StatusWord.Paused when PausedOn <= due => due,
            _ => today,
        };
        if (until > due)
            return new(word, StatusTime.Overdue, until.DayNumber - due.DayNumber);
        var soon = word is StatusWord.NotStarted or StatusWord.InProgress or StatusWord.ExtensionAsked
            && SoonFrom is { } from && today >= from;
        return new(word, soon ? StatusTime.DueSoon : StatusTime.InTime, 0);
    }

    // By the limit in force on the due day, as reminders are; null where an older rule set has none.
    private static DateOnly? SoonFromOf(Assignment a, RuleSets rules, Calendar calendar)
    {
        if ((a.Product?.Due ?? a.Clears.Due) is not { } due
            || rules.On(due)?.Limits.FirstOrDefault(l => l.Id == LimitIds.DueSoon) is not { } limit)
            return null;
        if (limit.Unit == LimitUnit.Day)
            return due.AddDays(-limit.Value);
        var day = due;
        while (calendar.WorkingDaysBetween(day, due) < limit.Value)
            day = day.AddDays(-1);
        return day;
    }
}
