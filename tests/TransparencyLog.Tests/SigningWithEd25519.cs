namespace Supervision.TransparencyLog.Tests;

public sealed class SigningWithEd25519
{
    /// <summary>RFC 8032 §7.1, tests 1 to 3: seed, public key, message, signature.</summary>
    public static TheoryData<string, string, string, string> Vectors => new()
    {
        {
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        },
        {
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        },
        {
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        },
    };

    /// <summary>
    /// The eight points of small order as RFC 8032 encodes them, and every other text that decodes to one.
    /// </summary>
    public static TheoryData<string> SmallOrder =>
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        // Not canonical: x = 0 with a sign, y = p, y = p + 1.
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void gives_the_signatures_of_the_rfc(string seed, string key, string message, string signature)
    {
        var (s, k, m) = (Convert.FromHexString(seed), Convert.FromHexString(key), Convert.FromHexString(message));
        Convert.ToHexStringLower(Ed25519.PublicKey(s)).ShouldBe(key);
        Convert.ToHexStringLower(Ed25519.Sign(s, m)).ShouldBe(signature);
        Ed25519.Verify(k, m, Convert.FromHexString(signature)).ShouldBeTrue();
    }

    [Fact]
    public void refuses_a_signature_with_any_bit_flipped()
    {
        var (seed, message) = (new byte[32], "message"u8.ToArray());
        var (key, signature) = (Ed25519.PublicKey(seed), Ed25519.Sign(seed, message));
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            var altered = signature.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Ed25519.Verify(key, message, altered).ShouldBeFalse();
        }

        Ed25519.Verify(key, "massage"u8, signature).ShouldBeFalse();
        Ed25519.Verify(Ed25519.PublicKey([.. Enumerable.Repeat((byte)9, 32)]), message, signature).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void refuses_a_signature_of_another_length(int length) =>
        Ed25519.Verify(Ed25519.PublicKey(new byte[32]), "m"u8, new byte[length]).ShouldBeFalse();

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void refuses_a_key_of_another_length(int length)
    {
        Ed25519.IsKey(new byte[length]).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => Ed25519.Sign(new byte[length], []));
    }

    [Theory]
    [MemberData(nameof(SmallOrder))]
    public void refuses_a_key_of_small_order(string key)
    {
        var bytes = Convert.FromHexString(key);
        Ed25519.IsKey(bytes).ShouldBeFalse();
        // For such a key OpenSSL finds signatures valid that nobody has made: the point itself, or zeros, and s = 0.
        Ed25519.Verify(bytes, "never signed"u8, [.. bytes, .. new byte[32]]).ShouldBeFalse();
        Ed25519.Verify(bytes, "never signed"u8, new byte[64]).ShouldBeFalse();
        var read = new VerifierKey("x", KeyType.Ed25519, bytes).ToString();
        Keys.Code(() => VerifierKey.Parse(read)).ShouldBe("key-unsafe");
    }

    [Fact]
    public void refuses_every_encoding_of_a_number_above_the_prime()
    {
        for (var low = 0xed; low <= 0xff; low++)
        {
            byte[] key = [(byte)low, .. Enumerable.Repeat((byte)0xff, 30), 0x7f];
            Ed25519.IsKey(key).ShouldBeFalse();
        }
    }

    [Fact]
    public void knows_which_bytes_are_points_of_the_curve()
    {
        var found = 0;
        for (byte y = 2; y < 200; y++)
        {
            if (Ed25519.IsKey([y, .. new byte[31]]))
                found++;
            Ed25519.IsKey(Ed25519.PublicKey([y, .. new byte[31]])).ShouldBeTrue();
        }

        // About half of all numbers are the y of a point.
        found.ShouldBeInRange(75, 125);
    }

    [Fact]
    public void works_on_many_threads_at_once()
    {
        var signature = Ed25519.Sign(new byte[32], "m"u8);
        Parallel.For(0, 400, i =>
        {
            Ed25519.Sign(new byte[32], "m"u8).ShouldBe(signature);
            Ed25519.Verify(Ed25519.PublicKey(new byte[32]), i % 2 == 0 ? "m"u8 : "n"u8, signature).ShouldBe(i % 2 == 0);
        });
    }
}
