using Supervision.Domain;
using Supervision.Ledger;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Messaging;

/// <summary>The first entry of a ledger: whose it is, and whether its clock is simulated.</summary>
public static class LedgerOpening
{
    /// <summary>What the first entry says; null for an empty ledger.</summary>
    /// <exception cref="LedgerCorruptException">The first entry is something else.</exception>
    public static async Task<Opening?> ReadAsync(EventStore store, CancellationToken ct)
    {
        if (await store.ReadEntryAsync(0, ct) is not { } first)
            return null;
        return RecordedEvent.Parse(first.Bytes).Event is LedgerEvent.LedgerOpened opened
            ? Opening.Evolve(null, opened)
            : throw new LedgerCorruptException("The first entry does not open a ledger.");
    }

    /// <summary>Opens an empty ledger; one that is open already keeps its first entry, which is returned.</summary>
    public static async Task<Opening> OpenAsync(EventStore store, TimeProvider clock, string origin, bool simulated,
        CancellationToken ct)
    {
        if (await ReadAsync(store, ct) is { } opening)
            return opening;
        var opened = new LedgerEvent.LedgerOpened(origin, simulated);
        var setup = "policy/setup";
        var by = new Attribution(VietnamTime.DayOf(clock.GetUtcNow()), setup, null, Capacity.Self, null, setup, null,
            Guid.Empty);
        var data = Codec.Encode(opened);
        // Stream "expected: none": of two processes that open the ledger at once, one wins and both read the winner's.
        await store.AppendAsync(new AppendRequest(Guid.CreateVersion7(clock.GetUtcNow()), Hash.Of(data),
            [new NewEvent(Guid.CreateVersion7(clock.GetUtcNow()), $"https://{origin}", Codec.NameOf(opened),
                Opening.Stream, by.ToAttributes(), data)],
            new Dictionary<string, long>(StringComparer.Ordinal) { [Opening.Stream] = -1 }), ct);
        return await ReadAsync(store, ct) ?? throw new LedgerCorruptException("The ledger did not open.");
    }
}
