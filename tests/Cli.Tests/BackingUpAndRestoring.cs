using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Supervision.Cli.Tests;

public sealed class BackingUpAndRestoring : IDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(2);

    private readonly string folder = TestCluster.NewFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task works_while_the_ledger_is_being_served_from_an_embedded_server()
    {
        using var serving = new Supervise(folder).Start("serve", "--urls", "http://127.0.0.1:0");
        while (await serving.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Đang phục vụ"))
        {
            // Until it serves, or has ended.
        }

        serving.HasExited.ShouldBeFalse();
        var backedUp = await Run("backup", "b.tar");
        backedUp.Exit.ShouldBe(0, backedUp.Error);
        (await Run("drill")).Exit.ShouldBe(0);
        (await Run("verify")).Out.ShouldContain("Sổ nguyên vẹn");
        (await Run("prove", "0", "--out", "-")).Exit.ShouldBe(0);
        // In place: the ledger is there, and in use.
        (await Run("restore", "b.tar")).Exit.ShouldBe(1);
        Interrupt(serving);
        await serving.WaitForExitAsync();

        var restored = await Run("restore", "b.tar", "--data", "elsewhere");
        restored.Exit.ShouldBe(0, restored.Error);
        (await Run("verify", "--data", "elsewhere")).Out.ShouldContain("Sổ nguyên vẹn");
        Root(restored).ShouldBe(Root(backedUp));
        Directory.GetFileSystemEntries(Path.Combine(folder, "elsewhere", "ledger")).Select(Path.GetFileName).Order()
            .ShouldBe(["log.checkpoint", "log.key", "master.key", "postgres", "postgres.password",
                "supervision.lock"]);
        Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order()
            .ShouldBe(["b.tar", "elsewhere", "ledger"]);
    }

    [Fact]
    public async Task into_a_folder_whose_database_was_lost_keeps_the_newer_checkpoint()
    {
        await MakeAsync();
        (await Run("backup", "b.tar")).Exit.ShouldBe(0);
        Directory.Delete(Path.Combine(folder, "ledger", "postgres"), recursive: true);
        var kept = Path.Combine(folder, "ledger", "log.checkpoint");
        var newest = await File.ReadAllBytesAsync(kept);
        var restored = await Run("restore", "b.tar");
        restored.Exit.ShouldBe(0, restored.Error);
        (await File.ReadAllBytesAsync(kept)).ShouldBe(newest);
        (await Run("verify")).Exit.ShouldBe(0);
        (await Run("restore", "b.tar")).Error.ShouldContain("đã có sổ");
    }

    [Fact]
    public async Task of_a_ledger_with_faults_leaves_the_place_as_it_was()
    {
        var database = await TestCluster.FreshDatabaseAsync();
        await using (var store = await Ledger.EventStore.OpenAsync(database, TimeProvider.System, default))
        {
            await Messaging.LedgerOpening.OpenAsync(
                store, TimeProvider.System, "example.org/log", simulated: false, default);
        }

        await using (var connection = new Npgsql.NpgsqlConnection(database))
        {
            await connection.OpenAsync();
            await using var tamper = new Npgsql.NpgsqlCommand("""
                alter table ledger.entry disable trigger append_only;
                update ledger.entry set type = 'x';
                alter table ledger.entry enable always trigger append_only;
                """, connection);
            await tamper.ExecuteNonQueryAsync();
        }

        (await Run("backup", "b.tar", "--database", database)).Exit.ShouldBe(0);
        var before = Directory.GetFileSystemEntries(folder);
        foreach (var arguments in new string[][]
        {
            ["restore", "b.tar", "--data", "new"], ["drill", "b.tar"],
        })
        {
            var said = await Run(arguments);
            said.Exit.ShouldBe(2, said.Out + said.Error);
            said.Out.ShouldContain("type-differs");
            Directory.GetFileSystemEntries(folder).ShouldBe(before, ignoreOrder: true);
        }

        var empty = await TestCluster.FreshDatabaseAsync();
        (await Run("restore", "b.tar", "--database", empty)).Exit.ShouldBe(2);
        (await Run("verify", "--database", empty)).Error.ShouldContain("chưa có sổ nào");
    }

    [Fact]
    public async Task interrupted_leaves_nothing()
    {
        var database = await TestCluster.FreshDatabaseAsync();
        await using (await Ledger.EventStore.OpenAsync(database, TimeProvider.System, default))
        {
            // The schema is enough.
        }

        // A pg_dump that begins and does not end.
        var programs = Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName;
        foreach (var name in new[] { "pg_dump", "pg_restore" })
        {
            await File.WriteAllTextAsync(Path.Combine(programs, name), $"""
                #!/bin/sh
                [ "$1" = --version ] && echo "{name} (PostgreSQL) 99.0" && exit
                : > "$0.begun"
                exec sleep 300

                """);
            File.SetUnixFileMode(Path.Combine(programs, name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var program = new Supervise(folder) { Environment = { ["SUPERVISION_POSTGRES_BIN"] = programs } };
        using var running = program.Start("backup", "b.tar", "--database", database);
        var started = TimeProvider.System.GetTimestamp();
        while (!File.Exists(Path.Combine(programs, "pg_dump.begun")))
        {
            running.HasExited.ShouldBeFalse();
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(WaitMax);
            await Task.Delay(50);
        }

        Directory.GetFiles(folder).ShouldHaveSingleItem().ShouldEndWith(".unfinished");
        Interrupt(running);
        await running.WaitForExitAsync();
        running.ExitCode.ShouldBe(130);
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    private async Task MakeAsync()
    {
        using var serving = new Supervise(folder).Start("serve", "--urls", "http://127.0.0.1:0");
        while (await serving.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Đang phục vụ"))
        {
            // Until it serves, or has ended.
        }

        Interrupt(serving);
        await serving.WaitForExitAsync();
    }

    private static void Interrupt(Process process) => Kill(process.Id, 2).ShouldBe(0);

    private static string Root(Said said) =>
        said.Out.Split('\n').Single(l => l.StartsWith("Gốc cây: ", StringComparison.Ordinal));

    private Task<Said> Run(params string[] arguments) => new Supervise(folder).RunAsync(arguments);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
