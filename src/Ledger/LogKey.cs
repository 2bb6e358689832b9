using Supervision.TransparencyLog;

namespace Supervision.Ledger;

/// <summary>
/// The log's private key in a file of its own (mode 0600), never in the database: who has both can rewrite the log and
/// sign it again.
/// </summary>
public static class LogKey
{
    /// <summary>Its name in a data folder.</summary>
    public const string FileName = "log.key";

    /// <summary>Where the newest checkpoint is kept beside a key.</summary>
    public static string KeptFile(string keyFile) => Path.ChangeExtension(keyFile, ".checkpoint");

    /// <summary>Reads the key, or makes one for this origin where there is no file yet.</summary>
    /// <exception cref="CheckpointRefusedException">The key is that of another origin.</exception>
    /// <exception cref="MalformedException">The file holds no key, or the origin cannot be a key's name.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or others may read it.</exception>
    public static SignerKey Open(string file, string origin)
    {
        var key = SignerKey.Parse(PrivateFile.ReadOrMake(file, () => SignerKey.Generate(origin).Encode()));
        return key.Verifier.Name == origin && key.Verifier.Type == KeyType.Ed25519 ? key
            : throw new CheckpointRefusedException("key-origin",
                $"The key in {file} is that of {key.Verifier.Name}; the ledger's origin is {origin}.");
    }

    /// <summary>The public half of the key in a file.</summary>
    /// <exception cref="MalformedException">The file holds no key.</exception>
    /// <exception cref="IOException">The file cannot be read, or others may read it.</exception>
    public static VerifierKey ReadVerifier(string file) => SignerKey.Parse(PrivateFile.Read(file)).Verifier;
}
