using System.Security.Cryptography;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

/// <summary>
/// RFC 6962 §2.1 word for word: slow, recursive, and without a line of the code under test but Hash's bytes.
/// </summary>
internal static class Naive
{
    internal static readonly byte[][] Leaves =
        [.. Enumerable.Range(0, 101).Select(i => BitConverter.GetBytes(i * 7919L)[..(i % 8)])];

    internal static Hash Root(ReadOnlySpan<byte[]> leaves) => new(Mth(leaves));

    internal static byte[] Mth(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
            return SHA256.HashData([]);
        if (leaves.Length == 1)
            return SHA256.HashData([0, .. leaves[0]]);
        var k = Split(leaves.Length);
        return SHA256.HashData([1, .. Mth(leaves[..k]), .. Mth(leaves[k..])]);
    }

    internal static List<Hash> Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
            return [];
        var k = Split(leaves.Length);
        return index < k
            ? [.. Path(index, leaves[..k]), Root(leaves[k..])]
            : [.. Path(index - k, leaves[k..]), Root(leaves[..k])];
    }

    internal static List<Hash> Proof(int oldSize, ReadOnlySpan<byte[]> leaves) =>
        oldSize == 0 ? [] : SubProof(oldSize, leaves, isWhole: true);

    /// <summary>Storage for the code under test.</summary>
    internal static Task<IReadOnlyList<Hash>> ReadAsync(IReadOnlyList<Subtree> subtrees, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Hash>>([.. subtrees.Select(subtree =>
            Root(Leaves.AsSpan((int)subtree.FirstLeaf, (int)subtree.Leaves)))]);

    private static List<Hash> SubProof(int oldSize, ReadOnlySpan<byte[]> leaves, bool isWhole)
    {
        if (oldSize == leaves.Length)
            return isWhole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return oldSize <= k
            ? [.. SubProof(oldSize, leaves[..k], isWhole), Root(leaves[k..])]
            : [.. SubProof(oldSize - k, leaves[k..], isWhole: false), Root(leaves[..k])];
    }

    private static int Split(int size)
    {
        var k = 1;
        while (k * 2 < size)
            k *= 2;
        return k;
    }
}
