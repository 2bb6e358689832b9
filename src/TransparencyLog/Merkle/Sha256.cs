using System.Security.Cryptography;

namespace Supervision.TransparencyLog.Merkle;

/// <summary>
/// SHA-256 (FIPS 180-4) straight from libcrypto, with its state on the stack. <see cref="SHA256"/> makes and frees a
/// context for each message: on a node of a tree that takes five times as long as the hash itself.
/// </summary>
internal static class Sha256
{
    // Deprecated since OpenSSL 3.0, and still there; a build without them is slower and no different.
    private static readonly bool IsDirect = LibCrypto.Has("SHA256_Init", "SHA256_Update", "SHA256_Final");

    private const int ShortMax = 1024;

    /// <summary>Of both one after the other.</summary>
    /// <param name="first">At most 64 bytes.</param>
    /// <param name="second">Any number.</param>
    /// <param name="hash">Room for 32 bytes.</param>
    internal static void Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
    {
        if (!IsDirect)
        {
            SHA256.HashData([.. first, .. second], hash);
            return;
        }

        var state = default(LibCrypto.Sha256State);
        _ = LibCrypto.Sha256Init(ref state);
        if (first.Length > 0)
            _ = LibCrypto.Sha256UpdateShort(ref state, first, (nuint)first.Length);
        _ = second.Length <= ShortMax
            ? LibCrypto.Sha256UpdateShort(ref state, second, (nuint)second.Length)
            : LibCrypto.Sha256Update(ref state, second, (nuint)second.Length);
        // The import checks no lengths.
        _ = LibCrypto.Sha256Final(hash[..Hash.Length], ref state);
    }
}
