using System.Collections.Concurrent;
using Supervision.Domain;
using Supervision.Ledger;

namespace Supervision.Messaging;

/// <summary>A stream's state and the version of its newest event; −1 where it has none.</summary>
public sealed record StreamState(long Version, object? State)
{
    /// <summary>The stream without events.</summary>
    public static readonly StreamState None = new(-1, null);
}

/// <summary>
/// Folds streams of the ledger. What was folded once is kept: a stream only grows, so a kept state is never wrong, only
/// old, and each reading fetches what came after it.
/// </summary>
public sealed class StreamStates(EventStore store)
{
    /// <summary>Streams kept; beyond it all are dropped and read again as they are needed.</summary>
    public const int KeptStreamsMax = 20_000;

    private readonly ConcurrentDictionary<string, StreamState> kept = new(StringComparer.Ordinal);

    /// <summary>The stream's state as of this call.</summary>
    public async Task<StreamState> ReadAsync(string stream, CancellationToken ct)
    {
        var state = kept.GetValueOrDefault(stream, StreamState.None);
        foreach (var entry in await store.ReadStreamAsync(stream, ct, state.Version + 1))
        {
            var recorded = RecordedEvent.Parse(entry.Bytes);
            state = new StreamState(entry.StreamVersion,
                Decider.Evolve(state.State, recorded.Event, recorded.By.OccurredOn));
        }

        if (kept.Count >= KeptStreamsMax)
            kept.Clear();
        return kept[stream] = state;
    }
}
