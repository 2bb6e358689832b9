using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Projections;
using Supervision.Projections.Assignments;
using Supervision.Projections.Bodies;
using Supervision.Projections.Inspections;
using Supervision.Projections.Money;
using Supervision.Projections.Obligations;
using Supervision.Projections.Officers;
using Supervision.Web.Trail;

namespace Supervision.Web.Bodies;

/// <summary>The bodies, and the figures of which a list shows what each still owes and missed.</summary>
public sealed record BodiesModel(IReadOnlyList<BodyRow> Bodies, IReadOnlyList<Figure> Figures);

/// <summary>A body's accountability.</summary>
public sealed record BodyModel(BodyRow Body, IReadOnlyList<Figure> Figures, IReadOnlyList<ObligationRow> Missed,
    IReadOnlyList<ObligationRow> Open, IReadOnlyList<InspectionRow> Inspections,
    IReadOnlyList<AssignmentRow> Assignments, IReadOnlyList<MandateRow> Mandates,
    IReadOnlyList<SuspensionRow> Suspensions);

/// <summary>The bodies and what each answers for: <c>/bodies</c>, <c>/bodies/{code}</c>.</summary>
internal static class BodyPages
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/bodies", ListAsync);
        routes.MapPage("/bodies/{code}", ShowAsync);
        PostingPages.Map(routes);
    }

    /// <summary>The body with this code at the visit's moment.</summary>
    internal static async Task<BodyRow?> FindAsync(string code, Visit visit, Views views, CancellationToken ct) =>
        BodyCode.IsCode(code) ? await views.Bodies.OneAsync(code, visit.Size, ct) : null;

    private static async Task<IResult> ListAsync(Visit visit, Views views, CancellationToken ct) =>
        new RazorComponentResult<BodiesPage>(new
        {
            Model = new BodiesModel(await views.Bodies.AllAsync(visit.Size, ct),
                await views.Accounts.FiguresAsync(visit.Size, ct)),
        });

    private static async Task<IResult> ShowAsync(string code, Visit visit, Views views, EventStore store,
        CancellationToken ct)
    {
        if (await FindAsync(code, visit, views, ct) is not { } body)
            return visit.NotFound("error.no_body");
        var names = await Names.ReadAsync(visit, views, ct);
        var missed = await views.Obligations.OfBodyAsync(code, ObligationFilter.Missed, visit.Size, ct);
        var open = await views.Obligations.OfBodyAsync(code, ObligationFilter.Open, visit.Size, ct);
        var mandates = await views.Officers.MandatesAsync(code, visit.Today, visit.Size, ct);
        await names.LearnOfficersAsync(mandates.SelectMany(m => new[] { m.Officer, m.Delegator ?? m.Officer }), ct);
        await names.LearnCasesAsync(missed.Concat(open).Select(o => o.CaseStream), ct);
        return new RazorComponentResult<BodyPage>(new
        {
            Names = names,
            Rules = await Rules.ReadAsync(store, visit.Size, ct),
            Model = new BodyModel(body, await views.Accounts.FiguresAsync(code, visit.Size, ct), missed, open,
                await views.Inspections.OfBodyAsync(code, visit.Size, ct),
                await views.Assignments.OfBodyAsync(code, visit.Size, ct), mandates,
                await views.Officers.SuspensionsAsync(mandates.Select(m => m.Officer), visit.Today, visit.Size, ct)),
        });
    }
}
