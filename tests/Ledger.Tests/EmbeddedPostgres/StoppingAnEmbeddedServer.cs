using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Ledger.Tests.EmbeddedPostgres;

public sealed class StoppingAnEmbeddedServer : ServerFolder
{
    [Fact]
    public async Task does_not_wait_for_clients()
    {
        var server = await Start(Folder);
        await using var client = await Open(server);
        var watch = Stopwatch.StartNew();
        await server.DisposeAsync();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await server.Ended).ShouldBe(0);
        File.Exists(Path.Combine(Cluster, "postmaster.pid")).ShouldBeFalse();
    }

    [Fact]
    public async Task twice_does_no_harm()
    {
        var server = await Start(Folder);
        await server.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task by_kill_9_loses_nothing_that_was_committed()
    {
        await using (var first = await Start(Folder, ServerOptions.Default))
        {
            await Tell(first, "create table kept as select 7 as n");
            using var postmaster = Process.GetProcessById(first.ProcessId);
            postmaster.Kill();
            (await first.Ended).ShouldNotBe(0);
        }

        await using var second = await Start(Folder, ServerOptions.Default);
        (await Ask<int>(second, "select n from kept")).ShouldBe(7);
    }

    [Fact]
    public async Task with_its_program_by_kill_9_loses_nothing_and_leaves_nothing()
    {
        using var program = FaultsProgram.Start("serve", Folder);
        var number = int.Parse((await program.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        var connectionString = (await program.StandardOutput.ReadLineAsync())!;
        await using (var connection = new NpgsqlConnection($"{connectionString};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("create table kept as select 7 as n", connection);
            await command.ExecuteNonQueryAsync();
        }

        program.Kill();
        await program.WaitForExitAsync();
        // At once: while its server is stopping, or has not noticed yet.
        await using var server = await Start(Folder, ServerOptions.Default);
        (await Ask<int>(server, "select n from kept")).ShouldBe(7);
        server.ProcessId.ShouldNotBe(number);
        // Gone, or a zombie where nobody reaps.
        if (File.Exists($"/proc/{number}/stat"))
            (await File.ReadAllTextAsync($"/proc/{number}/stat")).ShouldContain(") Z ");
    }

    [Fact]
    public async Task by_kill_9_is_made_good_when_nobody_reaps_the_postmaster()
    {
        await using (await Start(Folder)) { }
        // The shell becomes `sleep`, which never asks for its child.
        string[] words = ["-c", "\"$@\" & exec sleep 600", "sh", .. await CommandAsync(FreePort())];
        var start = new ProcessStartInfo("sh", words)
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var parent = Process.Start(start)!;
        while (!(await ReadPidFile()).Contains("ready", StringComparison.Ordinal))
            await Task.Delay(20);
        var number = (await ReadPidFile()).Split('\n')[0];
        using (var postmaster = Process.GetProcessById(int.Parse(number, CultureInfo.InvariantCulture)))
            postmaster.Kill();
        while (!(await File.ReadAllTextAsync($"/proc/{number}/stat")).Contains(") Z ", StringComparison.Ordinal))
            await Task.Delay(20);
        (await ReadPidFile()).ShouldStartWith(number);

        await using (var server = await Start(Folder))
        {
            (await Ask<int>(server, "select 1")).ShouldBe(1);
            // It was there all the time.
            (await File.ReadAllTextAsync($"/proc/{number}/stat")).ShouldContain(") Z ");
        }

        parent.Kill();
    }

    [Fact]
    public async Task is_caught_up_with_when_the_folder_is_reached_through_a_link()
    {
        await using (await Start(Folder)) { }
        using var orphan = await LeftBehind(FreePort());
        while (!(await ReadPidFile()).Contains("ready", StringComparison.Ordinal))
            await Task.Delay(20);
        var link = TestCluster.NewFolder();
        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, Folder);

        await using (var server = await Start(link))
        {
            // Two servers on one folder would destroy it.
            orphan.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue();
            (await Ask<int>(server, "select 1")).ShouldBe(1);
        }

        Directory.Delete(link);
    }

    [Fact]
    public async Task is_caught_up_with_when_an_earlier_program_left_its_server_behind()
    {
        await using (await Start(Folder)) { }
        using var orphan = await LeftBehind(FreePort());
        while (!(await ReadPidFile()).Contains("ready", StringComparison.Ordinal))
        {
            orphan.HasExited.ShouldBeFalse();
            await Task.Delay(20);
        }

        await using var server = await Start(Folder);
        orphan.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        server.ProcessId.ShouldNotBe(orphan.Id);
        (await Ask<int>(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task leaves_a_process_alone_that_got_the_number_of_an_old_server()
    {
        await using (await Start(Folder)) { }
        using var bystander = Process.Start("sleep", "60");
        var number = bystander.Id.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(Cluster, "postmaster.pid"), $"{number}\n{Cluster}\n");

        await using var server = await Start(Folder);
        (await Ask<int>(server, "select 1")).ShouldBe(1);
        bystander.HasExited.ShouldBeFalse();
        bystander.Kill();
    }

    private async Task<string> ReadPidFile()
    {
        var file = Path.Combine(Cluster, "postmaster.pid");
        return File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
    }

    /// <summary>As by a program that could not ask the system to stop its server with it.</summary>
    private async Task<Process> LeftBehind(int port)
    {
        var command = await CommandAsync(port);
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string[]> CommandAsync(int port)
    {
        var binaries = await PostgresBinaries.FindAsync(
            null, Environment.GetEnvironmentVariable, null, Cluster);
        string[] identity = Environment.IsPrivilegedProcess
            ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
            : [];
        string[] server =
        [
            binaries.Postgres, "-D", Cluster, "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
        ];
        return ["setpriv", .. identity, "--", .. server];
    }
}
