using Npgsql;
using Supervision.TransparencyLog;

namespace Supervision.Ledger.Verification;

/// <summary>
/// Every stored checkpoint against the tree head of its size (which is checked against the entries elsewhere), and
/// against the log's keys where they are known.
/// </summary>
internal sealed class CheckpointCheck(NpgsqlConnection connection, Faults faults, IReadOnlyList<VerifierKey> keys,
    IReadOnlyList<OpenedOrigin> origins)
{
    private const string Sql = """
        select c.size, c.previous_size, c.note, h.root
        from ledger.checkpoint c left join ledger.tree_head h on h.size = c.size order by c.size
        """;

    /// <summary>The size of the newest checkpoint that is signed as it should be; 0 where there is none.</summary>
    internal long NewestSigned { get; private set; }

    internal async Task CheckAsync(CancellationToken ct)
    {
        await using (var exists = new NpgsqlCommand("select to_regclass('ledger.checkpoint') is not null", connection))
        {
            if (!(bool)(await exists.ExecuteScalarAsync(ct))!)
            {
                faults.Add(null, "table-missing", "There is no table ledger.checkpoint: it was dropped, or the ledger "
                    + "was last opened by an older program.");
                return;
            }
        }

        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var previous = 0L;
        while (!faults.IsFull && await reader.ReadAsync(ct))
        {
            if (reader.IsDBNull(0) || reader.IsDBNull(1) || reader.IsDBNull(2))
            {
                faults.Add(reader.IsDBNull(0) ? null : reader.GetInt64(0) - 1, "checkpoint-malformed",
                    "A stored checkpoint lacks its size, the size before it, or its note.");
                continue;
            }

            var size = reader.GetInt64(0);
            if (reader.GetInt64(1) is var before && before != previous)
            {
                faults.Add(size - 1, "checkpoint-missing",
                    $"The checkpoint of size {size} follows one of size {before}; there is one of {previous}.");
            }

            previous = size;
            var root = reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3);
            Check(size, reader.GetFieldValue<byte[]>(2), root);
        }
    }

    private void Check(long size, byte[] bytes, byte[]? root)
    {
        SignedNote note;
        Checkpoint checkpoint;
        try
        {
            note = SignedNote.Parse(bytes);
            checkpoint = Checkpoint.Parse(note.Text);
        }
        catch (MalformedException e)
        {
            faults.Add(size - 1, "checkpoint-malformed", $"The checkpoint of size {size} is none: {e.Message}");
            return;
        }

        if (root is null)
        {
            faults.Add(size - 1, "checkpoint-differs", $"There is a checkpoint of size {size}, and no tree head.");
        }
        else if (checkpoint.Size != size || !checkpoint.Root.Is(root))
        {
            faults.Add(size - 1, "checkpoint-differs", $"The checkpoint of size {size} says size {checkpoint.Size} and "
                + $"root {checkpoint.Root}; the tree head says {Convert.ToHexStringLower(root)}.");
        }

        if (keys.Count == 0)
            return;
        // Of a log that was opened anew each checkpoint has one key that is its own.
        var expected = origins is [.., var newest] ? [OpenedOrigin.KeyOf(size, origins, newest.Key)] : keys;
        if (expected.Any(key => new Policy(key).Judge(note) is Verdict.Accepted))
        {
            NewestSigned = size;
        }
        else
        {
            faults.Add(size - 1, "checkpoint-not-signed",
                $"The checkpoint of size {size} is not signed by the key of {string.Join(", ", expected)}.");
        }
    }
}

/// <summary>The tree over the bytes as they are, against a checkpoint that somebody kept elsewhere.</summary>
internal sealed class KeptCheck(Faults faults, Checkpoint? kept)
{
    private bool seen = kept is null or { Size: 0 };

    /// <summary>After each entry: how many there were, and the root over them.</summary>
    internal void Check(long size, TreeCheck tree)
    {
        if (seen || size != kept!.Size)
            return;
        seen = true;
        if (tree.Root is var root && root != kept.Root)
        {
            faults.Add(size - 1, "kept-checkpoint-differs",
                $"The log does not extend the checkpoint that was kept: over its first {size} entries the root is "
                + $"{root}, the checkpoint says {kept.Root}.");
        }
    }

    /// <summary>After the last entry; <paramref name="size"/> is the index that would come next.</summary>
    internal void End(long size)
    {
        if (!seen && !faults.IsFull)
        {
            faults.Add(size, "kept-checkpoint-beyond",
                $"The checkpoint that was kept has {kept!.Size} entries; the log has {size}.");
        }
    }
}
