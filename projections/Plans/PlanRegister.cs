using Supervision.Domain.Assignments;
using Supervision.Domain.Plans;

namespace Supervision.Projections.Plans;

/// <summary>A plan.</summary>
public sealed record PlanRow
{
    public required Guid Id { get; init; }
    public required string Issuer { get; init; }
    public required string TitleVi { get; init; }
    public required string TitleEn { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }
    public required PlanStage Stage { get; init; }

    /// <summary>How often its text or one of its goals was amended.</summary>
    public required int Amendments { get; init; }

    /// <summary>Interim and final reviews held.</summary>
    public required int Reviews { get; init; }

    /// <summary>The body charged with the reviews.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Stream of the directive or plan that it carries out.</summary>
    public string? ParentStream { get; init; }
    public Guid? ReplacedBy { get; init; }

    /// <summary>The day on which it was closed or replaced.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The entry that issued it.</summary>
    public required long IssuedIndex { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>A goal; its value is numerator / denominator, null where the plan gives no number.</summary>
public sealed record GoalRow
{
    public required Guid Plan { get; init; }
    public required string Code { get; init; }
    public required string TitleVi { get; init; }
    public required string TitleEn { get; init; }
    public required GoalOperator Operator { get; init; }
    public int? Numerator { get; init; }
    public int? Denominator { get; init; }
    public int? Year { get; init; }

    /// <summary>The place in the plan.</summary>
    public required string Section { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}

/// <summary>How many drafts of a plan lack one of the six clears.</summary>
public sealed record MissingClear(Clear Clear, long Drafts);

/// <summary>The plans and their goals.</summary>
public sealed class PlanRegister
{
    private readonly Queries queries;

    internal PlanRegister(Queries queries) => this.queries = queries;

    /// <summary>All of them, oldest first.</summary>
    public Task<IReadOnlyList<PlanRow>> AllAsync(long asOf, CancellationToken ct = default) =>
        queries.ListAsync<PlanRow>(Queries.Standing("plan", "true", "document_date, key"), new { asOf }, ct);

    public Task<PlanRow?> OneAsync(Guid id, long asOf, CancellationToken ct = default) =>
        queries.ThingAsync<PlanRow>("plan", id, asOf, ct);

    /// <summary>The goals in the order in which they were set.</summary>
    public Task<IReadOnlyList<GoalRow>> GoalsAsync(Guid plan, long asOf, CancellationToken ct = default) =>
        queries.ListAsync<GoalRow>(Queries.Standing("goal", "plan = @plan",
            "(select min(g.valid_from) from views.goal g where g.key = goal.key)"), new { plan, asOf }, ct);

    /// <summary>For each clear that drafts of the plan lack, how many lack it; most first.</summary>
    public async Task<IReadOnlyList<MissingClear>> MissingClearsAsync(Guid plan, long asOf,
        CancellationToken ct = default) => [.. (await queries.ListAsync<(string Clear, long Drafts)>($"""
            select clear, count(*) from views.assignment, unnest(missing) clear
            where plan = @plan and stage = 'Drafted' and {Queries.Valid} group by clear order by count(*) desc, clear
            """, new { plan, asOf }, ct)).Select(x => new MissingClear(Enum.Parse<Clear>(x.Clear), x.Drafts))];
}
