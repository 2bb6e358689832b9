using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

public sealed class WritingAHash
{
    private const string Hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static readonly Hash Sample = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    [Fact]
    public void is_read_back_from_bytes_hexadecimal_and_base64()
    {
        Sample.ToString().ShouldBe(Hex);
        new Hash(Sample.ToArray()).ShouldBe(Sample);
        Hash.ParseHex(Hex).ShouldBe(Sample);
        Hash.ParseHex(Hex.ToUpperInvariant()).ShouldBe(Sample);
        Sample.ToBase64().ShouldBe("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        Hash.ParseBase64(Sample.ToBase64()).ShouldBe(Sample);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData(Hex + "00")]
    [InlineData("g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")]
    public void refuses_other_hexadecimal(string text)
    {
        Hash.TryParseHex(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => Hash.ParseHex(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gAAAA")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\nHh8")]
    public void refuses_base64_that_is_not_canonical(string text)
    {
        Hash.TryParseBase64(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => Hash.ParseBase64(text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void refuses_another_length(int length) => Should.Throw<ArgumentException>(() => new Hash(new byte[length]));

    [Theory]
    [InlineData(0)]
    [InlineData(1_023)]
    [InlineData(1_024)]
    [InlineData(40_000)]
    public void of_a_leaf_of_any_length_is_that_of_the_definition(int length)
    {
        var leaf = new byte[length];
        Random.Shared.NextBytes(leaf);
        Hash.OfLeaf(leaf).ShouldBe(Naive.Root([leaf]));
    }

    [Fact]
    public void differs_in_any_bit()
    {
        for (var bit = 0; bit < 256; bit++)
            Tampering.Flip(Sample, bit).ShouldNotBe(Sample);
    }
}
