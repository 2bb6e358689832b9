using Supervision.Domain.Findings;

namespace Supervision.Projections.Findings;

/// <summary>A finding; amounts in đồng.</summary>
public sealed record FindingRow
{
    public required Guid Id { get; init; }
    public required Guid Inspection { get; init; }
    public required string Code { get; init; }
    public required ViolationCode Violation { get; init; }
    public required string Subject { get; init; }

    /// <summary>Body that the recording team member came from.</summary>
    public required string RecordedFor { get; init; }
    public required Guid RecordedBy { get; init; }
    public required string Description { get; init; }

    /// <summary>As of the last revision, as is the unit price.</summary>
    public long? Quantity { get; init; }
    public string? Unit { get; init; }
    public long? UnitPrice { get; init; }
    public required int CaseCount { get; init; }

    /// <summary>As first recorded.</summary>
    public required long RecordedAmount { get; init; }

    /// <summary>As of the last revision.</summary>
    public required long Proposed { get; init; }
    public long? Confirmed { get; init; }
    public required long Offset { get; init; }

    /// <summary>
    /// Of the confirmed sum what is not closed by the settlement, less offsets; null before confirming.
    /// </summary>
    public long? Recoverable { get; init; }
    public required FindingStage Stage { get; init; }
    public Severity? Severity { get; init; }

    /// <summary>Names of <see cref="MoneyOutcome"/>; the amounts are theirs, in their order.</summary>
    public required IReadOnlyList<string> OutcomeKinds { get; init; }
    public required IReadOnlyList<long> OutcomeAmounts { get; init; }
    public DateOnly? ExplainBy { get; init; }
    public required int Explanations { get; init; }
    public required int OpenDissents { get; init; }
    public required IReadOnlyList<Guid> Evidence { get; init; }

    /// <summary>Document, article, clause, point.</summary>
    public required IReadOnlyList<string> Basis { get; init; }

    /// <summary>Posts held responsible; never names of persons.</summary>
    public required IReadOnlyList<string> Posts { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>Another body's opinion on a finding, with its own arithmetic.</summary>
public sealed record DissentRow
{
    public required Guid Finding { get; init; }
    public required Guid Inspection { get; init; }
    public required string Body { get; init; }
    public required Guid Officer { get; init; }
    public long? Quantity { get; init; }
    public long? UnitPrice { get; init; }
    public required long OwnAmount { get; init; }
    public required string Ground { get; init; }
    public DateOnly? ResolvedOn { get; init; }

    /// <summary>The issuer's reason; null while it is open.</summary>
    public string? Resolution { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>The findings and the dissents on them.</summary>
public sealed class FindingRegister
{
    private readonly Queries queries;

    internal FindingRegister(Queries queries) => this.queries = queries;

    /// <summary>The findings of an inspection, by code.</summary>
    public Task<IReadOnlyList<FindingRow>> OfInspectionAsync(Guid inspection, long asOf,
        CancellationToken ct = default) =>
        queries.ListAsync<FindingRow>($"""
            select * from views.finding where inspection = @inspection and {Queries.Valid}
            order by code, key limit {Queries.RowsMax}
            """, new { inspection, asOf }, ct);

    public Task<FindingRow?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.ThingAsync<FindingRow>("finding", id, asOf, ct);

    /// <summary>The dissents on findings of an inspection, resolved ones included, oldest first.</summary>
    public Task<IReadOnlyList<DissentRow>> DissentsAsync(Guid inspection, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<DissentRow>($"""
            select * from views.dissent where inspection = @inspection and {Queries.Valid}
            order by valid_from, key limit {Queries.RowsMax}
            """, new { inspection, asOf }, ct);
}
