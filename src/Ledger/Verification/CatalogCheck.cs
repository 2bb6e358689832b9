using System.Reflection;
using Npgsql;

namespace Supervision.Ledger.Verification;

/// <summary>
/// What is asked of PostgreSQL as a whole: duplicates, versions of each stream, triggers, indexes, rights.
/// </summary>
internal sealed class CatalogCheck(NpgsqlConnection connection, Faults faults)
{
    private const string Versions = """
        select index,
            format('Entry %s: it has version %s of stream %s, after version %s.', index, stream_version, stream,
            before)
        from (select index, stream, stream_version,
                  coalesce(lag(stream_version) over (partition by stream order by index), -1) as before
              from ledger.entry) v
        where stream_version <> before + 1 order by index
        """;

    private const string Ids = """
        select index, format('Entry %s: entry %s has the same id %s.', index, before, id)
        from (select index, id, lag(index) over (partition by id order by index) as before from ledger.entry) v
        where before is not null order by index
        """;

    private const string Commands = """
        select index, format('Entry %s: the command %s was accepted at entry %s before.', index, command_id, before)
        from (select index, command_id, lag(index) over (partition by command_id order by index) as before
              from ledger.entry where command_size is not null) v
        where before is not null order by index
        """;

    // Nobody asks for these when the tiles that should be there are checked. Numeric: a level may be anything.
    private const string Tiles = """
        select least((n::numeric * 256::numeric ^ (level + 1)), 9223372036854775807)::bigint,
            format('The tile %s/%s is of entries that are not there.', level, n)
        from ledger.tile
        where (n + 1)::numeric * 256::numeric ^ (level + 1) > (select coalesce(max(index) + 1, 0) from ledger.entry)
        order by level, n
        """;

    // 58: before, for each statement, on delete, update and truncate; A: enabled always.
    private const string Triggers = """
        select null::bigint, format('The table ledger.%s has no working trigger that refuses changes.', t.name)
        from unnest(array['entry', 'tree_head', 'tile', 'checkpoint']) as t(name)
        where not exists (
            select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
            where g.tgrelid = to_regclass('ledger.' || t.name) and g.tgtype = 58 and g.tgenabled = 'A'
                and g.tgqual is null and g.tgattr = '' and p.prosrc = $1)
        """;

    private const string Indexes = """
        select null::bigint, format('The unique index ledger.%s is missing or not valid.', i.name)
        from unnest(array['entry_pkey', 'entry_id', 'entry_stream', 'entry_command', 'tree_head_pkey', 'tile_pkey',
                'checkpoint_pkey'])
            as i(name)
        where not exists (
            select from pg_index x where x.indexrelid = to_regclass('ledger.' || i.name)
                and x.indisunique and x.indisvalid)
        """;

    private const string Rights = """
        select null::bigint, format('The role %s may change or remove rows of ledger.%s.', r.rolname, t.name)
        from pg_roles r, unnest(array['entry', 'tree_head', 'tile', 'checkpoint']) as t(name)
        where r.rolname in ('supervision_writer', 'supervision_views')
            and has_table_privilege(r.oid, to_regclass('ledger.' || t.name), 'update, delete, truncate')
        """;

    /// <summary>What may be in doubt after all rows have been seen.</summary>
    internal async Task CheckAsync(Uniqueness uniqueness, CancellationToken ct)
    {
        if (uniqueness.MayHaveWrongVersions)
            await CheckAsync("stream-version-not-dense", Versions, ct);
        if (uniqueness.MayHaveDoubledIds)
            await CheckAsync("id-duplicate", Ids, ct);
        if (uniqueness.MayHaveDoubledCommands)
            await CheckAsync("command-duplicate", Commands, ct);
    }

    /// <summary>What needs no row of the log.</summary>
    internal async Task CheckAsync(CancellationToken ct)
    {
        await CheckAsync("trigger-missing", Triggers, ct, TriggerBody());
        await CheckAsync("index-missing-or-invalid", Indexes, ct);
        await CheckAsync("rights-too-wide", Rights, ct);
        await CheckAsync("tile-beyond-entries", Tiles, ct);
    }

    private async Task CheckAsync(string code, string sql, CancellationToken ct, string? parameter = null)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (parameter is not null)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parameter });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (!faults.IsFull && await reader.ReadAsync(ct))
            faults.Add(reader.IsDBNull(0) ? null : reader.GetInt64(0), code, reader.GetString(1));
    }

    // As the schema's first file writes it, so that a function which refuses nothing is noticed.
    private static string TriggerBody()
    {
        const string Quote = "$body$";
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().First(n => n.Contains(".0001-", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().Split(Quote)[1];
    }
}
