using System.Text;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

public sealed class CheckingAProof
{
    private const int Size = 100;

    private static readonly Policy Policy = new(Keys.Log.Verifier);

    private static readonly SignedNote Signed =
        new Checkpoint(Keys.Log.Verifier.Name, Size, Naive.Root(Naive.Leaves.AsSpan(0, Size))).Sign(Keys.Log);

    /// <summary>What is done to the text of a proof, and the code that says so.</summary>
    public static TheoryData<string, string, string> Manglings => new()
    {
        { "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2", "proof-first-line" },
        { "c2sp.org/tlog-proof@v1\n", "", "proof-first-line" },
        { "c2sp.org/tlog-proof@v1\n", "\nc2sp.org/tlog-proof@v1\n", "proof-first-line" },
        { "extra ", "extra  ", "proof-extra" },
        { "extra AAAA", "extra AAA", "proof-extra" },
        { "extra AAAA", "extra ", "proof-extra" },
        { "extra AAAA", "extra AA=A", "proof-extra" },
        { "extra AAAA", "Extra AAAA", "proof-index" },
        { "extra AAAA\n", "extra AAAA\nextra AAAA\n", "proof-index" },
        { "index 42", "index 042", "proof-index" },
        { "index 42", "index -1", "proof-index" },
        { "index 42", "index 42 ", "proof-index" },
        { "index 42", "index 9223372036854775808", "proof-index" },
        { "index 42", "42", "proof-index" },
        { "index 42\n", "", "proof-index" },
        { "\n\nexample", "\nexample", "proof-hashes" },
        { "\n\nexample", "\nAAAA\n\nexample", "proof-hashes" },
        { "\n", "\r\n", "carriage-return" },
    };

    [Fact]
    public void leads_every_entry_to_the_checkpoint()
    {
        for (var index = 0; index < Size; index++)
        {
            var proof = Proof.Parse(Of(index).ToBytes());
            proof.Judge(Naive.Leaves[index], Policy).ShouldBeOfType<Verdict.Accepted>();
            Refusal(proof.Judge(Naive.Leaves[(index + 1) % Size], Policy)).ShouldBe("proof-wrong");
        }
    }

    [Fact]
    public void has_the_form_of_the_specification()
    {
        var proof = Of(42) with { Extra = new byte[] { 0, 0, 0 } };
        var text = Encoding.UTF8.GetString(proof.ToBytes());
        text.ShouldBe("c2sp.org/tlog-proof@v1\nextra AAAA\nindex 42\n"
            + string.Concat(proof.Hashes.Select(h => h.ToBase64() + "\n")) + "\n" + Signed);
        Proof.Parse(proof.ToBytes()).ToBytes().ShouldBe(proof.ToBytes());
    }

    [Fact]
    public void of_the_only_entry_has_no_hash()
    {
        var only = new Checkpoint(Keys.Log.Verifier.Name, 1, Hash.OfLeaf("only"u8)).Sign(Keys.Log);
        var proof = new Proof(default, 0, [], only);
        Encoding.UTF8.GetString(proof.ToBytes())
            .ShouldStartWith("c2sp.org/tlog-proof@v1\nindex 0\n\nexample.org/log\n1\n");
        Proof.Parse(proof.ToBytes()).Judge("only"u8, Policy).ShouldBeOfType<Verdict.Accepted>();
    }

    [Fact]
    public void with_hashes_flipped_swapped_or_left_out_is_refused()
    {
        foreach (var index in new[] { 0, 1, 42, 63, 64, 98, 99 })
        {
            foreach (var hashes in Tampering.Of(Of(index).Hashes))
            {
                var proof = Of(index) with { Hashes = hashes };
                Refusal(proof.Judge(Naive.Leaves[index], Policy)).ShouldBe("proof-wrong");
            }
        }
    }

    [Fact]
    public void for_another_index_is_refused()
    {
        for (var other = 0; other < Size + 30; other++)
        {
            if (other == 42)
                continue;
            var code = other < Size ? "proof-wrong" : "index-beyond-size";
            Refusal((Of(42) with { Index = other }).Judge(Naive.Leaves[42], Policy)).ShouldBe(code);
        }
    }

    [Fact]
    public void of_a_log_of_another_size_is_refused()
    {
        // Sizes in which the path of entry 42 has another length. Where it has the same, nothing but the signature
        // binds the size to the root, and that is the log's own.
        foreach (var size in new[] { 43, 64, 129, 1_000 })
        {
            var other = new Checkpoint(Keys.Log.Verifier.Name, size, Naive.Root(Naive.Leaves.AsSpan(0, Size)));
            var proof = Of(42) with { Note = other.Sign(Keys.Log) };
            Refusal(proof.Judge(Naive.Leaves[42], Policy)).ShouldBe("proof-wrong");
        }
    }

    [Fact]
    public void by_another_log_is_refused()
    {
        var other = new Policy(Keys.Of(Keys.Log.Verifier.Name, 9).Verifier);
        Refusal(Of(42).Judge(Naive.Leaves[42], other)).ShouldBe("not-signed");
    }

    [Theory]
    [MemberData(nameof(Manglings))]
    public void that_is_none_says_why(string part, string instead, string code)
    {
        var text = Encoding.UTF8.GetString((Of(42) with { Extra = new byte[] { 0, 0, 0 } }).ToBytes());
        text.ShouldContain(part);
        Keys.Code(() => Proof.Parse(Encoding.UTF8.GetBytes(text.Replace(part, instead)))).ShouldBe(code);
    }

    [Fact]
    public void with_something_behind_it_is_none()
    {
        foreach (var more in new[] { "\n", "x\n", " ", "x", "\0", "index 0\n" })
            Keys.Code(() => Proof.Parse([.. Of(42).ToBytes(), .. Encoding.UTF8.GetBytes(more)])).ShouldNotBeEmpty();
    }

    [Fact]
    public void cut_off_anywhere_is_none()
    {
        var bytes = (Of(42) with { Extra = new byte[] { 1, 2 } }).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Keys.Code(() => Proof.Parse(bytes.AsSpan(0, length))).ShouldNotBeEmpty();
    }

    [Fact]
    public void with_any_byte_altered_is_none_or_refused()
    {
        var bytes = Of(42).ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            var altered = bytes.ToArray();
            altered[at] ^= 1;
            try
            {
                Proof.Parse(altered).Judge(Naive.Leaves[42], Policy).ShouldBeOfType<Verdict.Refused>();
            }
            catch (MalformedException)
            {
                // As it should be.
            }
        }
    }

    [Fact]
    public void carries_the_largest_entry_and_no_larger()
    {
        var largest = new byte[EntryBundle.EntryBytesMax];
        Proof.Parse((Of(42) with { Extra = largest }).ToBytes()).Extra.Length.ShouldBe(largest.Length);
        Keys.Code(() => Proof.Parse((Of(42) with { Extra = new byte[largest.Length + 1] }).ToBytes()))
            .ShouldBe("proof-extra");
    }

    [Fact]
    public void of_endless_bytes_or_hashes_does_not_try()
    {
        Keys.Code(() => Proof.Parse(new byte[Proof.BytesMax + 1])).ShouldBe("too-large");
        var many = Of(42) with { Hashes = [.. Enumerable.Repeat(Hash.Empty, 64)] };
        Keys.Code(() => Proof.Parse(many.ToBytes())).ShouldBe("proof-hashes");
    }

    private static string Refusal(Verdict verdict) => verdict.ShouldBeOfType<Verdict.Refused>().Code;

    private static Proof Of(int index) =>
        new(default, index, Naive.Path(index, Naive.Leaves.AsSpan(0, Size)), Signed);
}
