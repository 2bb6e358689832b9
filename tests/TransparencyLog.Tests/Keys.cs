namespace Supervision.TransparencyLog.Tests;

/// <summary>Published keys, and some whose seeds everybody knows.</summary>
internal static class Keys
{
    // golang.org/x/mod/sumdb/note, the package's documentation.
    internal const string PeterVkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    internal const string PeterSkey =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    internal const string EnochVkey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

    internal const string PeterText =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    internal const string PeterLine =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqd"
        + "ngotpRZb6KE6RyyBwJnAM=\n";

    internal const string EnochLine =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwn"
        + "WLox33WWd1RvMc+QQ=\n";

    internal static readonly SignerKey Log = Of("example.org/log", 1);
    internal static readonly SignerKey FirstCosigner = Of("cosigner.example/1", 2, KeyType.Cosignature);
    internal static readonly SignerKey SecondCosigner = Of("cosigner.example/2", 3, KeyType.Cosignature);

    internal static SignerKey Of(string name, byte seed, KeyType type = KeyType.Ed25519)
    {
        var bytes = new byte[Ed25519.KeyBytes];
        Array.Fill(bytes, seed);
        return SignerKey.FromSeed(name, bytes, type);
    }

    internal static string Code(Action act) => Should.Throw<MalformedException>(act).Code;
}
