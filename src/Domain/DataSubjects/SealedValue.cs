using System.Buffers.Text;
using System.Text;

namespace Supervision.Domain.DataSubjects;

/// <summary>How a reader sees a personal value.</summary>
public enum SealState
{
    /// <summary>Đã niêm phong: the key exists.</summary>
    Sealed,

    /// <summary>Đã xóa: the key was destroyed, nobody can read it any more.</summary>
    Erased,
}

/// <summary>
/// A personal value as the ledger holds it, <c>sealed/1:uuid-of-the-person:base64url(box)</c>; the box is nonce,
/// ciphertext and tag of AES-256-GCM. The domain tells one from plain text and cannot open it.
/// </summary>
public sealed record SealedValue(DataSubjectId Person, ReadOnlyMemory<byte> Box)
{
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    /// <summary>The plain text is padded to a multiple of this: a box does not tell how long a name is.</summary>
    public const int BlockBytes = 64;

    /// <summary>The longest text (three bytes a character in UTF-8) and one byte of padding, in whole blocks.</summary>
    public const int PaddedBytesMax = ((Fields.TextCharactersMax * 3) + BlockBytes) / BlockBytes * BlockBytes;

    /// <summary>Characters of the longest sealed value.</summary>
    public const int CharactersMax = 9 + UuidCharacters + 1 + (((NonceBytes + PaddedBytesMax + TagBytes) * 4 + 2) / 3);

    /// <summary>What each begins with; the number changes with the format.</summary>
    public const string Prefix = "sealed/1:";

    private const int UuidCharacters = 36;

    /// <summary>The sealed value, or null where the text is not exactly one: no other spelling is accepted.</summary>
    public static SealedValue? Parse(string text)
    {
        if (text.Length > CharactersMax || text.Length <= Prefix.Length + UuidCharacters
            || !Guid.TryParseExact(text.AsSpan(Prefix.Length, UuidCharacters), "D", out var person)
            || person == Guid.Empty)
            return null;
        var encoded = text.AsSpan(Prefix.Length + UuidCharacters + 1);
        if (!Base64Url.IsValid(encoded))
            return null;
        var value = new SealedValue(new DataSubjectId(person), Base64Url.DecodeFromChars(encoded));
        var padded = value.Box.Length - NonceBytes - TagBytes;
        return padded is > 0 and <= PaddedBytesMax && padded % BlockBytes == 0
            && string.Equals(value.ToString(), text, StringComparison.Ordinal) ? value : null;
    }

    public override string ToString() => new StringBuilder(Prefix).Append(Person.Value.ToString("D")).Append(':')
        .Append(Base64Url.EncodeToString(Box.Span)).ToString();
}
