namespace Supervision.Domain.Obligations;

/// <summary>
/// A documented act may be recorded after the clock has seen its due day pass. If it was done in time, moved the due
/// day in time, or ended what was owed by then, the miss was none: it is cleared, and both stay visible.
/// </summary>
internal static class LateRecordings
{
    internal static IEnumerable<StreamEvent> ClearedBy(IReadOnlyList<StreamEvent> events, Facts facts,
        Context context)
    {
        foreach (var stream in events.GroupBy(e => e.Stream, StringComparer.Ordinal))
        {
            if (facts.Peek(stream.Key) is not IOwing before)
                continue;
            var after = stream.Aggregate((object?)before, (s, e) => Decider.Evolve(s, e.Event, context.OccurredOn));
            foreach (var (was, now) in before.Obligations.Zip(((IOwing)after!).Obligations))
            {
                if (now.Missed && WhyCleared(was, now) is { } why)
                {
                    yield return new StreamEvent(stream.Key, new ObligationEvent.ObligationMissCleared(
                        was.Key, was.Kind, was.Body, was.Due, why));
                }
            }
        }
    }

    private static string? WhyCleared(Obligation was, Obligation now) =>
        now.Due > was.Due ? "extension"
            : was.MetOn is null && now.MetOn <= now.Due ? "recorded-late"
            : was.EndedOn is null && now.EndedOn <= now.Due ? "recorded-late" : null;
}
