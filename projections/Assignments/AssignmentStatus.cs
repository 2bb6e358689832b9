using System.Globalization;
using Supervision.Domain.Assignments;

namespace Supervision.Projections.Assignments;

/// <summary>The status of an assignment on a day: it follows from the row and the day, and is never typed.</summary>
internal static class AssignmentStatus
{
    internal static string Of(AssignmentRow row, DateOnly today, CultureInfo culture)
    {
        if (row.Stage == AssignmentStage.Drafted)
            return Texts.Get("assignment.drafted", culture);
        var until = row.DoneOn ?? (row.Stage == AssignmentStage.Submitted ? row.SubmittedOn : null) ?? today;
        var days = Math.Max(0, until.DayNumber - row.Due!.Value.DayNumber);
        var text = row.Stage == AssignmentStage.Done
            ? Texts.Late("assignment.done", days, culture)
            : Texts.Get("assignment.stage", culture, Texts.Get("assignment." + row.Stage, culture),
                Texts.Late("due", days, culture));
        return row.Moves == 0 ? text : Texts.Get("moved", culture, text, Texts.Times(row.Moves, culture),
            Texts.Day(row.OriginalDue!.Value, row.Due.Value, culture));
    }
}
