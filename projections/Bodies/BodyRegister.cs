using Supervision.Domain.Bodies;

namespace Supervision.Projections.Bodies;

/// <summary>A body; a null manager: managed from outside the city.</summary>
public sealed record BodyRow
{
    public required string Code { get; init; }
    public required BodyKind Kind { get; init; }
    public required string NameVi { get; init; }
    public required string NameEn { get; init; }
    public string? ManagedBy { get; init; }
    public string? PartyOrganisation { get; init; }

    /// <summary>Into which body it was merged, or which took over from it; null while it stands.</summary>
    public string? Successor { get; init; }

    /// <summary>The day from which the successor stands in its place.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>The bodies.</summary>
public sealed class BodyRegister
{
    private readonly Queries queries;

    internal BodyRegister(Queries queries) => this.queries = queries;

    /// <summary>All of them, by code.</summary>
    public Task<IReadOnlyList<BodyRow>> AllAsync(long asOf, CancellationToken ct = default) =>
        queries.ListAsync<BodyRow>($"""
            select * from views.body where {Queries.Valid} order by code limit {Queries.RowsMax}
            """, new { asOf }, ct);

    public Task<BodyRow?> OneAsync(string code, long asOf, CancellationToken ct = default) =>
        queries.OneAsync<BodyRow>($"select * from views.body where key = 'body/' || @code and {Queries.Valid}",
            new { code, asOf }, ct);
}
