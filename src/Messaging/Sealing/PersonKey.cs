using System.Security.Cryptography;
using System.Text;
using Supervision.Domain;
using Supervision.Domain.DataSubjects;

namespace Supervision.Messaging.Sealing;

/// <summary>One person's key in memory; zeroed when it is disposed of. The format is in README.md.</summary>
internal sealed class PersonKey(DataSubjectId person, byte[] key) : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    internal const int Bytes = 32;

    private const byte PaddingMark = 0x80;

    internal DataSubjectId Person { get; } = person;

    internal ReadOnlySpan<byte> Secret => key;

    /// <summary>A new random one.</summary>
    internal static PersonKey Make(DataSubjectId person) => new(person, RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The sealed value; the same arguments give the same bytes.</summary>
    internal SealedValue Seal(Guid commandId, PersonalValue value)
    {
        var plain = Pad(Encoding.UTF8.GetBytes(value.Text));
        var box = new byte[SealedValue.NonceBytes + plain.Length + SealedValue.TagBytes];
        var nonce = box.AsSpan(0, SealedValue.NonceBytes);
        Nonce(commandId, value.Path, plain).CopyTo(nonce);
        using var aes = Cipher();
        aes.Encrypt(nonce, plain, box.AsSpan(SealedValue.NonceBytes, plain.Length),
            box.AsSpan(^SealedValue.TagBytes..), Associated(Person, value.Field));
        CryptographicOperations.ZeroMemory(plain);
        return new SealedValue(Person, box);
    }

    /// <summary>The text; null where the value was not sealed under this key for this person and field.</summary>
    internal string? Open(SealedValue value, string field)
    {
        var box = value.Box.Span;
        var plain = new byte[box.Length - SealedValue.NonceBytes - SealedValue.TagBytes];
        try
        {
            using var aes = Cipher();
            aes.Decrypt(box[..SealedValue.NonceBytes], box[SealedValue.NonceBytes..^SealedValue.TagBytes],
                box[^SealedValue.TagBytes..], plain, Associated(value.Person, field));
            return Encoding.UTF8.GetString(plain.AsSpan(0, plain.AsSpan().LastIndexOf(PaddingMark)));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    private static byte[] Pad(byte[] text)
    {
        var padded = new byte[(text.Length / SealedValue.BlockBytes + 1) * SealedValue.BlockBytes];
        text.CopyTo(padded, 0);
        padded[text.Length] = PaddingMark;
        CryptographicOperations.ZeroMemory(text);
        return padded;
    }

    // Synthetic: a retry gives the same bytes, and two different plain texts never meet under one nonce.
    private ReadOnlySpan<byte> Nonce(Guid commandId, string path, byte[] plain)
    {
        var subkey = Subkey("nonce");
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, subkey);
        mac.AppendData(commandId.ToByteArray(bigEndian: true));
        mac.AppendData(Encoding.UTF8.GetBytes(path));
        mac.AppendData([0]);
        mac.AppendData(plain);
        CryptographicOperations.ZeroMemory(subkey);
        return mac.GetHashAndReset().AsSpan(0, SealedValue.NonceBytes);
    }

    private AesGcm Cipher()
    {
        var subkey = Subkey("seal");
        var aes = new AesGcm(subkey, SealedValue.TagBytes);
        CryptographicOperations.ZeroMemory(subkey);
        return aes;
    }

    private byte[] Subkey(string purpose) => HKDF.Expand(HashAlgorithmName.SHA256, key, Bytes,
        Encoding.ASCII.GetBytes("supervision sealed/1 " + purpose));

    private static byte[] Associated(DataSubjectId person, string field) =>
        Encoding.UTF8.GetBytes($"sealed/1\n{person.Value:D}\n{field}");
}
