using System.Formats.Tar;
using System.Text;
using Supervision.Ledger.Backups;

namespace Supervision.Ledger.Tests.Backups;

public sealed class RestoringABackup : BackupFolder
{
    [Fact]
    public async Task with_any_part_altered_is_refused()
    {
        await MakeAsync();
        var names = await NamesAsync();
        names.ShouldBe(["log.key", "master.erased", "log.checkpoint", "ledger.dump", "manifest.json",
            "manifest.sha256"]);
        foreach (var name in names)
        {
            var altered = await AlteredAsync((n, bytes) => n == name ? Flip(bytes) : bytes);
            var refused = await RefusedAsync(() => BackupFile.OpenAsync(altered, default), "damaged");
            refused.Values[0].ShouldBe(name == "manifest.sha256" ? "manifest.json" : name);
        }
    }

    [Fact]
    public async Task without_one_of_its_parts_is_refused()
    {
        await MakeAsync();
        foreach (var name in await NamesAsync())
        {
            var without = await AlteredAsync((n, bytes) => n == name ? null : bytes);
            await RefusedAsync(() => BackupFile.OpenAsync(without, default), "damaged");
        }
    }

    [Fact]
    public async Task cut_off_anywhere_is_refused()
    {
        await MakeAsync();
        var whole = await File.ReadAllBytesAsync(Output);
        var cut = Path.Combine(Folder, "cut.tar");
        // Two blocks of zeros end the archive; without them nothing is missing.
        for (var length = 1; length < whole.Length - 1536; length += 997)
        {
            await File.WriteAllBytesAsync(cut, whole[..length]);
            var refused = await Should.ThrowAsync<BackupException>(BackupFile.OpenAsync(cut, default));
            refused.Code.ShouldBeOneOf("damaged", "not-a-backup");
        }
    }

