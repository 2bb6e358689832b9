using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Npgsql;
using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Ledger.Tests.EmbeddedPostgres;

public sealed class StartingAnEmbeddedServer : ServerFolder
{
    [Fact]
    public async Task for_the_first_time_makes_a_safe_private_cluster()
    {
        var parent = Path.Combine(Folder, "made", "by", "the", "start");
        await using var server = await Start(parent, ServerOptions.Default);

        var connection = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        connection.Username.ShouldBe("ledger");
        connection.Database.ShouldBe("supervision");
        connection.IncludeErrorDetail.ShouldBeFalse();
        Mode(Path.Combine(parent, "postgres")).ShouldBe("700");
        Mode(Path.Combine(parent, "postgres.password")).ShouldBe("600");
        (await Ask<string>(server, "show data_checksums")).ShouldBe("on");
        (await Ask<string>(server, "show fsync")).ShouldBe("on");
        (await Ask<string>(server, "show synchronous_commit")).ShouldBe("on");
        (await Ask<string>(server, "show full_page_writes")).ShouldBe("on");
        (await Ask<string>(server, "show lc_collate")).ShouldBe("C.UTF-8");
        (await Ask<string>(server, "show server_encoding")).ShouldBe("UTF8");
        (await Ask<string>(server, "show timezone")).ShouldBe("UTC");
        (await Ask<string>(server, "show unix_socket_directories")).ShouldBe("");
        (await Ask<long>(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
            .ShouldBe(0);
        Listeners(connection.Port).ShouldAllBe(end => IPAddress.IsLoopback(end.Address));
        Listeners(connection.Port).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task refuses_a_wrong_password()
    {
        await using var server = await Start(Folder);
        await using var connection = new NpgsqlConnection($"{server.ConnectionString};Password=wrong;Pooling=false");
        (await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync())).SqlState.ShouldBe("28P01");
    }

    [Fact]
    public async Task again_keeps_the_data()
    {
        await using (var first = await Start(Folder))
            await Tell(first, "create table kept as select 'Hải Phòng' as place");
        await using var second = await Start(Folder);
        (await Ask<string>(second, "select place from kept")).ShouldBe("Hải Phòng");
    }

    [Fact]
    public async Task on_a_port_that_is_taken_goes_to_another()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var server = await Start(Folder, ServerOptions.ForTests with { PreferredPort = port });
        new NpgsqlConnectionStringBuilder(server.ConnectionString).Port.ShouldNotBe(port);
        (await Ask<int>(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task after_a_first_start_that_was_cut_short_begins_anew()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "postgres.new", "base"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "postgres.new", "PG_VERSION"), "15\n");
        await File.WriteAllTextAsync(Path.Combine(Folder, "postgres.password"), "of the start that was cut short");
        await File.WriteAllTextAsync(Path.Combine(Folder, "postgres.password.new"), "");
        await using var server = await Start(Folder);
        (await Ask<int>(server, "select 1")).ShouldBe(1);
        Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["postgres", "postgres.password", "supervision.lock"]);
    }

    [Fact]
    public async Task can_be_cancelled_and_leaves_the_folder_free()
    {
        var patience = ServerOptions.ForTests with { BinariesFolder = Programs("exit 0", "exec sleep 60") };
        using var cancelled = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<OperationCanceledException>(
            () => PostgresServer.StartAsync(Folder, patience, cancelled.Token));
        Directory.Delete(Cluster, recursive: true);
        await using var server = await Start(Folder);
        (await Ask<int>(server, "select 1")).ShouldBe(1);
    }

    private static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private static IEnumerable<IPEndPoint> Listeners(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == port);
}
