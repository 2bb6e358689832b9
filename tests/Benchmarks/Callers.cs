using System.Diagnostics;
using System.Globalization;
using System.Text;
using Supervision.Ledger;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Benchmarks;

/// <summary>What a load reached. Latencies are those of whole appends.</summary>
internal sealed record LoadResult(long Events, TimeSpan Taken, double P50Milliseconds, double P99Milliseconds)
{
    internal double EventsPerSecond => Events / Taken.TotalSeconds;
}

/// <summary>
/// Concurrent callers, each of which waits for its answer before it appends again. Together they write to 10,000
/// streams; each stream belongs to one caller, who names its version. Each entry has about 400 bytes of data.
/// </summary>
internal sealed class Callers
{
    internal const int Streams = 10_000;
    private const int StreamsAnAppendMax = 10;
    private static readonly byte[][] Data = [.. Enumerable.Range(0, 64).Select(DataOf)];
    private static readonly Hash Content = Hash.Of("content"u8);

    private readonly EventStore store;
    private readonly int count;
    private readonly int eventsEach;
    private readonly string prefix;
    private readonly long[] versions = new long[Streams];

    internal Callers(EventStore store, int count, int eventsEach, string prefix = "inspection")
    {
        (this.store, this.count, this.eventsEach, this.prefix) = (store, count, eventsEach, prefix);
        Array.Fill(versions, -1);
    }

    /// <summary>Until that many events are appended.</summary>
    internal Task<LoadResult> AppendAsync(long events) => RunAsync(events, TimeSpan.MaxValue);

    /// <summary>For so long.</summary>
    internal Task<LoadResult> AppendAsync(TimeSpan span) => RunAsync(long.MaxValue, span);

    /// <summary>One of 64 that differ in their data.</summary>
    internal static NewEvent Event(string stream, int number = 0) => new(
        Guid.CreateVersion7(), "https://thanhtra.example/bodies/SYT", "inspection.FindingOpened", stream,
        [new("occurredon", "2026-11-20"), new("actorid", "0198f5a2-52f1-7c3e-9d55-b3e0d7f6a001")],
        Data[number % Data.Length]);

    private async Task<LoadResult> RunAsync(long events, TimeSpan span)
    {
        var each = events == long.MaxValue ? long.MaxValue : events / count / eventsEach;
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(
            Enumerable.Range(0, count).Select(caller => Task.Run(() => CallAsync(caller, each, started, span))));
        var taken = Stopwatch.GetElapsedTime(started);
        var sorted = latencies.SelectMany(l => l).Order().ToArray();
        return new LoadResult(
            sorted.LongLength * eventsEach, taken, At(sorted, 0.5), At(sorted, 0.99));
    }

    private async Task<List<long>> CallAsync(int caller, long appends, long started, TimeSpan span)
    {
        var latencies = new List<long>(4_096);
        var mine = (Streams - caller + count - 1) / count;
        for (var i = 0; i < appends && Stopwatch.GetElapsedTime(started) < span; i++)
        {
            var request = Request(caller, mine, i);
            var before = Stopwatch.GetTimestamp();
            var result = await store.AppendAsync(request, CancellationToken.None);
            latencies.Add(Stopwatch.GetTimestamp() - before);
            if (result is not AppendResult.Appended)
                throw new InvalidOperationException($"The append was answered {result}.");
        }

        return latencies;
    }

    private AppendRequest Request(int caller, int mine, int turn)
    {
        var streams = Math.Min(eventsEach, StreamsAnAppendMax);
        var read = new Dictionary<string, long>(streams);
        var events = new NewEvent[eventsEach];
        for (var i = 0; i < eventsEach; i++)
        {
            var number = caller + (count * (int)((((long)turn * streams) + (i % streams)) % mine));
            var stream = $"{prefix}-{number:d8}-0000-7000-8000-000000000000";
            read.TryAdd(stream, versions[number]);
            events[i] = Event(stream, turn + i);
        }

        for (var i = 0; i < eventsEach; i++)
            versions[caller + (count * (int)((((long)turn * streams) + (i % streams)) % mine))]++;
        return new AppendRequest(Guid.CreateVersion7(), Content, events, read);
    }

    private static double At(long[] sorted, double part) => sorted.Length == 0
        ? 0
        : sorted[(int)((sorted.Length - 1) * part)] * 1000.0 / Stopwatch.Frequency;

    private static byte[] DataOf(int number)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{{\"number\":{number},\"amount\":{98_592_000L * number},");
        text.Append("\"basis\":[\"Luật Thanh tra 2025, Điều 27\"],\"summary\":\"");
        while (Encoding.UTF8.GetByteCount(text.ToString()) < 396)
            text.Append("Kê khai thiếu doanh thu; ");
        text.Append("\"}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
