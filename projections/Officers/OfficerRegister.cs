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

/// <summary>The officers.</summary>
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
}
