using System.Buffers;
using System.Buffers.Binary;

namespace Supervision.TransparencyLog.Merkle;

/// <summary>A SHA-256 value: 32 bytes, compared by value, without an object of its own on the heap.</summary>
public readonly record struct Hash
{
    /// <summary>Bytes in a hash.</summary>
    public const int Length = 32;

    private const int Base64Length = 44;
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    private readonly ulong first, second, third, fourth;

    /// <summary>Takes exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer than 32.</exception>
    public Hash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        first = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        second = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        third = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        fourth = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
    }

    /// <summary>SHA-256 of nothing: the root of the tree without a leaf (RFC 6962 §2.1).</summary>
    public static Hash Empty { get; } = Of([]);

    /// <summary>Plain SHA-256, without a prefix.</summary>
    public static Hash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[Length];
        Sha256.Of([], content, hash);
        return new Hash(hash);
    }

    /// <summary>SHA-256(0x00 ‖ leaf) (RFC 6962 §2.1).</summary>
    public static Hash OfLeaf(ReadOnlySpan<byte> leaf)
    {
        Span<byte> hash = stackalloc byte[Length];
        Sha256.Of([LeafPrefix], leaf, hash);
        return new Hash(hash);
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right) (RFC 6962 §2.1).</summary>
    public static Hash OfNode(Hash left, Hash right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * Length)];
        node[0] = NodePrefix;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Length)..]);
        return Of(node);
    }

    /// <summary>Reads 64 hexadecimal digits, of either case.</summary>
    public static bool TryParseHex(ReadOnlySpan<char> text, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var whole = text.Length == 2 * Length
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        hash = whole ? new Hash(bytes) : default;
        return whole;
    }

    /// <summary>Reads 44 characters of standard base64 in their one canonical form (RFC 4648 §4, §3.5).</summary>
    public static bool TryParseBase64(ReadOnlySpan<char> text, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Length + 1];
        // Canonical: base64 of 32 bytes has unused bits, which must be zero, or two texts would mean one hash.
        var whole = text.Length == Base64Length
            && Convert.TryFromBase64Chars(text, bytes, out var written)
            && written == Length
            && text.SequenceEqual(Convert.ToBase64String(bytes[..Length]));
        hash = whole ? new Hash(bytes[..Length]) : default;
        return whole;
    }

    /// <inheritdoc cref="TryParseHex"/>
    /// <exception cref="FormatException">It is not that.</exception>
    public static Hash ParseHex(ReadOnlySpan<char> text) => TryParseHex(text, out var hash)
        ? hash
        : throw new FormatException("A hash in hexadecimal has 64 digits 0-9, a-f.");

    /// <inheritdoc cref="TryParseBase64"/>
    /// <exception cref="FormatException">It is not that.</exception>
    public static Hash ParseBase64(ReadOnlySpan<char> text) => TryParseBase64(text, out var hash)
        ? hash
        : throw new FormatException("A hash in base64 has 44 characters, the last of them '='.");

    /// <summary>Writes the 32 bytes to the beginning of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, first);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], second);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], third);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], fourth);
    }

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Whether these are its bytes.</summary>
    public bool Is(ReadOnlySpan<byte> bytes) => bytes.Length == Length && this == new Hash(bytes);

    /// <summary>Standard base64, 44 characters.</summary>
    public string ToBase64() => Convert.ToBase64String(ToArray());

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
