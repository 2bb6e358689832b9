using System.Numerics;
using System.Security.Cryptography;

namespace Supervision.TransparencyLog;

/// <summary>Ed25519 (RFC 8032 §5.1) by OpenSSL's libcrypto, with the keys refused that it would let pass.</summary>
public static class Ed25519
{
    /// <summary>Bytes of a public key, and of the seed that a private key is made of.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureBytes = 64;

    // RFC 8032 §5.1: the field's prime and the curve's d.
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D =
        P - (121_665 * BigInteger.ModPow(121_666, P - 2, P) % P);

    // The y of the points of order 1, 2, 4, 8 and 8. With any of them as key, a signature may say nothing of the
    // message.
    private static readonly BigInteger[] SmallOrder =
    [
        BigInteger.One,
        P - 1,
        BigInteger.Zero,
        LittleEndian(Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
        LittleEndian(Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")),
    ];

    /// <summary>
    /// Whether 32 bytes may be trusted as a public key: the one encoding of a point on the curve (RFC 8032 §5.1.3)
    /// that is not of small order. OpenSSL 3 asks none of this, and with the key of zeros it accepts the signature
    /// of zeros.
    /// </summary>
    public static bool IsKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes)
            return false;
        Span<byte> bytes = stackalloc byte[KeyBytes];
        key.CopyTo(bytes);
        bytes[^1] &= 0x7f; // the sign of x
        var y = LittleEndian(bytes);
        if (y >= P || SmallOrder.Contains(y))
            return false;
        // x² = (y² − 1) / (d·y² + 1) has a solution exactly if the product of both is a square.
        var square = y * y % P;
        var product = (square + P - 1) * ((D * square % P) + 1) % P;
        return BigInteger.ModPow(product, (P - 1) / 2, P).IsOne;
    }

    /// <summary>
    /// Whether the signature over the message is by this key. False, never an exception, for a signature of another
    /// length and for bytes that are no key.
    /// </summary>
    public static bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        IsKey(key) && VerifyByGood(key, message, signature);

    /// <summary>
    /// For a key that <see cref="IsKey"/> was asked about when it was read: that takes longer than this.
    /// </summary>
    internal static bool VerifyByGood(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureBytes)
            return false;
        nint handle = 0, context = 0;
        try
        {
            handle = LibCrypto.NewPublicKey(LibCrypto.Ed25519, 0, key, KeyBytes);
            context = LibCrypto.NewContext();
            // Only 1 is valid: 0 is not, and errors are negative.
            return handle != 0 && context != 0
                && LibCrypto.VerifyInit(context, 0, 0, 0, handle) == 1
                && LibCrypto.Verify(context, signature, SignatureBytes, message, (nuint)message.Length) == 1;
        }
        finally
        {
            Release(handle, context);
        }
    }

    /// <summary>A new seed from the system's random source.</summary>
    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>The public key that belongs to a seed of 32 bytes.</summary>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var handle = PrivateKey(seed);
        try
        {
            var key = new byte[KeyBytes];
            nuint length = KeyBytes;
            return LibCrypto.GetPublicKey(handle, key, ref length) == 1 && length == KeyBytes ? key : throw Failed();
        }
        finally
        {
            Release(handle, 0);
        }
    }

    /// <summary>Signs; the same seed and message always give the same 64 bytes.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        var handle = PrivateKey(seed);
        nint context = 0;
        try
        {
            var signature = new byte[SignatureBytes];
            nuint length = SignatureBytes;
            context = LibCrypto.NewContext();
            return context != 0
                && LibCrypto.SignInit(context, 0, 0, 0, handle) == 1
                && LibCrypto.Sign(context, signature, ref length, message, (nuint)message.Length) == 1
                && length == SignatureBytes ? signature : throw Failed();
        }
        finally
        {
            Release(handle, context);
        }
    }

    private static nint PrivateKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != KeyBytes)
            throw new ArgumentException($"A seed has {KeyBytes} bytes, not {seed.Length}.", nameof(seed));
        var handle = LibCrypto.NewPrivateKey(LibCrypto.Ed25519, 0, seed, KeyBytes);
        return handle != 0 ? handle : throw Failed();
    }

    // .NET reads the same queue of errors, and would blame its own next call for ours.
    private static void Release(nint handle, nint context)
    {
        LibCrypto.FreeContext(context);
        LibCrypto.FreeKey(handle);
        LibCrypto.ClearErrors();
    }

    private static CryptographicException Failed() => new("OpenSSL could not do its part of Ed25519.");

    private static BigInteger LittleEndian(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true);
}
