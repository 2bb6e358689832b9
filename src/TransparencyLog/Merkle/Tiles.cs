using System.Numerics;

namespace Supervision.TransparencyLog.Merkle;

/// <summary>
/// The tile at N (0-based) of Level: up to 256 hashes, those of the subtrees of 256^Level leaves from N·256 on (C2SP
/// tlog-tiles).
/// </summary>
public readonly record struct Tile(int Level, long N)
{
    // A tree has less than 2^63 leaves, and a shift by 64 or more would be one by what is left of 64.
    private const int LevelMax = 7;

    /// <summary>
    /// How many leaves it covers when it is full; for levels 0 to 6, above which no tile is ever full.
    /// </summary>
    public long Leaves => 1L << (Tiles.Height * (Level + 1));

    /// <summary>Whether a tree of this size fills it.</summary>
    public bool IsFullAt(long size) => WidthAt(size) == Tiles.Width;

    /// <summary>How many hashes it has in a tree of this size, 0 to 256.</summary>
    public int WidthAt(long size)
    {
        if (Level is < 0 or > LevelMax || N < 0)
            return 0;
        var hashes = size >> (Tiles.Height * Level);
        return N > hashes / Tiles.Width ? 0 : (int)Math.Clamp(hashes - (N * Tiles.Width), 0, Tiles.Width);
    }
}

/// <summary>Where in a tile a subtree lies: Count hashes from Offset on.</summary>
public readonly record struct TilePlace(Tile Tile, int Offset, int Count);

/// <summary>Coordinates of tiles of height 8 (C2SP tlog-tiles); pure arithmetic, no storage.</summary>
public static class Tiles
{
    /// <summary>Levels of the tree in a tile.</summary>
    public const int Height = 8;

    /// <summary>Levels on which a tile can be full: a tree has less than 2^63 leaves.</summary>
    public const int Levels = 7;

    /// <summary>Hashes in a full tile.</summary>
    public const int Width = 1 << Height;

    /// <summary>The tile that holds the lowest hashes from which the subtree's root is computed.</summary>
    public static TilePlace Locate(Subtree subtree)
    {
        var inside = subtree.Level % Height;
        var first = subtree.Index << inside;
        return new TilePlace(
            new Tile(subtree.Level / Height, first / Width), (int)(first % Width), 1 << inside);
    }

    /// <summary>The root over a power of two of neighbouring hashes of one level.</summary>
    /// <exception cref="ArgumentException">They are not a power of two, or more than 256.</exception>
    public static Hash RootOf(ReadOnlySpan<Hash> hashes)
    {
        if (!BitOperations.IsPow2(hashes.Length) || hashes.Length > Width)
            throw new ArgumentException($"{hashes.Length} hashes have no root inside one tile.", nameof(hashes));
        Span<Hash> level = stackalloc Hash[Width];
        hashes.CopyTo(level);
        for (var count = hashes.Length; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
                level[i] = Hash.OfNode(level[2 * i], level[(2 * i) + 1]);
        }

        return level[0];
    }

    /// <summary>The hashes one after another, 32 bytes each: a tile as it is stored and served.</summary>
    public static byte[] ToBytes(ReadOnlySpan<Hash> hashes)
    {
        var bytes = new byte[hashes.Length * Hash.Length];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i].CopyTo(bytes.AsSpan(i * Hash.Length));
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not 1 to 256 whole hashes.</exception>
    public static Hash[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || bytes.Length % Hash.Length != 0 || bytes.Length > Width * Hash.Length)
            throw new FormatException($"{bytes.Length} bytes are no tile.");
        var hashes = new Hash[bytes.Length / Hash.Length];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = new Hash(bytes.Slice(i * Hash.Length, Hash.Length));
        return hashes;
    }
}
