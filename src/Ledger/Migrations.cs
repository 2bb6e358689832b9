using System.Globalization;
using System.Reflection;
using System.Text;
using Npgsql;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>The numbered files <c>Schema/0001-….sql</c> that an assembly carries for one schema.</summary>
/// <param name="Schema">The schema's name.</param>
/// <param name="Owner">The role that owns it and runs the files, one of the program's.</param>
/// <param name="Assembly">Carries the files of no other schema.</param>
public sealed record SchemaFiles(string Schema, string Owner, Assembly Assembly)
{
    internal static readonly SchemaFiles Ledger = new("ledger", "supervision_owner", typeof(SchemaFiles).Assembly);
}

/// <summary>Forward-only numbered files, applied once each, as the schema's owner, in one transaction.</summary>
public static class Migrations
{
    // Any constant, other than the append lock; "schema" in ASCII.
    private const long SchemaLock = 0x736368656d61;
    private const int AttemptsMax = 5;

    // Roles are cluster-wide: two databases of one cluster may be migrated at the same moment, each under its own lock.
    private const string Roles = """
        do $body$
        declare
            name text;
        begin
            foreach name in array array['supervision_owner', 'supervision_writer', 'supervision_views',
                'supervision_keys'] loop
                if not exists (select from pg_roles where rolname = name) then
                    begin
                        execute format('create role %I nologin', name);
                    exception when duplicate_object or unique_violation then
                        null;
                    end;
                end if;
                if not pg_has_role(current_user, name, 'member') then
                    execute format('grant %I to %I', name, current_user);
                end if;
            end loop;
        end
        $body$
        """;

    private static string Table(SchemaFiles schema) => $"""
        create schema if not exists {schema.Schema} authorization {schema.Owner};
        set local role {schema.Owner};
        create table if not exists {schema.Schema}.migration (
            number  int         not null primary key,
            name    text        not null,
            sha256  bytea       not null,
            applied timestamptz not null default clock_timestamp()
        );
        comment on table {schema.Schema}.migration is 'Schema files that were applied, and the hash of what they said.';
        grant select on {schema.Schema}.migration to public
        """;

    /// <summary>Applies the files that have not been.</summary>
    /// <exception cref="InvalidOperationException">The schema is newer than the files, or of others.</exception>
    public static async Task ApplyAsync(string connectionString, SchemaFiles schema, CancellationToken ct)
    {
        var files = Files(schema.Assembly);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(ct);
                if (!await IsCurrentAsync(connection, schema, files, ct))
                    await ApplyAsync(connection, schema, files, ct);
                return;
            }
            catch (PostgresException e) when (attempt < AttemptsMax && e.SqlState is "XX000" or "23505" or "42710")
            {
                // "tuple concurrently updated" and its kin: another database's migration touched the same roles.
                // Everything was rolled back, and every step asks first whether it is needed.
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), ct);
            }
        }
    }

    /// <summary>Makes the program's roles where they are missing: what a restored database's owners are.</summary>
    internal static async Task MakeRolesAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await RunAsync(connection, Roles, ct);
    }

    /// <summary>Whether a schema file of this number is newer than those that the program has.</summary>
    internal static bool IsNewer(int number, SchemaFiles schema) => number > Files(schema.Assembly).Max(f => f.Number);

    // Asked before anything is changed, so that a login without the owner's rights can open a ledger that is up to
    // date.
    private static async Task<bool> IsCurrentAsync(
        NpgsqlConnection connection, SchemaFiles schema, List<File> files, CancellationToken ct)
    {
        await using var table = new NpgsqlCommand(
            $"select to_regclass('{schema.Schema}.migration') is not null", connection);
        if (!(bool)(await table.ExecuteScalarAsync(ct))!)
            return false;
        return (await PendingAsync(connection, schema, files, ct)).Count == 0;
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection, SchemaFiles schema, List<File> files, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, $"select pg_advisory_xact_lock({SchemaLock})", ct);
        await RunAsync(connection, Roles, ct);
        await RunAsync(connection, Table(schema), ct);
        foreach (var file in await PendingAsync(connection, schema, files, ct))
        {
            await RunAsync(connection, file.Sql, ct);
            await using var done = new NpgsqlCommand(
                $"insert into {schema.Schema}.migration (number, name, sha256) values ($1, $2, $3)", connection);
            done.Parameters.Add(new NpgsqlParameter<int> { TypedValue = file.Number });
            done.Parameters.Add(new NpgsqlParameter<string> { TypedValue = file.Name });
            done.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = file.Sha256 });
            await done.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static async Task<List<File>> PendingAsync(
        NpgsqlConnection connection, SchemaFiles schema, List<File> files, CancellationToken ct)
    {
        var applied = new Dictionary<int, byte[]>();
        await using var command = new NpgsqlCommand(
            $"select number, sha256 from {schema.Schema}.migration", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            applied.Add(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1));
        if (applied.Keys.Except(files.Select(file => file.Number)).Any())
            throw new InvalidOperationException(
                $"The schema {schema.Schema} is newer than this program: use the newer program.");
        if (files.Find(file => applied.TryGetValue(file.Number, out var hash)
            && !hash.SequenceEqual(file.Sha256)) is { } f)
            throw new InvalidOperationException(
                $"The schema file {f.Name} is not the one that was applied to this database.");
        return files.FindAll(file => !applied.ContainsKey(file.Number));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static List<File> Files(Assembly assembly)
    {
        const string Folder = ".Schema.";
        return [.. assembly.GetManifestResourceNames()
            .Where(resource => resource.Contains(Folder, StringComparison.Ordinal))
            .Select(resource =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
                var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
                return new File(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
            })
            .OrderBy(file => file.Number)];
    }

    private sealed record File(int Number, string Name, string Sql)
    {
        internal byte[] Sha256 { get; } = Hash.Of(Encoding.UTF8.GetBytes(Sql)).ToArray();
    }
}
