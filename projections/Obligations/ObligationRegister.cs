using Supervision.Domain.Obligations;

namespace Supervision.Projections.Obligations;

/// <summary>An act that a body owes by a day.</summary>
public sealed record ObligationRow
{
    public required string Key { get; init; }

    /// <summary>The stream of the thing that it is owed for.</summary>
    public required string Stream { get; init; }

    /// <summary>Its key in that thing, e.g. measure/2.</summary>
    public required string Name { get; init; }

    /// <summary>Stream of the inspection or assignment that it belongs to.</summary>
    public required string CaseStream { get; init; }
    public required ObligationKind Kind { get; init; }
    public required string Body { get; init; }
    public required string OwedTo { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public required DateOnly OriginalDue { get; init; }
    public required DateOnly Due { get; init; }

    /// <summary>The limit that set the due day; "set": an officer set it.</summary>
    public required string Rule { get; init; }
    public required int RuleVersion { get; init; }
    public required int Moves { get; init; }
    public string? MovedBy { get; init; }

    /// <summary>Times that a new calendar moved the due day; no extension.</summary>
    public required int Shifts { get; init; }

    /// <summary>A day that was counted is in no official calendar.</summary>
    public required bool Provisional { get; init; }

    /// <summary>Since when a submission waits for its answer.</summary>
    public DateOnly? PendingSince { get; init; }

    /// <summary>Since when its clock stands.</summary>
    public DateOnly? PausedSince { get; init; }

    /// <summary>The day from which it is no longer expected: its thing ended, or another body took it over.</summary>
    public DateOnly? EndedOn { get; init; }
    public DateOnly? MetOn { get; init; }

    /// <summary>Calendar days, 0 in time; null until met.</summary>
    public int? DaysLate { get; init; }

    /// <summary>Stands as missed; false again once the miss is cleared.</summary>
    public required bool Missed { get; init; }
    public required bool MissCleared { get; init; }
    public required int Reminders { get; init; }
    public required bool Escalated { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>Which obligations of a body to list.</summary>
public enum ObligationFilter
{
    All,

    /// <summary>Expected and not met.</summary>
    Open,

    /// <summary>Ever recorded as missed, cleared ones included (both stay visible).</summary>
    Missed,
}

/// <summary>What bodies owe.</summary>
public sealed class ObligationRegister
{
    private readonly Queries queries;

    internal ObligationRegister(Queries queries) => this.queries = queries;

    /// <summary>The obligations of a body by due day, at most 2,000.</summary>
    public Task<IReadOnlyList<ObligationRow>> OfBodyAsync(string body, ObligationFilter filter, long asOf,
        CancellationToken ct = default)
    {
        var chosen = filter switch
        {
            ObligationFilter.Open => "met_on is null and ended_on is null",
            ObligationFilter.Missed => "(missed or miss_cleared)",
            _ => "true",
        };
        return queries.ListAsync<ObligationRow>(
            Queries.Standing("obligation", "body = @body and " + chosen, "due, key"), new { body, asOf }, ct);
    }

    /// <summary>
    /// The obligations of a case (the stream of an inspection or assignment), in the order of opening.
    /// </summary>
    public Task<IReadOnlyList<ObligationRow>> OfCaseAsync(string caseStream, long asOf,
        CancellationToken ct = default) =>
        queries.ListAsync<ObligationRow>(
            Queries.Standing("obligation", "case_stream = @caseStream", "opened_on, due, key"),
            new { caseStream, asOf }, ct);

    /// <summary>The obligations of one thing, in the order of opening.</summary>
    public Task<IReadOnlyList<ObligationRow>> OfStreamAsync(string stream, long asOf,
        CancellationToken ct = default) => queries.ListAsync<ObligationRow>(
            Queries.Standing("obligation", "stream = @stream", "opened_on, due, key"), new { stream, asOf }, ct);
}
