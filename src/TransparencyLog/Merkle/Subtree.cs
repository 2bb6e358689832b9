using System.Numerics;

namespace Supervision.TransparencyLog.Merkle;

/// <summary>
/// A complete subtree: the leaves Index·2^Level to (Index + 1)·2^Level − 1. At level 0 it is one leaf.
/// </summary>
public readonly record struct Subtree(int Level, long Index)
{
    /// <summary>0-based index of its first leaf.</summary>
    public long FirstLeaf => Index << Level;

    /// <summary>How many leaves it has, a power of two.</summary>
    public long Leaves => 1L << Level;

    /// <summary>
    /// The complete subtrees, from the left, that make up the leaves from <paramref name="first"/> to before
    /// <paramref name="end"/>, where these are a node of some tree of RFC 6962 (so that the largest comes first).
    /// </summary>
    internal static List<Subtree> Cover(long first, long end)
    {
        var cover = new List<Subtree>();
        for (var at = first; at < end;)
        {
            var level = BitOperations.Log2((ulong)(end - at));
            cover.Add(new Subtree(level, at >> level));
            at += 1L << level;
        }

        return cover;
    }

    /// <summary>The largest power of two below <paramref name="leaves"/>: where RFC 6962 §2.1 splits a tree.</summary>
    internal static long SplitOf(long leaves) => 1L << BitOperations.Log2((ulong)(leaves - 1));
}

/// <summary>Storage reduced to one question: the roots of these complete subtrees, in the same order.</summary>
public delegate Task<IReadOnlyList<Hash>> ReadHashes(IReadOnlyList<Subtree> subtrees, CancellationToken ct);

/// <summary>Leaves of a tree that are one node of it: from First to before End.</summary>
internal readonly record struct LeafRange(long First, long End)
{
    /// <summary>The hash of each range, by one question to the storage for all of them together.</summary>
    internal static async Task<IReadOnlyList<Hash>> HashesAsync(
        IEnumerable<LeafRange> ranges, ReadHashes read, CancellationToken ct)
    {
        var covers = ranges.Select(range => Subtree.Cover(range.First, range.End)).ToList();
        var wanted = covers.SelectMany(cover => cover).ToList();
        var found = wanted.Count == 0 ? [] : await read(wanted, ct);
        if (found.Count != wanted.Count)
            throw new InvalidOperationException($"Asked for {wanted.Count} hashes, given {found.Count}.");

        var next = 0;
        return covers.ConvertAll(cover =>
        {
            next += cover.Count;
            var hash = found[next - 1];
            for (var i = 2; i <= cover.Count; i++)
                hash = Hash.OfNode(found[next - i], hash);
            return hash;
        });
    }
}
