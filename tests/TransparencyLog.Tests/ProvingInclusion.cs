using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

public sealed class ProvingInclusion
{
    [Fact]
    public async Task gives_the_path_of_the_definition_for_every_index_and_size_to_100()
    {
        for (var size = 1; size <= 100; size++)
        {
            var leaves = Naive.Leaves.AsMemory(0, size);
            var root = Naive.Root(leaves.Span);
            for (var index = 0; index < size; index++)
            {
                var proof = await InclusionProof.BuildAsync(index, size, Naive.ReadAsync, default);
                proof.Hashes.ShouldBe(Naive.Path(index, leaves.Span));
                proof.Verify(Hash.OfLeaf(Naive.Leaves[index]), root).ShouldBeTrue($"{index} of {size}");
            }
        }
    }

    [Fact]
    public async Task is_refused_with_anything_changed()
    {
        foreach (var size in new[] { 1, 2, 3, 7, 8, 13, 64, 100 })
        {
            var root = Naive.Root(Naive.Leaves.AsSpan(0, size));
            for (var index = 0; index < size; index++)
            {
                var leaf = Hash.OfLeaf(Naive.Leaves[index]);
                var proof = await InclusionProof.BuildAsync(index, size, Naive.ReadAsync, default);
                proof.Verify(Tampering.Flip(leaf), root).ShouldBeFalse();
                proof.Verify(leaf, Tampering.Flip(root)).ShouldBeFalse();
                foreach (var hashes in Tampering.Of(proof.Hashes))
                    (proof with { Hashes = hashes }).Verify(leaf, root).ShouldBeFalse($"{index} of {size}");
                for (var other = -1; other <= size + 1; other++)
                {
                    if (other != index)
                        (proof with { Index = other }).Verify(leaf, root)
                            .ShouldBeFalse($"{other} for {index} of {size}");
                }
            }
        }
    }

    [Fact]
    public async Task of_a_size_with_another_shape_is_refused()
    {
        // A path fits another size only where both trees have the same shape above that leaf; the root then tells.
        for (var size = 1; size <= 40; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = await InclusionProof.BuildAsync(index, size, Naive.ReadAsync, default);
                for (var other = index + 1; other <= 40; other++)
                {
                    if (other != size)
                    {
                        var root = Naive.Root(Naive.Leaves.AsSpan(0, other));
                        (proof with { Size = other }).Verify(Hash.OfLeaf(Naive.Leaves[index]), root).ShouldBeFalse();
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(0, -1)]
    public async Task outside_the_tree_is_refused(long index, long size)
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => InclusionProof.BuildAsync(index, size, Naive.ReadAsync, default));
        new InclusionProof(index, size, []).Verify(Hash.Empty, Hash.Empty).ShouldBeFalse();
    }

    [Fact]
    public async Task asks_the_storage_once()
    {
        var questions = 0;
        await InclusionProof.BuildAsync(57, 100, (subtrees, ct) =>
        {
            questions++;
            return Naive.ReadAsync(subtrees, ct);
        }, default);
        questions.ShouldBe(1);
    }
}
