using Npgsql;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Ledger.Backups;
using Supervision.Ledger.EmbeddedPostgres;
using Supervision.Messaging.Sealing;
using Supervision.TransparencyLog;

namespace Supervision.Cli;

/// <summary>Where a ledger is restored to.</summary>
/// <param name="Database">An empty database of one's own; null = an embedded server in the folder.</param>
/// <param name="Folder">The folder of the embedded server.</param>
/// <param name="Files">The places of the files beside the database.</param>
public sealed record RestoreTarget(string? Database, string Folder, LedgerFiles Files)
{
    /// <summary>The place of a kind of ledger.</summary>
    public static RestoreTarget Of(Place place, string kind) =>
        new(place.Database, place.Folder(kind), place.Files(kind));

    /// <summary>A folder that is thrown away, with everything in it.</summary>
    public static RestoreTarget Scratch(string folder) => new(null, folder,
        new LedgerFiles(Path.Combine(folder, "log.key"), Path.Combine(folder, "master.key")));

    /// <summary>The newest checkpoint kept here; null where none is.</summary>
    public Checkpoint? ReadKept(IReadOnlyList<VerifierKey> keys) =>
        File.Exists(Files.Kept) ? LogFiles.ReadCheckpoint(Files.Kept, keys) : null;
}

/// <summary>A ledger that was restored and is whole.</summary>
/// <param name="Report">What the verification found: nothing but what concerns the kept checkpoint.</param>
/// <param name="Kept">The newest checkpoint known, of the backup or kept elsewhere.</param>
/// <param name="ErasedUnrecorded">Whose erasure is to be recorded again.</param>
public sealed record RestoredLedger(
    VerificationReport Report, Checkpoint? Kept, IReadOnlyList<DataSubjectId> ErasedUnrecorded)
{
    /// <summary>The checkpoint that it does not extend, so that nothing of it will be signed; null: it will.</summary>
    public Checkpoint? NotExtended => Report.Faults.Count > 0 ? Kept : null;
}

/// <summary>Restores a backup into an empty place: whole and verified, or not at all.</summary>
public sealed class Restoration
{
    private readonly RestoreTarget target;
    private readonly BackupFile backup;
    private readonly RestoredFiles files;
    private readonly IReadOnlyList<VerifierKey> keys;
    private readonly Checkpoint? kept;

    private Restoration(RestoreTarget target, BackupFile backup, RestoredFiles files, Checkpoint? known)
    {
        (this.target, this.backup, this.files) = (target, backup, files);
        keys = [.. files.Staged.LogKeys().Select(LogKey.ReadVerifier)];
        var (here, fromBackup) = (target.ReadKept(keys), FromBackup());
        kept = new[] { here, fromBackup, known?.Origin == keys.FirstOrDefault()?.Name ? known : null }
            .OfType<Checkpoint>().MaxBy(c => c.Size);
        // The newer one stays: it is what the issuer holds the ledger against.
        if (here is not null && fromBackup is not null && here.Size >= fromBackup.Size)
            File.Delete(files.Staged.Kept);
    }

    /// <summary>Restores it; says how long each step took.</summary>
    /// <param name="known">A checkpoint that is known from elsewhere; not looked at if it is of another log.</param>
    /// <exception cref="LogFaultException">The ledger in the backup has faults; they were named.</exception>
    public static async Task<RestoredLedger> RunAsync(
        RestoreTarget target, BackupFile backup, Checkpoint? known, CancellationToken ct)
    {
        using var staged = RestoredFiles.Stage(backup, target.Files);
        var restoration = new Restoration(target, backup, staged, known);
        var restored = target.Database is null
            ? await restoration.IntoFolderAsync(ct) : await restoration.IntoDatabaseAsync(target.Database, ct);
        staged.Keep();
        return restored;
    }

    private async Task<RestoredLedger> IntoFolderAsync(CancellationToken ct)
    {
        await using var stage = await Steps.TimeAsync("start",
            () => StagedServer.StartAsync(target.Folder, ServerOptions.Default, ct));
        try
        {
            var restored = await FillAsync(stage.ConnectionString, ct);
            files.Install();
            // From here on it is a ledger.
            await stage.InstallAsync();
            return restored;
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
        }
    }

    private async Task<RestoredLedger> IntoDatabaseAsync(string connectionString, CancellationToken ct)
    {
        var filled = false;
        try
        {
            var restored = await FillAsync(connectionString, ct, () => filled = true);
            files.Install();
            return restored;
        }
        catch when (filled)
        {
            await LedgerBackup.UndoAsync(connectionString);
            throw;
        }
    }

    private async Task<RestoredLedger> FillAsync(string connectionString, CancellationToken ct, Action? filled = null)
    {
        await Steps.TimeAsync("restore", () => LedgerBackup.RestoreAsync(backup, connectionString, ct));
        filled?.Invoke();
        var unrecorded = await Steps.TimeAsync("open", () => OpenAsync(connectionString, ct));
        var report = await Steps.TimeAsync("verify",
            () => VerifyCommand.ReportAsync(connectionString, new TrustAnchors(keys, kept), ct));
        Check(report);
        return new RestoredLedger(report, kept, unrecorded);
    }

    // Brings an older schema up to date, and destroys again the keys of the persons who were erased since.
    private async Task<IReadOnlyList<DataSubjectId>> OpenAsync(string connectionString, CancellationToken ct)
    {
        new ErasedPersons(files.Staged.Erased).Add(new ErasedPersons(target.Files.Erased).Read());
        await using (await EventStore.OpenAsync(connectionString, TimeProvider.System, ct))
        {
            await using var persons = await PersonKeys.OpenAsync(connectionString, files.Staged.MasterKey, ct);
            return await persons.ErasedUnrecordedAsync(ct);
        }
    }

    private void Check(VerificationReport report)
    {
        var faults = report.Faults.Where(f => !VerifyCommand.IsOfKept(f)).ToList();
        if (faults.Count > 0)
        {
            VerifyCommand.Print(report with { Faults = faults });
            throw new LogFaultException(Texts.Get("restore.faults"));
        }

        if (report.Size != backup.Manifest.Size || report.Root.ToString() != backup.Manifest.Root)
        {
            throw new LogFaultException(Texts.Get("restore.differs", report.Size, report.Root, backup.Manifest.Size,
                backup.Manifest.Root));
        }
    }

    private Checkpoint? FromBackup() =>
        File.Exists(files.Staged.Kept) ? LogFiles.ReadCheckpoint(files.Staged.Kept, keys) : null;
}
