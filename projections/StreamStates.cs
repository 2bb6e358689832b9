using Supervision.Domain;
using Supervision.Ledger;

namespace Supervision.Projections;

/// <summary>
/// Streams folded up to the entry that is being applied. Bounded: of two halves the older is dropped when the younger
/// is full, and a stream that is asked for again is read from the ledger, up to that entry, and folded.
/// </summary>
internal sealed class StreamStates(EventStore store)
{
    internal const int HalfStreamsMax = 10_000;

    private Dictionary<string, Folded> young = new(StringComparer.Ordinal);
    private Dictionary<string, Folded> old = new(StringComparer.Ordinal);

    internal void Clear()
    {
        young.Clear();
        old.Clear();
    }

    /// <summary>The stream before the entry at <paramref name="index"/>.</summary>
    internal async ValueTask<Folded> ReadAsync(string stream, long index, CancellationToken ct)
    {
        if (young.TryGetValue(stream, out var folded))
            return folded;
        if (!old.TryGetValue(stream, out folded))
        {
            folded = default;
            foreach (var entry in await store.ReadStreamAsync(stream, ct, beforeIndex: index))
                folded = await EvolveAsync(folded, entry.Index, RecordedEvent.Parse(entry.Bytes), ct);
        }

        Keep(stream, folded);
        return folded;
    }

    /// <summary>A new stream needs no reading.</summary>
    internal async ValueTask<Folded> ReadBeforeAsync(RecordedEvent e, long index, CancellationToken ct) =>
        e.StreamVersion == 0 ? default : await ReadAsync(e.Stream, index, ct);

    /// <summary>The stream after the entry.</summary>
    internal async ValueTask<Folded> EvolveAsync(Folded before, long index, RecordedEvent e, CancellationToken ct)
    {
        // The calendar's own facts are its history; every other stream's may need it.
        var calendars = e.Event is Domain.Rules.CalendarEvent ? CalendarHistory.None
            : (await ReadAsync(Domain.Rules.Calendar.Stream, index, ct)).Facts as CalendarHistory;
        return new Folded(Decider.Evolve(before.State, e.Event, e.By.OccurredOn),
            Facts.Evolve(before.Facts, before.State, index, e, calendars ?? CalendarHistory.None));
    }

    /// <summary>From now on the stream stands so.</summary>
    internal void Keep(string stream, Folded folded)
    {
        if (young.Count >= HalfStreamsMax && !young.ContainsKey(stream))
            (old, young) = (young, new(StringComparer.Ordinal));
        young[stream] = folded;
    }
}
