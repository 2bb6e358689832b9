using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>A row of ledger.tree_head, whatever it says.</summary>
internal sealed record StoredHead(long Size, long PreviousSize, DateTimeOffset Time, byte[] Root, byte[] Frontier)
{
    internal const string Sql = "select size, previous_size, time, root, frontier from ledger.tree_head order by size";
}

/// <summary>
/// The tree over the entries against every stored head. After a fault it goes on from the stored frontier, so that one
/// altered entry is one fault and not one in every head that came after.
/// </summary>
internal sealed class TreeCheck(Faults faults)
{
    // Over the leaf hashes as stored, over the bytes as they are, and over the bytes without ever being set right. The
    // latter two are null as long as they are the same as the first, which is nearly always.
    private Frontier stored = new();
    private Frontier? rehashed;
    private Frontier? asFound;
    private bool hasGap;
    private bool isSetRight;
    private long checkedSize;
    private DateTimeOffset newestTime;

    internal Hash Root => (asFound ?? stored).Root();

    /// <summary>Writes the roots over the tiles that are full with the entry, as far as they are known here.</summary>
    /// <returns>How many were written.</returns>
    internal int Append(in ExaminedEntry entry, Span<Hash> tileRoots)
    {
        newestTime = entry.Time;
        if (entry.LeafHash != entry.Rehashed)
        {
            rehashed ??= stored.Copy();
            asFound ??= stored.Copy();
        }

        var full = stored.Append(entry.LeafHash, tileRoots);
        rehashed?.Append(entry.Rehashed);
        asFound?.Append(entry.Rehashed);
        return hasGap || isSetRight ? 0 : full;
    }

    /// <summary>Entries are missing: nothing can be computed before the next head.</summary>
    internal void Skip() => hasGap = true;

    internal void Check(StoredHead head)
    {
        if (IsAsExpected(head))
        {
            checkedSize = head.Size;
            return;
        }

        var (first, last) = (checkedSize, head.Size - 1);
        if (head.PreviousSize != checkedSize)
        {
            faults.Add(checkedSize, "head-missing",
                $"The tree head of size {head.Size} follows one of size {head.PreviousSize}; "
                + $"the one before it has size {checkedSize}.");
        }

        checkedSize = head.Size;
        var frontier = FrontierOf(head);
        if (frontier is null)
        {
            faults.Add(last, "head-malformed",
                $"The frontier of the tree head of size {head.Size} does not lead to its root.");
        }

        if (!hasGap && !IsRoot(head, stored) && !(rehashed is not null && IsRoot(head, rehashed)))
        {
            faults.Add(last, "root-differs", $"Entries {first} to {last}, or the tree head of size {head.Size}, were "
                + $"altered: the root is {stored.Root()}, the head says {Convert.ToHexStringLower(head.Root)}.");
        }

        if (!hasGap && head.Time != newestTime)
            faults.Add(last, "head-time-differs",
                $"The tree head of size {head.Size} has not the time of entry {last}.");
        GoOnFrom(frontier ?? (rehashed is not null && IsRoot(head, rehashed) ? rehashed : stored), head.Size);
    }

    // The ordinary case, found with one root; all else is looked at closely.
    private bool IsAsExpected(StoredHead head) => !hasGap && rehashed is null && head.PreviousSize == checkedSize
        && head.Time == newestTime && IsRoot(head, stored) && stored.ToBytes().AsSpan().SequenceEqual(head.Frontier);

    private void GoOnFrom(Frontier frontier, long size)
    {
        (hasGap, isSetRight) = (frontier.Size != size, true);
        asFound ??= stored.Copy();
        stored = frontier.Copy();
        rehashed = null;
    }

    private static bool IsRoot(StoredHead head, Frontier frontier) =>
        frontier.Size == head.Size && frontier.Root().Is(head.Root);

    private static Frontier? FrontierOf(StoredHead head)
    {
        try
        {
            var frontier = Frontier.FromBytes(head.Size, head.Frontier);
            return IsRoot(head, frontier) ? frontier : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
