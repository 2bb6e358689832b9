using Npgsql;
using Supervision.TransparencyLog;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests.Tampering;

/// <summary>
/// A whole ledger of 301 entries, and a superuser who takes the triggers and checks away, changes what he likes, and
/// puts the triggers back. After each change is verified, all tables are as they were.
/// </summary>
public abstract class TamperedLedger : Ledgers
{
    protected const int Size = 301;

    /// <summary>Every table of the ledger but the list of schema files.</summary>
    protected IReadOnlyList<string> Tables { get; private set; } = [];

    private static readonly SignerKey Key = SignerKey.Generate("example.org/tampered");

    /// <summary>Writes the entries, and signs checkpoints meanwhile unless told not to.</summary>
    protected async Task FillAsync(bool checkpoints = true)
    {
        await using var issuer = new CheckpointIssuer(ConnectionString, Key, null);
        for (var i = 0; i < Size / 7; i++)
        {
            await Store.AppendAsync(Request(Event("a", "{\"đã\":\"nộp\"}")));
            await Store.AppendAsync(Request(Event("a"), Event($"b-{i}")));
            await Store.AppendAsync(Request(Event("a"), Event("c"), Event($"b-{i}"), Event("d")));
            if (checkpoints && i % 10 == 0)
                await issuer.IssueAsync(default);
        }

        if (checkpoints)
            await issuer.IssueAsync(default);
    }

    /// <summary>Takes all checks and unique indexes away, and keeps what the rows were.</summary>
    protected async Task OpenUpAsync()
    {
        (await VerifyAsync()).Faults.ShouldBeEmpty();
        var tables = await RowsAsync("""
            select table_name::text from information_schema.tables
            where table_schema = 'ledger' and table_name <> 'migration' order by 1
            """);
        Tables = [.. tables.Select(row => (string)row[0]!)];
        // A cast that a superuser may make: whatever bytes he likes become the text of a json column.
        await Sql.RunAsync(ConnectionString, $"""
            create schema kept;
            create cast (bytea as json) without function;
            drop index ledger.entry_id, ledger.entry_stream, ledger.entry_command;
            {string.Join('\n', Tables.Select(t => $"create table kept.{t} as select * from ledger.{t};"))}
            do $body$
            declare
                c record;
            begin
                for c in select conname, conrelid::regclass as t from pg_constraint
                    where contype = 'c' and connamespace = 'ledger'::regnamespace
                loop
                    execute format('alter table %s drop constraint %I', c.t, c.conname);
                end loop;
                for c in select a.attname, a.attrelid::regclass as t from pg_attribute a
                    where a.attnum > 0 and a.attnotnull and not exists (
                        select from pg_index i where i.indrelid = a.attrelid and i.indisprimary
                            and a.attnum = any(i.indkey))
                    and a.attrelid in (select oid from pg_class where relkind = 'r'
                        and relnamespace = 'ledger'::regnamespace)
                loop
                    execute format('alter table %s alter column %I drop not null', c.t, c.attname);
                end loop;
            end
            $body$
            """);
    }

    /// <summary>Checkpoints are verified with the log's key.</summary>
    protected Task<VerificationReport> VerifyAsync() =>
        Verifier.VerifyAsync(ConnectionString, new TrustAnchors([Key.Verifier], null), null, default);

    /// <summary>Changes, verifies, and puts everything back.</summary>
    protected async Task<IReadOnlyList<Fault>> FaultsOfAsync(string sql)
    {
        await Sql.RunAsync(ConnectionString, Freely(sql));
        var report = await VerifyAsync();
        await PutBackAsync();
        return report.Faults;
    }

    protected Task PutBackAsync() => Sql.RunAsync(ConnectionString, Freely(string.Join(' ', Tables.Select(t =>
        $"delete from ledger.{t}; insert into ledger.{t} select * from kept.{t};"))));

    protected async Task<List<object?[]>> RowsAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = await reader.IsDBNullAsync(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }

        return rows;
    }

    private string Freely(string sql) => $"""
        begin;
        {Triggers("disable trigger")}
        {sql};
        {Triggers("enable always trigger")}
        commit
        """;

    private string Triggers(string what) =>
        string.Join('\n', Tables.Select(t => $"alter table ledger.{t} {what} append_only;"));
}
