using Npgsql;

namespace Supervision.Ledger.Tests.Tampering;

/// <summary>Of every table that there is, and every column that it has; one that is added later, too.</summary>
public sealed class TamperingWithAColumn : TamperedLedger
{
    [Fact]
    public async Task of_any_table_is_found_and_named()
    {
        await FillAsync();
        await OpenUpAsync();
        Tables.ShouldBeSubsetOf(["checkpoint", "entry", "tile", "tree_head"], "say where a fault of it is to be named");
        var missed = new List<string>();
        foreach (var table in Tables)
        {
            var rows = await PlacesAsync(table);
            rows.ShouldNotBeEmpty($"{table} must have rows to tamper with: let FillAsync write some");
            foreach (var column in await ColumnsAsync(table))
            {
                foreach (var (row, from, to) in rows)
                    missed.AddRange(await MissedAsync(table, column, row, from, to));
            }
        }

        missed.ShouldBeEmpty();
    }

    private async Task<List<string>> MissedAsync(string table, Column column, string row, long from, long to)
    {
        var missed = new List<string>();
        var isNull = await Sql.ScalarAsync<bool>(
            ConnectionString, $"select {column.Name} is null from ledger.{table} where ctid = ({row})");
        foreach (var value in column.Others().Where(value => !isNull || value != "null"))
        {
            var sql = $"update ledger.{table} set {column.Name} = {value} where ctid = ({row})";
            try
            {
                var faults = await FaultsOfAsync(sql);
                // A row that was given another key is named by its old place or by its new one.
                if (!faults.Any(f => (f.Index >= from && f.Index <= to) || (column.IsKey && f.Index != null)))
                    missed.Add($"{sql}\n{string.Join('\n', faults)}");
            }
            catch (Exception e) when (e is not PostgresException { SqlState: PostgresErrorCodes.SyntaxError })
            {
                // Whatever stands in a row, the verification says so in its report and not by failing.
                missed.Add($"{sql}\n{e}");
                await PutBackAsync();
            }
        }

        return missed;
    }

    /// <summary>The first row, one in the middle, the last two, and by what index each is named.</summary>
    private async Task<List<(string Row, long From, long To)>> PlacesAsync(string table)
    {
        var (from, to) = table switch
        {
            "entry" => ("index", "index"),
            "tile" => ("n << (8 * (level + 1))", "((n + 1) << (8 * (level + 1))) - 1"),
            // From the first entry that it covers and the head before it does not.
            _ => ("previous_size", "size - 1"),
        };
        var rows = await RowsAsync($"""
            select format('select ctid from ledger.{table} where {Key(table)}', {KeyColumns(table)}), {from}, {to}
            from (select *, row_number() over (order by {KeyColumns(table)}) as place, count(*) over () as total
                from ledger.{table}) t
            where place in (1, total / 2, total - 1, total) order by place
            """);
        return rows.ConvertAll(row =>
            ((string)row[0]!, Convert.ToInt64(row[1], null), Convert.ToInt64(row[2], null)));
    }

    private static string Key(string table) => table switch
    {
        "entry" => "index = %s",
        "tile" => "level = %s and n = %s",
        _ => "size = %s",
    };

    private static string KeyColumns(string table) => table switch
    {
        "entry" => "index",
        "tile" => "level, n",
        _ => "size",
    };

    private async Task<List<Column>> ColumnsAsync(string table)
    {
        var rows = await RowsAsync($"""
            select c.column_name::text, c.data_type::text, exists (
                select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                where i.indrelid = 'ledger.{table}'::regclass and i.indisprimary and a.attname = c.column_name)
            from information_schema.columns c where c.table_schema = 'ledger' and c.table_name = '{table}'
            """);
        return rows.ConvertAll(row => new Column((string)row[0]!, (string)row[1]!, (bool)row[2]!));
    }

    private sealed record Column(string Name, string Type, bool IsKey)
    {
        /// <summary>Other values than the one that it has, as little different as its type allows, and null.</summary>
        internal string[] Others()
        {
            string[] others = Type switch
            {
                "bigint" when IsKey => [$"{Name} + 1000000", $"-{Name} - 1"],
                "bigint" => [$"{Name} + 100000", $"-{Name} - 1000"],
                "smallint" when IsKey => [$"{Name} + 1"],
                "smallint" => [$"coalesce({Name}, 0) + 1"],
                "timestamp with time zone" =>
                    [$"{Name} + interval '1 microsecond'", "'infinity'", "'-infinity'", "'4000-01-01 BC'"],
                "uuid" => ["gen_random_uuid()"],
                "text" => [$"{Name} || 'x'", "''"],
                "bytea" => [$"set_byte({Name}, 17, get_byte({Name}, 17) # 1)", $"{Name} || '\\x00'", "''"],
                "json" => [$"({Name}::text || ' ')::json", "'{}'", "''::bytea::json"],
                _ => throw new ShouldAssertException($"Say how {Type} is tampered with."),
            };
            return IsKey ? others : [.. others, "null"];
        }
    }
}
