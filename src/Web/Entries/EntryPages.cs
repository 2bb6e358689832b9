using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Ledger;
using Supervision.Projections;
using Supervision.Projections.Money;
using Supervision.Web.Trail;

namespace Supervision.Web.Entries;

/// <summary>An entry as its page shows it.</summary>
public sealed record EntryModel(Entry Entry, TrailLine Line, string Pretty, IReadOnlyList<PostingRow> Postings,
    Proof Proof);

/// <summary>The newest entries, each with its proof: <c>/entries</c>, <c>/entries/{index}</c>.</summary>
internal static class EntryPages
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/entries", ListAsync);
        routes.MapPage("/entries/{index}", ShowAsync);
        routes.MapPage("/entries/{index}/bytes", BytesAsync);
    }

    private static async Task<IResult> ListAsync(Visit visit, Views views, string? before, CancellationToken ct)
    {
        long? place = null;
        if (!string.IsNullOrEmpty(before) && (place = Visit.ParseIndex(before)) is null)
            return visit.BadRequest("error.parameter", "before");
        var acts = await views.Trail.AllAsync(visit.Size, place, ct);
        var lines = await TrailLine.WordAsync(acts, visit, await Names.ReadAsync(visit, views, ct), ct);
        return new RazorComponentResult<EntriesPage>(new
        {
            Lines = lines,
            IsNewest = place is null || place >= visit.Size,
        });
    }

    private static async Task<IResult> ShowAsync(string index, Visit visit, EventStore store, Views views,
        CancellationToken ct)
    {
        if (await FindAsync(index, visit, store, ct) is not { } entry
            || await views.Trail.OneAsync(entry.Index, ct) is not { } act)
            return visit.NotFound("error.no_entry", visit.Number(visit.Size));
        var names = await Names.ReadAsync(visit, views, ct);
        var lines = await TrailLine.WordAsync([act], visit, names, ct);
        using var json = JsonDocument.Parse(entry.Bytes);
        return new RazorComponentResult<EntryPage>(new
        {
            Names = names,
            Model = new EntryModel(entry, lines[0], JsonSerializer.Serialize(json.RootElement, Indented),
                await views.Accounts.OfEntryAsync(entry.Index, ct), await Proof.ReadAsync(store, entry, ct)),
        });
    }

    private static async Task<IResult> BytesAsync(string index, Visit visit, EventStore store, CancellationToken ct) =>
        await FindAsync(index, visit, store, ct) is { } entry
            ? Results.Bytes(entry.Bytes, "application/json; charset=utf-8")
            : visit.NotFound("error.no_entry", visit.Number(visit.Size));

    private static async Task<Entry?> FindAsync(string index, Visit visit, EventStore store, CancellationToken ct) =>
        Visit.ParseIndex(index) is { } known && known < visit.Size ? await store.ReadEntryAsync(known, ct) : null;
}
