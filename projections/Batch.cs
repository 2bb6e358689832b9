using Npgsql;
using NpgsqlTypes;

namespace Supervision.Projections;

/// <summary>
/// The rows that some entries made, until they are written. A register's version is ended by the next one of its key:
/// here
/// if both are in the batch, else in the database.
/// </summary>
internal sealed class Batch(string schema)
{
    private readonly Dictionary<Table, List<Version>> versions = [];
    private readonly Dictionary<(Table Table, string Key), Version> open = [];
    private readonly Dictionary<Table, List<(string Key, long At)>> ended = [];

    internal void Add(Row row, long index)
    {
        var version = new Version(row, index);
        if (!versions.TryGetValue(row.Table, out var list))
            versions.Add(row.Table, list = []);
        list.Add(version);
        if (!row.Table.IsRegister)
            return;
        if (open.TryGetValue((row.Table, row.Key), out var before))
        {
            before.To = before.From < index ? index
                : throw new InvalidOperationException($"Two versions of {row.Table.Name} {row.Key} at {index}");
        }
        else
        {
            if (!ended.TryGetValue(row.Table, out var ends))
                ended.Add(row.Table, ends = []);
            ends.Add((row.Key, index));
        }

        open[(row.Table, row.Key)] = version;
    }

    /// <summary>Within the connection's transaction: what a crash leaves is the batch not begun.</summary>
    internal async Task WriteAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var (table, ends) in ended)
            await EndAsync(connection, table, ends, ct);
        foreach (var (table, list) in versions)
            await CopyAsync(connection, table, list, ct);
    }

    private async Task EndAsync(NpgsqlConnection connection, Table table, List<(string Key, long At)> ends,
        CancellationToken ct)
    {
        await using var update = new NpgsqlCommand($"""
            update {schema}.{table.Name} t set valid_to = e.at
            from unnest($1, $2) e (key, at) where t.key = e.key and t.valid_to is null
            """, connection);
        update.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ends.Select(e => e.Key)] });
        update.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. ends.Select(e => e.At)] });
        await update.ExecuteNonQueryAsync(ct);
    }

    private async Task CopyAsync(NpgsqlConnection connection, Table table, List<Version> list, CancellationToken ct)
    {
        var head = table.IsRegister ? "key, valid_from, valid_to" : "entry_index";
        var columns = string.Join(", ", table.Columns.Select(c => '"' + c.Name + '"'));
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {schema}.{table.Name} ({head}, {columns}) from stdin (format binary)", ct);
        foreach (var version in list)
        {
            await copy.StartRowAsync(ct);
            if (table.IsRegister)
                await copy.WriteAsync(version.Row.Key, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(version.From, NpgsqlDbType.Bigint, ct);
            if (table.IsRegister)
                await WriteAsync(copy, version.To, NpgsqlDbType.Bigint, ct);
            for (var i = 0; i < table.Columns.Count; i++)
                await WriteAsync(copy, version.Row.Values[i], table.Columns[i].Type, ct);
        }

        await copy.CompleteAsync(ct);
    }

    internal static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type,
        CancellationToken ct) => value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, type, ct);

    private sealed class Version(Row row, long from)
    {
        internal Row Row { get; } = row;
        internal long From { get; } = from;
        internal long? To { get; set; }
    }
}
