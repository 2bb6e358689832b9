using System.Buffers.Binary;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog;

/// <summary>
/// Up to 256 entries, each behind its length in two bytes, big-endian (C2SP tlog-tiles, Log entries).
/// </summary>
public static class EntryBundle
{
    /// <summary>Of one entry: what two bytes can say.</summary>
    public const int EntryBytesMax = ushort.MaxValue;

    private const int LengthBytes = 2;

    /// <summary>The entries one behind the other.</summary>
    /// <exception cref="ArgumentException">There are more than 256, or one is longer than 65,535 bytes.</exception>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Count > Tiles.Width || entries.Any(entry => entry.Length > EntryBytesMax))
            throw new ArgumentException("These entries do not fit into a bundle.", nameof(entries));
        var bundle = new byte[entries.Sum(entry => LengthBytes + entry.Length)];
        var at = 0;
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(at), (ushort)entry.Length);
            entry.Span.CopyTo(bundle.AsSpan(at + LengthBytes));
            at += LengthBytes + entry.Length;
        }

        return bundle;
    }

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="MalformedException">It is cut off, or has more than 256 entries.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Decode(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        while (bundle.Length > 0)
        {
            if (entries.Count == Tiles.Width)
                throw new MalformedException("bundle-too-many", $"There are more than {Tiles.Width} entries.");
            var length = bundle.Length < LengthBytes ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < LengthBytes + length)
                throw new MalformedException("bundle-cut-off", "The last entry is cut off.");
            entries.Add(bundle.Slice(LengthBytes, length));
            bundle = bundle[(LengthBytes + length)..];
        }

        return entries;
    }
}
