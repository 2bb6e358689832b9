using Supervision.Ledger;

namespace Supervision.Cli;

/// <summary>
/// <c>supervision drill</c>: restores a backup into a server that is thrown away, verifies it, and says how long each
/// step took. A backup that was never restored is a hope.
/// </summary>
public static class DrillCommand
{
    /// <summary>Exit code 0 only if the backup can be restored, is whole, and is of the log kept here.</summary>
    public static async Task<int> RunAsync(Place place, string kind, string? file, CancellationToken ct)
    {
        var scratch = place.ScratchFolder();
        PrivateFile.MakeFolder(scratch, othersMayPass: true);
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            // Before the backup: the ledger in that is then not the smaller one.
            var kept = Kept(place, kind);
            var path = file ?? Path.Combine(scratch, "backup.tar");
            if (file is null)
                await BackupCommand.WriteAsync(place, kind, path, ct);
            var backup = await RestoreCommand.ReadAsync(path, ct);
            var restored = await Restoration.RunAsync(
                RestoreTarget.Scratch(Path.Combine(scratch, "ledger")), backup, kept, ct);
            RestoreCommand.Say(backup, restored);
            if (restored.Report.Faults.Any(f => f.Code == "kept-checkpoint-differs"))
                throw new LogFaultException(Texts.Get("drill.differs"));
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            Terminal.Line(Texts.Get("drill.held", seconds.ToString("0.0", Texts.Culture)));
            return ExitCode.Done;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static TransparencyLog.Checkpoint? Kept(Place place, string kind)
    {
        var files = place.Files(kind);
        return File.Exists(files.LogKey) && File.Exists(files.Kept)
            ? LogFiles.ReadCheckpoint(files.Kept, [LogKey.ReadVerifier(files.LogKey)]) : null;
    }
}
