using System.Data;
using System.Formats.Tar;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Supervision.TransparencyLog;

namespace Supervision.Ledger.Backups;

/// <summary>Writes and reads back a ledger with the keys that belong to it; the format is in README.md.</summary>
public static class LedgerBackup
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] Schemas = ["ledger", "keys"];

    /// <summary>
    /// Writes the ledger as it is at one moment, while others go on appending. The file is whole when it has its name;
    /// until then it has another, and is removed on any failure.
    /// </summary>
    /// <exception cref="BackupException">It cannot be made, or the file is there already.</exception>
    /// <exception cref="IOException">It cannot be written, or a key cannot be read.</exception>
    public static async Task<BackupManifest> WriteAsync(
        string connectionString, string kind, LedgerFiles files, string output, CancellationToken ct)
    {
        if (Directory.Exists(output))
            throw BackupFile.IsAFolder(output);
        if (File.Exists(output))
            throw OutputExists(output);
        var unfinished = $"{output}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.unfinished";
        try
        {
            BackupManifest manifest;
            await using (var stream = PrivateFile.New(unfinished))
            {
                manifest = await WriteAsync(connectionString, kind, files, stream, ct);
                stream.Flush(flushToDisk: true);
            }

            NewName.Give(unfinished, output);
            return manifest;
        }
        catch (IOException) when (File.Exists(output))
        {
            throw OutputExists(output);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>
    /// Restores the database's part into an empty database, all or nothing. The roles are made if they are missing.
    /// </summary>
    /// <exception cref="BackupException">The database is not empty, or pg_restore failed.</exception>
    public static async Task RestoreAsync(BackupFile backup, string connectionString, CancellationToken ct)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        int server;
        await using (var connection = new NpgsqlConnection(builder.ConnectionString))
        {
            await connection.OpenAsync(ct);
            server = connection.PostgreSqlVersion.Major;
            await CheckEmptyAsync(connection, ct);
        }

        if (server < backup.Manifest.Postgres)
        {
            throw new BackupException("server-older", $"The backup is of PostgreSQL {backup.Manifest.Postgres}; the "
                + $"server is of version {server}.", backup.Manifest.Postgres, server);
        }

        if (Migrations.IsNewer(backup.Manifest.Schemas.GetValueOrDefault("ledger"), SchemaFiles.Ledger))
            throw new BackupException("program-older", "The backup is of a newer program: use that.");
        await Migrations.MakeRolesAsync(connectionString, ct);
        var programs = await DumpPrograms.FindAsync(
            server, backup.Manifest.Postgres, Environment.GetEnvironmentVariable);
        var database = (builder.Database ?? builder.Username ?? "").Replace("\\", "\\\\").Replace("'", "\\'");
        using var restoring = DumpProcess.Start(programs.Restore, connectionString,
            "--single-transaction", "--exit-on-error", "--no-password", $"--dbname=dbname='{database}'");
        try
        {
            await backup.CopyDumpAsync(restoring.Input, ct);
            restoring.Input.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything, and says why.
        }

        await restoring.EndAsync(ct);
    }

    /// <summary>Takes away what <see cref="RestoreAsync"/> has put into a database that was empty.</summary>
    public static async Task UndoAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand(
            string.Join("; ", Schemas.Select(schema => $"drop schema if exists {schema} cascade")), connection);
        await drop.ExecuteNonQueryAsync();
    }

    // The order is the promise. The kept checkpoint is read before the snapshot is taken, so that the tree in it is
    // never the smaller one; the keys after it, so that a key which the snapshot speaks of is there.
    private static async Task<BackupManifest> WriteAsync(
        string connectionString, string kind, LedgerFiles files, FileStream output, CancellationToken ct)
    {
        var taken = TimeProvider.System.GetUtcNow();
        var kept = File.Exists(files.Kept) ? await File.ReadAllBytesAsync(files.Kept, ct) : null;
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        var programs = await DumpPrograms.FindAsync(connection.PostgreSqlVersion.Major,
            connection.PostgreSqlVersion.Major, Environment.GetEnvironmentVariable);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var name = await ScalarAsync<string>(connection, "select pg_export_snapshot()", ct);
        var head = await TreeReader.ReadHeadAsync(connection, ct);
        var schemas = await ReadSchemasAsync(connection, ct);
        var small = files.Present().ToDictionary(part => part, part => File.ReadAllBytes(files.FileOf(part)));
        if (kept is not null)
            small.Add(LedgerFiles.KeptPart, kept);
        await CheckKeyAsync(connection, files, ct);

        await using var tar = new TarWriter(output, TarEntryFormat.Gnu, leaveOpen: true);
        foreach (var (part, bytes) in small)
            await AddAsync(tar, part, new MemoryStream(bytes), taken, ct);
        using var dumping = DumpProcess.Start(programs.Dump, connectionString, ["--format=custom", "--no-password",
            $"--snapshot={name}", .. schemas.Keys.Select(schema => $"--schema={schema}")]);
        await using var dump = new HashingStream(dumping.Output);
        await AddAsync(tar, BackupFile.DumpName, dump, taken, ct);
        await dumping.EndAsync(ct);

        var manifest = new BackupManifest(BackupManifest.CurrentFormat, Version(), programs.Major, taken, kind,
            head.Size, head.Root.ToString(), schemas,
            [.. small.Select(p => BackupPart.Of(p.Key, p.Value)), dump.Part(BackupFile.DumpName)]);
        var said = manifest.ToBytes();
        await AddAsync(tar, BackupFile.ManifestName, new MemoryStream(said), taken, ct);
        await AddAsync(tar, BackupFile.SealName, new MemoryStream(Encoding.ASCII.GetBytes(BackupFile.Seal(said))),
            taken, ct);
        return manifest;
    }

    private static Task AddAsync(TarWriter tar, string name, Stream bytes, DateTimeOffset time, CancellationToken ct) =>
        tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = bytes,
            Mode = OwnerOnly,
            ModificationTime = time,
        }, ct);

    // A backup without the key that signed last, or with another, could not be served again.
    private static async Task CheckKeyAsync(NpgsqlConnection connection, LedgerFiles files, CancellationToken ct)
    {
        var newest = await CheckpointTable.ReadNewestAsync(connection, ct);
        var origins = await OpenedOrigin.ReadAllAsync(connection, ct);
        if (!File.Exists(files.LogKey))
        {
            if (newest is null)
                return;
            throw new BackupException("log-key-missing", $"The log's key is not in {files.LogKey}: name its file "
                + "with --key.", files.LogKey);
        }

        var key = LogKey.ReadVerifier(files.LogKey);
        var isNewest = origins is not [.., var opened] || opened.Key.Equals(key);
        if (!isNewest || (newest is not null && new Policy(OpenedOrigin.KeyOf(newest.Size, origins, key))
            .Judge(SignedNote.Parse(newest.Note)) is not Verdict.Accepted))
        {
            throw new BackupException("log-key-differs", $"The key in {files.LogKey} is not the one that signs this "
                + "log: name the right one with --key, or finish opening a new origin.", files.LogKey);
        }
    }

    private static async Task<IReadOnlyDictionary<string, int>> ReadSchemasAsync(
        NpgsqlConnection connection, CancellationToken ct)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var schema in Schemas)
        {
            if (await ScalarAsync<bool>(connection, $"select to_regclass('{schema}.migration') is not null", ct))
            {
                found.Add(
                    schema, await ScalarAsync<int>(connection, $"select max(number) from {schema}.migration", ct));
            }
        }

        return found;
    }

    // Also views of another ledger, which would not be computed anew.
    private static async Task CheckEmptyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select nspname::text from pg_namespace
            where nspname not like 'pg\_%' and nspname not in ('public', 'information_schema') order by 1 limit 1
            """, connection);
        if (await command.ExecuteScalarAsync(ct) is string schema)
        {
            throw new BackupException("database-not-empty",
                $"The database {connection.Database} is not empty: it has a schema {schema}.", connection.Database,
                schema);
        }
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    private static BackupException OutputExists(string output) =>
        new("output-exists", $"There is a file {output} already.", output);

    private static string Version() =>
        typeof(LedgerBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "";
}
