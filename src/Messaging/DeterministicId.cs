using System.Security.Cryptography;
using System.Text;

namespace Supervision.Messaging;

/// <summary>A UUID that follows from a text (RFC 9562, version 8: the first 122 bits of its SHA-256).</summary>
public static class DeterministicId
{
    /// <summary>The same text gives the same id, on every machine.</summary>
    public static Guid Of(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
