using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Projections;
using Supervision.Projections.Assignments;
using Supervision.Projections.Obligations;
using Supervision.Projections.Trail;
using Supervision.Web.Trail;

namespace Supervision.Web.Assignments;

/// <summary>An assignment with what is owed for it and what was done.</summary>
public sealed record AssignmentModel(AssignmentRow Row, IReadOnlyList<ObligationRow> Obligations,
    IReadOnlyList<TrailLine> Feed, long? Older);

/// <summary>An assignment: <c>/assignments/{id}</c>. They are listed by their plan.</summary>
internal static class AssignmentPages
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/assignments", (Visit visit) => Results.LocalRedirect(visit.Link("/plan")));
        routes.MapPage("/assignments/{id}", ShowAsync);
    }

    private static async Task<IResult> ShowAsync(string id, Visit visit, Views views, EventStore store, string? before,
        CancellationToken ct)
    {
        if (!Guid.TryParseExact(id, "D", out var known)
            || await views.Assignments.OneAsync(known, visit.Size, ct) is not { } row)
            return visit.NotFound("error.no_assignment");
        long? place = null;
        if (!string.IsNullOrEmpty(before) && (place = Visit.ParseIndex(before)) is null)
            return visit.BadRequest("error.parameter", "before");
        var stream = Facts.StreamOf(new AssignmentId(known));
        var names = await Names.ReadAsync(visit, views, ct);
        await names.LearnCasesAsync(row.Replaces.Append(row.ReplacedBy ?? known)
            .Select(other => Facts.StreamOf(new AssignmentId(other))), ct);
        await names.LearnEvidenceAsync(row.Evidence, ct);
        await names.LearnOfficersAsync(row.Persons.Where(p => p.Length > 0).Select(Guid.Parse), ct);
        var acts = await views.Trail.OfCaseAsync(stream, visit.Size, place, ct);
        var feed = TrailLine.Group(await TrailLine.WordAsync(acts, visit, names, ct));
        return new RazorComponentResult<AssignmentPage>(new
        {
            Names = names,
            Rules = await Rules.ReadAsync(store, visit.Size, ct),
            Model = new AssignmentModel(row, await views.Obligations.OfCaseAsync(stream, visit.Size, ct), feed,
                acts.Count == ActivityTrail.PageEntriesMax ? acts[^1].EntryIndex : null),
        });
    }
}
