using System.Globalization;
using Supervision.Domain;
using Supervision.Domain.Assignments;

namespace Supervision.Projections.Assignments;

/// <summary>The words of an assignment's status: it follows from the row and the day, and is never typed.</summary>
internal static class AssignmentStatusText
{
    internal static string Of(AssignmentRow row, DateOnly today, CultureInfo culture)
    {
        var status = row.Standing.On(today);
        var word = DomainTexts.Word(status.Word, culture);
        var text = status switch
        {
            { Word: StatusWord.Done } => Texts.Late("assignment.done", status.DaysLate, culture),
            { Word: StatusWord.NotStarted or StatusWord.Paused, Time: StatusTime.InTime }
                or { Time: StatusTime.None } => word,
            { Word: StatusWord.ExtensionAsked } => Texts.Get("assignment.stage", culture,
                Texts.Get("assignment.asked_to", culture, word, Day(row.ExtensionAskedTo!.Value, row, culture)),
                Time(status, culture)),
            _ => Texts.Get("assignment.stage", culture, word, Time(status, culture)),
        };
        var history = History(row, culture).ToList();
        return history.Count == 0 ? text
            : Texts.Get("assignment.history", culture, text, string.Join(", ", history));
    }

    private static string Time(AssignmentStatus status, CultureInfo culture) => status.Time == StatusTime.Overdue
        ? Texts.Late("due", status.DaysLate, culture) : DomainTexts.Word(status.Time, culture);

    private static IEnumerable<string> History(AssignmentRow row, CultureInfo culture)
    {
        if (row.Moves > 0)
            yield return Texts.Get("assignment.extended", culture, Texts.Times(row.Moves, culture));
        if (row.Reassignments > 0)
            yield return Texts.Get("assignment.reassigned", culture, Texts.Times(row.Reassignments, culture));
        if (row.OriginalDue is { } original && original != row.Due)
            yield return Texts.Get("assignment.originally", culture, Day(original, row, culture));
    }

    private static string Day(DateOnly day, AssignmentRow row, CultureInfo culture) =>
        Texts.Day(day, row.Due!.Value, culture);
}
