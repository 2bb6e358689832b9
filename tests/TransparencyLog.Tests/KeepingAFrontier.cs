using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

public sealed class KeepingAFrontier
{
    [Fact]
    public void has_the_root_of_the_definition_at_every_size_to_100()
    {
        var frontier = new Frontier();
        for (var size = 0; size <= 100; size++)
        {
            frontier.Size.ShouldBe(size);
            frontier.Root().ShouldBe(Naive.Root(Naive.Leaves.AsSpan(0, size)));
            frontier.Append(Hash.OfLeaf(Naive.Leaves[size]));
        }
    }

    [Fact]
    public void survives_its_bytes_at_every_size_to_100()
    {
        var frontier = new Frontier();
        for (var size = 0; size <= 100; size++)
        {
            var read = Frontier.FromBytes(size, frontier.ToBytes());
            read.Root().ShouldBe(frontier.Root());
            read.Append(Hash.OfLeaf(Naive.Leaves[size]));
            frontier.Append(Hash.OfLeaf(Naive.Leaves[size]));
            read.Root().ShouldBe(frontier.Root());
        }
    }

    [Fact]
    public void tells_the_roots_over_the_tiles_that_a_leaf_fills()
    {
        const int Size = 2 * Tiles.Width * Tiles.Width;
        var (frontier, roots) = (new Frontier(), new Hash[Tiles.Levels]);
        var (leaves, lower) = (new List<Hash>(), new List<Hash>());
        for (var size = 1; size <= Size; size++)
        {
            leaves.Add(Hash.Of(BitConverter.GetBytes(size)));
            var full = frontier.Append(leaves[^1], roots);
            full.ShouldBe(size % (Tiles.Width * Tiles.Width) == 0 ? 2 : size % Tiles.Width == 0 ? 1 : 0);
            if (full == 0)
                continue;
            lower.Add(Tiles.RootOf([.. leaves]));
            leaves.Clear();
            roots[0].ShouldBe(lower[^1]);
            if (full == 2)
                roots[1].ShouldBe(Tiles.RootOf([.. lower[^Tiles.Width..]]));
        }
    }

    [Fact]
    public void begins_with_the_hash_of_the_largest_subtree()
    {
        var frontier = new Frontier();
        foreach (var leaf in Naive.Leaves[..7])
            frontier.Append(Hash.OfLeaf(leaf));
        new Hash(frontier.ToBytes().AsSpan(0, 32)).ShouldBe(Naive.Root(Naive.Leaves.AsSpan(0, 4)));
        new Hash(frontier.ToBytes().AsSpan(32, 32)).ShouldBe(Naive.Root(Naive.Leaves.AsSpan(4, 2)));
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(3, 32)]
    [InlineData(3, 65)]
    [InlineData(4, 64)]
    [InlineData(-1, 0)]
    public void refuses_bytes_that_do_not_fit_the_size(long size, int length) =>
        Should.Throw<FormatException>(() => Frontier.FromBytes(size, new byte[length]));

    [Fact]
    public void is_not_changed_through_its_copy()
    {
        var frontier = new Frontier();
        frontier.Append(Hash.Empty);
        var copy = frontier.Copy();
        copy.Append(Hash.Empty);
        frontier.Size.ShouldBe(1);
        frontier.Root().ShouldBe(Hash.Empty);
    }
}
