using System.Formats.Tar;
using System.Text;

namespace Supervision.Ledger.Backups;

/// <summary>
/// A backup that was read to its end and is what its manifest says. Parts are found by their exact names and nothing is
/// unpacked: what else a file may hold, links or paths, is refused.
/// </summary>
public sealed class BackupFile
{
    internal const string DumpName = "ledger.dump";
    internal const string ManifestName = "manifest.json";
    internal const string SealName = "manifest.sha256";

    // A list of erased persons is the longest: 37 bytes a person.
    private const int SmallPartBytesMax = 16 << 20;
    private const int BufferBytes = 1 << 20;

    private readonly Dictionary<string, byte[]> parts = new(StringComparer.Ordinal);
    private BackupPart? dump;

    private BackupFile(string path) => Path = path;

    public string Path { get; }

    public BackupManifest Manifest { get; private set; } = null!;

    /// <summary>The parts beside the database's: the name in the backup, and the bytes.</summary>
    internal IReadOnlyDictionary<string, byte[]> Files => parts;

    /// <summary>Reads all of it and compares every hash.</summary>
    /// <exception cref="BackupException">It is no backup, damaged, cut off, or of an unknown format.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<BackupFile> OpenAsync(string path, CancellationToken ct)
    {
        var backup = new BackupFile(path);
        await using var stream = Open(path);
        await using var tar = new TarReader(stream);
        var isFirst = true;
        while (await NextAsync(tar, isFirst, path, ct) is { } entry)
        {
            isFirst = false;
            await backup.ReadAsync(entry, ct);
        }

        if (isFirst)
            throw NotABackup(path);
        backup.Check();
        return backup;
    }

    /// <summary>The database's part, hashed once more on its way: the file may have been changed since.</summary>
    /// <exception cref="BackupException">It was.</exception>
    internal async Task CopyDumpAsync(Stream to, CancellationToken ct)
    {
        await using var stream = Open(Path);
        await using var tar = new TarReader(stream);
        while (await NextAsync(tar, isFirst: false, Path, ct) is { } entry)
        {
            if (entry.Name != DumpName || entry.DataStream is null)
                continue;
            await using var hashing = new HashingStream(entry.DataStream);
            await hashing.CopyToAsync(to, BufferBytes, ct);
            if (hashing.Part(DumpName) == dump)
                return;
        }

        throw Damaged(DumpName);
    }

    internal static BackupException Damaged(string part) => new(
        "damaged", $"The backup is damaged or cut off: {part} is not what it was.", part);

    private static BackupException NotABackup(string path) => new("not-a-backup", $"{path} is no backup.", path);

    internal static BackupException IsAFolder(string path) =>
        new("is-a-folder", $"{path} is a folder, not a file.", path);

    private static FileStream Open(string path) => File.Exists(path)
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, useAsync: true)
        : throw (Directory.Exists(path) ? IsAFolder(path)
            : new BackupException("no-file", $"There is no file {path}.", path));

    private static async Task<TarEntry?> NextAsync(TarReader tar, bool isFirst, string path, CancellationToken ct)
    {
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, ct);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException
            or ArgumentException or OverflowException)
        {
            throw isFirst ? NotABackup(path) : Damaged(System.IO.Path.GetFileName(path));
        }
    }

    private async Task ReadAsync(TarEntry entry, CancellationToken ct)
    {
        var name = entry.Name;
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            || !(name is DumpName or ManifestName or SealName || LedgerFiles.IsPart(name))
            || parts.ContainsKey(name) || (name == DumpName && dump is not null))
            throw new BackupException("unexpected-part", $"The backup has a part that no backup has: {name}.", name);
        try
        {
            await using var hashing = new HashingStream(entry.DataStream ?? Stream.Null);
            if (name == DumpName)
            {
                await hashing.CopyToAsync(Stream.Null, BufferBytes, ct);
                dump = hashing.Part(DumpName);
                return;
            }

            if (entry.Length > SmallPartBytesMax)
                throw Damaged(name);
            using var bytes = new MemoryStream();
            await hashing.CopyToAsync(bytes, ct);
            parts.Add(name, bytes.ToArray());
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(name);
        }
    }

    private void Check()
    {
        if (!parts.Remove(ManifestName, out var manifest) || !parts.Remove(SealName, out var seal)
            || Encoding.ASCII.GetString(seal) != Seal(manifest))
            throw Damaged(ManifestName);
        Manifest = BackupManifest.Parse(manifest);
        var found = parts.Select(p => BackupPart.Of(p.Key, p.Value)).ToDictionary(p => p.Name, StringComparer.Ordinal);
        if (dump is not null)
            found.Add(DumpName, dump);
        foreach (var part in Manifest.Parts)
        {
            if (!found.Remove(part.Name, out var there) || there != part)
                throw Damaged(part.Name);
        }

        if (found.Count > 0 || dump is null)
            throw Damaged(found.Keys.FirstOrDefault() ?? DumpName);
    }

    /// <summary>The part after the manifest.</summary>
    internal static string Seal(byte[] manifest) => BackupPart.Of(ManifestName, manifest).Sha256 + "\n";
}
