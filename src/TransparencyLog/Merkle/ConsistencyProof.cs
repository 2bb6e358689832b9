using System.Numerics;

namespace Supervision.TransparencyLog.Merkle;

/// <summary>That the tree of OldSize leaves is the beginning of the tree of Size leaves.</summary>
public sealed record ConsistencyProof(long OldSize, long Size, IReadOnlyList<Hash> Hashes)
{
    /// <summary>
    /// Builds the proof (RFC 6962 §2.1.2) from hashes that <paramref name="read"/> is asked for once. From the empty
    /// tree and between equal sizes it has no hash.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The old size is negative or above the size.</exception>
    public static async Task<ConsistencyProof> BuildAsync(
        long oldSize, long size, ReadHashes read, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        return new ConsistencyProof(oldSize, size, await LeafRange.HashesAsync(Between(oldSize, size), read, ct));
    }

    /// <summary>
    /// Whether the proof leads to both roots (RFC 9162 §2.1.4.2). The empty tree is the beginning of every tree, and a
    /// tree of itself, with no hash. False, never an exception, for a hash too many or too few.
    /// </summary>
    public bool Verify(Hash oldRoot, Hash root)
    {
        if (OldSize < 0 || OldSize > Size)
            return false;
        if (OldSize == Size || OldSize == 0)
            return Hashes.Count == 0 && oldRoot == (OldSize == 0 ? Hash.Empty : root)
                && (Size > 0 || root == Hash.Empty);
        // A complete old tree is itself the first hash, which the proof then leaves out.
        var complete = BitOperations.IsPow2(OldSize);
        if (!complete && Hashes.Count == 0)
            return false;
        var (path, last) = (OldSize - 1, Size - 1);
        for (; (path & 1) == 1; path >>= 1)
            last >>= 1;
        var (old, whole) = complete ? (oldRoot, oldRoot) : (Hashes[0], Hashes[0]);
        foreach (var beside in Hashes.Skip(complete ? 0 : 1))
        {
            if (last == 0)
                return false;
            if ((path & 1) == 1 || path == last)
            {
                old = Hash.OfNode(beside, old);
                whole = Hash.OfNode(beside, whole);
                for (; (path & 1) == 0 && path != 0; path >>= 1)
                    last >>= 1;
            }
            else
            {
                whole = Hash.OfNode(whole, beside);
            }

            path >>= 1;
            last >>= 1;
        }

        return last == 0 && old == oldRoot && whole == root;
    }

    private static List<LeafRange> Between(long oldSize, long size)
    {
        var between = new List<LeafRange>();
        if (oldSize == 0 || oldSize == size)
            return between;
        var (first, end) = (0L, size);
        while (end != oldSize)
        {
            var middle = first + Subtree.SplitOf(end - first);
            if (oldSize <= middle)
            {
                between.Add(new LeafRange(middle, end));
                end = middle;
            }
            else
            {
                between.Add(new LeafRange(first, middle));
                first = middle;
            }
        }

        if (first > 0)
            between.Add(new LeafRange(first, end));
        between.Reverse();
        return between;
    }
}
