namespace Supervision.TransparencyLog.Merkle;

/// <summary>
/// That the leaf at Index (0-based) is in the tree of Size leaves: the hashes beside its path, from the leaf to the
/// root.
/// </summary>
public sealed record InclusionProof(long Index, long Size, IReadOnlyList<Hash> Hashes)
{
    /// <summary>
    /// Builds the proof (RFC 6962 §2.1.1) from hashes that <paramref name="read"/> is asked for once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in a tree of that size.</exception>
    public static async Task<InclusionProof> BuildAsync(long index, long size, ReadHashes read, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        return new InclusionProof(index, size, await LeafRange.HashesAsync(Beside(index, size), read, ct));
    }

    /// <summary>
    /// Whether the proof leads from this leaf hash to this root (RFC 9162 §2.1.3.2). False, never an exception, for an
    /// index outside the tree and for a hash too many or too few.
    /// </summary>
    public bool Verify(Hash leafHash, Hash root)
    {
        if (Index < 0 || Index >= Size)
            return false;
        var (path, last, hash) = (Index, Size - 1, leafHash);
        foreach (var beside in Hashes)
        {
            if (last == 0)
                return false;
            if ((path & 1) == 1 || path == last)
            {
                hash = Hash.OfNode(beside, hash);
                for (; (path & 1) == 0 && path != 0; path >>= 1)
                    last >>= 1;
            }
            else
            {
                hash = Hash.OfNode(hash, beside);
            }

            path >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    private static List<LeafRange> Beside(long index, long size)
    {
        var beside = new List<LeafRange>();
        for (long first = 0, end = size; end - first > 1;)
        {
            var middle = first + Subtree.SplitOf(end - first);
            if (index < middle)
            {
                beside.Add(new LeafRange(middle, end));
                end = middle;
            }
            else
            {
                beside.Add(new LeafRange(first, middle));
                first = middle;
            }
        }

        beside.Reverse();
        return beside;
    }
}
