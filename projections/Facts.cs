using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Findings;
using Supervision.Domain.Plans;
using Supervision.Domain.Remediations;
using Supervision.Domain.Rules;
using Supervision.Projections.Assignments;
using Supervision.Projections.Findings;
using Supervision.Projections.Plans;
using Supervision.Projections.Remediations;

namespace Supervision.Projections;

/// <summary>
/// What the registers keep of a stream's events beyond the domain's state, folded beside it and thrown away with it.
/// </summary>
internal static class Facts
{
    internal static object? Evolve(object? facts, object? stateBefore, long index, RecordedEvent e,
        CalendarHistory calendars) => e.Event switch
        {
            CalendarEvent => ((CalendarHistory?)facts ?? CalendarHistory.None).With(index, e),
            FindingEvent x => FindingFacts.Evolve((FindingFacts?)facts, x, e.By.OccurredOn),
            RemediationEvent x => RemediationFacts.Evolve((RemediationFacts?)facts, (Remediation?)stateBefore, x,
                new Occasion(index, e.By.OccurredOn, calendars.Before(index))),
            PlanEvent.PlanIssued => new PlanFacts(index),
            AssignmentEvent.ProductAccepted => new AssignmentFacts(e.By.OccurredOn),
            _ => facts,
        };
}

/// <summary>When a remediation's event came: its index, its day, and the calendar that was known then.</summary>
internal sealed record Occasion(long Index, DateOnly On, Calendar Calendar);

/// <summary>The calendars and the entries that adopted them, oldest first.</summary>
internal sealed record CalendarHistory(IReadOnlyList<(long Index, Calendar Calendar)> List)
{
    internal static readonly CalendarHistory None = new([]);

    /// <summary>The calendar known before the entry.</summary>
    internal Calendar Before(long index) =>
        List.LastOrDefault(x => x.Index < index).Calendar ?? Calendar.WeekendsOnly;

    internal CalendarHistory With(long index, RecordedEvent e) => new([.. List,
        (index, Calendar.Evolve(List.Count == 0 ? null : List[^1].Calendar, (CalendarEvent)e.Event,
            e.By.OccurredOn))]);
}
