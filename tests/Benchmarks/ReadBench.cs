using System.Diagnostics;
using Npgsql;
using Supervision.Ledger;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Benchmarks;

/// <summary>Reading against a binary COPY OUT of the same columns; see README.md.</summary>
internal static class ReadBench
{
    private const string LongStream = "inspection-long";
    private const int LongStreamEntries = 1_000;

    private const string CopySql = """
        copy ledger.entry (index, id, stream, stream_version, type, time, command_id, bytes)
        to stdout (format binary)
        """;

    internal static async Task RunAsync(Machine machine, Report report, Scale scale)
    {
        var ledger = await machine.NewLedgerAsync();
        await using var store = await Machine.OpenAsync(ledger);
        Report.Progress($"filling a ledger with {scale.Rows} entries");
        await new Callers(store, 16, 100).AppendAsync(scale.Rows);
        var events = Enumerable.Range(0, LongStreamEntries).Select(_ => Callers.Event(LongStream)).ToList();
        await store.AppendAsync(new AppendRequest(
            Guid.CreateVersion7(), Hash.Empty, events, new Dictionary<string, long>()), CancellationToken.None);
        await Sql.RunAsync(ledger, "vacuum analyze ledger.entry");
        await machine.SettleAsync();
        for (var round = -scale.WarmUps; round < scale.Rounds; round++)
        {
            // The first rounds only warm up: a server runs code that is compiled for good.
            var kept = round >= 0 ? report : new Report("", asJson: false);
            kept.Add("COPY OUT, rows: rows/s", await CopiedAsync(ledger));
            kept.Add("whole log: entries/s", await WholeLogAsync(store));
            kept.Add("COPY OUT, bytes only: rows/s", await CopiedRawAsync(ledger));
            kept.Add("catch-up: entries/s", await CaughtUpAsync(store, scale.Rows));
            kept.Add("one stream of 1,000: entries/s", await StreamAsync(store));
            var live = await LiveAsync(store, scale.LiveEntries);
            kept.Add("live, answer to handler: p50 ms", live[live.Count / 2]);
            kept.Add("live, answer to handler: p99 ms", live[live.Count * 99 / 100]);
        }

        report.Compare("whole log / COPY OUT", "whole log: entries/s", "COPY OUT, rows: rows/s", 0.8);
        report.Compare("catch-up / COPY OUT", "catch-up: entries/s", "COPY OUT, rows: rows/s", 0.6);
    }

    /// <summary>Rows a second, each field read by Npgsql's exporter, in the table's own order.</summary>
    private static async Task<double> CopiedAsync(string ledger)
    {
        await using var connection = await Sql.OpenAsync(ledger);
        var (rows, started) = (0, Stopwatch.GetTimestamp());
        await using (var export = await connection.BeginBinaryExportAsync(
            CopySql))
        {
            while (await export.StartRowAsync() >= 0)
            {
                export.Read<long>();
                export.Read<Guid>();
                export.Read<string>();
                export.Read<long>();
                export.Read<string>();
                export.Read<DateTime>();
                export.Read<Guid>();
                export.Read<byte[]>(NpgsqlTypes.NpgsqlDbType.Json);
                rows++;
            }
        }

        return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The same as a stream of bytes that nobody looks into: what the server and the line can do.</summary>
    private static async Task<double> CopiedRawAsync(string ledger)
    {
        await using var connection = await Sql.OpenAsync(ledger);
        await using var count = new NpgsqlCommand("select count(*) from ledger.entry", connection);
        var rows = (long)(await count.ExecuteScalarAsync())!;
        var started = Stopwatch.GetTimestamp();
        await using (var raw = await connection.BeginRawBinaryCopyAsync(
            CopySql))
        {
            var buffer = new byte[128 * 1024];
            while (await raw.ReadAsync(buffer, CancellationToken.None) > 0)
            {
            }
        }

        return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> WholeLogAsync(EventStore store)
    {
        var (entries, started) = (0, Stopwatch.GetTimestamp());
        await foreach (var entry in store.ReadAsync(0, CancellationToken.None))
            entries++;
        return entries / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>A follower from the beginning to what was there when it began.</summary>
    private static async Task<double> CaughtUpAsync(EventStore store, int count)
    {
        var (entries, started) = (0, Stopwatch.GetTimestamp());
        await foreach (var entry in store.FollowAsync(0, CancellationToken.None))
        {
            if (++entries == count)
                break;
        }

        return entries / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> StreamAsync(EventStore store)
    {
        var started = Stopwatch.GetTimestamp();
        var entries = await store.ReadStreamAsync(LongStream, CancellationToken.None);
        return entries.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Milliseconds from each append's answer to the follower's handler, sorted; 0 when the handler was
    /// first.</summary>
    private static async Task<List<double>> LiveAsync(EventStore store, int count)
    {
        var handled = new TaskCompletionSource<long>[count];
        for (var i = 0; i < count; i++)
            handled[i] = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = (await store.ReadHeadAsync(CancellationToken.None)).Size;
        using var stop = new CancellationTokenSource();
        var following = Task.Run(async () =>
        {
            await foreach (var entry in store.FollowAsync(first, stop.Token))
                handled[entry.Index - first].TrySetResult(Stopwatch.GetTimestamp());
        });
        // It listens by then.
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        var taken = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            await store.AppendAsync(
                new AppendRequest(
                    Guid.CreateVersion7(), Hash.Empty, [Callers.Event(LongStream + "-live")],
                    new Dictionary<string, long>()),
                CancellationToken.None);
            var answered = Stopwatch.GetTimestamp();
            var ticks = await handled[i].Task - answered;
            taken.Add(Math.Max(ticks, 0) * 1000.0 / Stopwatch.Frequency);
        }

        await stop.CancelAsync();
        await ((Task)following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        taken.Sort();
        return taken;
    }
}
