using System.Globalization;
using Supervision.Domain.Remediations;

namespace Supervision.Projections.Remediations;

/// <summary>The status of a measure on a day: reported-done and verified-done are two facts with two clocks.</summary>
internal static class MeasureStatus
{
    internal static string Of(MeasureRow row, DateOnly today, CultureInfo culture)
    {
        var kind = row.Kind == MeasureKind.Pay ? "pay" : "measure";
        var until = row.MetOn ?? row.PendingSince ?? today;
        var days = Math.Max(0, until.DayNumber - row.Due.DayNumber);
        var text = row switch
        {
            { MetOn: not null } => Texts.Get("measure.verified", culture, Texts.Late(kind + ".done", days, culture),
                Texts.WorkingDays(row.AnswerWorkingDays ?? 0, culture)),
            { PendingSince: not null } => Texts.Get("measure.waiting", culture,
                Texts.Late(kind + ".done", days, culture)),
            _ => Texts.Get("measure.pattern", culture, Texts.Get(kind + ".open", culture),
                Texts.Late("due", days, culture)),
        };
        return row.Moves == 0 ? text : Texts.Get("moved", culture, text, Texts.Times(row.Moves, culture),
            Texts.Day(row.OriginalDue, row.Due, culture));
    }
}
