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

    // Whole and private from its first moment under its name: written beside it, flushed, then renamed unless somebody
    // was faster. A crash before the rename leaves a file that nobody reads.
    private static void Make(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var unfinished = $"{file}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            using (var stream = new FileStream(unfinished, options))
            {
                stream.Write(Encoding.UTF8.GetBytes(text + "\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process has just made it: its secret is the one.
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
