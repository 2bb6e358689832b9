using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Supervision.Benchmarks;

/// <summary>Rows of ledger.entry as the ledger finished them, in memory, to be written again by PostgreSQL's own
/// means.</summary>
internal sealed class FinishedRows
{
    private const string Columns =
        "index, stream_version, time, id, command_id, command_size, stream, type, leaf_hash, bytes";

    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.TimestampTz, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid,
        NpgsqlDbType.Smallint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Bytea, NpgsqlDbType.Json,
    ];

    private readonly List<Row> rows = [];

    internal int Count => rows.Count;

    internal static async Task<FinishedRows> ReadAsync(string ledger, int count)
    {
        var finished = new FinishedRows();
        await using var connection = await Sql.OpenAsync(ledger);
        await using var command = new NpgsqlCommand(
            $"select {Columns} from ledger.entry order by index limit {count}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            finished.rows.Add(new Row(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetDateTime(2), reader.GetGuid(3), reader.GetGuid(4),
                reader.IsDBNull(5) ? null : reader.GetInt16(5), reader.GetString(6), reader.GetString(7),
                reader.GetFieldValue<byte[]>(8), reader.GetFieldValue<byte[]>(9)));
        }

        return finished;
    }

    /// <summary>
    /// Rows a second of one binary COPY in one transaction into a new table, with the columns, constraints, indexes and
    /// triggers of ledger.entry, or with its columns only.
    /// </summary>
    internal async Task<double> CopyAsync(string ledger, bool bare)
    {
        await using var connection = await NewTableAsync(ledger, bare);
        var started = Stopwatch.GetTimestamp();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Copy(connection);
            await transaction.CommitAsync();
        }

        return rows.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Transactions a second of one prepared INSERT each, from so many connections, for so long.</summary>
    internal async Task<double> InsertAsync(string ledger, int connections, TimeSpan span)
    {
        await using (await NewTableAsync(ledger, bare: false))
        {
        }

        var opened = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Sql.OpenAsync(ledger)));
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(opened.Select(connection => Task.Run(async () =>
        {
            await using var insert = new NpgsqlCommand(
                $"insert into public.baseline ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                connection);
            foreach (var type in Types)
                insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
            await insert.PrepareAsync();
            var count = 0;
            while (Stopwatch.GetElapsedTime(started) < span
                && Interlocked.Increment(ref next) is var place && place < rows.Count)
            {
                var values = rows[place].Values();
                for (var i = 0; i < values.Length; i++)
                    insert.Parameters[i].Value = values[i];
                await insert.ExecuteNonQueryAsync();
                count++;
            }

            return count;
        })));
        var taken = Stopwatch.GetElapsedTime(started);
        foreach (var connection in opened)
            await connection.DisposeAsync();
        return done.Sum() / taken.TotalSeconds;
    }

    private void Copy(NpgsqlConnection connection)
    {
        using var copy = connection.BeginBinaryImport($"copy public.baseline ({Columns}) from stdin (format binary)");
        foreach (var row in rows)
        {
            copy.StartRow();
            copy.Write(row.Index, NpgsqlDbType.Bigint);
            copy.Write(row.StreamVersion, NpgsqlDbType.Bigint);
            copy.Write(row.Time, NpgsqlDbType.TimestampTz);
            copy.Write(row.Id, NpgsqlDbType.Uuid);
            copy.Write(row.CommandId, NpgsqlDbType.Uuid);
            if (row.CommandSize is { } size)
                copy.Write(size, NpgsqlDbType.Smallint);
            else
                copy.WriteNull();
            copy.Write(row.Stream, NpgsqlDbType.Text);
            copy.Write(row.Type, NpgsqlDbType.Text);
            copy.Write(row.LeafHash, NpgsqlDbType.Bytea);
            copy.Write(row.Bytes, NpgsqlDbType.Json);
        }

        copy.Complete();
    }

    private static async Task<NpgsqlConnection> NewTableAsync(string ledger, bool bare)
    {
        await Sql.RunAsync(ledger, bare
            ? "drop table if exists public.baseline;"
                + "create table public.baseline as select * from ledger.entry with no data"
            : "drop table if exists public.baseline;"
                + "create table public.baseline (like ledger.entry including all);"
                + "create trigger append_only before update or delete or truncate on public.baseline"
                + " for each statement execute function ledger.refuse_change()");
        return await Sql.OpenAsync(ledger);
    }

    private sealed record Row(
        long Index,
        long StreamVersion,
        DateTime Time,
        Guid Id,
        Guid CommandId,
        short? CommandSize,
        string Stream,
        string Type,
        byte[] LeafHash,
        byte[] Bytes)
    {
        internal object[] Values() =>
            [Index, StreamVersion, Time, Id, CommandId, CommandSize is { } size ? size : DBNull.Value, Stream, Type,
                LeafHash, Bytes];
    }
}
