using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog;

/// <summary>The text that a log signs: how large its tree is, and the tree's root (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">Which log, e.g. <c>example.com/log42</c>.</param>
/// <param name="Size">How many entries.</param>
/// <param name="Root">Root of the tree over them (RFC 6962 §2.1).</param>
/// <param name="Extensions">More lines, opaque; none is recommended.</param>
public sealed record Checkpoint(string Origin, long Size, Hash Root, IReadOnlyList<string> Extensions)
{
    /// <summary>
    /// Of the origin, in bytes of UTF-8 (as others limit it, for cosignatures that carry its length).
    /// </summary>
    public const int OriginBytesMax = 255;

    private const int LinesMin = 3;

    /// <summary>A checkpoint without extension lines.</summary>
    public Checkpoint(string origin, long size, Hash root)
        : this(origin, size, root, [])
    {
    }

    /// <summary>Reads the text of a note.</summary>
    /// <exception cref="MalformedException">It is not that of a checkpoint.</exception>
    public static Checkpoint Parse(string text)
    {
        if (!text.EndsWith('\n'))
            throw new MalformedException("not-terminated", "A checkpoint ends in a newline.");
        var lines = Lines.CheckControls(text)[..^1].Split('\n');
        if (lines.Length < LinesMin || lines.Any(line => line.Length == 0))
        {
            throw new MalformedException(
                "checkpoint-lines", "A checkpoint has at least three lines, origin, size and root, and none is empty.");
        }

        if (System.Text.Encoding.UTF8.GetByteCount(lines[0]) > OriginBytesMax)
            throw new MalformedException("checkpoint-origin", $"The origin has more than {OriginBytesMax} bytes.");
        if (Lines.Number(lines[1]) is not { } size)
            throw new MalformedException("checkpoint-size", "The size is no decimal number without leading zeroes.");
        if (!Hash.TryParseBase64(lines[2], out var root))
            throw new MalformedException("checkpoint-root", "The root is not the base64 of 32 bytes.");
        if (size == 0 && root != Hash.Empty)
            throw new MalformedException("checkpoint-root", "The root is not that of the empty tree, the size is 0.");
        return new Checkpoint(lines[0], size, root, lines[LinesMin..]);
    }

    /// <summary>The text to sign.</summary>
    public string ToText() =>
        $"{Origin}\n{Lines.Number(Size)}\n{Root.ToBase64()}\n{string.Concat(Extensions.Select(line => line + "\n"))}";

    /// <summary>
    /// Signed by the log itself. Before it is given away, the caller must know that this tree extends every one that
    /// the key has signed before.
    /// </summary>
    /// <exception cref="MalformedException">It cannot be written so that it would be read as the same.</exception>
    /// <exception cref="ArgumentException">The key's name is not the origin.</exception>
    public SignedNote Sign(SignerKey key)
    {
        if (key.Verifier.Name != Origin)
            throw new ArgumentException($"The key of {key.Verifier.Name} is not the one of {Origin}.", nameof(key));
        var text = ToText();
        var read = Parse(text);
        return read.Extensions.SequenceEqual(Extensions) && read.Origin == Origin ? SignedNote.Sign(text, key)
            : throw new MalformedException("checkpoint-lines", "A line of the checkpoint has a newline in it.");
    }

    /// <inheritdoc/>
    public bool Equals(Checkpoint? other) => other is not null && Origin == other.Origin && Size == other.Size
        && Root == other.Root && Extensions.SequenceEqual(other.Extensions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Size, Root, Extensions.Count);
}
