using Microsoft.Net.Http.Headers;
using Supervision.Ledger;
using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Web.Log;

/// <summary>
/// The transparency log over HTTP (C2SP tlog-tiles, APIs): <c>/checkpoint</c> and <c>/tile/L/N</c>. They hold hashes
/// only.
/// </summary>
public static class LogEndpoints
{
    private const string Bytes = "application/octet-stream";
    private const string PlainText = "text/plain; charset=utf-8";

    // A full tile never changes. A partial one does not either, but soon nobody asks for it any more.
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AnHour = "public, max-age=3600, immutable";
    private const string NotBeforeAsking = "no-cache";
    private const string Never = "no-store";

    /// <summary>Maps checkpoint and tiles; entry bundles are not found here.</summary>
    public static void MapLog(this IEndpointRouteBuilder routes, EventStore store)
    {
        Map(routes, "/checkpoint", http => AnswerCheckpointAsync(http, store));
        Map(routes, "/tile/{**path}", http => AnswerTileAsync(http, store, withEntries: false));
    }

    /// <summary>
    /// As <see cref="MapLog"/>, and entry bundles, which are the content of the cases: for a listener that asks for
    /// the operator's token.
    /// </summary>
    internal static void MapLogWithEntries(this IEndpointRouteBuilder routes, EventStore store)
    {
        Map(routes, "/checkpoint", http => AnswerCheckpointAsync(http, store));
        Map(routes, "/tile/{**path}", http => AnswerTileAsync(http, store, withEntries: true));
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, RequestDelegate answer) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], answer);

    private static async Task AnswerCheckpointAsync(HttpContext http, EventStore store)
    {
        if (await store.ReadCheckpointAsync(http.RequestAborted) is { } note)
            await AnswerAsync(http, note, PlainText, NotBeforeAsking);
        else
            NotFound(http);
    }

    private static async Task AnswerTileAsync(HttpContext http, EventStore store, bool withEntries)
    {
        var ct = http.RequestAborted;
        if (!TilePath.TryParse(http.Request.Path.Value![1..], out var path) || (path.IsEntries && !withEntries)
            || path.Tile.WidthAt((await store.ReadHeadAsync(ct)).Size) < path.Width)
        {
            NotFound(http);
            return;
        }

        if (path.IsEntries)
        {
            await AnswerAsync(http, await ReadBundleAsync(store, path, ct), Bytes, Never);
            return;
        }

        var hashes = await store.ReadTileAsync(path.Tile, path.Width, ct);
        var cache = path.Width == Tiles.Width ? ForEver : AnHour;
        await AnswerAsync(http, Tiles.ToBytes([.. hashes]), Bytes, cache);
    }

    private static async Task<byte[]> ReadBundleAsync(EventStore store, TilePath path, CancellationToken ct)
    {
        var first = path.Tile.N * Tiles.Width;
        var entries = new List<ReadOnlyMemory<byte>>(path.Width);
        await foreach (var entry in store.ReadAsync(first, ct, beforeIndex: first + path.Width))
            entries.Add(entry.Bytes);
        return EntryBundle.Encode(entries);
    }

    // Answers HEAD, Range, If-None-Match and If-Range too.
    private static Task AnswerAsync(HttpContext http, byte[] content, string type, string cache)
    {
        http.Response.Headers.CacheControl = cache;
        var tag = new EntityTagHeaderValue($"\"{Hash.Of(content)}\"");
        return TypedResults.Bytes(content, type, enableRangeProcessing: true, entityTag: tag).ExecuteAsync(http);
    }

    // What is not there yet will be.
    private static void NotFound(HttpContext http)
    {
        http.Response.Headers.CacheControl = Never;
        http.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
