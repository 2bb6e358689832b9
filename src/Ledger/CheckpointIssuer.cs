using Npgsql;
using Supervision.TransparencyLog;

namespace Supervision.Ledger;

/// <summary>
/// The issuer will not sign: what it would sign contradicts what the same key has signed before, or the key is not the
/// one that signed before. Nothing was signed; until an operator has decided, nothing will be.
/// </summary>
/// <param name="code">Stable, kebab-case; see README.md.</param>
/// <param name="message">One English sentence.</param>
public sealed class CheckpointRefusedException(string code, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public string Code { get; } = code;
}

/// <summary>
/// Signs the newest tree head, and stores the checkpoint, when it is larger than the one signed last; any number of
/// processes may do so with the same key. A log signs no checkpoint that is inconsistent with one that it signed before
/// (C2SP tlog-checkpoint, Signatures): the proof is made and checked before each signature.
/// </summary>
public sealed class CheckpointIssuer : IAsyncDisposable
{
    /// <summary>
    /// How often <see cref="RunAsync"/> looks: a checkpoint comes within a second, and at most so often.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // Any constant other than the append's and the schema's locks; "checkp" in ASCII.
    private const long CheckpointLock = 0x636865636b70;

    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource source;
    private readonly TreeReader tree;
    private readonly SignerKey key;
    private readonly KeptCheckpoint? kept;

    /// <summary>Signs with this key, whose name is the log's origin.</summary>
    /// <param name="connectionString">The ledger's database; the schema must be up to date.</param>
    /// <param name="key">The log's key.</param>
    /// <param name="keptFile">
    /// Where to keep the newest checkpoint outside the database, so that a database that was put back to an earlier day
    /// is noticed before it is signed; null: nowhere.
    /// </param>
    public CheckpointIssuer(string connectionString, SignerKey key, string? keptFile)
    {
        source = NpgsqlDataSource.Create(ConnectionStrings.Writer(connectionString));
        tree = new TreeReader(source);
        this.key = key;
        kept = keptFile is null ? null : new KeptCheckpoint(keptFile);
    }

    /// <summary>
    /// Signs the newest head if it is not signed yet; answers the newest checkpoint, null for an empty ledger.
    /// </summary>
    /// <exception cref="CheckpointRefusedException">It must not be signed.</exception>
    /// <exception cref="NpgsqlException">PostgreSQL failed; the next call finds out what became of it.</exception>
    /// <exception cref="IOException">The checkpoint could not be kept in its file; it was not stored
    /// either.</exception>
    public async Task<SignedNote?> IssueAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // A statement of its own: what comes after sees all that was committed before the lock was granted.
        await using (var wait = new NpgsqlCommand(
            $"set local synchronous_commit = on; select pg_advisory_xact_lock({CheckpointLock})", connection))
            await wait.ExecuteNonQueryAsync(ct);
        var origins = await OriginsAsync(connection, ct);
        var last = Read(await CheckpointTable.ReadNewestAsync(connection, ct), origins);
        var head = await tree.ReadHeadAsync(ct);
        await CheckAsync(last, head, "the checkpoint signed last", ct);
        if (kept?.Read(key.Verifier) is { } elsewhere && elsewhere != last?.Checkpoint)
            await CheckAsync((null, elsewhere), head, $"the checkpoint kept in {kept.File}", ct);
        if (last?.Checkpoint.Size == head.Size || head.Size == 0)
            return last?.Note;

        var signed = new Checkpoint(key.Verifier.Name, head.Size, head.Root).Sign(key);
        // Kept first, under the lock: a crash after it leaves a file that is ahead of the table, and not of the tree.
        // Then stored; and nobody is given it before it is.
        kept?.Write(signed);
        await CheckpointTable.InsertAsync(
            connection, new StoredNote(head.Size, signed.ToBytes()), last?.Checkpoint.Size ?? 0, ct);
        await transaction.CommitAsync(ct);
        return signed;
    }

    /// <summary>
    /// Issues whenever there is something to sign, until cancelled. It asks rather than listens: two probes of an
    /// index, four times a second, and nothing that can be lost. Failures of PostgreSQL and of the disk are waited out.
    /// </summary>
    /// <exception cref="CheckpointRefusedException">The ledger must not be signed any more.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                if (await IsBehindAsync(ct))
                    await IssueAsync(ct);
                await Task.Delay(Pause, ct);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                await Task.Delay(FailurePause, ct);
            }
        }
    }

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<bool> IsBehindAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            select coalesce((select max(size) from ledger.tree_head), 0)
                <> coalesce((select max(size) from ledger.checkpoint), 0)
            """);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    // Whose key signs is an entry like any other, so that nobody can change it unseen. A log that is opened anew has an
    // entry more than its last checkpoint: the first one under the new origin covers the entry that names the old one.
    private async Task<IReadOnlyList<OpenedOrigin>> OriginsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            var origins = await OpenedOrigin.ReadAllAsync(connection, ct);
            return origins is not [.., var newest] || newest.Key.Equals(key.Verifier) ? origins
                : throw new CheckpointRefusedException("key-differs",
                    $"The log was opened anew by entry {newest.Index} under the key {newest.Key}, not {key.Verifier}.");
        }
        catch (MalformedException e)
        {
            throw new CheckpointRefusedException(e.Code, e.Message);
        }
    }

    private (SignedNote? Note, Checkpoint Checkpoint)? Read(StoredNote? row, IReadOnlyList<OpenedOrigin> origins)
    {
        if (row is null)
            return null;
        var (note, checkpoint) = Signed(
            row.Note, OpenedOrigin.KeyOf(row.Size, origins, key.Verifier), "the checkpoint signed last");
        return checkpoint.Size == row.Size ? (note, checkpoint) : throw new CheckpointRefusedException(
            "last-malformed", $"The checkpoint stored with the size {row.Size} is of the size {checkpoint.Size}.");
    }

    private async Task CheckAsync(
        (SignedNote? Note, Checkpoint Checkpoint)? before, TreeHead head, string name, CancellationToken ct)
    {
        if (before is not var (_, earlier))
            return;
        if (earlier.Size > head.Size)
        {
            throw new CheckpointRefusedException("tree-shrunk",
                $"The ledger has {head.Size} entries, {name} has {earlier.Size}: it is an older one, or another.");
        }

        if (!await ExtendsAsync(earlier, head, ct))
        {
            throw new CheckpointRefusedException("tree-differs",
                $"The ledger of {head.Size} entries does not extend {name}, of {earlier.Size}: it was altered, or "
                + "it is another.");
        }
    }

    private async Task<bool> ExtendsAsync(Checkpoint earlier, TreeHead head, CancellationToken ct)
    {
        try
        {
            var proof = await tree.ProveConsistencyAsync(earlier.Size, head.Size, ct);
            return proof.Verify(earlier.Root, head.Root);
        }
        catch (ArgumentException)
        {
            // Hashes of the tree are missing.
            return false;
        }
    }

    internal static (SignedNote Note, Checkpoint Checkpoint) Signed(byte[] bytes, VerifierKey key, string name)
    {
        SignedNote note;
        try
        {
            note = SignedNote.Parse(bytes);
        }
        catch (MalformedException e)
        {
            throw new CheckpointRefusedException("last-malformed", $"{name} cannot be read: {e.Message}");
        }

        return new Policy(key).Judge(note) switch
        {
            Verdict.Accepted accepted => (note, accepted.Checkpoint),
            Verdict.Refused refused => throw new CheckpointRefusedException(
                "key-differs", $"{name} is not signed by the key {key}: {refused.Message}"),
            _ => throw new InvalidOperationException(),
        };
    }
}
