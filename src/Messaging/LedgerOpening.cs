using Supervision.Domain;
using Supervision.Ledger;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Messaging;

/// <summary>
/// What the ledger records about itself: in its first entry whose it is, and whether its clock is simulated; after a
/// loss, under which name and key its log goes on.
/// </summary>
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
        // Stream "expected: none": of two processes that open the ledger at once, one wins and both read the winner's.
        await AppendAsync(store, clock, origin, new LedgerEvent.LedgerOpened(origin, simulated), -1, ct);
        return await ReadAsync(store, ct) ?? throw new LedgerCorruptException("The ledger did not open.");
    }

    /// <summary>
    /// Records that the log goes on under another name and key. False: another process has recorded so meanwhile.
    /// </summary>
    public static async Task<bool> OpenOriginAsync(EventStore store, TimeProvider clock,
        LedgerEvent.OriginOpened opened, CancellationToken ct)
    {
        var ledger = await ReadAsync(store, ct) ?? throw new LedgerCorruptException("The ledger is not open.");
        var before = await store.ReadStreamAsync(Opening.Stream, ct);
        return await AppendAsync(store, clock, ledger.Origin, opened, before.Count - 1, ct) is AppendResult.Appended;
    }

    private static Task<AppendResult> AppendAsync(EventStore store, TimeProvider clock, string origin, LedgerEvent e,
        long readVersion, CancellationToken ct)
    {
        var setup = "policy/setup";
        var by = new Attribution(VietnamTime.DayOf(clock.GetUtcNow()), setup, null, Capacity.Self, null, setup, null,
            Guid.Empty);
        var data = Codec.Encode(e);
        return store.AppendAsync(new AppendRequest(Guid.CreateVersion7(clock.GetUtcNow()), Hash.Of(data),
            [new NewEvent(Guid.CreateVersion7(clock.GetUtcNow()), $"https://{origin}", Codec.NameOf(e),
                Opening.Stream, by.ToAttributes(), data)],
            new Dictionary<string, long>(StringComparer.Ordinal) { [Opening.Stream] = readVersion }), ct);
    }
}
