using System.Reflection;
using System.Runtime.InteropServices;

namespace Supervision.TransparencyLog;

/// <summary>The few functions of OpenSSL 3's libcrypto that Ed25519 and the tree's hashes need.</summary>
internal static partial class LibCrypto
{
    /// <summary>EVP_PKEY_ED25519.</summary>
    internal const int Ed25519 = 1087;

    private const string Name = "libcrypto.so.3";

    // Without the development package only the first of these is there on Linux; the others are macOS and Windows.
    private static readonly string[] Names = [Name, "libcrypto.3.dylib", "libcrypto-3-x64.dll"];

    // Asked once for each imported function, so the handle is kept.
    private static readonly Lazy<nint> Handle = new(() =>
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
                return handle;
        }

        throw new DllNotFoundException($"Ed25519 needs OpenSSL 3: none of {string.Join(", ", Names)} was found.");
    });

    static LibCrypto() => NativeLibrary.SetDllImportResolver(
        Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? Handle.Value : 0);

    /// <summary>Whether the library can be loaded and has all of these.</summary>
    internal static bool Has(params ReadOnlySpan<string> functions)
    {
        foreach (var name in Names)
        {
            if (!NativeLibrary.TryLoad(name, out var handle))
                continue;
            foreach (var function in functions)
            {
                if (!NativeLibrary.TryGetExport(handle, function, out _))
                    return false;
            }

            return true;
        }

        return false;
    }

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    internal static partial nint NewPrivateKey(int type, nint engine, ReadOnlySpan<byte> seed, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    internal static partial nint NewPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    internal static partial int GetPublicKey(nint key, Span<byte> destination, ref nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_free")]
    internal static partial void FreeKey(nint key);

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_new")]
    internal static partial nint NewContext();

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_free")]
    internal static partial void FreeContext(nint context);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSignInit")]
    internal static partial int SignInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSign")]
    internal static partial int Sign(
        nint context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerifyInit")]
    internal static partial int VerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerify")]
    internal static partial int Verify(
        nint context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint length);

    [LibraryImport(Name, EntryPoint = "ERR_clear_error")]
    internal static partial void ClearErrors();

    // What ends within a microsecond is called without telling the garbage collector, which may have to wait for it.
    [LibraryImport(Name, EntryPoint = "SHA256_Init"), SuppressGCTransition]
    internal static partial int Sha256Init(ref Sha256State state);

    [LibraryImport(Name, EntryPoint = "SHA256_Update")]
    internal static partial int Sha256Update(ref Sha256State state, ReadOnlySpan<byte> content, nuint length);

    /// <summary>Of at most about a thousand bytes.</summary>
    [LibraryImport(Name, EntryPoint = "SHA256_Update"), SuppressGCTransition]
    internal static partial int Sha256UpdateShort(ref Sha256State state, ReadOnlySpan<byte> content, nuint length);

    [LibraryImport(Name, EntryPoint = "SHA256_Final"), SuppressGCTransition]
    internal static partial int Sha256Final(Span<byte> hash, ref Sha256State state);

    /// <summary>SHA256_CTX, which has 112 bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    internal readonly struct Sha256State;
}
