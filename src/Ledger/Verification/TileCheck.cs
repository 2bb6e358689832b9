using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>A row of ledger.tile, whatever it says.</summary>
internal sealed record StoredTile(byte[] Root, byte[] Hashes);

/// <summary>Every full tile against the leaves below it.</summary>
internal sealed class TileCheck(Faults faults, Func<Tile, StoredTile?> read)
{
    private readonly List<Expected> levels = [];

    // Once a tile was not as its leaves are, those above it need not be as the tree is.
    private bool isAsTree = true;

    /// <summary>How many full tiles there should be.</summary>
    internal long Count { get; private set; }

    /// <summary>The next leaf; whether it fills a tile, which is then to be checked.</summary>
    /// <param name="stored">The leaf hash.</param>
    /// <param name="computed">From the bytes; where it is another, which is a fault of its own, the tile must have one
    /// of them.</param>
    internal bool Append(Hash stored, Hash computed) => Level(0).Add(stored, computed);

    /// <summary>A leaf that is missing; so for <see cref="Append(Hash, Hash)"/>.</summary>
    internal bool Skip() => Level(0).AddUnknown();

    /// <summary>The tile that the leaf at this index has filled, and those above it that are full with it.</summary>
    /// <param name="index">The leaf's.</param>
    /// <param name="roots">Over the lowest of them, as far as they are known.</param>
    internal void Check(long index, ReadOnlySpan<Hash> roots)
    {
        for (var (level, place, isFull) = (0, index / Tiles.Width, true); isFull; level++, place /= Tiles.Width)
        {
            var tile = new Tile(level, place);
            Count++;
            var root = Check(tile, read(tile), levels[level], level < roots.Length ? roots[level] : null);
            levels[level].Clear();
            isFull = root is { } r ? Level(level + 1).Add(r, r) : Level(level + 1).AddUnknown();
        }
    }

    private Expected Level(int level)
    {
        if (levels.Count == level)
            levels.Add(new Expected());
        return levels[level];
    }

    /// <summary>
    /// The root to go on with: of the stored tile if it has one, so that a fault is not named on every level.
    /// </summary>
    private Hash? Check(Tile tile, StoredTile? found, Expected expected, Hash? knownRoot)
    {
        var first = tile.N * tile.Leaves;
        if (found is null)
        {
            faults.Add(first, "tile-missing", $"The tile {tile.Level}/{tile.N} is missing.");
            return expected.Root();
        }

        if (found.Hashes.Length != Tiles.Width * Hash.Length)
        {
            faults.Add(first, "tile-differs", $"The tile {tile.Level}/{tile.N} has not 256 hashes.");
            return null;
        }

        if (!expected.IsStored(found.Hashes))
        {
            isAsTree = false;
            NameDifferences(tile, Tiles.FromBytes(found.Hashes), expected);
        }

        var root = isAsTree && knownRoot is { } known ? known : Tiles.RootOf(Tiles.FromBytes(found.Hashes));
        if (!root.Is(found.Root))
            faults.Add(first, "tile-differs",
                $"The root beside the tile {tile.Level}/{tile.N} is not the root over it.");
        return root;
    }

    private void NameDifferences(Tile tile, Hash[] found, Expected expected)
    {
        for (var i = 0; i < Tiles.Width; i++)
        {
            if (expected.IsUnknown(i) || found[i] == expected.Stored(i) || found[i] == expected.Computed(i))
                continue;
            var leaf = (tile.N * tile.Leaves) + (i * (tile.Leaves / Tiles.Width));
            faults.Add(leaf, "tile-differs",
                $"The tile {tile.Level}/{tile.N} says {found[i]} at its place {i} (entries "
                + $"from {leaf} on); computed from below it is {expected.Computed(i)}.");
        }
    }

    /// <summary>A level's hashes since its last full tile.</summary>
    private sealed class Expected
    {
        private readonly byte[] stored = new byte[Tiles.Width * Hash.Length];

        // Where it is not what is stored; null: unknown, because entries or a tile are missing.
        private readonly Dictionary<int, Hash?> others = [];
        private int count;

        /// <summary>Whether the tile is full with it.</summary>
        internal bool Add(Hash hash, Hash computed)
        {
            if (hash != computed)
                others[count] = computed;
            hash.CopyTo(stored.AsSpan(count * Hash.Length));
            return ++count == Tiles.Width;
        }

        internal bool AddUnknown()
        {
            others[count] = null;
            return ++count == Tiles.Width;
        }

        internal void Clear()
        {
            others.Clear();
            count = 0;
        }

        internal bool IsUnknown(int place) => others.TryGetValue(place, out var other) && other is null;

        internal bool IsStored(ReadOnlySpan<byte> tile) => others.Count == 0 && tile.SequenceEqual(stored);

        internal Hash Stored(int place) => new(stored.AsSpan(place * Hash.Length, Hash.Length));

        internal Hash Computed(int place) => others.TryGetValue(place, out var other) && other is { } computed
            ? computed : Stored(place);

        internal Hash? Root() => others.ContainsValue(null) ? null : Tiles.RootOf(Tiles.FromBytes(stored));
    }
}
