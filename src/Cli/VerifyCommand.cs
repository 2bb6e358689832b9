using Spectre.Console;
using Supervision.Ledger;
using Supervision.Ledger.Backups;
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
        var known = Known(place.Files(kind), keys, checkpoint);
        await using var database = await LedgerDatabase.OpenExistingAsync(place, kind, ct);
        if (await database.IsEmptyAsync(ct))
            throw new CommandFailedException(Texts.Get("verify.empty_database"));
        var code = await VerifyAsync(database.ConnectionString, known, ct);
        if (checkpoint is not null && code == ExitCode.Done)
            Terminal.Line(Texts.Get("verify.extends", known.Kept!.Size, known.Kept.Root.ToString()));
        return code;
    }

    /// <summary>Whether a fault says no more than that a checkpoint which was kept is not extended.</summary>
    public static bool IsOfKept(Fault fault) => fault.Code.StartsWith("kept-checkpoint-", StringComparison.Ordinal);

    /// <summary>
    /// What is known of the log outside its database: the keys that were given, or else those in the data folder; the
    /// checkpoint that was given, or else the one that is kept beside the key.
    /// </summary>
    public static TrustAnchors Known(LedgerFiles files, IReadOnlyList<VerifierKey> given, string? checkpoint)
    {
        var keys = given.Count == 0 ? [.. files.LogKeys().Select(LogKey.ReadVerifier)] : given;
        var file = checkpoint ?? files.Kept;
        if (checkpoint is null && (!File.Exists(file) || given.Count > 0))
            return new TrustAnchors(keys, null);
        return new TrustAnchors(keys, LogFiles.ReadCheckpoint(file, keys));
    }

    /// <summary>Verifies, and prints size, root and each fault.</summary>
    public static async Task<int> VerifyAsync(string connectionString, TrustAnchors known, CancellationToken ct)
    {
        if (known.LogKeys.Count == 0)
            Terminal.Line(Texts.Get("verify.no_key"));
        var report = await ReportAsync(connectionString, known, ct);
        Print(report);
        foreach (var origin in report.Origins)
            Terminal.Line(Texts.Get("verify.opened_anew", origin.Index, origin.Key.Name, origin.PreviousKey.Name));
        if (report.Faults.Any(IsOfKept) && report.Origins.FirstOrDefault(o => o.PreviousKey.Name == known.Kept!.Origin)
            is { } opened)
            Terminal.Line(Lost(opened, known.Kept!));
        return report.Faults.Count == 0 ? ExitCode.Done : ExitCode.Faults;
    }

    /// <summary>Verifies, with a progress bar meanwhile.</summary>
    public static Task<VerificationReport> ReportAsync(
        string connectionString, TrustAnchors known, CancellationToken ct) =>
        Terminal.Error.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(Texts.Get("verify.progress").EscapeMarkup());
                return await Verifier.VerifyAsync(connectionString, known, new Bar(task), ct);
            });

    /// <summary>Prints size, root and each fault.</summary>
    public static void Print(VerificationReport report)
    {
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
    }

    /// <summary>What stands before the bar: how fast it goes, and how long it will take still.</summary>
    public static string Describe(VerificationProgress progress)
    {
        var label = Texts.Get("verify.progress");
        if (progress.Remaining is not { } remaining || progress.Done == progress.Total)
            return label;
        var format = remaining.TotalHours < 1 ? @"mm\:ss" : remaining.TotalDays < 1 ? @"hh\:mm\:ss" : @"d\.hh\:mm\:ss";
        return Texts.Get("verify.progress_rate", label, progress.EntriesPerSecond.ToString("N0", Texts.Culture),
            remaining.ToString(format, Texts.Culture));
    }

    private static string Lost(OpenedOrigin opened, Checkpoint kept) => kept.Size > opened.ContinuedSize
        ? Texts.Get("verify.lost", opened.PreviousKey.Name, kept.Size, opened.Key.Name, opened.ContinuedSize,
            kept.Size - 1)
        : Texts.Get("verify.not_extended", opened.PreviousKey.Name, kept.Size, opened.Key.Name, opened.ContinuedSize);

    // Set at once on the reading thread: the order of the values is kept.
    private sealed class Bar(ProgressTask task) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
            task.Description = Describe(value).EscapeMarkup();
        }
    }
}
