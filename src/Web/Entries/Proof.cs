using Supervision.Ledger;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Web.Entries;

/// <summary>One step from the leaf to the root: which hash stands beside, on which side, and what both make.</summary>
public sealed record ProofStep(Hash Beside, bool BesideIsLeft, Hash Result);

/// <summary>That an entry is in the ledger's newest tree, with every step to check it by hand.</summary>
public sealed record Proof(Hash Leaf, InclusionProof Inclusion, Hash Root, IReadOnlyList<ProofStep> Steps)
{
    /// <summary>Whether the entry's bytes lead to the root, by the code that verifies the whole ledger.</summary>
    public bool Holds => Inclusion.Verify(Leaf, Root);

    internal static async Task<Proof> ReadAsync(EventStore store, Entry entry, CancellationToken ct)
    {
        var head = await store.ReadHeadAsync(ct);
        var inclusion = await store.ProveInclusionAsync(entry.Index, head.Size, ct);
        var leaf = Hash.OfLeaf(entry.Bytes.Span);
        return new Proof(leaf, inclusion, head.Root, [.. StepsOf(leaf, inclusion)]);
    }

    // Which side is left follows from the index and the size alone (RFC 9162 §2.1.3.2).
    private static IEnumerable<ProofStep> StepsOf(Hash leaf, InclusionProof proof)
    {
        var (path, last, hash) = (proof.Index, proof.Size - 1, leaf);
        foreach (var beside in proof.Hashes)
        {
            var left = (path & 1) == 1 || path == last;
            hash = left ? Hash.OfNode(beside, hash) : Hash.OfNode(hash, beside);
            yield return new ProofStep(beside, left, hash);
            for (; left && (path & 1) == 0 && path != 0; path >>= 1)
                last >>= 1;
            path >>= 1;
            last >>= 1;
        }
    }
}
