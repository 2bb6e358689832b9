using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>A row of ledger.tile, whatever it says.</summary>
internal sealed record StoredTile(byte[] Root, byte[] Hashes);

/// <summary>Every full tile against the leaves below it.</summary>
internal sealed class TileCheck(Faults faults, Func<Tile, StoredTile?> read)
{
    // A level's hashes since its last full tile. Of a leaf there may be two, when its bytes do not match its leaf hash
    // (which is a fault of its own): the tile must have one of them. Null: unknown, because entries or a tile are
    // missing.
    private readonly List<List<(Hash Stored, Hash Computed)?>> levels = [];

    /// <summary>How many full tiles there should be.</summary>
    internal long Count { get; private set; }

    /// <summary>The next leaf; whether it fills a tile, which is then to be checked.</summary>
    internal bool Append((Hash Stored, Hash Computed)? leaf) => Append(0, leaf);

    /// <summary>The tile that the leaf at this index has filled, and those above it that are full with it.</summary>
    internal void Check(long index)
    {
        for (var (level, place, isFull) = (0, index / Tiles.Width, true); isFull; level++, place /= Tiles.Width)
        {
            var tile = new Tile(level, place);
            Count++;
            var root = Check(tile, read(tile), levels[level]);
            levels[level].Clear();
            isFull = Append(level + 1, root is { } r ? (r, r) : null);
        }
    }

    private bool Append(int level, (Hash Stored, Hash Computed)? hash)
    {
        if (levels.Count == level)
            levels.Add([]);
        levels[level].Add(hash);
        return levels[level].Count == Tiles.Width;
    }

    /// <summary>
    /// The root to go on with: of the stored tile if it has one, so that a fault is not named on every level.
    /// </summary>
    private Hash? Check(Tile tile, StoredTile? found, List<(Hash Stored, Hash Computed)?> expected)
    {
        var first = tile.N * tile.Leaves;
        if (found is null)
        {
            faults.Add(first, "tile-missing", $"The tile {tile.Level}/{tile.N} is missing.");
            return expected.Contains(null) ? null : Tiles.RootOf([.. expected.Select(hash => hash!.Value.Stored)]);
        }

        if (found.Hashes.Length != Tiles.Width * Hash.Length)
        {
            faults.Add(first, "tile-differs", $"The tile {tile.Level}/{tile.N} has not 256 hashes.");
            return null;
        }

        var hashes = Tiles.FromBytes(found.Hashes);
        for (var i = 0; i < Tiles.Width; i++)
        {
            if (expected[i] is not { } hash || hashes[i] == hash.Stored || hashes[i] == hash.Computed)
                continue;
            var leaf = first + (i * (tile.Leaves / Tiles.Width));
            faults.Add(leaf, "tile-differs",
                $"The tile {tile.Level}/{tile.N} says {hashes[i]} at its place {i} (entries "
                + $"from {leaf} on); computed from below it is {hash.Computed}.");
        }

        var root = Tiles.RootOf(hashes);
        if (!root.ToArray().AsSpan().SequenceEqual(found.Root))
            faults.Add(first, "tile-differs",
                $"The root beside the tile {tile.Level}/{tile.N} is not the root over it.");
        return root;
    }
}
