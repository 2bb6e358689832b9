using Supervision.Domain.Officers;

namespace Supervision.Projections.Officers;

/// <summary>An officer.</summary>
public sealed record OfficerRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Body { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>A mandate; both days are within it.</summary>
public sealed record MandateRow
{
    public required Guid Id { get; init; }
    public required Guid Officer { get; init; }
    public required string Body { get; init; }
    public required string Post { get; init; }

    /// <summary>Names of <see cref="Power"/>.</summary>
    public required IReadOnlyList<string> Powers { get; init; }
    public required DateOnly FirstDay { get; init; }
    public DateOnly? LastDay { get; init; }

    /// <summary>Body of the mandate that it was delegated from; null: an own mandate.</summary>
    public string? DelegatedFrom { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>The officers and their mandates.</summary>
public sealed class OfficerRegister
{
    private readonly Queries queries;

    internal OfficerRegister(Queries queries) => this.queries = queries;

    /// <summary>The names of these officers; who is not known is not in it.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> ids, long asOf,
        CancellationToken ct = default) => (await queries.ListAsync<OfficerRow>(
            $"select * from views.officer where key = any(@keys) and {Queries.Valid}",
            new { keys = ids.Distinct().Select(id => "officer-" + id.ToString("D")).ToArray(), asOf }, ct))
            .ToDictionary(o => o.Id, o => o.Name);

    public Task<OfficerRow?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.OneAsync<OfficerRow>($"select * from views.officer where key = @key and {Queries.Valid}",
            new { key = "officer-" + id.ToString("D"), asOf }, ct);

    /// <summary>The officers of a body, by name.</summary>
    public Task<IReadOnlyList<OfficerRow>> OfBodyAsync(string body, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<OfficerRow>($"""
            select * from views.officer where body = @body and {Queries.Valid}
            order by name, key limit {Queries.RowsMax}
            """, new { body, asOf }, ct);

    /// <summary>The mandates that the officer holds or held, by their first day.</summary>
    public Task<IReadOnlyList<MandateRow>> MandatesAsync(Guid officer, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<MandateRow>($"""
            select * from views.mandate where officer = @officer and {Queries.Valid}
            order by first_day, key limit {Queries.RowsMax}
            """, new { officer, asOf }, ct);
}
