using System.Collections.Concurrent;
using System.Reflection;
using Supervision.Domain;
using Supervision.Domain.Rules;

namespace Supervision.Projections.Trail;

/// <summary>How long after it occurred an act was recorded, and whether that is a late recording (nhập muộn).</summary>
internal static class Lateness
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Documents = new();

    /// <summary>The document of a documented act; null for an act in the system and for a payment's voucher.</summary>
    internal static Document? DocumentOf(Event e) => (Document?)Documents.GetOrAdd(e.GetType(),
        static type => type.GetProperty("Document", typeof(Document)))?.GetValue(e);

    /// <summary>Working days from the day of the act to the day of recording, by the calendar known then.</summary>
    internal static int WorkingDaysAfter(Step step) => step.OccurredOn >= step.RecordedOn ? 0
        : ((Calendar?)step.Look(Calendar.Stream).State ?? Calendar.WeekendsOnly)
            .WorkingDaysBetween(step.OccurredOn, step.RecordedOn);

    /// <summary>An officer's act recorded after more days than the rule set in force that day allows.</summary>
    internal static bool IsLate(Step step) => step.Recorded.By.Actor is not null
        && step.OccurredOn < step.RecordedOn
        && ((RuleSets?)step.Look(RuleSets.Stream).State)?.On(step.RecordedOn) is { } rules
        && rules.Limits.FirstOrDefault(l => l.Id == LimitIds.LateRecording) is { } limit
        && (limit.Unit == LimitUnit.WorkingDay ? WorkingDaysAfter(step)
            : step.RecordedOn.DayNumber - step.OccurredOn.DayNumber) > limit.Value;
}
