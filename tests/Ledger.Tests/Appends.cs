using System.Text;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Tests;

/// <summary>Requests as a caller would make them, with what a test is not about filled in.</summary>
internal static class Appends
{
    internal static readonly IReadOnlyDictionary<string, long> NothingRead = new Dictionary<string, long>();

    internal static NewEvent Event(string stream, string data = "{}", string type = "test.Happened", Guid? id = null) =>
        new(
        id ?? Guid.CreateVersion7(),
        "https://example.org/bodies/SYT",
        type,
        stream,
        [new("occurredon", "2026-06-10"), new("actorpost", "Trưởng đoàn kiểm tra")],
        Encoding.UTF8.GetBytes(data));

    internal static AppendRequest Request(params NewEvent[] events) => Request(Guid.CreateVersion7(), events);

    internal static AppendRequest Request(Guid commandId, params NewEvent[] events) =>
        new(commandId, Hash.Of("content"u8), events, NothingRead);

    internal static AppendRequest Reading(this AppendRequest request, params (string Stream, long Version)[] read) =>
        request with { ReadVersions = read.ToDictionary(r => r.Stream, r => r.Version) };

    internal static Task<AppendResult> AppendAsync(this EventStore store, AppendRequest request) =>
        store.AppendAsync(request, CancellationToken.None);

    internal static async Task<List<Entry>> AllAsync(this EventStore store)
    {
        var entries = new List<Entry>();
        await foreach (var entry in store.ReadAsync(0, CancellationToken.None))
            entries.Add(entry);
        return entries;
    }

    internal static string Text(this Entry entry) => Encoding.UTF8.GetString(entry.Bytes.Span);
}
