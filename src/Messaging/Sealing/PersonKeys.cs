using System.Security.Cryptography;
using Npgsql;
using Supervision.Domain;
using Supervision.Domain.DataSubjects;
using Supervision.Ledger;
using Supervision.Ledger.Backups;

namespace Supervision.Messaging.Sealing;

/// <summary>
/// The keys of persons, in the ledger's database, wrapped by a master key that is in no database. No key is kept in
/// memory between two calls, so that one which was deleted is gone for every process. Safe for any number of threads.
/// </summary>
public sealed class PersonKeys : IAsyncDisposable
{
    private const string Role = "supervision_keys";
    private const string LockNotAvailable = "55P03";

    private readonly NpgsqlDataSource source;
    private readonly MasterKey master;
    private readonly ErasedPersons erased;

    private PersonKeys(NpgsqlDataSource source, MasterKey master) => (this.source, this.master, erased) =
        (source, master, new ErasedPersons(LedgerFiles.ErasedFile(master.Path)));

    /// <summary>
    /// Brings the schema up to date, reads the master key (makes it where neither the file nor the database knows one)
    /// and finishes erasures that a crash has cut off. The ledger in this database has been opened before.
    /// </summary>
    /// <exception cref="MasterKeyException">The file cannot be used, or is not this database's; nothing was
    /// written.</exception>
    public static async Task<PersonKeys> OpenAsync(string connectionString, string masterKeyFile, CancellationToken ct)
    {
        await Migrations.ApplyAsync(connectionString,
            new SchemaFiles("keys", Role, typeof(PersonKeys).Assembly), ct);
        var database = NpgsqlDataSource.Create(Keeper(connectionString));
        try
        {
            var keys = new PersonKeys(database, await OpenMasterAsync(database, masterKeyFile, ct));
            await keys.FinishErasuresAsync(ct);
            return keys;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// That the file is this database's master key, where the database knows one already; changes nothing.
    /// </summary>
    /// <exception cref="MasterKeyException">It is another's, or cannot be used.</exception>
    public static async Task CheckAsync(string connectionString, string masterKeyFile, CancellationToken ct)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var exists = database.CreateCommand("select to_regclass('keys.master_key') is not null");
        if (!(bool)(await exists.ExecuteScalarAsync(ct))! || await FingerprintAsync(database, ct) is not { } known)
            return;
        using var key = await MasterKey.OpenAsync(masterKeyFile, make: false, ct);
        if (!CryptographicOperations.FixedTimeEquals(known, key.Fingerprint))
            throw new MasterKeyException("wrong", masterKeyFile);
    }

    /// <summary>
    /// Persons in the list of the erased of whose erasure this ledger knows nothing: it was restored from a backup that
    /// is older. Their keys are gone; the act has to be recorded again.
    /// </summary>
    public async Task<IReadOnlyList<DataSubjectId>> ErasedUnrecordedAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand($"""
            select person from unnest($1) as listed(person) where not exists (
                select from ledger.entry e where e.stream = '{DataSubjectId.Noun}-' || person
                    and e.type = '{DataSubject.DestroyedType}') order by person
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. erased.Read().Select(p => p.Value)] });
        return await PersonsAsync(command, ct);
    }

    /// <summary>
    /// Deletes the keys of all persons whose destruction is in the ledger, or in the list beside the master key: what
    /// an erasure does after its event, and what the next start does if it did not come so far, or if a backup has
    /// brought keys back. Deleting leaves the bytes in the table's file until the file is rewritten; that waits at most
    /// some seconds for others and is done the next time otherwise.
    /// </summary>
    /// <exception cref="IOException">The list cannot be written: nothing was deleted.</exception>
    public async Task FinishErasuresAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        if (!await DeleteErasedAsync(connection, ct))
            return;
        try
        {
            await ExecuteAsync(connection, "set lock_timeout = '5s'", ct);
            // Writes the table anew from the rows there are now. A vacuum (full) would keep the deleted row for any
            // transaction that began before the deletion; an update would leave the old row in the file.
            await ExecuteAsync(connection,
                "alter table keys.person_key alter column wrapped type bytea using wrapped || ''::bytea", ct);
            await ExecuteAsync(connection, "update keys.master_key set rewrite_due = false", ct);
        }
        catch (PostgresException e) when (e.SqlState == LockNotAvailable)
        {
            // Somebody reads the table for long, a dump perhaps; it stays due.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        master.Dispose();
    }

    /// <summary>The keys that there are of these persons.</summary>
    internal async Task<Dictionary<DataSubjectId, PersonKey>> FindAsync(
        IEnumerable<DataSubjectId> persons, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "select person, wrapped from keys.person_key where person = any($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. persons.Select(p => p.Value)] });
        var found = new Dictionary<DataSubjectId, PersonKey>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var person = new DataSubjectId(reader.GetGuid(0));
            found.Add(person, master.Unwrap(person, reader.GetFieldValue<byte[]>(1)));
        }

        return found;
    }

    /// <summary>
    /// Keeps new keys, durably. False where another process has made one of them meanwhile: what was sealed with ours
    /// is thrown away and sealed with its.
    /// </summary>
    internal async Task<bool> SaveAsync(IReadOnlyCollection<PersonKey> made, CancellationToken ct)
    {
        if (made.Count == 0)
            return true;
        await using var command = source.CreateCommand(
            "insert into keys.person_key (person, wrapped) select * from unnest($1, $2) on conflict do nothing");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. made.Select(k => k.Person.Value)] });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. made.Select(master.Wrap)] });
        return await command.ExecuteNonQueryAsync(ct) == made.Count;
    }

    /// <summary>Whether no key may be made for this person any more, whatever the ledger knows of him.</summary>
    internal bool IsErased(DataSubjectId person) => erased.Read().Contains(person);

    // Listed durably before they are gone: of a crash in between the list is ahead, and the next start deletes.
    private async Task<bool> DeleteErasedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, "select from keys.master_key for update", ct);
        await using var find = new NpgsqlCommand($"""
            select person from keys.person_key k where person = any($1) or exists (
                select from ledger.entry e where e.stream = '{DataSubjectId.Noun}-' || k.person
                    and e.type = '{DataSubject.DestroyedType}')
            """, connection);
        find.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. erased.Read().Select(p => p.Value)] });
        var gone = await PersonsAsync(find, ct);
        erased.Add(gone);
        await using var delete = new NpgsqlCommand("""
            with gone as (delete from keys.person_key where person = any($1) returning 1)
            update keys.master_key set rewrite_due = rewrite_due or exists (select from gone) returning rewrite_due
            """, connection);
        delete.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. gone.Select(p => p.Value)] });
        var rewriteDue = (bool)(await delete.ExecuteScalarAsync(ct))!;
        await transaction.CommitAsync(ct);
        return rewriteDue;
    }

    private static async Task<IReadOnlyList<DataSubjectId>> PersonsAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var persons = new List<DataSubjectId>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            persons.Add(new DataSubjectId(reader.GetGuid(0)));
        return persons;
    }

    private static async Task<MasterKey> OpenMasterAsync(NpgsqlDataSource database, string file, CancellationToken ct)
    {
        var known = await FingerprintAsync(database, ct);
        var key = await MasterKey.OpenAsync(file, make: known is null, ct);
        if (known is null)
        {
            await using var remember = database.CreateCommand(
                "insert into keys.master_key (fingerprint) values ($1) on conflict do nothing");
            remember.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Fingerprint });
            await remember.ExecuteNonQueryAsync(ct);
            known = await FingerprintAsync(database, ct);
        }

        if (CryptographicOperations.FixedTimeEquals(known, key.Fingerprint))
            return key;
        key.Dispose();
        throw new MasterKeyException("wrong", file);
    }

    private static async Task<byte[]?> FingerprintAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select fingerprint from keys.master_key");
        return (byte[]?)await command.ExecuteScalarAsync(ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    // Durable whatever the database's default is; and the few keys look into the many entries, not the other way.
    private static string Keeper(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "supervision keys" };
        var options = $"-c role={Role} -c synchronous_commit=on -c enable_hashjoin=off -c enable_mergejoin=off";
        builder.Options = string.IsNullOrEmpty(builder.Options) ? options : $"{builder.Options} {options}";
        return builder.ConnectionString;
    }
}
