using Supervision.Domain.Inspections;

namespace Supervision.Projections.Inspections;

/// <summary>An inspection.</summary>
public sealed record InspectionRow
{
    public required Guid Id { get; init; }
    public required InspectionKind Kind { get; init; }
    public required string Issuer { get; init; }
    public required string Lead { get; init; }
    public required Guid TeamLeader { get; init; }

    /// <summary>The lead, then the member bodies.</summary>
    public required IReadOnlyList<string> Bodies { get; init; }

    /// <summary>The body that sent each of <see cref="MemberOfficers"/>, in their order.</summary>
    public required IReadOnlyList<string> MemberBodies { get; init; }
    public required IReadOnlyList<Guid> MemberOfficers { get; init; }
    public required string Subject { get; init; }
    public required string Scope { get; init; }
    public required DateOnly PeriodFrom { get; init; }
    public required DateOnly PeriodTo { get; init; }
    public required int DurationDays { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }
    public required DateOnly DecidedOn { get; init; }
    public required InspectionStage Stage { get; init; }
    public DateOnly? AnnouncedOn { get; init; }
    public DateOnly? EndsBy { get; init; }
    public DateOnly? OriginalEnd { get; init; }
    public required bool Extended { get; init; }
    public required IReadOnlyList<string> SignedSections { get; init; }
    public required bool MinutesSigned { get; init; }
    public DateOnly? FieldworkEndedOn { get; init; }
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Total of the consolidated report, đồng; null before it.</summary>
    public long? Consolidated { get; init; }

    /// <summary>How many were recorded in it.</summary>
    public required int Findings { get; init; }

    /// <summary>How many were required from it.</summary>
    public required int Remediations { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>The inspections.</summary>
public sealed class InspectionRegister
{
    private readonly Queries queries;

    internal InspectionRegister(Queries queries) => this.queries = queries;

    /// <summary>All of them, newest decision first.</summary>
    public Task<IReadOnlyList<InspectionRow>> AllAsync(long asOf, CancellationToken ct = default) =>
        queries.ListAsync<InspectionRow>($"""
            select * from views.inspection where {Queries.Valid} order by decided_on desc, key limit {Queries.RowsMax}
            """, new { asOf }, ct);

    /// <summary>Those that a body is subject of, decided, leads or is a member of; newest decision first.</summary>
    public Task<IReadOnlyList<InspectionRow>> OfBodyAsync(string body, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<InspectionRow>($"""
            select * from views.inspection
            where (subject = @body or issuer = @body or @body = any(bodies)) and {Queries.Valid}
            order by decided_on desc, key limit {Queries.RowsMax}
            """, new { body, asOf }, ct);

    public Task<InspectionRow?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.ThingAsync<InspectionRow>("inspection", id, asOf, ct);
}
