using System.Numerics;

namespace Supervision.TransparencyLog.Merkle;

/// <summary>
/// All that is needed to go on appending to a tree: the roots of its largest complete subtrees, one for each bit that
/// is set in its size. Not safe for several threads; its owner copies it before an attempt that may fail.
/// </summary>
public sealed class Frontier
{
    private const int LevelsMax = 63;

    // roots[level] means something only while bit `level` of Size is set.
    private readonly Hash[] roots = new Hash[LevelsMax];

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>Reads what <see cref="ToBytes"/> wrote for a tree of this size.</summary>
    /// <exception cref="FormatException">The length does not fit the size, or the size is negative.</exception>
    public static Frontier FromBytes(long size, ReadOnlySpan<byte> bytes)
    {
        if (size < 0 || bytes.Length != BitOperations.PopCount((ulong)size) * Hash.Length)
            throw new FormatException($"{bytes.Length} bytes are no frontier of a tree of size {size}.");
        var frontier = new Frontier { Size = size };
        for (var level = LevelsMax - 1; level >= 0; level--)
        {
            if (!frontier.Has(level))
                continue;
            frontier.roots[level] = new Hash(bytes[..Hash.Length]);
            bytes = bytes[Hash.Length..];
        }

        return frontier;
    }

    /// <summary>Appends one leaf, given its leaf hash.</summary>
    public void Append(Hash leafHash) => Append(leafHash, []);

    /// <summary>Appends one leaf, and tells the roots over the tiles that are full with it.</summary>
    /// <param name="leafHash">The leaf's hash.</param>
    /// <param name="tileRoots">Room for them, the lowest level first; those of higher levels are left out where there
    /// is less than <see cref="Tiles.Levels"/>.</param>
    /// <returns>How many were written.</returns>
    public int Append(Hash leafHash, Span<Hash> tileRoots)
    {
        if (Size == long.MaxValue)
            throw new InvalidOperationException("The tree is full.");
        var (level, full) = (0, 0);
        for (; Has(level); level++)
        {
            leafHash = Hash.OfNode(roots[level], leafHash);
            if ((level + 1) % Tiles.Height == 0 && full < tileRoots.Length)
                tileRoots[full++] = leafHash;
        }

        roots[level] = leafHash;
        Size++;
        return full;
    }

    /// <summary>The root of the tree (RFC 6962 §2.1), <see cref="Hash.Empty"/> while it has no leaf.</summary>
    public Hash Root()
    {
        if (Size == 0)
            return Hash.Empty;
        var level = BitOperations.TrailingZeroCount(Size);
        var root = roots[level];
        for (level++; level < LevelsMax; level++)
        {
            if (Has(level))
                root = Hash.OfNode(roots[level], root);
        }

        return root;
    }

    /// <summary>
    /// The roots of the complete subtrees, the largest first, 32 bytes each; the size is not among them.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[BitOperations.PopCount((ulong)Size) * Hash.Length];
        var at = 0;
        for (var level = LevelsMax - 1; level >= 0; level--)
        {
            if (!Has(level))
                continue;
            roots[level].CopyTo(bytes.AsSpan(at));
            at += Hash.Length;
        }

        return bytes;
    }

    /// <summary>An independent copy.</summary>
    public Frontier Copy()
    {
        var copy = new Frontier { Size = Size };
        roots.CopyTo(copy.roots, 0);
        return copy;
    }

    private bool Has(int level) => ((Size >> level) & 1) == 1;
}
