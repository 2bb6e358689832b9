using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>Reads committed entries, page by page, so that no slow reader holds a connection or a snapshot.</summary>
internal sealed class EntryReader(NpgsqlDataSource source)
{
    internal const int PageEntriesMax = 1_000;

    private const int ColumnsCount = 8;

    private const string Columns =
        "select index, id, stream, stream_version, type, time, command_id, bytes from ledger.entry";

    internal async IAsyncEnumerable<Entry> ReadAsync(
        long fromIndex, long? beforeIndex, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromIndex);
        await using var pages = new Pages(this, fromIndex, beforeIndex ?? long.MaxValue);
        while (!pages.AtEnd)
        {
            foreach (var entry in await pages.NextAsync(ct))
                yield return entry;
        }
    }

    /// <summary>The entries of a range, as far as there are any.</summary>
    internal async Task<List<Entry>> CopyPageAsync(long from, long before, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var page = await Task.Run(() => CopyPage(connection, from, before, ct), ct);
        return Dense(page, from);
    }

    private static List<Entry> CopyPage(NpgsqlConnection connection, long from, long before, CancellationToken ct)
    {
        using var rows = CopyOut.Open(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Columns} where index >= {from} and index < {before} order by index"),
            ColumnsCount);
        var page = new List<Entry>();
        string? type = null;
        while (rows.Next())
        {
            ct.ThrowIfCancellationRequested();
            var row = new CopyRow(rows.Row);
            type = row.Text(4, type);
            page.Add(new Entry(
                row.Int64(0), row.Guid(1), row.Text(2), row.Int64(3), type, row.Instant(5), row.Guid(6),
                row.Bytes(7).ToArray()));
        }

        return page;
    }

    /// <summary>Up to <see cref="PageEntriesMax"/> entries; fewer only where the ledger or the range ends.</summary>
    internal async Task<List<Entry>> ReadPageAsync(long from, long before, CancellationToken ct)
    {
        var end = Math.Min(from + PageEntriesMax, before);
        var page = await PageAsync($"{Columns} where index >= $1 and index < $2 order by index", ct, from, end);
        return Dense(page, from);
    }

    private static List<Entry> Dense(List<Entry> page, long from)
    {
        for (var i = 0; i < page.Count; i++)
        {
            if (page[i].Index != from + i)
                throw new LedgerCorruptException($"The entry {from + i} is missing.");
        }

        return page;
    }

    internal async Task<IReadOnlyList<Entry>> ReadStreamAsync(
        string stream, long fromVersion, long? beforeIndex, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        const string Sql =
            $"{Columns} where stream = $1 and stream_version >= $2 and index < $3 order by stream_version";
        return await PageAsync(Sql, ct, stream, fromVersion, beforeIndex ?? long.MaxValue);
    }

    internal async Task<Entry?> ReadEntryAsync(long index, CancellationToken ct)
    {
        var page = await PageAsync($"{Columns} where index = $1", ct, index);
        return page.Count == 0 ? null : page[0];
    }

    internal async Task<AcceptedCommand?> ReadCommandAsync(Guid commandId, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            select index, command_size, bytes ->> 'commandhash' from ledger.entry
            where command_id = $1 and command_size is not null
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = commandId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new AcceptedCommand(Hash.ParseHex(reader.GetString(2)), reader.GetInt64(0), reader.GetInt16(1)) : null;
    }

    private async Task<List<Entry>> PageAsync(string sql, CancellationToken ct, params object[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var page = new List<Entry>();
        while (await reader.ReadAsync(ct))
        {
            page.Add(new Entry(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt64(3), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetGuid(6), reader.GetFieldValue<byte[]>(7)));
        }

        return page;
    }
}
