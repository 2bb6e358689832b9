using NpgsqlTypes;

namespace Supervision.Projections;

/// <summary>A column as binary COPY writes it.</summary>
internal readonly record struct Column(string Name, NpgsqlDbType Type)
{
    internal static Column Text(string name) => new(name, NpgsqlDbType.Text);
    internal static Column Texts(string name) => new(name, NpgsqlDbType.Array | NpgsqlDbType.Text);
    internal static Column Uuid(string name) => new(name, NpgsqlDbType.Uuid);
    internal static Column Uuids(string name) => new(name, NpgsqlDbType.Array | NpgsqlDbType.Uuid);
    internal static Column Long(string name) => new(name, NpgsqlDbType.Bigint);
    internal static Column Longs(string name) => new(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
    internal static Column Int(string name) => new(name, NpgsqlDbType.Integer);
    internal static Column Bool(string name) => new(name, NpgsqlDbType.Boolean);
    internal static Column Date(string name) => new(name, NpgsqlDbType.Date);
    internal static Column Instant(string name) => new(name, NpgsqlDbType.TimestampTz);
}

/// <summary>
/// A table of the views. A register holds versions of rows: <c>key</c>, <c>valid_from</c> (the entry that made the
/// version), <c>valid_to</c> (the entry that ended it, null while it stands), then the columns. A log holds rows that
/// never change: <c>entry_index</c>, then the columns.
/// </summary>
internal sealed record Table(string Name, bool IsRegister, IReadOnlyList<Column> Columns)
{
    internal static Table Register(string name, params IReadOnlyList<Column> columns) => new(name, true, columns);

    internal static Table Log(string name, params IReadOnlyList<Column> columns) => new(name, false, columns);

    /// <summary>A row for the current entry; of a register, the next version of the row with this key.</summary>
    internal Row Row(string key, params IReadOnlyList<object?> values) => values.Count == Columns.Count
        ? new Row(this, key, values)
        : throw new ArgumentException($"{Name} has {Columns.Count} columns, not {values.Count}", nameof(values));
}

/// <summary>A row on its way to its table, in the order of the table's columns.</summary>
internal sealed record Row(Table Table, string Key, IReadOnlyList<object?> Values);

/// <summary>A view: its folder, which holds the SQL of its tables, and its function from an entry to rows.</summary>
internal sealed record View(string Folder, IReadOnlyList<Table> Tables, Func<Step, IEnumerable<Row>> Rows);
