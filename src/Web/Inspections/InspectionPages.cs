using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Projections;
using Supervision.Projections.Findings;
using Supervision.Projections.Inspections;
using Supervision.Projections.Money;
using Supervision.Projections.Obligations;
using Supervision.Projections.Remediations;
using Supervision.Projections.Trail;
using Supervision.Web.Trail;

namespace Supervision.Web.Inspections;

/// <summary>An inspection with all that hangs on it, at one moment.</summary>
public sealed record InspectionModel(InspectionRow Row, IReadOnlyList<FindingRow> Findings,
    IReadOnlyList<DissentRow> Dissents, IReadOnlyList<RemediationRow> Remediations, IReadOnlyList<MeasureRow> Measures,
    IReadOnlyList<PaymentRow> Payments, IReadOnlyList<FlowRow> Flow, IReadOnlyList<ObligationRow> Obligations,
    IReadOnlyList<TrailLine> Feed, long? Older);

/// <summary>The inspections: <c>/inspections</c>, <c>/inspections/{id}</c>.</summary>
internal static class InspectionPages
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/inspections", ListAsync);
        routes.MapPage("/inspections/{id}", ShowAsync);
    }

    private static async Task<IResult> ListAsync(Visit visit, Views views, CancellationToken ct) =>
        new RazorComponentResult<InspectionsPage>(new
        {
            Names = await Names.ReadAsync(visit, views, ct),
            Rows = await views.Inspections.AllAsync(visit.Size, ct),
        });

    private static async Task<IResult> ShowAsync(string id, Visit visit, Views views, EventStore store, string? before,
        CancellationToken ct)
    {
        if (!Guid.TryParseExact(id, "D", out var known)
            || await views.Inspections.OneAsync(known, visit.Size, ct) is not { } row)
            return visit.NotFound("error.no_inspection");
        long? place = null;
        if (!string.IsNullOrEmpty(before) && (place = Visit.ParseIndex(before)) is null)
            return visit.BadRequest("error.parameter", "before");
        var names = await Names.ReadAsync(visit, views, ct);
        var acts = await views.Trail.OfCaseAsync(Facts.StreamOf(new InspectionId(known)), visit.Size, place, ct);
        var model = await ReadAsync(row, visit, views, ct) with
        {
            Feed = TrailLine.Group(await TrailLine.WordAsync(acts, visit, names, ct)),
            Older = acts.Count == ActivityTrail.PageEntriesMax ? acts[^1].EntryIndex : null,
        };
        await names.LearnCasesAsync([Facts.StreamOf(new InspectionId(known))], ct);
        await names.LearnOfficersAsync([row.TeamLeader, .. row.MemberOfficers,
            .. model.Findings.Select(f => f.RecordedBy), .. model.Dissents.Select(d => d.Officer)], ct);
        await names.LearnEvidenceAsync(model.Findings.SelectMany(f => f.Evidence), ct);
        return new RazorComponentResult<InspectionPage>(new
        {
            Names = names,
            Rules = await Rules.ReadAsync(store, visit.Size, ct),
            Model = model,
        });
    }

    private static async Task<InspectionModel> ReadAsync(InspectionRow row, Visit visit, Views views,
        CancellationToken ct) => new(row, await views.Findings.OfInspectionAsync(row.Id, visit.Size, ct),
            await views.Findings.DissentsAsync(row.Id, visit.Size, ct),
            await views.Remediations.OfInspectionAsync(row.Id, visit.Size, ct),
            await views.Remediations.MeasuresAsync(row.Id, visit.Size, ct),
            await views.Remediations.PaymentsAsync(row.Id, visit.Size, ct),
            await views.Accounts.OfInspectionAsync(row.Id, visit.Size, ct),
            await views.Obligations.OfCaseAsync(Facts.StreamOf(new InspectionId(row.Id)), visit.Size, ct), [], null);
}
