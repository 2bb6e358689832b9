using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.TransparencyLog;

/// <summary>What a key signs, and so how (C2SP signed-note, Signature types).</summary>
public enum KeyType
{
    /// <summary>Not a type.</summary>
    None = 0,

    /// <summary>Ed25519 over the text of the note: a log's own signature.</summary>
    Ed25519 = 0x01,

    /// <summary>Timestamped Ed25519 over a checkpoint: a cosigner's (C2SP tlog-cosignature).</summary>
    Cosignature = 0x04,
}

/// <summary>A public key with the name of its holder, written as <c>name+hex key ID+base64(type ‖ key)</c>.</summary>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    internal const int EncodedCharactersMax = 1_000;

    private readonly byte[] key;

    // Whoever makes one has checked name and key.
    internal VerifierKey(string name, KeyType type, byte[] key)
    {
        (Name, Type, this.key) = (name, type, key);
        Id = IdOf(name, type, key);
    }

    /// <summary>Who signs; for a log, its origin.</summary>
    public string Name { get; }

    /// <summary>What it signs.</summary>
    public KeyType Type { get; }

    /// <summary>The key ID: four bytes of a hash, to find a key by and nothing more.</summary>
    public uint Id { get; }

    /// <summary>The 32 bytes of RFC 8032.</summary>
    public ReadOnlySpan<byte> Key => key;

    /// <summary>Reads a vkey (C2SP signed-note, Verifier keys).</summary>
    /// <exception cref="MalformedException">It is none, or its key is not to be trusted.</exception>
    public static VerifierKey Parse(string vkey)
    {
        var parts = vkey.Length > EncodedCharactersMax ? [] : vkey.Split('+', 3);
        if (parts.Length != 3 || Id16(parts[1]) is not { } id || Lines.Base64(parts[2]) is not { Length: > 0 } bytes)
            throw Malformed("A verifier key is written name+8 hexadecimal digits+base64.");
        CheckName(parts[0]);
        if ((KeyType)bytes[0] is not (KeyType.Ed25519 or KeyType.Cosignature) and var type)
        {
            throw new MalformedException("key-type",
                $"The key is of type {(int)type}; only 1 (Ed25519) and 4 (cosignature) are known.");
        }

        var read = new VerifierKey(parts[0], (KeyType)bytes[0], bytes[1..]);
        if (read.key.Length != Ed25519.KeyBytes)
            throw Malformed($"An Ed25519 key has {Ed25519.KeyBytes} bytes, not {read.key.Length}.");
        if (read.Id != id)
            throw new MalformedException("key-id", $"The key ID is {read.Id:x8}, the text says {parts[1]}.");
        return Ed25519.IsKey(read.key) ? read : throw new MalformedException("key-unsafe",
            "The key is no point of the curve, not its one encoding, or of small order: anybody could sign for it.");
    }

    /// <summary>
    /// Whether the bytes behind the key ID are this key's signature over the text of a note; for a cosigner, over
    /// that of a checkpoint and the time before the signature.
    /// </summary>
    public bool Verifies(string text, ReadOnlySpan<byte> signature) => Type switch
    {
        KeyType.Ed25519 => Ed25519.VerifyByGood(key, Encoding.UTF8.GetBytes(text), signature),
        KeyType.Cosignature => Cosignature.TimeOf(signature) is { } time
            && Ed25519.VerifyByGood(key, Cosignature.Message(text, time), signature[Cosignature.TimeBytes..]),
        _ => false,
    };

    /// <summary>The vkey.</summary>
    public override string ToString() =>
        $"{Name}+{Id:x8}+{Convert.ToBase64String([(byte)Type, .. key])}";

    /// <inheritdoc/>
    public bool Equals(VerifierKey? other) =>
        other is not null && Name == other.Name && Type == other.Type && key.AsSpan().SequenceEqual(other.key);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerifierKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, Id);

    /// <summary>Not empty, no Unicode space, no plus (C2SP signed-note, Format); and no control character.</summary>
    internal static void CheckName(string name)
    {
        if (name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || c == '+' || c < ' '))
            throw new MalformedException("key-name", "A key's name is not empty and has no space and no plus.");
        // Half a surrogate pair would be hashed as another letter than it is.
        if (!Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)).Equals(name, StringComparison.Ordinal))
            throw new MalformedException("not-utf8", "A key's name is text.");
    }

    internal static uint? Id16(string hex) =>
        hex.Length == 8 && uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
        && id.ToString("x8", CultureInfo.InvariantCulture) == hex ? id : null;

    internal static MalformedException Malformed(string message) => new("key-malformed", message);

    // SHA-256(key name ‖ 0x0A ‖ signature type ‖ public key)[:4]
    private static uint IdOf(string name, KeyType type, byte[] key) => BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. key]));
}

