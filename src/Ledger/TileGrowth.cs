using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>A tile that has just become full.</summary>
internal readonly record struct FullTile(Tile Tile, Hash Root, byte[] Hashes);

/// <summary>
/// Collects full tiles while leaf hashes are appended. It remembers only what passed through it since it was last
/// forgotten; the beginning of a tile that it never saw is read back when that tile fills up.
/// </summary>
internal sealed class TileGrowth
{
    private readonly List<List<Hash>> tails = [];

    /// <summary>Reads the first hashes of a tile, as committed.</summary>
    internal delegate IReadOnlyList<Hash> ReadBeginning(Tile tile, int count);

    /// <summary>After a failed commit, or when somebody else has committed.</summary>
    internal void Forget() => tails.Clear();

    internal void Append(long index, Hash hash, ReadBeginning read, List<FullTile> full) =>
        Append(0, index, hash, read, full);

    private void Append(int level, long place, Hash hash, ReadBeginning read, List<FullTile> full)
    {
        if (tails.Count == level)
            tails.Add(new List<Hash>(Tiles.Width));
        var tail = tails[level];
        tail.Add(hash);
        if ((place + 1) % Tiles.Width != 0)
            return;
        var tile = new Tile(level, place / Tiles.Width);
        if (tail.Count < Tiles.Width)
            tail.InsertRange(0, read(tile, Tiles.Width - tail.Count));
        if (tail.Count != Tiles.Width)
            throw new LedgerCorruptException($"Hashes of tile {tile.Level}/{tile.N} are missing.");
        var hashes = tail.ToArray();
        var root = Tiles.RootOf(hashes);
        full.Add(new FullTile(tile, root, Tiles.ToBytes(hashes)));
        tail.Clear();
        Append(level + 1, tile.N, root, read, full);
    }
}
