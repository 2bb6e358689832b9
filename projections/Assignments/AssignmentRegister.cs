using System.Globalization;
using Supervision.Domain.Assignments;

namespace Supervision.Projections.Assignments;

/// <summary>An assignment, with what its status follows from.</summary>
public sealed record AssignmentRow
{
    public required Guid Id { get; init; }
    public required Guid Plan { get; init; }
    public required string Section { get; init; }
    public required string Code { get; init; }
    public required string TitleVi { get; init; }
    public required string TitleEn { get; init; }
    public required string Assigner { get; init; }
    public string? Lead { get; init; }

    /// <summary>Codes of bodies; the four lists below are theirs, in their order.</summary>
    public required IReadOnlyList<string> Addressees { get; init; }

    /// <summary>Names of <see cref="AssignmentVerb"/>.</summary>
    public required IReadOnlyList<string> Verbs { get; init; }

    /// <summary>Names of <see cref="AssignmentRole"/>.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Officers who answer for it there, by their ids; empty where none is named.</summary>
    public required IReadOnlyList<string> Persons { get; init; }

    /// <summary>The posts of these persons.</summary>
    public required IReadOnlyList<string> Posts { get; init; }
    public string? Work { get; init; }
    public string? Responsibility { get; init; }
    public string? Product { get; init; }
    public string? Authority { get; init; }

    /// <summary>Names of <see cref="Clear"/> that are not there yet, in the order of the plan.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
    public required AssignmentStage Stage { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public required IReadOnlyList<string> ReceivedBy { get; init; }
    public DateOnly? Due { get; init; }

    /// <summary>The first day on which it is due soon, by the limit known at this version.</summary>
    public DateOnly? SoonFrom { get; init; }

    /// <summary>The due day at issuing; null before it.</summary>
    public DateOnly? OriginalDue { get; init; }

    /// <summary>How often the due day was moved by an extension, whoever led.</summary>
    public required int Moves { get; init; }
    public string? MovedBy { get; init; }
    public DateOnly? SubmittedOn { get; init; }

    /// <summary>All evidence that the lead has handed in as its product, oldest first.</summary>
    public required IReadOnlyList<Guid> Evidence { get; init; }

    /// <summary>Day of the submission that was accepted.</summary>
    public DateOnly? DoneOn { get; init; }
    public DateOnly? AcceptedOn { get; init; }

    /// <summary>Calendar days, 0 in time; null until done.</summary>
    public int? DaysLate { get; init; }
    public required int Percent { get; init; }
    public required bool Missed { get; init; }
    public required bool MissCleared { get; init; }

    /// <summary>The day asked for in a request that waits for its answer.</summary>
    public DateOnly? ExtensionAskedTo { get; init; }

    /// <summary>Name of <see cref="Domain.Assignments.ReportEvery"/>; null where no reports are asked for.</summary>
    public string? ReportEvery { get; init; }

    /// <summary>The day on which the assigner last reminded of it.</summary>
    public DateOnly? RemindedOn { get; init; }

    /// <summary>Since when its clock stands.</summary>
    public DateOnly? PausedOn { get; init; }
    public required int Reassignments { get; init; }

    /// <summary>Codes of the bodies that led before, oldest first.</summary>
    public required IReadOnlyList<string> FormerLeads { get; init; }

    /// <summary>The day that it was cancelled or replaced.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The assignment that stands in its place.</summary>
    public Guid? ReplacedBy { get; init; }

    /// <summary>The assignments in whose place it stands.</summary>
    public required IReadOnlyList<Guid> Replaces { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }

    /// <summary>The officer who answers for it at the lead, and his post; null where none is named.</summary>
    public (Guid Officer, string Post)? Responsible =>
        Roles.ToList().IndexOf(nameof(AssignmentRole.Lead)) is >= 0 and var i && Guid.TryParse(Persons[i], out var id)
            ? (id, Posts[i]) : null;

    internal AssignmentStanding Standing =>
        new(Stage, Due, SoonFrom, SubmittedOn, DoneOn, PausedOn, ExtensionAskedTo);

    /// <summary>The day's status in words, e.g. "hoàn thành đúng hạn (đã gia hạn 1 lần, hạn gốc 30/09)".</summary>
    public string Status(DateOnly today, CultureInfo culture) => AssignmentStatusText.Of(this, today, culture);
}

/// <summary>The assignments.</summary>
public sealed class AssignmentRegister
{
    private readonly Queries queries;

    internal AssignmentRegister(Queries queries) => this.queries = queries;

    /// <summary>The assignments that carry out a plan, in the order of their drafting.</summary>
    public Task<IReadOnlyList<AssignmentRow>> OfPlanAsync(Guid plan, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<AssignmentRow>($"""
            select a.* from views.assignment a
            join views.trail t on t.stream = a.key and t.stream_version = 0
            where a.plan = @plan and {Queries.Valid} order by t.entry_index limit {Queries.RowsMax}
            """, new { plan, asOf }, ct);

    /// <summary>The assignments that a body assigned, leads or takes part in, by due day.</summary>
    public Task<IReadOnlyList<AssignmentRow>> OfBodyAsync(string body, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<AssignmentRow>($"""
            select * from views.assignment where (assigner = @body or @body = any(addressees)) and {Queries.Valid}
            order by due, key limit {Queries.RowsMax}
            """, new { body, asOf }, ct);

    public Task<AssignmentRow?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.ThingAsync<AssignmentRow>("assignment", id, asOf, ct);

    /// <summary>By its code, e.g. T-07, within a plan.</summary>
    public Task<AssignmentRow?> OneAsync(Guid plan, string code, long asOf, CancellationToken ct = default) =>
        queries.OneAsync<AssignmentRow>($"""
            select * from views.assignment where plan = @plan and code = @code and {Queries.Valid}
            order by key limit 1
            """, new { plan, code, asOf }, ct);
}
