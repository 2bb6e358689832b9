using Supervision.Ledger;
using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Cli;

/// <summary><c>supervision prove</c>: an entry, and the proof that it is in the log, in one file.</summary>
public static class ProveCommand
{
    private const string StandardOutput = "-";

    /// <summary>
    /// Writes the proof against the newest checkpoint, which is issued first if it does not cover the entry.
    /// </summary>
    public static async Task<int> RunAsync(Place place, string kind, long index, string? output, CancellationToken ct)
    {
        var file = output ?? $"entry-{index}{Proof.FileExtension}";
        if (file != StandardOutput && (File.Exists(file) || Directory.Exists(file)))
            throw new CommandFailedException(Texts.Get("prove.file_exists", file));
        await using var database = await LedgerDatabase.OpenExistingAsync(place, kind, ct);
        if (await database.IsEmptyAsync(ct))
            throw new CommandFailedException(Texts.Get("verify.empty_database"));
        await using var store = await EventStore.OpenAsync(database.ConnectionString, TimeProvider.System, ct);
        if (index < 0 || await store.ReadEntryAsync(index, ct) is not { } entry)
        {
            var head = await store.ReadHeadAsync(ct);
            throw new CommandFailedException(Texts.Get("prove.no_entry", index, head.Size));
        }

        var note = await CoveringAsync(place.KeyFile(kind), database.ConnectionString, store, index, ct);
        var checkpoint = Checkpoint.Parse(note.Text);
        var path = await store.ProveInclusionAsync(index, checkpoint.Size, ct);
        // Nobody is given a proof that we would not believe.
        if (!path.Verify(Hash.OfLeaf(entry.Bytes.Span), checkpoint.Root))
            throw new LedgerCorruptException($"The entry {index} is not the one in the checkpoint's tree.");
        var proof = new Proof(entry.Bytes, index, path.Hashes, note).ToBytes();
        await WriteAsync(file, proof, ct);
        if (file != StandardOutput)
            Terminal.Line(Texts.Get("prove.written", index, checkpoint.Size, checkpoint.Origin, file));
        return ExitCode.Done;
    }

    private static async Task<SignedNote> CoveringAsync(
        string keyFile, string connectionString, EventStore store, long index, CancellationToken ct)
    {
        if (await store.ReadCheckpointAsync(ct) is { } bytes && SignedNote.Parse(bytes) is var note
            && Checkpoint.Parse(note.Text).Size > index)
            return note;
        if (!File.Exists(keyFile))
            throw new CommandFailedException(Texts.Get("prove.not_covered", index, keyFile));
        var verifier = LogKey.ReadVerifier(keyFile);
        await using var issuer = new CheckpointIssuer(
            connectionString, LogKey.Open(keyFile, verifier.Name), LogKey.KeptFile(keyFile));
        return (await issuer.IssueAsync(ct))!;
    }

    private static async Task WriteAsync(string file, byte[] proof, CancellationToken ct)
    {
        await using var stream = file == StandardOutput
            ? Console.OpenStandardOutput() : new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        await stream.WriteAsync(proof, ct);
    }
}
