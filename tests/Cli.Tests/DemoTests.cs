using System.Runtime.InteropServices;
using Npgsql;

namespace Supervision.Cli.Tests;

public sealed class TheDemo : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("supervision-demo-").FullName;
    private string database = "";

    public async Task InitializeAsync() => database = await TestCluster.FreshDatabaseAsync();

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ends_well_with_every_figure_and_a_whole_ledger()
    {
        var said = await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);

        said.Exit.ShouldBe(0, said.Out + said.Error);
        foreach (var fact in new[]
        {
            "264.294.000", "234.342.000", "21.840.000", "212.502.000", "Còn phải thu: 0 đồng",
            "✓ assignment.status của T-07 = hoàn thành đúng hạn (đã gia hạn 1 lần, hạn gốc 30/09)",
            "✓ assignment.status của T-11 = hoàn thành quá hạn 9 ngày",
            "✓ measure.status của KP-A/2 = báo hoàn thành quá hạn 20 ngày; xác nhận sau 1 ngày làm việc",
            "✓ finding.amount của F1 (đã biết đến 30/06/2026) = 128544000",
            "✓ money.outstanding của DOAN-A = 0", "✓ draft.missing: cả ", "Sổ nguyên vẹn: không có lỗi nào.",
            "Mọi kỳ vọng đều đúng.",
        })
            said.Out.ShouldContain(fact);
    }

    [Fact]
    public async Task says_the_same_in_every_time_zone()
    {
        var inUtc = await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);
        var elsewhere = await TestCluster.FreshDatabaseAsync();
        var inHaiphong = new Supervise(folder) { Environment = { ["TZ"] = "Asia/Ho_Chi_Minh" } };
        var inHonolulu = new Supervise(folder) { Environment = { ["TZ"] = "Pacific/Honolulu" } };

        var here = await inHaiphong.RunAsync("demo", "--exit", "--database", elsewhere);
        var there = await inHonolulu.RunAsync("demo", "--exit", "--database", await TestCluster.FreshDatabaseAsync());

        WithoutRoot(here.Out).ShouldBe(WithoutRoot(inUtc.Out));
        WithoutRoot(there.Out).ShouldBe(WithoutRoot(inUtc.Out));
        (await TimesAsync(elsewhere)).ShouldBe(await TimesAsync(database));
    }

    [Fact]
    public async Task found_again_is_verified_and_not_played_twice()
    {
        await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);
        var entries = await CountAsync();

        var again = await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);

        again.Exit.ShouldBe(0, again.Out + again.Error);
        again.Out.ShouldContain($"Đã có sổ mẫu với {entries} mục");
        (await CountAsync()).ShouldBe(entries);
    }

    [Fact]
    public async Task that_failed_fails_again_when_it_is_found()
    {
        await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);
        // As if one refusal had come with another code than the scenario expects.
        await ExecuteAsync("""
            alter table ledger.entry disable trigger all;
            update ledger.entry set bytes = replace(bytes::text, 'finding.no_legal_basis', 'finding.another_code')::json
            where type = 'refusal.CommandRefused'
            """);

        var again = await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);

        again.Exit.ShouldNotBe(0);
        again.Out.ShouldContain("1 kỳ vọng không đúng.");
    }

    [Fact]
    public async Task with_an_address_that_is_not_loopback_starts_nothing()
    {
        var said = await new Supervise(folder).RunAsync("demo", "--data", folder, "--urls", "http://0.0.0.0:5080");

        said.Exit.ShouldBe(1);
        said.Error.ShouldContain("loopback");
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task names_a_tampered_entry_by_its_index_and_exits_with_2()
    {
        await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);
        await ExecuteAsync("""
            alter table ledger.entry disable trigger all;
            update ledger.entry set bytes = replace(bytes::text, '128544000', '128544001')::json
            where type = 'finding.FindingRecorded' and bytes::text like '%128544000%'
            """);
        var index = await ScalarAsync("select index from ledger.entry where bytes::text like '%128544001%' limit 1");

        var verified = await new Supervise(folder).RunAsync("verify", "--database", database);

        verified.Exit.ShouldBe(2, verified.Out + verified.Error);
        verified.Out.ShouldContain($"LỖI tại mục {index}:");
    }

    [Fact]
    public async Task is_never_served_as_a_real_ledger()
    {
        await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);

        var served = await new Supervise(folder).RunAsync("serve", "--database", database, "--urls",
            "http://127.0.0.1:0");

        served.Exit.ShouldBe(1);
        served.Error.ShouldContain("đồng hồ mô phỏng");
    }

    [Fact]
    public async Task never_writes_into_a_real_ledger()
    {
        using var serving = new Supervise(folder).Start(
            "serve", "--database", database, "--urls", "http://127.0.0.1:0");
        await serving.StandardOutput.ReadLineAsync();
        await StopAsync(serving, Signal.Terminate);
        var entries = await CountAsync();

        var demo = await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);

        demo.Exit.ShouldBe(1);
        demo.Error.ShouldContain("không bao giờ ghi vào sổ thật");
        (await CountAsync()).ShouldBe(entries);
    }

    [Theory]
    [InlineData(Signal.Interrupt)]
    [InlineData(Signal.Terminate)]
    public async Task serves_until_it_is_told_to_stop_and_stops_cleanly(Signal signal)
    {
        await new Supervise(folder).RunAsync("demo", "--exit", "--database", database);
        using var serving = new Supervise(folder).Start("demo", "--database", database, "--urls", "http://127.0.0.1:0");
        var address = "";
        while (await serving.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("http://", StringComparison.Ordinal))
            {
                address = line[line.IndexOf("http://", StringComparison.Ordinal)..].Split(' ')[0].TrimEnd('/');
                break;
            }
        }

        using (var client = new HttpClient())
            (await client.GetStringAsync(new Uri(address + "/bodies"))).ShouldContain("DỮ LIỆU MẪU");
        (await StopAsync(serving, signal)).ShouldBe(0);
    }

    public enum Signal
    {
        Interrupt = 2,
        Terminate = 15,
    }

    private static async Task<int> StopAsync(System.Diagnostics.Process process, Signal signal)
    {
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        Kill(process.Id, (int)signal);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private static string WithoutRoot(string text) => string.Join('\n', text.Split('\n')
        .Where(l => !l.StartsWith("Gốc cây", StringComparison.Ordinal)));

    private static Task<List<string>> TimesAsync(string connection) => ListAsync(connection,
        "select index || ' ' || type || ' ' || (bytes ->> 'occurredon') || ' ' || (bytes ->> 'time') from ledger.entry "
        + "order by index");

    private async Task<long> CountAsync() => long.Parse(await ScalarAsync("select count(*) from ledger.entry"),
        System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> ScalarAsync(string sql) => (await ListAsync(database, sql))[0];

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> ListAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync())
            list.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return list;
    }
}
