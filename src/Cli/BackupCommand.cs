using Supervision.Ledger.Backups;
using Supervision.Messaging.Sealing;

namespace Supervision.Cli;

/// <summary><c>supervision backup</c>: the ledger at one moment and the keys that belong to it, in one file.</summary>
public static class BackupCommand
{
    /// <summary>Writes the file, also while the ledger is being served and appended to.</summary>
    public static async Task<int> RunAsync(Place place, string kind, string file, CancellationToken ct)
    {
        var output = Path.GetFullPath(file);
        if (Path.GetDirectoryName(output) is { } folder && !Directory.Exists(folder))
            throw new CommandFailedException(Texts.Get("backup.no_folder", folder));
        var manifest = await WriteAsync(place, kind, output, ct);
        Terminal.Line(Texts.Get("backup.written", manifest.Size, output, Steps.Size(new FileInfo(output).Length)));
        Terminal.Line(Texts.Get("verify.root", manifest.Root));
        Terminal.Line(Texts.Get("backup.secret"));
        return ExitCode.Done;
    }

    /// <summary>Writes the file, and nothing on the terminal but how long it took.</summary>
    public static async Task<BackupManifest> WriteAsync(
        Place place, string kind, string output, CancellationToken ct)
    {
        await using var database = await LedgerDatabase.OpenExistingAsync(place, kind, ct);
        if (await database.IsEmptyAsync(ct))
            throw new CommandFailedException(Texts.Get("verify.empty_database"));
        var files = place.Files(kind);
        // A backup whose sealed values nobody can read is not made.
        await PersonKeys.CheckAsync(database.ConnectionString, files.MasterKey, ct);
        return await Steps.TimeAsync("backup",
            () => LedgerBackup.WriteAsync(database.ConnectionString, kind, files, output, ct));
    }
}
