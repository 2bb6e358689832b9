using System.Security.Cryptography;
using System.Text;

namespace Supervision.Ledger;

/// <summary>A secret in a file cannot be used as it lies there.</summary>
/// <param name="code">Stable, kebab-case: <c>readable-by-others</c>, <c>empty</c>, <c>too-large</c>.</param>
/// <param name="file">Which file.</param>
public sealed class PrivateFileException(string code, string file)
    : IOException($"The secret in {file} cannot be used: {code}.")
{
    /// <summary>What is wrong with it.</summary>
    public string Code { get; } = code;

    /// <summary>Which file.</summary>
    public string File { get; } = file;
}

/// <summary>A line of text that only its owner may read (mode 0600): keys and tokens.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode OthersPass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const int CharactersMax = 10_000;

    /// <summary>
    /// What the file says, or, if there is none, what <paramref name="make"/> makes and the file says from then on.
    /// Two processes that make it at once end with the same one.
    /// </summary>
    /// <exception cref="PrivateFileException">Others may read or write it, it is empty, or far too long.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static string ReadOrMake(string file, Func<string> make)
    {
        if (!File.Exists(file))
            Make(file, make());
        return Read(file);
    }

    /// <summary>What the file says, without white space around it.</summary>
    /// <inheritdoc cref="ReadOrMake"/>
    public static string Read(string file)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Who may read a file is asked in Unix's way.");
        if ((File.GetUnixFileMode(file) & OfOthers) != UnixFileMode.None)
            throw new PrivateFileException("readable-by-others", file);
        if (new FileInfo(file).Length > CharactersMax)
            throw new PrivateFileException("too-large", file);
        var text = File.ReadAllText(file).Trim();
        return text.Length > 0 ? text : throw new PrivateFileException("empty", file);
    }

    /// <summary>
    /// Puts a secret under this name, whole and private from its first moment there: written beside it, flushed, then
    /// given the name. A crash before that leaves a file that nobody reads.
    /// </summary>
    /// <exception cref="IOException">It cannot be written, or is there and <paramref name="replace"/> is
    /// false.</exception>
    public static void Write(string file, ReadOnlySpan<byte> secret, bool replace = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var unfinished = $"{file}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        try
        {
            using (var stream = New(unfinished))
            {
                stream.Write(secret);
                stream.Flush(flushToDisk: true);
            }

            if (replace)
                File.Move(unfinished, file, overwrite: true);
            else
                NewName.Give(unfinished, file);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>
    /// Makes a folder that only its owner may look into; others may pass through to what they have a right to, if they
    /// may at all, as the user that an embedded server runs as must.
    /// </summary>
    public static void MakeFolder(string folder, bool othersMayPass)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, othersMayPass ? OwnerFolder | OthersPass : OwnerFolder);
    }

    /// <summary>A new file that only its owner may read.</summary>
    internal static FileStream New(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(file, options);
    }

    private static void Make(string file, string text)
    {
        try
        {
            Write(file, Encoding.UTF8.GetBytes(text + "\n"));
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process has just made it: its secret is the one.
        }
    }
}
