using System.Numerics;
using System.Runtime.InteropServices;

namespace Supervision.Ledger.Verification;

/// <summary>
/// Whether ids, commands or versions of streams may be doubled or have gaps, in bounded memory. Equal ids always have
/// equal fingerprints, so "no" is sure; on "yes", and when there are too many to remember, PostgreSQL is asked, which
/// sorts them and names each fault.
/// </summary>
internal sealed class Uniqueness
{
    // 8 bytes each, of ids and of commands.
    private const int FingerprintsMax = 4_000_000;
    private const int StreamsMax = 250_000;
    private const int PerBucket = 8;

    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly List<ulong> ids = [];
    private readonly List<ulong> commands = [];

    private bool suspected;

    internal bool MayHaveDoubledIds => suspected || HasDoubled(ids);

    internal bool MayHaveDoubledCommands => suspected || HasDoubled(commands);

    internal bool MayHaveWrongVersions { get; private set; }

    /// <summary>Not every row of the table has been added: PostgreSQL must be asked.</summary>
    internal void Suspect() => MayHaveWrongVersions = suspected = true;

    /// <summary>Each row of the table once, in the order of the index.</summary>
    internal void Add(in ExaminedEntry entry)
    {
        Add(ids, entry.Id);
        if (entry.CommandSize is not null)
            Add(commands, entry.CommandId);
        if (MayHaveWrongVersions)
            return;
        ref var version = ref CollectionsMarshal.GetValueRefOrAddDefault(versions, entry.Stream, out var isKnown);
        MayHaveWrongVersions = entry.StreamVersion != (isKnown ? version + 1 : 0) || versions.Count > StreamsMax;
        version = entry.StreamVersion;
    }

    private static void Add(List<ulong> fingerprints, Guid id)
    {
        if (fingerprints.Count > FingerprintsMax)
            return;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var (high, low) = (BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
        // An odd multiplier and a rotation spread what time-ordered ids have in common.
        fingerprints.Add((ulong.RotateLeft(high, 29) ^ low) * 0x9e3779b97f4a7c15);
    }

    // Sorted by their first bits in one pass, and each of these few by itself: all of them at once takes four times as
    // long, on one core, when nothing else is left to be done.
    private static bool HasDoubled(List<ulong> fingerprints)
    {
        if (fingerprints.Count > FingerprintsMax)
            return true;
        var bits = Math.Max(1, BitOperations.Log2((uint)fingerprints.Count / PerBucket));
        var ends = new int[1 << bits];
        foreach (var f in fingerprints)
            ends[f >> (64 - bits)]++;
        for (int i = 0, before = 0; i < ends.Length; i++)
            (ends[i], before) = (before, before + ends[i]);
        var sorted = new ulong[fingerprints.Count];
        foreach (var f in fingerprints)
            sorted[ends[f >> (64 - bits)]++] = f;
        for (int i = 0, start = 0; i < ends.Length; start = ends[i++])
        {
            var bucket = sorted.AsSpan(start..ends[i]);
            bucket.Sort();
            for (var k = 1; k < bucket.Length; k++)
            {
                if (bucket[k] == bucket[k - 1])
                    return true;
            }
        }

        return false;
    }
}
