using Supervision.Ledger;

namespace Supervision.Benchmarks;

/// <summary>Appends against what PostgreSQL does with the same rows; see README.md.</summary>
internal static class AppendBench
{
    private const int SmallEntries = 10_000;

    internal static async Task RunAsync(Machine machine, Report report, Scale scale)
    {
        var empty = await machine.NewLedgerAsync();
        var rows = await WarmUpAsync(machine, empty, scale);
        for (var round = 1; round <= scale.Rounds; round++)
        {
            Report.Progress($"round {round} of {scale.Rounds}");
            await RoundAsync(machine, report, scale, rows, empty);
        }

        report.Compare("256 callers / COPY", "256 callers: events/s", "COPY (a): rows/s", 0.45);
        report.Compare("16 callers x 100 / COPY", "16 callers x 100: events/s", "COPY (a): rows/s", 0.8);
        report.Compare("1 caller / 1 connection", "1 caller: events/s", "INSERT, 1 connection (b): rows/s", 0.5);
        report.Compare(
            "16 callers / 16 connections", "16 callers: events/s", "INSERT, 16 connections (b): rows/s", 1.2);
        await FlatAsync(machine, report, scale, empty);
        await BesideSnapshotAsync(machine, report, scale, empty);
        await TwoProcessesAsync(machine, report, scale, empty);
    }

    // The rows that COPY and INSERT write are those that 256 callers made.
    private static async Task<FinishedRows> WarmUpAsync(Machine machine, string empty, Scale scale)
    {
        Report.Progress("warming up");
        var ledger = await machine.NewLedgerAsync(empty);
        await using (var store = await Machine.OpenAsync(ledger))
        {
            var callers = new Callers(store, 256, 1);
            // One more round of appends than rows, as 256 does not divide them.
            await callers.AppendAsync(scale.Rows + 256);
        }

        var rows = await FinishedRows.ReadAsync(ledger, scale.Rows);
        await machine.DropAsync(ledger);
        return rows;
    }

    private static async Task RoundAsync(
        Machine machine, Report report, Scale scale, FinishedRows rows, string empty)
    {
        await machine.SettleAsync();
        report.Add("COPY (a): rows/s", await rows.CopyAsync(empty, bare: false));
        await OursAsync(machine, report, empty, "256 callers", 256, 1, callers => callers.AppendAsync(scale.Rows));
        await OursAsync(
            machine, report, empty, "16 callers x 100", 16, 100, callers => callers.AppendAsync(scale.Rows));
        await machine.SettleAsync();
        report.Add("COPY into a bare table (a'): rows/s", await rows.CopyAsync(empty, bare: true));
        await OursAsync(machine, report, empty, "64 callers", 64, 1, callers => callers.AppendAsync(scale.Span));
        await machine.SettleAsync();
        report.Add("INSERT, 1 connection (b): rows/s", await rows.InsertAsync(empty, 1, scale.Span));
        await OursAsync(machine, report, empty, "1 caller", 1, 1, callers => callers.AppendAsync(scale.Span));
        await machine.SettleAsync();
        report.Add("INSERT, 16 connections (b): rows/s", await rows.InsertAsync(empty, 16, scale.Span));
        await OursAsync(machine, report, empty, "16 callers", 16, 1, callers => callers.AppendAsync(scale.Span));
    }

    private static async Task OursAsync(
        Machine machine, Report report, string empty, string name, int count, int eventsEach,
        Func<Callers, Task<LoadResult>> append)
    {
        var ledger = await machine.NewLedgerAsync(empty);
        await machine.SettleAsync();
        await using (var store = await Machine.OpenAsync(ledger))
        {
            var result = await append(new Callers(store, count, eventsEach));
            report.Add($"{name}: events/s", result.EventsPerSecond);
            report.Add($"{name}: p50 ms", result.P50Milliseconds);
            report.Add($"{name}: p99 ms", result.P99Milliseconds);
        }

        await machine.DropAsync(ledger);
    }

    // 64 callers: enough that the database works, few enough that the callers do not drown it. Both stores know their
    // streams when they are measured.
    private static async Task FlatAsync(Machine machine, Report report, Scale scale, string empty)
    {
        Report.Progress($"filling a ledger with {scale.LargeEntries} entries");
        var large = await machine.NewLedgerAsync(empty);
        await using var largeStore = await Machine.OpenAsync(large);
        await new Callers(largeStore, 16, 100).AppendAsync(scale.LargeEntries);
        var onLarge = new Callers(largeStore, 64, 1, "more");
        await onLarge.AppendAsync(SmallEntries);
        for (var round = 0; round < scale.Rounds; round++)
        {
            var small = await machine.NewLedgerAsync(empty);
            await using (var smallStore = await Machine.OpenAsync(small))
            {
                var onSmall = new Callers(smallStore, 64, 1, "more");
                await onSmall.AppendAsync(SmallEntries);
                report.Add("64 callers, 10,000 entries: events/s", await RateAsync(onSmall));
                report.Add("64 callers, 2 million entries: events/s", await RateAsync(onLarge));
            }

            await machine.DropAsync(small);
        }

        report.Compare("2 million entries / 10,000 entries", "64 callers, 2 million entries: events/s",
            "64 callers, 10,000 entries: events/s", 0.9);

        async Task<double> RateAsync(Callers callers)
        {
            await machine.SettleAsync();
            return (await callers.AppendAsync(scale.Span)).EventsPerSecond;
        }
    }

    private static async Task BesideSnapshotAsync(Machine machine, Report report, Scale scale, string empty)
    {
        var held = await machine.NewLedgerAsync(empty);
        var free = await machine.NewLedgerAsync(empty);
        await using var heldStore = await Machine.OpenAsync(held);
        await using var freeStore = await Machine.OpenAsync(free);
        var (onHeld, onFree) = (new Callers(heldStore, 16, 1), new Callers(freeStore, 16, 1));
        await onHeld.AppendAsync(scale.Span);
        await using var dump = await Sql.OpenAsync(held);
        await using var snapshot = new Npgsql.NpgsqlCommand(
            "begin isolation level repeatable read; select count(*) from ledger.entry", dump);
        await snapshot.ExecuteScalarAsync();
        Report.Progress($"appending for {scale.SnapshotHeld.TotalSeconds} s beside a snapshot");
        await Task.WhenAll(onHeld.AppendAsync(scale.SnapshotHeld), onFree.AppendAsync(scale.SnapshotHeld));
        for (var round = 0; round < scale.Rounds; round++)
        {
            var without = await onFree.AppendAsync(scale.Span);
            var beside = await onHeld.AppendAsync(scale.Span);
            report.Add("16 callers: events/s without a snapshot", without.EventsPerSecond);
            report.Add("16 callers: events/s, snapshot held", beside.EventsPerSecond);
        }

        report.Compare("snapshot held for 60 s / without", "16 callers: events/s, snapshot held",
            "16 callers: events/s without a snapshot", 0.8);
    }

    private static async Task TwoProcessesAsync(Machine machine, Report report, Scale scale, string empty)
    {
        Report.Progress("two processes");
        var ledger = await machine.NewLedgerAsync(empty);
        var taken = await SecondProcess.AppendBesideAsync(ledger, scale.SecondProcessEvents);
        var verified = await Verifier.VerifyAsync(ledger, null, CancellationToken.None);
        report.Add("two processes of 64 callers: events/s", verified.Size / taken.TotalSeconds);
        var expected = scale.SecondProcessEvents / 2 / 64 * 64 * 2;
        report.Require("two processes keep the promises", verified.Faults.Count == 0 && verified.Size == expected);
    }
}
