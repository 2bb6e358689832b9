using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading.Channels;
using NpgsqlTypes;
using Supervision.Ledger;

namespace Supervision.Benchmarks;

/// <summary>The verification against reading the same bytes by COPY OUT and hashing them on all cores.</summary>
internal static class VerifyBench
{
    // What it compares with the bytes; copied out with them for information.
    private static readonly string[] Columns =
        ["index", "stream_version", "time", "id", "command_id", "command_size", "stream", "type", "leaf_hash"];

    private const int ChunkRows = 512;
    private const int ChunksAheadMax = 8;

    internal static async Task RunAsync(Machine machine, Report report, Scale scale)
    {
        var ledger = await machine.NewLedgerAsync();
        Report.Progress($"filling a ledger with {scale.Rows} entries");
        await FillAsync(ledger, scale.Rows);
        for (var round = -scale.WarmUps; round < scale.Rounds; round++)
        {
            // The first rounds only warm up, as in the other benches.
            var kept = round >= 0 ? report : new Report("", asJson: false);
            kept.Add("COPY OUT + SHA-256: rows/s", await CopyAndHashAsync(ledger));
            var (rate, peak) = await VerifyAsync(ledger, scale.Rows);
            kept.Add("verification: entries/s", rate);
            kept.Add($"peak managed memory at {scale.Rows:#,0} entries: MB", peak);
            var ofAll = await CopyAndHashAsync(ledger, Columns);
            kept.Add("COPY OUT of all columns + SHA-256: rows/s", ofAll);
            kept.Add("verification / (COPY OUT of all columns + SHA-256)", rate / ofAll);
        }

        report.Compare(
            "verification / (COPY OUT + SHA-256)", "verification: entries/s", "COPY OUT + SHA-256: rows/s", 0.7);
        var larger = scale.Rows * 3;
        await FillAsync(ledger, larger - scale.Rows);
        var (_, peakOfLarger) = await VerifyAsync(ledger, larger);
        report.Add($"peak managed memory at {larger:#,0} entries: MB", peakOfLarger);
    }

    private static async Task FillAsync(string ledger, int entries)
    {
        await using (var store = await Machine.OpenAsync(ledger))
            await new Callers(store, 16, 100, $"s{Guid.NewGuid():n}").AppendAsync(entries);
        await Sql.RunAsync(ledger, "vacuum analyze ledger.entry; checkpoint");
    }

    private static async Task<(double Rate, double PeakMegabytes)> VerifyAsync(string ledger, int expected)
    {
        GC.Collect();
        var peak = new Peak();
        var started = Stopwatch.GetTimestamp();
        var report = await Verifier.VerifyAsync(ledger, peak, CancellationToken.None);
        if (report.Faults.Count > 0 || report.Size != expected)
            throw new InvalidOperationException($"Of {report.Size} entries: {report.Faults.FirstOrDefault()}");
        return (report.Size / Stopwatch.GetElapsedTime(started).TotalSeconds, peak.Megabytes);
    }

    /// <summary>The bytes of each row behind other columns, which are passed over unread.</summary>
    private static async Task<double> CopyAndHashAsync(string ledger, params string[] others)
    {
        await using var connection = await Sql.OpenAsync(ledger);
        var (rows, started) = (0, Stopwatch.GetTimestamp());
        var chunks = Channel.CreateBounded<List<byte[]>>(ChunksAheadMax);
        var hashing = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            await foreach (var chunk in chunks.Reader.ReadAllAsync())
                chunk.ForEach(bytes => SHA256.HashData(bytes, hash));
        })).ToArray();
        await using (var export = await connection.BeginBinaryExportAsync(
            $"copy ledger.entry ({string.Join(", ", [.. others, "bytes"])}) to stdout (format binary)"))
        {
            var chunk = new List<byte[]>(ChunkRows);
            while (await export.StartRowAsync() >= 0)
            {
                foreach (var _ in others)
                    await export.SkipAsync();
                chunk.Add(export.Read<byte[]>(NpgsqlDbType.Json));
                rows++;
                if (chunk.Count < ChunkRows)
                    continue;
                await chunks.Writer.WriteAsync(chunk);
                chunk = new List<byte[]>(ChunkRows);
            }

            await chunks.Writer.WriteAsync(chunk);
        }

        chunks.Writer.Complete();
        await Task.WhenAll(hashing);
        return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Looks at the managed heap at each report, about once in 500 entries.</summary>
    private sealed class Peak : IProgress<VerificationProgress>
    {
        private long bytes;

        internal double Megabytes => bytes / (1024.0 * 1024);

        public void Report(VerificationProgress value) =>
            bytes = Math.Max(bytes, GC.GetTotalMemory(forceFullCollection: false));
    }
}
