using System.Buffers.Binary;
using System.Text;

namespace Supervision.TransparencyLog;

/// <summary>
/// One signature line of a note. What a key of the same name and ID says of it is for the reader to ask.
/// </summary>
/// <param name="Name">Who is said to have signed.</param>
/// <param name="KeyId">By which of his keys.</param>
/// <param name="Bytes">The signature, without the key ID before it.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    internal const string Beginning = "\u2014 ";

    private const int IdBytes = 4;

    /// <summary>Whether it is said to be by this key.</summary>
    public bool IsSaidToBeBy(VerifierKey key) => Name == key.Name && KeyId == key.Id;

    /// <summary>The line, without its newline.</summary>
    public override string ToString()
    {
        var id = new byte[IdBytes];
        BinaryPrimitives.WriteUInt32BigEndian(id, KeyId);
        return $"{Beginning}{Name} {Convert.ToBase64String([.. id, .. Bytes.Span])}";
    }

    internal static NoteSignature Parse(string line)
    {
        var parts = line.StartsWith(Beginning, StringComparison.Ordinal) ? line[Beginning.Length..].Split(' ') : [];
        if (parts.Length != 2)
        {
            throw new MalformedException(
                "signature-line", "After the text's blank line, every line is '\u2014 name base64'.");
        }

        VerifierKey.CheckName(parts[0]);
        return Lines.Base64(parts[1]) is { Length: > IdBytes } bytes
            ? new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(IdBytes))
            : throw new MalformedException("signature-base64", $"The signature of {parts[0]} is not base64 of a key ID "
                + "and a signature.");
    }
}

/// <summary>
/// A text and who signed it (C2SP signed-note). Reading one checks no signature: the text is nobody's before
/// <see cref="SignatureBy"/> says whose it is. What was read is written again byte for byte.
/// </summary>
/// <param name="Text">With its final newline.</param>
/// <param name="Signatures">In their order, those of unknown keys too.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Of a whole note. The specification wants at least 16 signatures of up to 5 kB to be accepted.</summary>
    public const int BytesMax = 1_000_000;

    /// <summary>Of one note.</summary>
    public const int SignaturesMax = 100;

    /// <summary>Reads a note.</summary>
    /// <exception cref="MalformedException">It is none.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes) => Split(Lines.Decode(bytes, BytesMax));

    /// <summary>A text that one key signs.</summary>
    /// <exception cref="MalformedException">The text cannot be that of a note.</exception>
    public static SignedNote Sign(string text, SignerKey key)
    {
        if (!text.EndsWith('\n'))
            throw new MalformedException("not-terminated", "The text of a note ends in a newline.");
        return new SignedNote(Lines.CheckControls(text), [key.Sign(text)]);
    }

    /// <summary>The same note with one more signature; that of the same key, if it is there, gives way.</summary>
    public SignedNote With(NoteSignature signature) => new(
        Text, [.. Signatures.Where(s => s.Name != signature.Name || s.KeyId != signature.KeyId), signature]);

    /// <summary>
    /// What a known key says. A line with its name and ID that does not verify spoils the whole note, also beside one
    /// that does; lines that share only the name or only the ID are not its own and are passed over.
    /// </summary>
    public SignatureState SignatureBy(VerifierKey key)
    {
        var own = Signatures.Where(s => s.IsSaidToBeBy(key)).ToList();
        if (own.Count == 0)
            return SignatureState.Missing;
        return own.TrueForAll(s => key.Verifies(Text, s.Bytes.Span)) ? SignatureState.Valid : SignatureState.Invalid;
    }

    /// <summary>The note as it is stored and served: the text, a blank line, the signature lines.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Text}\n{string.Concat(Signatures.Select(signature => signature + "\n"))}";

    // The signatures come after the last empty line: the text may have empty lines too.
    internal static SignedNote Split(string note)
    {
        if (!note.EndsWith('\n'))
            throw new MalformedException("not-terminated", "The note is cut off: its last line does not end.");
        var at = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (at < 0)
            throw new MalformedException("no-blank-line", "There is no blank line between text and signatures.");
        var lines = note[(at + 2)..].Split('\n')[..^1];
        if (lines.Length == 0)
            throw new MalformedException("no-signature", "There is no signature.");
        if (lines.Length > SignaturesMax)
        {
            throw new MalformedException(
                "too-many-signatures", $"There are {lines.Length} signatures, more than {SignaturesMax}.");
        }

        return new SignedNote(note[..(at + 1)], [.. lines.Select(NoteSignature.Parse)]);
    }
}

/// <summary>What a note says of one key.</summary>
public enum SignatureState
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>That it signed the text.</summary>
    Valid,

    /// <summary>That it signed, which is not true.</summary>
    Invalid,
}
