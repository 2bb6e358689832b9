using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

/// <summary>The eight leaves and nine roots that every implementation of RFC 6962 is tried on.</summary>
public sealed class KnownTrees
{
    private static readonly byte[][] Leaves =
    [
        [],
        [0x00],
        [0x10],
        [0x20, 0x21],
        [0x30, 0x31],
        [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];

    public static TheoryData<int, string> Roots => new()
    {
        { 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { 1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
        { 2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
        { 3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77" },
        { 4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" },
        { 5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4" },
        { 6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef" },
        { 7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c" },
        { 8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
    };

    [Theory]
    [MemberData(nameof(Roots))]
    public void have_their_published_roots(int size, string root)
    {
        var frontier = new Frontier();
        foreach (var leaf in Leaves[..size])
            frontier.Append(Hash.OfLeaf(leaf));
        frontier.Root().ToString().ShouldBe(root);
        Naive.Root(Leaves.AsSpan(0, size)).ToString().ShouldBe(root);
    }

    [Fact]
    public async Task have_their_published_audit_paths()
    {
        // RFC 6962 §2.1.3: path(5, 8) and proof(6, 8), as certificate-transparency's own tests have them.
        var inclusion = await InclusionProof.BuildAsync(5, 8, ReadAsync, default);
        inclusion.Hashes.Select(hash => hash.ToString()).ShouldBe(
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]);
        var consistency = await ConsistencyProof.BuildAsync(6, 8, ReadAsync, default);
        consistency.Hashes.Select(hash => hash.ToString()).ShouldBe(
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]);
    }

    private static Task<IReadOnlyList<Hash>> ReadAsync(IReadOnlyList<Subtree> subtrees, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Hash>>([.. subtrees.Select(subtree =>
            Naive.Root(Leaves.AsSpan((int)subtree.FirstLeaf, (int)subtree.Leaves)))]);
}
