using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Projections;
using Supervision.Projections.Assignments;
using Supervision.Projections.Plans;
using Supervision.Web.Trail;

namespace Supervision.Web.Plans;

/// <summary>A plan with its goals and the assignments that carry it out.</summary>
public sealed record PlanModel(PlanRow Plan, IReadOnlyList<GoalRow> Goals, IReadOnlyList<AssignmentRow> Assignments,
    IReadOnlyList<MissingClear> Missing);

/// <summary>The plans of the ledger and which of the six clears each assignment still lacks: <c>/plan</c>.</summary>
internal static class PlanPages
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/plan", ShowAsync);

    private static async Task<IResult> ShowAsync(Visit visit, Views views, CancellationToken ct)
    {
        var models = new List<PlanModel>();
        foreach (var plan in await views.Plans.AllAsync(visit.Size, ct))
        {
            models.Add(new PlanModel(plan, await views.Plans.GoalsAsync(plan.Id, visit.Size, ct),
                await views.Assignments.OfPlanAsync(plan.Id, visit.Size, ct),
                await views.Plans.MissingClearsAsync(plan.Id, visit.Size, ct)));
        }

        var names = await Names.ReadAsync(visit, views, ct);
        await names.LearnOfficersAsync(models.SelectMany(m => m.Assignments).Select(a => a.Responsible?.Officer)
            .OfType<Guid>(), ct);
        return new RazorComponentResult<PlanPage>(new
        {
            Names = names,
            Models = models,
        });
    }
}
