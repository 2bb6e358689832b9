using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Projections;
using Supervision.Projections.Money;
using Supervision.Projections.Plans;
using Supervision.Web.Trail;

namespace Supervision.Web.Home;

/// <summary>What the ledger is about, at a glance.</summary>
public sealed record HomeModel(IReadOnlyList<PlanRow> Plans, IReadOnlyList<GoalRow> Goals, IReadOnlyList<FlowRow> Flow,
    int Bodies, int Inspections, int Assignments, IReadOnlyList<TrailLine> Newest);

/// <summary>An account's figure, body by body; the sum is the city's.</summary>
public sealed record MoneyModel(string Account, IReadOnlyList<Figure> Figures);

/// <summary>The first page, and what lies behind the figures of the city: <c>/</c>, <c>/money?account=</c>.</summary>
internal static class HomePages
{
    private const int NewestMax = 8;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/", ShowAsync);
        routes.MapPage("/money", MoneyAsync);
    }

    private static async Task<IResult> ShowAsync(Visit visit, Views views, CancellationToken ct)
    {
        var names = await Names.ReadAsync(visit, views, ct);
        var plans = await views.Plans.AllAsync(visit.Size, ct);
        var (goals, assignments) = (new List<GoalRow>(), 0);
        foreach (var plan in plans)
        {
            goals.AddRange(await views.Plans.GoalsAsync(plan.Id, visit.Size, ct));
            assignments += (await views.Assignments.OfPlanAsync(plan.Id, visit.Size, ct)).Count;
        }

        var acts = await views.Trail.AllAsync(visit.Size, ct: ct);
        var lines = await TrailLine.WordAsync([.. acts.Take(NewestMax)], visit, names, ct);
        return new RazorComponentResult<HomePage>(new
        {
            Names = names,
            Model = new HomeModel(plans, goals, await views.Accounts.OfCityAsync(visit.Size, ct), names.Bodies.Count,
                (await views.Inspections.AllAsync(visit.Size, ct)).Count, assignments, lines),
        });
    }

    private static async Task<IResult> MoneyAsync(Visit visit, Views views, string? account, CancellationToken ct)
    {
        if (account is null || !(Accounts.Flow.Contains(account) || account == Accounts.Outstanding))
            return visit.BadRequest("error.account");
        var figures = await views.Accounts.FiguresAsync(visit.Size, ct);
        return new RazorComponentResult<MoneyPage>(new
        {
            Names = await Names.ReadAsync(visit, views, ct),
            Model = new MoneyModel(account, [.. figures.Where(f => f.Role == Role.Subject && f.Key == account)]),
        });
    }
}
