using Npgsql;
using Supervision.Ledger.Verification;
using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>
/// Checks everything that the ledger says of itself, from the bytes up, and names each inconsistency. It reads one
/// snapshot of the database in bounded memory, changes nothing, and needs only a login that may select.
/// </summary>
public static class Verifier
{
    /// <summary>
    /// Verifies the whole ledger; the signatures of its checkpoints are not checked, for want of a key.
    /// </summary>
    /// <exception cref="NpgsqlException">The database cannot be reached, or has no ledger.</exception>
    public static Task<VerificationReport> VerifyAsync(
        string connectionString, IProgress<VerificationProgress>? progress, CancellationToken ct) =>
        VerifyAsync(connectionString, TrustAnchors.None, progress, ct);

    /// <summary>Verifies the whole ledger, also against what is known of it from elsewhere.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached, or has no ledger.</exception>
    public static async Task<VerificationReport> VerifyAsync(string connectionString, TrustAnchors anchors,
        IProgress<VerificationProgress>? progress, CancellationToken ct)
    {
        await using var snapshot = await Snapshot.OpenAsync(connectionString, ct);
        var (faults, faultsBeside) = (new Faults(), new Faults());
        // Beside the walk: what needs no row of the log, and what is needed at its end.
        var beside = CheckBesideAsync(snapshot.Others, faultsBeside, anchors, ct);
        var walk = new Walk(snapshot, faults, anchors.Kept, progress);
        try
        {
            await Task.Factory.StartNew(
                () => walk.Run(ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception e) when (e is PostgresException or InvalidCastException or FormatException
            && !ct.IsCancellationRequested)
        {
            // A damaged page, or a column that was allowed what it should not be: what comes after cannot be read.
            faults.Add(walk.Next, "unreadable", $"From entry {walk.Next} on the ledger cannot be read: {e.Message}");
            return new VerificationReport(walk.Count, walk.Root, faults.List);
        }
        finally
        {
            await ((Task)beside).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Who has read the table asks its index, and the other way round.
        var (total, origins) = await beside;
        if (snapshot.IsByIndex)
            total = await CountAsync(snapshot.Others, byIndex: false, ct);
        if (walk.Count != total)
            walk.Uniqueness.Suspect();
        var (inTable, byIndex) = snapshot.IsByIndex ? (total, walk.Count) : (walk.Count, total);
        if (walk.Count != total && !faults.IsFull)
            faults.Add(null, "index-missing-or-invalid",
                $"The table has {inTable} entries, its index leads to {byIndex}.");
        await new CatalogCheck(snapshot.Others, faults).CheckAsync(walk.Uniqueness, ct);
        faults.Add(faultsBeside);
        return new VerificationReport(walk.Count, walk.Root, faults.List) { Origins = origins };
    }

    private static async Task<(long Total, IReadOnlyList<OpenedOrigin> Origins)> CheckBesideAsync(
        NpgsqlConnection connection, Faults faults, TrustAnchors anchors, CancellationToken ct)
    {
        var total = await CountAsync(connection, byIndex: true, ct);
        await new CatalogCheck(connection, faults).CheckAsync(ct);
        var origins = new OriginCheck(connection, faults, anchors.LogKeys);
        await origins.CheckAsync(ct);
        var checkpoints = new CheckpointCheck(connection, faults, anchors.LogKeys, origins.Found);
        await checkpoints.CheckAsync(ct);
        origins.End(checkpoints.NewestSigned);
        return (total, origins.Found);
    }

    // By the index alone, or by the table itself: either may be damaged.
    private static async Task<long> CountAsync(NpgsqlConnection connection, bool byIndex, CancellationToken ct)
    {
        var (index, table) = byIndex ? ("on", "off") : ("off", "on");
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"set local enable_seqscan = {table}"),
                new NpgsqlBatchCommand($"set local enable_indexscan = {index}"),
                new NpgsqlBatchCommand($"set local enable_indexonlyscan = {index}"),
                new NpgsqlBatchCommand("set local enable_bitmapscan = off"),
                new NpgsqlBatchCommand("select count(*) from ledger.entry where index >= -9223372036854775808"),
            },
        };
        var total = (long)(await batch.ExecuteScalarAsync(ct))!;
        await using var reset = new NpgsqlCommand(
            "set local enable_seqscan = on; set local enable_indexscan = on; set local enable_indexonlyscan = on; "
            + "set local enable_bitmapscan = on",
            connection);
        await reset.ExecuteNonQueryAsync(ct);
        return total;
    }

    /// <summary>All entries and all heads, side by side in the order of the tree.</summary>
    private sealed class Walk
    {
        // Of one gap; the rest of it is one fault more.
        private const int MissingNamedMax = 1_000;
        // Beyond it an index is nonsense.
        private const long GapMax = 1_000_000;
        private const int ReportedEvery = 512;