    [Fact]
    public async Task with_a_part_of_another_name_is_refused()
    {
        await MakeAsync();
        foreach (var name in new[]
        {
            "../log.key", "/etc/passwd", "./ledger.dump", "log.key/../x", "log.0.key", "log.1000.key", "log.key\n",
            "LOG.KEY", "log.next.key", "postgres.password",
        })
        {
            var extended = await AlteredAsync((_, bytes) => bytes, tar => tar.WriteEntry(
                new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) }));
            await RefusedAsync(() => BackupFile.OpenAsync(extended, default), "unexpected-part");
        }
    }

    [Fact]
    public async Task with_a_link_or_a_part_twice_is_refused()
    {
        await MakeAsync();
        var link = await AlteredAsync((n, bytes) => n == "log.key" ? null : bytes, tar =>
            tar.WriteEntry(new GnuTarEntry(TarEntryType.SymbolicLink, "log.key") { LinkName = "/etc/shadow" }));
        await RefusedAsync(() => BackupFile.OpenAsync(link, default), "unexpected-part");
        var twice = await AlteredAsync((_, bytes) => bytes, tar => tar.WriteEntry(
            new GnuTarEntry(TarEntryType.RegularFile, "log.key") { DataStream = new MemoryStream([1]) }));
        await RefusedAsync(() => BackupFile.OpenAsync(twice, default), "unexpected-part");
    }

    [Fact]
    public async Task that_is_none_is_refused()
    {
        await RefusedAsync(() => BackupFile.OpenAsync(Output, default), "no-file");
        foreach (var bytes in new[] { [], new byte[5], new byte[4096], Encoding.UTF8.GetBytes(new string('x', 5_000)) })
        {
            await File.WriteAllBytesAsync(Output, bytes);
            await RefusedAsync(() => BackupFile.OpenAsync(Output, default), "not-a-backup");
        }
    }

    [Fact]
    public async Task of_another_format_or_a_newer_program_or_server_is_refused()
    {
        await MakeAsync();
        await RefusedAsync(() => ManifestAsync("supervision backup/1", "supervision backup/2"), "format-unknown");
        var newer = await ManifestAsync("\"ledger\": ", "\"ledger\": 9");
        var database = await TestCluster.FreshDatabaseAsync();
        await RefusedAsync(() => LedgerBackup.RestoreAsync(newer, database, default), "program-older");
        newer = await ManifestAsync("\"postgres\": 1", "\"postgres\": 91");
        await RefusedAsync(() => LedgerBackup.RestoreAsync(newer, database, default), "server-older");
        (await IsEmptyAsync(database)).ShouldBeTrue();
    }

    [Fact]
    public async Task into_a_database_that_is_not_empty_is_refused_and_changes_nothing()
    {
        await MakeAsync();
        var backup = await BackupFile.OpenAsync(Output, default);
        await RefusedAsync(() => LedgerBackup.RestoreAsync(backup, ConnectionString, default), "database-not-empty");
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
        var other = await TestCluster.FreshDatabaseAsync();
        await Sql.RunAsync(other, "create schema views");
        await RefusedAsync(() => LedgerBackup.RestoreAsync(backup, other, default), "database-not-empty");
    }

    [Fact]
    public async Task needs_no_superuser()
    {
        await MakeAsync();
        var database = await TestCluster.FreshDatabaseAsync();
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database).Database;
        await Sql.RunAsync(database, $"""
            do $$ begin if not exists (select from pg_roles where rolname = 'restorer') then
                create role restorer login password 'x'; end if; end $$;
            grant supervision_owner, supervision_writer, supervision_views, supervision_keys to restorer;
            grant create on database {name} to restorer;
            """);
        var restorer = new Npgsql.NpgsqlConnectionStringBuilder(database) { Username = "restorer", Password = "x" };
        await LedgerBackup.RestoreAsync(
            await BackupFile.OpenAsync(Output, default), restorer.ConnectionString, default);
        (await Verifier.VerifyAsync(restorer.ConnectionString, null, default)).Faults.ShouldBeEmpty();
        (await Sql.ScalarAsync<string>(database, "select tableowner from pg_tables where tablename = 'entry'"))
            .ShouldBe("supervision_owner");
        await LedgerBackup.UndoAsync(restorer.ConnectionString);
        (await IsEmptyAsync(database)).ShouldBeTrue();
    }

    [Fact]
    public async Task changed_after_it_was_checked_leaves_the_database_empty()
    {
        await MakeAsync();
        var altered = Path.Combine(Folder, "altered.tar");
        File.Copy(Output, altered);
        var backup = await BackupFile.OpenAsync(altered, default);
        File.Move(await AlteredAsync((n, bytes) => n == "ledger.dump" ? Flip(bytes) : bytes), altered, overwrite: true);
        var database = await TestCluster.FreshDatabaseAsync();
        var refused = await Should.ThrowAsync<BackupException>(LedgerBackup.RestoreAsync(backup, database, default));
        refused.Code.ShouldBeOneOf("damaged", "program-failed");
        (await IsEmptyAsync(database)).ShouldBeTrue();
    }

    [Fact]
    public async Task beside_another_key_is_refused_and_beside_the_same_is_not()
    {
        await MakeAsync();
        var backup = await BackupFile.OpenAsync(Output, default);
        using (RestoredFiles.Stage(backup, Files))
        {
            // Only unpacked beside it.
        }

        var target = FilesIn("other");
        var other = LogKey.Open(target.LogKey, Origin).Verifier;
        await RefusedAsync(() => Task.FromResult(RestoredFiles.Stage(backup, target)), "key-differs");
        LogKey.ReadVerifier(target.LogKey).ShouldBe(other);
        Directory.GetFileSystemEntries(Path.Combine(Folder, "other")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task that_is_given_up_leaves_no_file()
    {
        await MakeAsync();
        var target = FilesIn("new");
        using (var files = RestoredFiles.Stage(await BackupFile.OpenAsync(Output, default), target))
        {
            files.Install();
            LogKey.ReadVerifier(target.LogKey).ShouldBe(LogKey.ReadVerifier(Files.LogKey));
        }

        Directory.Exists(Path.Combine(Folder, "new")).ShouldBeFalse();
    }

    private async Task MakeAsync()
    {
        await FillAsync(20);
        await SignAsync();
        await File.WriteAllTextAsync(Files.Erased, $"{Guid.NewGuid():D}\n");
        await BackUpAsync();
    }

    private static byte[] Flip(byte[] bytes)
    {
        bytes[bytes.Length / 2] ^= 1;
        return bytes;
    }

    // A manifest that somebody has edited and sealed again.
    private async Task<BackupFile> ManifestAsync(string from, string to)
    {
        byte[] manifest = [];
        var altered = await AlteredAsync((name, bytes) => name switch
        {
            "manifest.json" => manifest =
                Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(from, to, StringComparison.Ordinal)),
            "manifest.sha256" => Encoding.ASCII.GetBytes(BackupFile.Seal(manifest)),
            _ => bytes,
        });
        return await BackupFile.OpenAsync(altered, default);
    }

    private async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        await AlteredAsync((name, bytes) =>
        {
            names.Add(name);
            return bytes;
        });
        return names;
    }

    private async Task<string> AlteredAsync(Func<string, byte[], byte[]?> change, Action<TarWriter>? first = null)
    {
        var altered = Path.Combine(Folder, $"altered-{Guid.NewGuid():n}.tar");
        await using var reader = new TarReader(File.OpenRead(Output));
        await using var writer = new TarWriter(File.Create(altered), TarEntryFormat.Gnu);
        first?.Invoke(writer);
        while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
        {
            using var bytes = new MemoryStream();
            await entry.DataStream!.CopyToAsync(bytes);
            if (change(entry.Name, bytes.ToArray()) is { } changed)
            {
                await writer.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, entry.Name)
                {
                    DataStream = new MemoryStream(changed),
                });
            }
        }

        return altered;
    }

    private static Task<bool> IsEmptyAsync(string database) => Sql.ScalarAsync<bool>(
        database, "select to_regnamespace('ledger') is null and to_regnamespace('keys') is null");
}
