using System.Security.Cryptography;
using System.Text;
using Supervision.Domain;

namespace Supervision.Messaging.Sealing;

/// <summary>The master key cannot be used; nothing was written. <c>Code</c> is stable.</summary>
/// <param name="code">missing, unreadable, damaged, exposed (others may read it) or wrong (another ledger's);
/// erased_list_damaged: the list of erased persons beside it cannot be read.</param>
/// <param name="path">The key file.</param>
public sealed class MasterKeyException(string code, string path, Exception? inner = null)
    : Exception($"The master key in {path} cannot be used: {code}", inner)
{
    public string Code { get; } = code;

    /// <summary>The key file.</summary>
    public string Path { get; } = path;
}

/// <summary>
/// The key that wraps every person's key: 32 random bytes in a file of their own, as 64 hexadecimal digits and a line
/// feed, readable by its owner only. Who has it and the database can read what is sealed; who lacks it cannot.
/// </summary>
internal sealed class MasterKey : IDisposable
{
    /// <summary>Bytes of a wrapped person's key: nonce, ciphertext, tag.</summary>
    internal const int WrappedBytes = NonceBytes + PersonKey.Bytes + TagBytes;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int FingerprintBytes = 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Another process that makes the file at this moment has it complete well within this.
    private static readonly TimeSpan BeingMade = TimeSpan.FromSeconds(2);

    private readonly byte[] wrapping;

    private MasterKey(string path, byte[] secret)
    {
        Path = path;
        wrapping = Subkey(secret, "wrap", PersonKey.Bytes);
        Fingerprint = Subkey(secret, "fingerprint", FingerprintBytes);
        CryptographicOperations.ZeroMemory(secret);
    }

    internal string Path { get; }

    /// <summary>What the database remembers the key by; nothing follows from it.</summary>
    internal byte[] Fingerprint { get; }

    /// <summary>Reads the file; where there is none, and only if it may, makes it first.</summary>
    /// <exception cref="MasterKeyException">The file cannot be used.</exception>
    internal static async Task<MasterKey> OpenAsync(string path, bool make, CancellationToken ct)
    {
        try
        {
            if (make && !File.Exists(path))
                Make(path);
            return await ReadAsync(path, ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MasterKeyException("missing", path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException("unreadable", path, e);
        }
    }

    internal byte[] Wrap(PersonKey key)
    {
        var wrapped = new byte[WrappedBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(wrapping, TagBytes);
        aes.Encrypt(wrapped.AsSpan(0, NonceBytes), key.Secret, wrapped.AsSpan(NonceBytes, PersonKey.Bytes),
            wrapped.AsSpan(^TagBytes..), Associated(key.Person));
        return wrapped;
    }

    /// <exception cref="MasterKeyException">The row was not wrapped by this key for this person.</exception>
    internal PersonKey Unwrap(DataSubjectId person, ReadOnlySpan<byte> wrapped)
    {
        var secret = new byte[PersonKey.Bytes];
        try
        {
            using var aes = new AesGcm(wrapping, TagBytes);
            aes.Decrypt(wrapped[..NonceBytes], wrapped[NonceBytes..^TagBytes], wrapped[^TagBytes..], secret,
                Associated(person));
            return new PersonKey(person, secret);
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new MasterKeyException("wrong", Path, e);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(wrapping);

    // CreateNew: of two processes one makes it. A crash before the end leaves a file that is reported as damaged; no
    // person's key was wrapped with it, so that it may be removed.
    private static void Make(string path)
    {
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(PersonKey.Bytes * 2, true) + "\n"));
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first: its key is read.
        }
    }

    private static async Task<MasterKey> ReadAsync(string path, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(50))
        {
            var text = (await File.ReadAllTextAsync(path, ct)).Trim();
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) | OwnerOnly) != OwnerOnly)
                throw new MasterKeyException("exposed", path);
            if (text.Length == PersonKey.Bytes * 2 && text.All(char.IsAsciiHexDigit))
                return new MasterKey(path, Convert.FromHexString(text));
            if (waited >= BeingMade)
                throw new MasterKeyException("damaged", path);
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }
    }

    private static byte[] Subkey(byte[] secret, string purpose, int bytes) => HKDF.Expand(
        HashAlgorithmName.SHA256, secret, bytes, Encoding.ASCII.GetBytes("supervision master key/1 " + purpose));

    private static byte[] Associated(DataSubjectId person) =>
        Encoding.ASCII.GetBytes($"supervision person key/1\n{person.Value:D}");
}
