using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

public sealed class ProvingConsistency
{
    [Fact]
    public async Task gives_the_proof_of_the_definition_for_every_two_sizes_to_100()
    {
        for (var size = 0; size <= 100; size++)
        {
            var leaves = Naive.Leaves.AsMemory(0, size);
            var root = Naive.Root(leaves.Span);
            for (var oldSize = 0; oldSize <= size; oldSize++)
            {
                var proof = await ConsistencyProof.BuildAsync(oldSize, size, Naive.ReadAsync, default);
                proof.Hashes.ShouldBe(Naive.Proof(oldSize, leaves.Span));
                proof.Verify(Naive.Root(leaves.Span[..oldSize]), root).ShouldBeTrue($"{oldSize} to {size}");
            }
        }
    }

    [Fact]
    public async Task is_refused_with_anything_changed()
    {
        foreach (var size in new[] { 1, 2, 3, 7, 8, 13, 64, 100 })
        {
            var root = Naive.Root(Naive.Leaves.AsSpan(0, size));
            for (var oldSize = 0; oldSize <= size; oldSize++)
            {
                var oldRoot = Naive.Root(Naive.Leaves.AsSpan(0, oldSize));
                var proof = await ConsistencyProof.BuildAsync(oldSize, size, Naive.ReadAsync, default);
                proof.Verify(Tampering.Flip(oldRoot), root).ShouldBeFalse();
                // From the empty tree everything is an extension: there is nothing that could contradict it.
                proof.Verify(oldRoot, Tampering.Flip(root)).ShouldBe(oldSize == 0);
                foreach (var hashes in Tampering.Of(proof.Hashes))
                    (proof with { Hashes = hashes }).Verify(oldRoot, root).ShouldBeFalse($"{oldSize} to {size}");
                for (var other = -1; other <= size + 1; other++)
                {
                    if (other != oldSize)
                        (proof with { OldSize = other }).Verify(oldRoot, root).ShouldBeFalse($"{other} to {size}");
                }
            }
        }
    }

    [Fact]
    public async Task with_another_size_does_not_lead_to_that_sizes_root()
    {
        for (var size = 1; size <= 40; size++)
        {
            for (var oldSize = 1; oldSize < size; oldSize++)
            {
                var proof = await ConsistencyProof.BuildAsync(oldSize, size, Naive.ReadAsync, default);
                var oldRoot = Naive.Root(Naive.Leaves.AsSpan(0, oldSize));
                for (var other = 0; other <= 40; other++)
                {
                    if (other != size)
                    {
                        (proof with { Size = other }).Verify(oldRoot, Naive.Root(Naive.Leaves.AsSpan(0, other)))
                            .ShouldBeFalse($"{oldSize} to {other}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    public async Task outside_the_tree_is_refused(long oldSize, long size)
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => ConsistencyProof.BuildAsync(oldSize, size, Naive.ReadAsync, default));
        new ConsistencyProof(oldSize, size, []).Verify(Hash.Empty, Hash.Empty).ShouldBeFalse();
    }
}
