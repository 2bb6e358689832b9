using Npgsql;
using NpgsqlTypes;

namespace Supervision.Ledger;

/// <summary>Two ways to write rows of ledger.entry.</summary>
internal static class Rows
{
    private const short Columns = 10;

    private const string InsertSql = """
        insert into ledger.entry (
            index, stream_version, time, id, command_id, command_size, stream, type, leaf_hash, bytes)
        select * from unnest(
            $1::bigint[], $2::bigint[], $3::timestamptz[], $4::uuid[], $5::uuid[], $6::smallint[], $7::text[],
            $8::text[], $9::bytea[], $10::json[])
        """;

    private const string CopySql = """
        copy ledger.entry (
            index, stream_version, time, id, command_id, command_size, stream, type, leaf_hash, bytes)
        from stdin (format binary)
        """;

    /// <summary>Two round trips, within the transaction that has been begun.</summary>
    /// <param name="connection">Has the transaction.</param>
    /// <param name="rows">All of them.</param>
    /// <param name="sent">Called when they are on their way.</param>
    internal static void Copy(NpgsqlConnection connection, List<Row> rows, Action sent)
    {
        using var copy = CopyIn.Begin(connection, CopySql);
        foreach (var row in rows)
        {
            copy.StartRow(Columns);
            copy.Write(row.Index);
            copy.Write(row.StreamVersion);
            copy.Write(row.Time);
            copy.Write(row.Event.Id);
            copy.Write(row.CommandId);
            if (row.CommandSize is { } size)
                copy.Write(size);
            else
                copy.WriteNull();
            copy.Write(row.Event.Stream);
            copy.Write(row.Event.Type);
            row.LeafHash.CopyTo(copy.Field(TransparencyLog.Merkle.Hash.Length));
            copy.Write(row.Bytes.Span);
        }

        copy.Complete(sent);
    }

    /// <summary>One statement, to travel with others.</summary>
    internal static NpgsqlBatchCommand Insert(List<Row> rows) => new(InsertSql)
    {
        Parameters =
        {
            Column(rows, NpgsqlDbType.Bigint, row => row.Index),
            Column(rows, NpgsqlDbType.Bigint, row => row.StreamVersion),
            Column(rows, NpgsqlDbType.TimestampTz, row => row.Time.UtcDateTime),
            Column(rows, NpgsqlDbType.Uuid, row => row.Event.Id),
            Column(rows, NpgsqlDbType.Uuid, row => row.CommandId),
            Column(rows, NpgsqlDbType.Smallint, row => row.CommandSize),
            Column(rows, NpgsqlDbType.Text, row => row.Event.Stream),
            Column(rows, NpgsqlDbType.Text, row => row.Event.Type),
            Column(rows, NpgsqlDbType.Bytea, row => row.LeafHash.ToArray()),
            Column(rows, NpgsqlDbType.Json, row => row.Bytes.ToArray()),
        },
    };

    private static NpgsqlParameter<T[]> Column<T>(List<Row> rows, NpgsqlDbType type, Func<Row, T> value)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        return new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