        private readonly Snapshot snapshot;
        private readonly Faults faults;
        private readonly IProgress<VerificationProgress>? progress;
        private readonly EntryCheck entries;
        private readonly TreeCheck tree;
        private readonly TileCheck tiles;
        private readonly KeptCheck kept;
        private readonly long started = TimeProvider.System.GetTimestamp();
        private readonly Hash[] tileRoots = new Hash[Tiles.Levels];
        private IEnumerator<StoredHead>? heads;
        private bool hasHead;
        private long newestSize;

        internal Walk(Snapshot snapshot, Faults faults, Checkpoint? keptElsewhere,
            IProgress<VerificationProgress>? progress)
        {
            (this.snapshot, this.faults, this.progress) = (snapshot, faults, progress);
            entries = new EntryCheck(faults);
            tree = new TreeCheck(faults);
            tiles = new TileCheck(faults, snapshot.ReadTile);
            kept = new KeptCheck(faults, keptElsewhere);
        }

        /// <summary>The index that should come next.</summary>
        internal long Next { get; private set; }

        internal long Count { get; private set; }

        internal Hash Root => tree.Root;

        internal Uniqueness Uniqueness { get; } = new();

        internal void Run(CancellationToken ct)
        {
            newestSize = snapshot.NewestHeadSize();
            using (heads = snapshot.Heads().GetEnumerator())
            {
                hasHead = heads.MoveNext();
                snapshot.ReadEntries(Take, ct);
                if (faults.IsFull)
                    return;
                CheckHeads(Next);
                NameMissing(newestSize);
                while (hasHead && !faults.IsFull)
                {
                    var size = heads.Current.Size;
                    faults.Add(size - 1, "head-beyond-entries",
                        $"A tree head has size {size}; there are {Next} entries.");
                    hasHead = heads.MoveNext();
                }
            }

            entries.End();
            kept.End(Next);
            if (snapshot.CountTiles() is var count && count != tiles.Count)
                faults.Add(null, "tile-count-differs", $"There are {count} tiles; {tiles.Count} should be full.");
            progress?.Report(Progress());
        }

        private bool Take(in ExaminedEntry entry)
        {
            Check(entry);
            if (Count % ReportedEvery == 0)
                progress?.Report(Progress());
            return !faults.IsFull;
        }

        // The total is what the newest head says; the true one is being counted meanwhile.
        private VerificationProgress Progress() =>
            new(Count, Math.Max(newestSize, Count), TimeProvider.System.GetElapsedTime(started));

        private void Check(in ExaminedEntry entry)
        {
            Count++;
            Uniqueness.Add(entry);
            if (entry.Index < Next)
            {
                faults.Add(entry.Index, "index-duplicate",
                    $"Entry {entry.Index}: its index is there twice or is negative.");
                return;
            }

            if (entry.Index >= newestSize)
            {
                faults.Add(entry.Index, "entry-beyond-head",
                    $"Entry {entry.Index}: it is beyond the newest tree head, which has size {newestSize}.");
            }

            // A stray: what lies between is not missing, or is too much to be named.
            if (entry.Index > Next && (entry.Index >= newestSize || entry.Index - Next > GapMax))
            {
                entries.Check(entry);
                return;
            }

            if (entry.Index > Next)
                Skip(entry.Index);
            if (HasHeadUpTo(entry.Index))
                CheckHeads(entry.Index);
            entries.Check(entry);
            var full = tree.Append(entry, tileRoots);
            if (tiles.Append(entry.LeafHash, entry.Rehashed))
                tiles.Check(entry.Index, tileRoots.AsSpan(0, full));
            Next = entry.Index + 1;
            kept.Check(Next, tree);
        }

        private void Skip(long to)
        {
            NameMissing(to);
            for (var index = Next; index < to; index++)
            {
                CheckHeads(index);
                tree.Skip();
                if (tiles.Skip())
                    tiles.Check(index, []);
            }

            Next = to;
        }

        private void NameMissing(long to)
        {
            var named = Math.Min(to, Next + MissingNamedMax);
            for (var index = Next; index < named; index++)
                faults.Add(index, "entry-missing", $"Entry {index} is missing.");
            if (named < to)
                faults.Add(named, "entry-missing", $"Entries {named} to {to - 1} are missing.");
        }

        private bool HasHeadUpTo(long size) => hasHead && heads!.Current.Size <= size;

        /// <summary>Those heads whose entries have all been seen, or are missing.</summary>
        private void CheckHeads(long size)
        {
            while (HasHeadUpTo(size) && !faults.IsFull)
            {
                tree.Check(heads!.Current);
                hasHead = heads.MoveNext();
            }
        }
    }
}
