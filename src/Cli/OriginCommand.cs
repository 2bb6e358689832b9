using System.Security.Cryptography;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Ledger.Backups;
using Supervision.Messaging;
using Supervision.TransparencyLog;

namespace Supervision.Cli;

/// <summary>What the operator says when he opens the log anew.</summary>
/// <param name="Name">The new origin.</param>
/// <param name="By">Who opens it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Known">The file of the checkpoint that is lost; null: the one kept beside the key.</param>
public sealed record NewOrigin(string Name, string By, string Reason, string? Known);

/// <summary>
/// <c>supervision origin open</c>: after a loss the log goes on under another name and key, and its first entry there
/// says what the old key has signed and is no more.
/// </summary>
/// <remarks>
/// The steps, each durable before the next, so that the same command again finishes what a crash cut off: the new key
/// beside the old one; the entry that names both; the old key and its checkpoint to other names, never deleted; the new
/// key to its place; the first checkpoint. Until the last but one nothing can be signed at all.
/// </remarks>
public static class OriginCommand
{
    /// <summary>Opens a new origin; refused while the old one can still be signed.</summary>
    public static async Task<int> OpenAsync(Place place, string kind, NewOrigin asked, CancellationToken ct)
    {
        var files = place.Files(kind);
        if (!File.Exists(files.LogKey))
            throw new CommandFailedException(Texts.Get("log.no_file", files.LogKey));
        if (place.Database is null && !Directory.Exists(place.Folder(kind)))
            throw new CommandFailedException(Texts.Get("verify.no_ledger", place.Folder(kind)));
        await using var database = await LedgerDatabase.OpenAsync(place, kind, ct);
        if (await database.IsEmptyAsync(ct))
            throw new CommandFailedException(Texts.Get("verify.empty_database"));
        await using var store = await EventStore.OpenAsync(database.ConnectionString, TimeProvider.System, ct);
        var origins = await OpenedOrigin.ReadAllAsync(database.ConnectionString, ct);
        if (!IsUnfinished(files, origins))
        {
            if (origins.Any(o => o.PreviousKey.Name == asked.Name)
                || LogKey.ReadVerifier(files.LogKey).Name == asked.Name)
                throw new CommandFailedException(Texts.Get("origin.used_name", asked.Name));
            var known = await ReadLostAsync(files, asked.Known ?? files.Kept, database.ConnectionString, ct);
            var opened = Describe(files, asked, known, await store.ReadHeadAsync(ct));
            if (!await LedgerOpening.OpenOriginAsync(store, TimeProvider.System, opened, ct))
                throw new CommandFailedException(Texts.Get("origin.raced"));
            origins = await OpenedOrigin.ReadAllAsync(database.ConnectionString, ct);
        }

        Exchange(files, origins.Count);
        var newest = origins[^1];
        await using var issuer = new CheckpointIssuer(
            database.ConnectionString, LogKey.Open(files.LogKey, newest.Key.Name), files.Kept);
        var size = Checkpoint.Parse((await issuer.IssueAsync(ct))!.Text).Size;
        Terminal.Line(Texts.Get("origin.opened", newest.Key.Name, newest.Index, size, newest.PreviousKey.Name,
            newest.Known.Size));
        Terminal.Line(Texts.Get("origin.archived", files.FormerKey(origins.Count)));
        Terminal.Line(Texts.Get("key.found", files.LogKey));
        Terminal.Line(newest.Key.ToString());
        return ExitCode.Done;
    }

    // The entry is there, and the key that it names is not in its place yet.
    private static bool IsUnfinished(LedgerFiles files, IReadOnlyList<OpenedOrigin> origins) =>
        origins is [.., var newest] && File.Exists(files.NextLogKey)
            && LogKey.ReadVerifier(files.NextLogKey).Equals(newest.Key);

    // Only a ledger that has no fault but this one goes on.
    private static async Task<Checkpoint> ReadLostAsync(
        LedgerFiles files, string file, string connectionString, CancellationToken ct)
    {
        var checkpoint = LogFiles.ReadCheckpoint(file, [LogKey.ReadVerifier(files.LogKey)]);
        var report = await VerifyCommand.ReportAsync(connectionString,
            new TrustAnchors([.. files.LogKeys().Select(LogKey.ReadVerifier)], checkpoint), ct);
        var others = report.Faults.Where(f => !VerifyCommand.IsOfKept(f)).ToList();
        if (others.Count > 0)
        {
            VerifyCommand.Print(report with { Faults = others });
            throw new LogFaultException(Texts.Get("origin.faults"));
        }

        return report.Faults.Count > 0 ? checkpoint
            : throw new CommandFailedException(Texts.Get("origin.not_needed", file, checkpoint.Size));
    }

    private static LedgerEvent.OriginOpened Describe(
        LedgerFiles files, NewOrigin asked, Checkpoint known, TreeHead head)
    {
        var old = LogKey.ReadVerifier(files.LogKey);
        // Left by an attempt that came no further, perhaps with another name.
        File.Delete(files.NextLogKey);
        var key = LogKey.Open(files.NextLogKey, asked.Name).Verifier;
        var note = LogFiles.Read(asked.Known ?? files.Kept, SignedNote.BytesMax);
        var opened = new LedgerEvent.OriginOpened(asked.Name, key.ToString(), old.Name, old.ToString(), known.Size,
            known.Root.ToBase64(), Convert.ToHexStringLower(SHA256.HashData(note)), head.Size, head.Root.ToBase64(),
            asked.By, asked.Reason);
        return Fields.Check(opened) is not { } refusal ? opened
            : throw new CommandFailedException(DomainTexts.Sentence(refusal, Texts.Culture));
    }

    private static void Exchange(LedgerFiles files, int number)
    {
        if (!File.Exists(files.NextLogKey))
            return;
        if (!File.Exists(files.FormerKey(number)))
            PrivateFile.Write(files.FormerKey(number), File.ReadAllBytes(files.LogKey));
        if (File.Exists(files.Kept))
            File.Move(files.Kept, files.FormerKept(number), overwrite: false);
        File.Move(files.NextLogKey, files.LogKey, overwrite: true);
    }
}
