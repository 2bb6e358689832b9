using Npgsql;

namespace Supervision.Ledger;

/// <summary>What is in ledger.checkpoint: the notes as they were signed.</summary>
internal static class CheckpointTable
{
    private const string Newest = "select size, note from ledger.checkpoint order by size desc limit 1";

    /// <summary>The newest, null before the first.</summary>
    internal static async Task<byte[]?> ReadNewestAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Newest);
        return (await ReadAsync(command, ct))?.Note;
    }

    /// <inheritdoc cref="ReadNewestAsync(NpgsqlDataSource, CancellationToken)"/>
    internal static async Task<StoredNote?> ReadNewestAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Newest, connection);
        return await ReadAsync(command, ct);
    }

    internal static async Task InsertAsync(
        NpgsqlConnection connection, StoredNote checkpoint, long previousSize, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into ledger.checkpoint (size, previous_size, note) values ($1, $2, $3)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = checkpoint.Size });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = previousSize });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = checkpoint.Note });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<StoredNote?> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new StoredNote(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }
}

/// <summary>A row, whatever it says.</summary>
internal sealed record StoredNote(long Size, byte[] Note);
