using Supervision.Ledger.Backups;

namespace Supervision.Cli;

/// <summary><c>supervision restore</c>: a backup into an empty place, whole and verified, or not at all.</summary>
public static class RestoreCommand
{
    /// <summary>Exit code 2 if the ledger in the backup has faults; then nothing was restored.</summary>
    public static async Task<int> RunAsync(Place place, string kind, string file, CancellationToken ct)
    {
        var backup = await ReadAsync(file, ct);
        if (backup.Manifest.Kind != kind)
            throw new CommandFailedException(Texts.Get("restore.other_kind", file, backup.Manifest.Kind));
        var restored = await Restoration.RunAsync(RestoreTarget.Of(place, kind), backup, known: null, ct);
        Say(backup, restored);
        return ExitCode.Done;
    }

    /// <summary>Reads the whole file and checks every hash in it.</summary>
    public static Task<BackupFile> ReadAsync(string file, CancellationToken ct) =>
        Steps.TimeAsync("check", () => BackupFile.OpenAsync(Path.GetFullPath(file), ct));

    /// <summary>What was restored, and what is left for the operator to do.</summary>
    public static void Say(BackupFile backup, RestoredLedger restored)
    {
        Terminal.Line(Texts.Get("restore.done", restored.Report.Size,
            backup.Manifest.Taken.ToString("yyyy-MM-dd HH:mm:ss", Texts.Culture)));
        Terminal.Line(Texts.Get("verify.root", restored.Report.Root.ToString()));
        if (restored.NotExtended is { } kept)
            Terminal.Line(Texts.Get("restore.not_signed", restored.Report.Size, kept.Size));
        if (restored.ErasedUnrecorded.Count == 0)
            return;
        Terminal.Line(Texts.Get("restore.erased", restored.ErasedUnrecorded.Count));
        foreach (var person in restored.ErasedUnrecorded)
            Terminal.Line("  " + person.Value.ToString("D"));
    }
}
