using Supervision.Ledger.Backups;
using Supervision.TransparencyLog;

namespace Supervision.Ledger.Tests.Backups;

public sealed class BackingUpALedger : BackupFolder
{
    [Fact]
    public async Task under_load_holds_one_moment_which_comes_back_root_for_root()
    {
        await FillAsync(300);
        await SignAsync();
        using var stop = new CancellationTokenSource();
        var appending = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await FillAsync(5);
                await SignAsync();
            }
        });
        var manifest = await BackUpAsync();
        await stop.CancelAsync();
        await appending;
        (await Store.ReadHeadAsync(default)).Size.ShouldBeGreaterThan(manifest.Size);

        var database = await RestoreAsync(Output);

        using var files = RestoredFiles.Stage(await BackupFile.OpenAsync(Output, default), FilesIn("restored"));
        var kept = Checkpoint.Parse(SignedNote.Parse(await File.ReadAllBytesAsync(files.Staged.Kept)).Text);
        var report = await Verifier.VerifyAsync(
            database, new TrustAnchors([LogKey.ReadVerifier(files.Staged.LogKey)], kept), null, default);
        report.Faults.ShouldBeEmpty();
        report.Size.ShouldBe(manifest.Size);
        report.Root.ToString().ShouldBe(manifest.Root);
        // The checkpoint kept in the backup is never the larger one: what is restored can be signed.
        await using var issuer = new CheckpointIssuer(
            database, LogKey.Open(files.Staged.LogKey, Origin), files.Staged.Kept);
        Checkpoint.Parse((await issuer.IssueAsync(default))!.Text).Size.ShouldBe(manifest.Size);
    }

    [Fact]
    public async Task keeps_triggers_rights_and_owners()
    {
        await FillAsync(3);
        await BackUpAsync();
        var database = await RestoreAsync(Output);
        (await Verifier.VerifyAsync(database, null, default)).Faults.ShouldBeEmpty();
        await Should.ThrowAsync<Npgsql.PostgresException>(Sql.RunAsync(database, "delete from ledger.entry"));
        await using var store = await EventStore.OpenAsync(database, TimeProvider.System, default);
        (await store.AppendAsync(Appends.Request(Appends.Event("after")))).ShouldBeOfType<AppendResult.Appended>()
            .FirstIndex.ShouldBe(3);
    }

    [Fact]
    public async Task makes_a_file_that_only_its_owner_may_read_and_leaves_nothing_beside_it()
    {
        await FillAsync(1);
        await SignAsync();
        await BackUpAsync();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Output).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Folder).ShouldBe([Output]);
    }

    [Fact]
    public async Task does_not_overwrite_a_file()
    {
        await FillAsync(1);
        await File.WriteAllTextAsync(Output, "mine");
        await RefusedAsync(() => BackUpAsync(), "output-exists");
        (await File.ReadAllTextAsync(Output)).ShouldBe("mine");
        Directory.GetFiles(Folder).ShouldBe([Output]);
    }

    [Fact]
    public async Task that_fails_in_the_middle_leaves_nothing()
    {
        await FillAsync(1);
        // A table that the login may not read: pg_dump begins, and fails.
        await Sql.RunAsync(ConnectionString, $"""
            create table ledger.foreign_table (x int);
            do $$ begin if not exists (select from pg_roles where rolname = 'backup_tester') then
                create role backup_tester login password 'x'; end if; end $$;
            grant supervision_owner to backup_tester;
            """);
        var poor = new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Username = "backup_tester",
            Password = "x",
        }.ConnectionString;
        var failed = await RefusedAsync(
            () => LedgerBackup.WriteAsync(poor, "ledger", Files, Output, default), "program-failed");
        failed.Message.ShouldContain("foreign_table");
        Directory.GetFiles(Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task without_the_key_that_signs_it_is_refused()
    {
        await FillAsync(1);
        await SignAsync();
        var key = await File.ReadAllTextAsync(Files.LogKey);
        File.Delete(Files.LogKey);
        await RefusedAsync(() => BackUpAsync(), "log-key-missing");
        LogKey.Open(Files.LogKey, Origin);
        await RefusedAsync(() => BackUpAsync(), "log-key-differs");
        Directory.GetFiles(Folder).ShouldBeEmpty();
        PrivateFile.Write(Files.LogKey, System.Text.Encoding.UTF8.GetBytes(key), replace: true);
        (await BackUpAsync()).Size.ShouldBe(1);
    }

    [Fact]
    public async Task without_the_programs_is_refused()
    {
        (await RefusedAsync(() => FindAsync(15, "/nonexistent"), "no-programs")).Values[0].ShouldBe("15");
        var folder = Path.Combine(Folder, "bin");
        Directory.CreateDirectory(folder);
        foreach (var name in new[] { "pg_dump", "pg_restore" })
        {
            var file = Path.Combine(folder, name);
            await File.WriteAllTextAsync(file, $"#!/bin/sh\necho '{name} (PostgreSQL) 14.2'\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        (await RefusedAsync(() => FindAsync(15, folder), "programs-too-old")).Values.ShouldBe(["14", "15"]);
        (await DumpPrograms.FindAsync(14, 14, _ => folder)).Major.ShouldBe(14);
    }

    private static Task<DumpPrograms> FindAsync(int major, string folder) =>
        DumpPrograms.FindAsync(major, major, _ => folder);
}
