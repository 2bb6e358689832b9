using Spectre.Console;
using Supervision.Ledger;
using Supervision.TransparencyLog;

namespace Supervision.Cli;

/// <summary><c>supervision verify</c>: reads and hashes everything again, and names every fault.</summary>
public static class VerifyCommand
{
    /// <summary>Faults printed one by one; the rest is counted.</summary>
    public const int FaultsPrintedMax = 1_000;

    /// <summary>Verifies the ledger of this kind at this place; exit code 2 on any fault.</summary>
    public static async Task<int> RunAsync(
        Place place, string kind, IReadOnlyList<VerifierKey> keys, string? checkpoint, CancellationToken ct)
    {
        var known = Known(place.KeyFile(kind), keys, checkpoint);
        if (place.Database is null && !Directory.Exists(place.Folder(kind)))
            throw new CommandFailedException(Texts.Get("verify.no_ledger", place.Folder(kind)));
        await using var database = await LedgerDatabase.OpenAsync(place, kind, ct);
        if (await database.IsEmptyAsync(ct))
            throw new CommandFailedException(Texts.Get("verify.empty_database"));
        var code = await VerifyAsync(database.ConnectionString, known, ct);
        if (checkpoint is not null && code == ExitCode.Done)
            Terminal.Line(Texts.Get("verify.extends", known.Kept!.Size, known.Kept.Root.ToString()));
        return code;
    }

    /// <summary>
    /// What is known of the log outside its database: the keys that were given, or else the one in the data folder; the
    /// checkpoint that was given, or else the one that is kept beside the key.
    /// </summary>
    public static TrustAnchors Known(string keyFile, IReadOnlyList<VerifierKey> given, string? checkpoint)
    {
        var keys = given.Count == 0 && File.Exists(keyFile) ? [LogKey.ReadVerifier(keyFile)] : given;
        var file = checkpoint ?? LogKey.KeptFile(keyFile);
        if (checkpoint is null && (!File.Exists(file) || given.Count > 0))
            return new TrustAnchors(keys, null);
        return new TrustAnchors(keys, LogFiles.ReadCheckpoint(file, keys));
    }

    /// <summary>Verifies, and prints size, root and each fault.</summary>
    public static async Task<int> VerifyAsync(string connectionString, TrustAnchors known, CancellationToken ct)
    {
        if (known.LogKeys.Count == 0)
            Terminal.Line(Texts.Get("verify.no_key"));
        var report = await Terminal.Error.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var task = progress.AddTask(Texts.Get("verify.progress").EscapeMarkup());
            return await Verifier.VerifyAsync(connectionString, known, new Bar(task), ct);
        });
        Terminal.Line(Texts.Get("verify.size", report.Size));
        Terminal.Line(Texts.Get("verify.root", report.Root.ToString()));
        foreach (var fault in report.Faults.Take(FaultsPrintedMax))
        {
            Terminal.Line(fault.Index is { } index
                ? Texts.Get("verify.fault_at", index, fault.Code, fault.Message)
                : Texts.Get("verify.fault", fault.Code, fault.Message));
        }

        Terminal.Line(report.Faults.Count == 0 ? Texts.Get("verify.whole")
            : Texts.Get("verify.faults", report.Faults.Count));
        return report.Faults.Count == 0 ? ExitCode.Done : ExitCode.Faults;
    }

    // Set at once on the reading thread: the order of the values is kept.
    private sealed class Bar(ProgressTask task) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }
}
