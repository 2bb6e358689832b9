using Npgsql;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>
/// An append-only event log on PostgreSQL with a Merkle tree over its entries; see README.md for its promises. Safe for
/// any number of threads; any number of stores, in any number of processes, may be open on one ledger.
/// </summary>
public sealed class EventStore : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly Sequencer sequencer;
    private readonly EntryReader entries;
    private readonly TreeReader tree;
    private readonly Follower follower;

    private EventStore(string writer, string sequencing, TimeProvider clock)
    {
        source = NpgsqlDataSource.Create(writer);
        entries = new EntryReader(source);
        tree = new TreeReader(source);
        follower = new Follower(writer, entries);
        sequencer = new Sequencer(sequencing, clock);
    }

    /// <summary>
    /// Brings the schema up to date (forward-only, as supervision_owner; the login must be able to become that role)
    /// and opens the store, whose own connections run as supervision_writer.
    /// </summary>
    public static async Task<EventStore> OpenAsync(string connectionString, TimeProvider clock, CancellationToken ct)
    {
        await Migrations.ApplyAsync(connectionString, SchemaFiles.Ledger, ct);
        return new EventStore(
            ConnectionStrings.Writer(connectionString), ConnectionStrings.Sequencer(connectionString), clock);
    }

    /// <summary>
    /// Records the events together or not at all, and answers only when PostgreSQL has made them durable. Cancelling
    /// ends the wait, not the append: once it is in the queue it may still be committed, once, and the same request
    /// again then answers <see cref="AppendResult.Repeated"/>. The same holds for any exception but a refusal.
    /// </summary>
    /// <exception cref="EntryRefusedException">The request can never be recorded; nothing was written.</exception>
    /// <exception cref="AppendOutcomeUnknownException">The connection was lost during the commit and not
    /// regained.</exception>
    /// <exception cref="LedgerCorruptException">The ledger contradicts itself; the writer has stopped.</exception>
    /// <exception cref="NpgsqlException">PostgreSQL could not be reached or failed; nothing was written.</exception>
    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct) =>
        sequencer.AppendAsync(request, ct);

    /// <summary>
    /// The entries from an index to the newest (or to before <paramref name="beforeIndex"/>), in order, without gaps:
    /// who has been given an entry has been given every one before it.
    /// </summary>
    public IAsyncEnumerable<Entry> ReadAsync(long fromIndex, CancellationToken ct, long? beforeIndex = null) =>
        entries.ReadAsync(fromIndex, beforeIndex, ct);

    /// <summary>
    /// As <see cref="ReadAsync"/>, but at the newest entry it waits for the next; ends only by cancellation.
    /// </summary>
    public IAsyncEnumerable<Entry> FollowAsync(long fromIndex, CancellationToken ct) =>
        follower.FollowAsync(fromIndex, ct);

    /// <summary>
    /// The entries of one stream in order, from a version, as they were before an index; empty when there is no such
    /// stream.
    /// </summary>
    public Task<IReadOnlyList<Entry>> ReadStreamAsync(
        string stream, CancellationToken ct, long fromVersion = 0, long? beforeIndex = null) =>
        entries.ReadStreamAsync(stream, fromVersion, beforeIndex, ct);

    /// <summary>One entry, null if there is none at that index.</summary>
    public Task<Entry?> ReadEntryAsync(long index, CancellationToken ct) => entries.ReadEntryAsync(index, ct);

    /// <summary>What a command recorded when it was accepted; null if it was not.</summary>
    public Task<AcceptedCommand?> ReadCommandAsync(Guid commandId, CancellationToken ct) =>
        entries.ReadCommandAsync(commandId, ct);

    /// <summary>The newest tree head; of the empty ledger, size 0 and <see cref="Hash.Empty"/>.</summary>
    public Task<TreeHead> ReadHeadAsync(CancellationToken ct) => tree.ReadHeadAsync(ct);

    /// <summary>The tree head of a size that the ledger had after one of its commits; null where it had none.</summary>
    public Task<TreeHead?> ReadHeadAsync(long size, CancellationToken ct) => tree.ReadHeadAsync(size, ct);

    /// <summary>That the entry at an index is in the tree of a size (RFC 6962 §2.1.1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below the size, or the size is above the
    /// head's.</exception>
    public Task<InclusionProof> ProveInclusionAsync(long index, long size, CancellationToken ct) =>
        tree.ProveInclusionAsync(index, size, ct);

    /// <summary>That the tree of the old size is the beginning of that of the size (RFC 6962 §2.1.2).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The old size is above the size, or the size above the
    /// head's.</exception>
    public Task<ConsistencyProof> ProveConsistencyAsync(long oldSize, long size, CancellationToken ct) =>
        tree.ProveConsistencyAsync(oldSize, size, ct);

    /// <summary>
    /// The first <paramref name="width"/> (1 to 256) hashes of a tile (C2SP tlog-tiles), full or partial.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree does not have them.</exception>
    public Task<IReadOnlyList<Hash>> ReadTileAsync(Tile tile, int width, CancellationToken ct) =>
        tree.ReadTileAsync(tile, width, ct);

    /// <summary>
    /// The newest checkpoint as it was signed (C2SP tlog-checkpoint); null before <see cref="CheckpointIssuer"/> has
    /// issued the first.
    /// </summary>
    public Task<byte[]?> ReadCheckpointAsync(CancellationToken ct) => CheckpointTable.ReadNewestAsync(source, ct);

    /// <summary>Takes no more appends, commits those that wait, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await sequencer.DisposeAsync();
        await source.DisposeAsync();
    }
}
