namespace Supervision.Ledger.Backups;

/// <summary>
/// The files of a backup on their way to their places: first in a folder beside them, for what is done before the
/// ledger is known to be whole.
/// </summary>
public sealed class RestoredFiles : IDisposable
{
    private const string StagingFolder = "restoring-keys";

    private readonly LedgerFiles target;
    private readonly string folder;
    private readonly List<string> missing;
    private readonly List<string> written = [];
    private bool installed;

    private RestoredFiles(LedgerFiles target, string beside)
    {
        (this.target, folder) = (target, Path.Combine(beside, StagingFolder));
        missing = [.. Missing(beside)];
        Staged = new LedgerFiles(
            Path.Combine(folder, LedgerFiles.LogKeyPart), Path.Combine(folder, LedgerFiles.MasterKeyPart));
    }

    /// <summary>Where they are until they are installed.</summary>
    public LedgerFiles Staged { get; }

    /// <summary>
    /// Unpacks them beside their places. A key that is there already must be the backup's; the kept checkpoint and the
    /// list of erased persons that are there are for the caller to reconcile.
    /// </summary>
    /// <exception cref="BackupException">Code <c>key-differs</c>.</exception>
    public static RestoredFiles Stage(BackupFile backup, LedgerFiles target)
    {
        foreach (var (part, bytes) in backup.Files)
        {
            var file = target.FileOf(part);
            if (!IsReconciled(part) && File.Exists(file) && !File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes))
            {
                throw new BackupException("key-differs", $"{file} is there already and is not the one in the backup: "
                    + "restore to another place, or move it away.", file);
            }
        }

        var beside = Path.GetDirectoryName(target.LogKey)!;
        var staged = new RestoredFiles(target, beside);
        try
        {
            staged.Remove();
            if (staged.missing.Count > 0)
                PrivateFile.MakeFolder(beside, othersMayPass: true);
            PrivateFile.MakeFolder(staged.folder, othersMayPass: false);
            foreach (var (part, bytes) in backup.Files)
                PrivateFile.Write(staged.Staged.FileOf(part), bytes);
            // A backup that was made before the first person was sealed has none.
            if (!File.Exists(staged.Staged.MasterKey) && File.Exists(target.MasterKey))
                PrivateFile.Write(staged.Staged.MasterKey, File.ReadAllBytes(target.MasterKey));
            return staged;
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    /// <summary>Puts them into their places; what is the same already stays.</summary>
    public void Install()
    {
        foreach (var part in Staged.Present().Append(LedgerFiles.KeptPart).Where(p => File.Exists(Staged.FileOf(p))))
        {
            var (from, to) = (Staged.FileOf(part), target.FileOf(part));
            var isThere = File.Exists(to);
            if (isThere && !IsReconciled(part))
                continue;
            PrivateFile.Write(to, File.ReadAllBytes(from), replace: true);
            if (!isThere)
                written.Add(to);
        }
    }

    /// <summary>What was installed stays.</summary>
    public void Keep() => installed = true;

    /// <summary>Without <see cref="Keep"/>, what was put into a place that was empty is taken away.</summary>
    public void Dispose()
    {
        if (!installed)
            written.ForEach(File.Delete);
        Remove();
        foreach (var made in missing.Where(_ => !installed).Where(Directory.Exists))
        {
            if (!Directory.EnumerateFileSystemEntries(made).Any())
                Directory.Delete(made);
        }
    }

    // The folder and those above it that are not there yet, from the innermost.
    private static IEnumerable<string> Missing(string folder)
    {
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            yield return at;
    }

    private void Remove()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static bool IsReconciled(string part) => part is LedgerFiles.KeptPart or LedgerFiles.ErasedPart;
}
