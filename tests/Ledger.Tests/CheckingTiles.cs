using Supervision.Ledger.Verification;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Tests;

/// <summary>Two levels of full tiles against the leaves and the tree over them.</summary>
public sealed class CheckingTiles
{
    private const int Size = Tiles.Width * Tiles.Width;
    private const int Altered = (3 * Tiles.Width) + 7;

    private static readonly Hash[] Leaves =
        [.. Enumerable.Range(0, Size).Select(i => Hash.Of(BitConverter.GetBytes(i)))];

    private readonly Dictionary<Tile, StoredTile> stored = [];

    [Fact]
    public void that_are_as_their_leaves_finds_no_fault()
    {
        StoreOver(Leaves);
        Check().ShouldBeEmpty();
    }

    [Fact]
    public void that_were_altered_with_all_above_them_names_the_lowest()
    {
        var altered = Leaves.ToArray();
        altered[Altered] = Hash.Empty;
        StoreOver(altered);
        Check().ShouldHaveSingleItem().ShouldBe((Altered, "tile-differs"));
    }

    [Fact]
    public void of_which_a_root_was_altered_names_its_first_entry()
    {
        StoreOver(Leaves);
        var tile = new Tile(1, 0);
        stored[tile] = stored[tile] with { Root = Hash.Empty.ToArray() };
        Check().ShouldHaveSingleItem().ShouldBe((0, "tile-differs"));
    }

    [Fact]
    public void one_of_which_is_missing_goes_on_from_its_leaves()
    {
        StoreOver(Leaves);
        stored.Remove(new Tile(0, 5));
        Check().ShouldHaveSingleItem().ShouldBe((5 * Tiles.Width, "tile-missing"));
    }

    private void StoreOver(Hash[] hashes)
    {
        for (var level = 0; hashes.Length > 1; level++)
        {
            var roots = new List<Hash>();
            foreach (var tile in hashes.Chunk(Tiles.Width))
            {
                var place = new Tile(level, roots.Count);
                roots.Add(Tiles.RootOf(tile));
                stored[place] = new StoredTile(roots[^1].ToArray(), Tiles.ToBytes(tile));
            }

            hashes = [.. roots];
        }
    }

    private List<(long?, string)> Check()
    {
        var (faults, tree, roots) = (new Verification.Faults(), new Frontier(), new Hash[Tiles.Levels]);
        var tiles = new TileCheck(faults, stored.GetValueOrDefault);
        for (var i = 0; i < Size; i++)
        {
            var full = tree.Append(Leaves[i], roots);
            if (tiles.Append(Leaves[i], Leaves[i]))
                tiles.Check(i, roots.AsSpan(0, full));
        }

        tiles.Count.ShouldBe(Tiles.Width + 1);
        return [.. faults.List.Select(f => (f.Index, f.Code))];
    }
}
