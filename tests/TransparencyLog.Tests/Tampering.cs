using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

internal static class Tampering
{
    internal static Hash Flip(Hash hash, int bit = 0)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return new Hash(bytes);
    }

    /// <summary>
    /// A bit flipped in each hash, each pair of neighbours swapped, each one left out, one more at either end.
    /// </summary>
    internal static IEnumerable<List<Hash>> Of(IReadOnlyList<Hash> hashes)
    {
        for (var i = 0; i < hashes.Count; i++)
        {
            var flipped = hashes.ToList();
            flipped[i] = Flip(flipped[i], (i * 37) % 256);
            yield return flipped;
            var without = hashes.ToList();
            without.RemoveAt(i);
            yield return without;
            if (i > 0 && hashes[i] != hashes[i - 1])
            {
                var swapped = hashes.ToList();
                (swapped[i], swapped[i - 1]) = (swapped[i - 1], swapped[i]);
                yield return swapped;
            }
        }

        yield return [.. hashes, Hash.Empty];
        yield return [Hash.Empty, .. hashes];
        if (hashes.Count > 0)
            yield return [.. hashes, hashes[^1]];
    }
}