/// <summary>
/// A private key with its holder's name, written as <c>PRIVATE+KEY+name+hex key ID+base64(type ‖ seed)</c>, as Go's
/// golang.org/x/mod/sumdb/note does. Whoever reads that text can sign.
/// </summary>
public sealed class SignerKey
{
    private const string Prefix = "PRIVATE+KEY+";

    private readonly byte[] seed;

    private SignerKey(string name, KeyType type, byte[] seed)
    {
        this.seed = seed;
        Verifier = new VerifierKey(name, type, Ed25519.PublicKey(seed));
    }

    /// <summary>The public half.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>A new key.</summary>
    /// <exception cref="MalformedException">The name is not one.</exception>
    public static SignerKey Generate(string name, KeyType type = KeyType.Ed25519) =>
        FromSeed(name, Ed25519.NewSeed(), type);

    /// <summary>The key that 32 bytes make.</summary>
    /// <exception cref="MalformedException">The name is not one.</exception>
    public static SignerKey FromSeed(string name, ReadOnlySpan<byte> seed, KeyType type = KeyType.Ed25519)
    {
        VerifierKey.CheckName(name);
        return new SignerKey(name, type, seed.ToArray());
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="MalformedException">It is not that; the message does not repeat any of it.</exception>
    public static SignerKey Parse(string text)
    {
        var parts = text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length <= VerifierKey.EncodedCharactersMax
            ? text[Prefix.Length..].Split('+', 3) : [];
        if (parts.Length != 3 || VerifierKey.Id16(parts[1]) is not { } id
            || Lines.Base64(parts[2]) is not { Length: 1 + Ed25519.KeyBytes } bytes)
            throw VerifierKey.Malformed("A signer's key is written PRIVATE+KEY+name+8 hexadecimal digits+base64.");
        if ((KeyType)bytes[0] is not (KeyType.Ed25519 or KeyType.Cosignature))
            throw new MalformedException("key-type", "The signer's key is of an unknown type.");
        var key = FromSeed(parts[0], bytes.AsSpan(1), (KeyType)bytes[0]);
        return key.Verifier.Id == id ? key
            : throw new MalformedException("key-id", "The signer's key does not belong to the key ID before it.");
    }

    /// <summary>The text to keep secret.</summary>
    public string Encode() => string.Create(CultureInfo.InvariantCulture,
        $"{Prefix}{Verifier.Name}+{Verifier.Id:x8}+{Convert.ToBase64String([(byte)Verifier.Type, .. seed])}");

    /// <summary>Signs the text of a note, by a key of <see cref="KeyType.Ed25519"/>.</summary>
    /// <exception cref="InvalidOperationException">The key is a cosigner's.</exception>
    public NoteSignature Sign(string text) => Verifier.Type == KeyType.Ed25519
        ? new NoteSignature(Verifier.Name, Verifier.Id, SignBytes(Encoding.UTF8.GetBytes(text)))
        : throw new InvalidOperationException("A cosigner's key signs checkpoints, with a time.");

    /// <summary>Never the key itself, wherever it is printed.</summary>
    public override string ToString() => $"private key of {Verifier.Name}+{Verifier.Id:x8}";

    internal byte[] SignBytes(ReadOnlySpan<byte> message) => Ed25519.Sign(seed, message);
}
