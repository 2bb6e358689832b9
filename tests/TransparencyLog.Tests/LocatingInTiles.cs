using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

public sealed class LocatingInTiles
{
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 1)]
    [InlineData(0, 255, 0, 0, 255, 1)]
    [InlineData(0, 256, 0, 1, 0, 1)]
    [InlineData(7, 1, 0, 0, 128, 128)]
    [InlineData(7, 2, 0, 1, 0, 128)]
    [InlineData(8, 3, 1, 0, 3, 1)]
    [InlineData(8, 256, 1, 1, 0, 1)]
    [InlineData(11, 31, 1, 0, 248, 8)]
    [InlineData(16, 5, 2, 0, 5, 1)]
    public void finds_the_tile_that_holds_a_subtree(
        int level, long index, int tileLevel, long n, int offset, int count) =>
        Tiles.Locate(new Subtree(level, index)).ShouldBe(new TilePlace(new Tile(tileLevel, n), offset, count));

    [Fact]
    public void never_leaves_one_tile()
    {
        for (var level = 0; level < 20; level++)
        {
            for (var index = 0L; index < 600; index++)
            {
                var place = Tiles.Locate(new Subtree(level, index));
                (place.Offset + place.Count).ShouldBeLessThanOrEqualTo(Tiles.Width);
                var first = ((place.Tile.N * Tiles.Width) + place.Offset) << (Tiles.Height * place.Tile.Level);
                first.ShouldBe(new Subtree(level, index).FirstLeaf);
            }
        }
    }

    [Fact]
    public void computes_the_root_of_a_subtree_from_its_hashes()
    {
        for (var level = 0; level <= 6; level++)
        {
            var leaves = Naive.Leaves[..(1 << level)];
            Tiles.RootOf([.. leaves.Select(leaf => Hash.OfLeaf(leaf))]).ShouldBe(Naive.Root(leaves));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(512)]
    public void refuses_a_root_over_what_is_no_subtree(int count) =>
        Should.Throw<ArgumentException>(() => Tiles.RootOf(new Hash[count]));

    [Theory]
    [InlineData(0, 0, 255, false, 255)]
    [InlineData(0, 0, 256, true, 256)]
    [InlineData(0, 1, 300, false, 44)]
    [InlineData(0, 2, 300, false, 0)]
    [InlineData(1, 0, 65_535, false, 255)]
    [InlineData(1, 0, 65_536, true, 256)]
    [InlineData(1, 0, 255, false, 0)]
    public void knows_how_wide_a_tile_is(int level, long n, long size, bool isFull, int width)
    {
        new Tile(level, n).IsFullAt(size).ShouldBe(isFull);
        new Tile(level, n).WidthAt(size).ShouldBe(width);
    }

    [Fact]
    public void survives_its_bytes()
    {
        Hash[] hashes = [Hash.Empty, Hash.OfLeaf([1]), Hash.OfLeaf([2])];
        Tiles.FromBytes(Tiles.ToBytes(hashes)).ShouldBe(hashes);
        foreach (var length in new[] { 0, 31, 33, 257 * 32 })
            Should.Throw<FormatException>(() => Tiles.FromBytes(new byte[length]));
    }
}
