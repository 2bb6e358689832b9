using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Supervision.Faults;

/// <summary>A ledger on a server, and what is known of it.</summary>
internal sealed record Place(Server Server, Audit Audit, SmallDisk? Disk);

/// <summary>Writers append; something happens; what died is started again; then everything is accounted for.</summary>
internal sealed class Round(Place place, Kind kind, int number, long seed, Random random)
{
    // Of the ledger's README.
    private const long AppendLock = 0x6c6564676572;
    private const int LockTimeoutMs = 150;
    private static readonly TimeSpan FirstAnswerMax = TimeSpan.FromSeconds(60);

    private readonly List<WriterProcess> writers = [];

    internal async Task<Tally> PlayAsync()
    {
        var tally = new Tally { Rounds = 1 };
        await using var following = await Following.StartAsync(place.Server.ConnectionString);
        await using var proxy = new CuttingProxy(place.Server.ConnectionString);
        try
        {
            StartWriters(proxy);
            await Task.WhenAll(writers.Select(w => w.First)).WaitAsync(FirstAnswerMax);
            await SomeTimeAsync(20, 500);
            await StrikeAsync(proxy);
            await place.Server.RecoverAsync();
            var before = writers.Sum(w => w.AnswerCount);
            await SomeTimeAsync(100, 300);
            await Task.WhenAll(writers.Select(w => w.StopAsync()));
            if (writers.Count > 1 && writers.Sum(w => w.AnswerCount) == before)
                tally.Broken.Add($"Round {number}: nobody went on after {kind.Name()}.");
            await place.Audit.RoundAsync(place.Server.ConnectionString, writers, tally);
            if (await following.EndAsync(await SizeAsync()) is { } broken)
                tally.Broken.Add($"Round {number}, {kind.Name()}: {broken}");
        }
#pragma warning disable CA1031 // Whatever it is, the round has failed by it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            tally.Broken.Add($"Round {number}, {kind.Name()}: {e.ToString().ReplaceLineEndings(" | ")}");
        }
        finally
        {
            foreach (var writer in writers)
                writer.Dispose();
        }

        return tally;
    }

    private void StartWriters(CuttingProxy proxy)
    {
        var count = kind == Kind.Freeze ? 2 : random.Next(1, 3);
        for (var writer = 0; writer < count; writer++)
        {
            var connection = new NpgsqlConnectionStringBuilder(
                kind is Kind.CutLine or Kind.CutCommit && writer == 0
                    ? proxy.ConnectionString
                    : place.Server.ConnectionString);
            if (kind == Kind.HoldLock)
                ShortenPatience(connection);
            writers.Add(WriterProcess.Start(connection.ConnectionString, seed, number, writer, random.Next(4)));
        }
    }

    private void ShortenPatience(NpgsqlConnectionStringBuilder connection)
    {
        switch (random.Next(3))
        {
            case 0:
                connection.Options = $"-c lock_timeout={LockTimeoutMs}ms";
                break;
            case 1:
                connection.Options = $"-c statement_timeout={LockTimeoutMs}ms";
                break;
            default:
                connection.CommandTimeout = 1;
                break;
        }
    }

    private Task StrikeAsync(CuttingProxy proxy) => kind switch
    {
        Kind.KillWriter => KillAsync(writers[random.Next(writers.Count)]),
        Kind.KillPostmaster => place.Server.KillAsync(),
        Kind.KillBackend => KillBackendAsync(),
        Kind.EndSessions => RepeatedlyAsync(EndSessionsAsync),
        Kind.CutLine => RepeatedlyAsync(() => UntilCutAsync(proxy, () => proxy.CutAfter(random.Next(1, 20_000)))),
        Kind.CutCommit => RepeatedlyAsync(() => UntilCutAsync(proxy, () => proxy.CutNextCommit(AnyCut()))),
        Kind.HoldLock => HoldLockAsync(),
        Kind.Freeze => FreezeAsync(writers[0]),
        Kind.FillDisk => FillDiskAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(proxy), kind, null),
    };

    // At any moment, or at the worst one: when part of a commit's answers have been given.
    private async Task KillAsync(WriterProcess writer)
    {
        if (random.Next(2) == 0)
            await writer.NextAnswerAsync().WaitAsync(FirstAnswerMax);
        await writer.KillAsync();
    }

    private async Task KillBackendAsync()
    {
        for (var attempt = 0; attempt < 50 && !await place.Server.KillSessionAsync(); attempt++)
            await Task.Delay(5);
        // The postmaster ends the others before it can be reached again.
        await Task.Delay(100);
    }

    private async Task EndSessionsAsync() => await place.Server.ScalarAsync("""
        select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'supervision ledger'
        """);

    private Cut AnyCut() => random.Next(3) switch
    {
        0 => Cut.BeforeCommit,
        1 => Cut.DuringCommit,
        _ => Cut.AfterCommit,
    };

    private static async Task UntilCutAsync(CuttingProxy proxy, Action cut)
    {
        var before = proxy.Cuts;
        cut();
        for (var waited = 0; waited < 1_000 && proxy.Cuts == before; waited += 5)
            await Task.Delay(5);
    }

    private async Task HoldLockAsync()
    {
        await using var other = await place.Server.OpenAsync();
        await using var command = new NpgsqlCommand($"select pg_advisory_lock({AppendLock})", other);
        await command.ExecuteNonQueryAsync();
        await SomeTimeAsync(200, 1_600);
    }

    private async Task FreezeAsync(WriterProcess writer)
    {
        await SignalAsync("-STOP", writer.Id);
        await SomeTimeAsync(100, 1_500);
        await SignalAsync("-CONT", writer.Id);
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private async Task FillDiskAsync()
    {
        place.Disk!.Fill();
        await SomeTimeAsync(300, 800);
        place.Disk.Free();
    }

    private async Task RepeatedlyAsync(Func<Task> strike)
    {
        for (var i = random.Next(2, 7); i > 0; i--)
        {
            await strike();
            await SomeTimeAsync(5, 80);
        }
    }

    private async Task<long> SizeAsync() =>
        (long)(await place.Server.ScalarAsync("select coalesce(max(size), 0) from ledger.tree_head"))!;

    private Task SomeTimeAsync(int fromMs, int beforeMs) => Task.Delay(random.Next(fromMs, beforeMs));
}
