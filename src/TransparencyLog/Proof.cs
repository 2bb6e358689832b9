using System.Text;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog;

/// <summary>
/// That an entry is in a log, to be checked anywhere with nothing but the log's key (C2SP tlog-proof). Ours carry the
/// entry itself as extra data: its exact bytes, whose leaf hash the proof leads from.
/// </summary>
/// <param name="Extra">
/// Opaque; empty: none. Nobody vouches for it, until it is the entry that <see cref="Judge"/> was asked about.
/// </param>
/// <param name="Index">0-based place of the entry in the log.</param>
/// <param name="Hashes">The inclusion proof, from the leaf's sibling to the root's child.</param>
/// <param name="Note">The checkpoint, as it was signed.</param>
public sealed record Proof(ReadOnlyMemory<byte> Extra, long Index, IReadOnlyList<Hash> Hashes, SignedNote Note)
{
    /// <summary>The extension of a file that holds one.</summary>
    public const string FileExtension = ".tlog-proof";

    /// <summary>Of the extra data: the largest entry that a bundle can hold.</summary>
    public const int ExtraBytesMax = EntryBundle.EntryBytesMax;

    /// <summary>Of a whole proof: the largest entry in base64, the most hashes and the largest note fit.</summary>
    public const int BytesMax = SignedNote.BytesMax + 100_000;

    private const string FirstLine = "c2sp.org/tlog-proof@v1";
    private const string ExtraWord = "extra ";
    private const string IndexWord = "index ";

    // A tree of less than 2^63 leaves is at most so high.
    private const int HashesMax = 63;

    /// <summary>Reads a proof; nothing of it is checked yet but its form.</summary>
    /// <exception cref="MalformedException">It is none.</exception>
    public static Proof Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Lines.Decode(bytes, BytesMax);
        // The note has an empty line of its own, and may have more: the first one ends our part.
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = text[..(end < 0 ? text.Length : end)].Split('\n').AsSpan();
        if (lines[0] != FirstLine)
            throw new MalformedException("proof-first-line", $"A proof begins with the line {FirstLine}.");
        if (end < 0)
            throw new MalformedException("proof-cut-off", "The proof has no empty line and so no checkpoint.");
        byte[] extra = [];
        if (lines.Length > 1 && lines[1].StartsWith(ExtraWord, StringComparison.Ordinal))
        {
            extra = Lines.Base64(lines[1][ExtraWord.Length..]) is { Length: > 0 and <= ExtraBytesMax } data ? data
                : throw new MalformedException(
                    "proof-extra", $"The extra data is not base64 of 1 to {ExtraBytesMax} bytes.");
            lines = lines[1..];
        }

        if (lines.Length < 2 || !lines[1].StartsWith(IndexWord, StringComparison.Ordinal)
            || Lines.Number(lines[1][IndexWord.Length..]) is not { } index)
        {
            throw new MalformedException(
                "proof-index", "There is no line 'index' with a decimal number where it belongs.");
        }


        return new Proof(extra, index, HashesOf(lines[2..]), SignedNote.Split(text[(end + 2)..]));
    }

    /// <summary>
    /// Whether these bytes are the entry at <see cref="Index"/> of the log that the policy believes. Any doubt is a
    /// refusal, never an exception.
    /// </summary>
    public Verdict Judge(ReadOnlySpan<byte> entry, Policy policy)
    {
        if (policy.Judge(Note) is not Verdict.Accepted accepted)
            return policy.Judge(Note);
        var size = accepted.Checkpoint.Size;
        if (Index >= size)
        {
            return new Verdict.Refused(
                "index-beyond-size", $"The checkpoint has {size} entries; the proof is for the index {Index}.");
        }

        return new InclusionProof(Index, size, Hashes).Verify(Hash.OfLeaf(entry), accepted.Checkpoint.Root)
            ? accepted
            : new Verdict.Refused("proof-wrong", "The hashes do not lead from the entry to the checkpoint's root: "
                + "the entry, its index, a hash or the checkpoint is another than the log's.");
    }

    /// <summary>The proof as it is stored and sent.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        if (Extra.Length > 0)
            text.Append(ExtraWord).Append(Convert.ToBase64String(Extra.Span)).Append('\n');
        text.Append(IndexWord).Append(Lines.Number(Index)).Append('\n');
        foreach (var hash in Hashes)
            text.Append(hash.ToBase64()).Append('\n');
        return Encoding.UTF8.GetBytes(text.Append('\n').Append(Note).ToString());
    }

    private static Hash[] HashesOf(ReadOnlySpan<string> lines)
    {
        if (lines.Length > HashesMax)
            throw new MalformedException("proof-hashes", $"There are {lines.Length} hashes, more than {HashesMax}.");
        var hashes = new Hash[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            if (!Hash.TryParseBase64(lines[i], out hashes[i]))
                throw new MalformedException("proof-hashes", $"The hash {i + 1} is not the base64 of 32 bytes.");
        }

        return hashes;
    }
}
