using Supervision.Domain.EvidenceItems;

namespace Supervision.Projections.EvidenceItems;

/// <summary>A registered piece of evidence; the file itself is not in the ledger.</summary>
public sealed record EvidenceRow
{
    public required Guid Id { get; init; }
    public required EvidenceKind Kind { get; init; }
    public required string Title { get; init; }
    public required string Sha256 { get; init; }
    public required long SizeBytes { get; init; }

    /// <summary>Body that keeps the file.</summary>
    public required string Custodian { get; init; }
    public required bool ContainsPersonalData { get; init; }
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>The registered evidence.</summary>
public sealed class EvidenceRegister
{
    private readonly Queries queries;

    internal EvidenceRegister(Queries queries) => this.queries = queries;

    /// <summary>These pieces, in the order of their registration.</summary>
    public Task<IReadOnlyList<EvidenceRow>> ListAsync(IEnumerable<Guid> ids, long asOf,
        CancellationToken ct = default) =>
        queries.ListAsync<EvidenceRow>($"""
            select * from views.evidence where id = any(@ids) and {Queries.Valid}
            order by valid_from limit {Queries.RowsMax}
            """, new { ids = ids.Distinct().ToArray(), asOf }, ct);
}
