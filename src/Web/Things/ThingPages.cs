using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Projections;
using Supervision.Projections.Obligations;
using Supervision.Projections.Plans;
using Supervision.Projections.Trail;
using Supervision.Web.Trail;

namespace Supervision.Web.Things;

/// <summary>Acts of one kind, oldest first.</summary>
public sealed record Chapter(string Title, IReadOnlyList<TrailLine> Acts);

/// <summary>A thing with what is owed for it and all that was done with it.</summary>
public sealed record ThingModel(string Path, string Title, IReadOnlyList<Detail> Facts, IReadOnlyList<GoalRow> Goals,
    IReadOnlyList<Chapter> Chapters, IReadOnlyList<ObligationRow> Obligations, IReadOnlyList<TrailLine> Feed,
    long? Older);

/// <summary>A thing in a list.</summary>
public sealed record ThingLine(string Path, string Title, IReadOnlyList<Detail> Facts);

/// <summary>
/// The nouns without a table of figures of their own, each as it stands and act by act: <c>/plans/{id}</c>, and for
/// directives, directions, proposals and reviews the list too, e.g. <c>/directives</c>, <c>/directives/{id}</c>.
/// </summary>
internal static class ThingPages
{
    // What a plan says beside its goals and assignments, by the event types that say it.
    private static readonly (string Key, string[] Types)[] Chapters =
    [
        ("chapter.amendments", ["plan.PlanAmended", "plan.PlanGoalAmended"]),
        ("chapter.groups", ["plan.PriorityGroupSet", "plan.PriorityGroupEnded"]),
        ("chapter.documents", ["plan.RelatedDocumentAdded", "plan.RelatedDocumentWithdrawn"]),
        ("chapter.reviews", ["plan.ReviewsCharged", "plan.InterimReviewHeld", "plan.FinalReviewHeld"]),
        ("chapter.directions", ["direction.DirectionIssued", "direction.DirectionAnswered"]),
        ("chapter.plans", ["plan.PlanCascaded"]),
    ];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/plans", (Visit visit) => Results.LocalRedirect(visit.Link("/plan")));
        routes.MapPage("/plans/{id}", PlanAsync);
        Map(routes, Nouns.Directives);
        Map(routes, Nouns.Directions);
        Map(routes, Nouns.Proposals);
        Map(routes, Nouns.Reviews);
    }

    private static void Map<T>(IEndpointRouteBuilder routes, Noun<T> noun) where T : class
    {
        routes.MapPage(noun.Path, (Visit visit, Views views, CancellationToken ct) =>
            ListAsync(noun, visit, views, ct));
        routes.MapPage(noun.Path + "/{id}", (string id, Visit visit, Views views, EventStore store, string? before,
            CancellationToken ct) => ShowAsync(noun, id, visit, views, store, before, ct));
    }

    private static async Task<IResult> ListAsync<T>(Noun<T> noun, Visit visit, Views views, CancellationToken ct)
        where T : class
    {
        var names = await Names.ReadAsync(visit, views, ct);
        return new RazorComponentResult<ThingsPage>(new
        {
            Title = visit["nav" + noun.Path.Replace('/', '.')],
            Lines = (await noun.Register(views).AllAsync(visit.Size, ct)).Select(row => new ThingLine(
                $"{noun.Path}/{noun.Id(row):D}", noun.Title(row, names), noun.Facts(row, visit, names))).ToList(),
        });
    }

    private static async Task<IResult> ShowAsync<T>(Noun<T> noun, string id, Visit visit, Views views,
        EventStore store, string? before, CancellationToken ct) where T : class
    {
        if (!Guid.TryParseExact(id, "D", out var known)
            || await noun.Register(views).OneAsync(known, visit.Size, ct) is not { } row)
            return visit.NotFound("error.no_thing");
        if (!TryPlace(before, out var place))
            return visit.BadRequest("error.parameter", "before");
        var names = await Names.ReadAsync(visit, views, ct);
        var acts = await views.Trail.OfStreamAsync(noun.StreamOf(known), visit.Size, place, ct);
        var feed = TrailLine.Group(await TrailLine.WordAsync(acts, visit, names, ct));
        await names.LearnCasesAsync(noun.Names(row), ct);
        return await PageAsync(new ThingModel($"{noun.Path}/{id}", noun.Title(row, names),
            [.. noun.Facts(row, visit, names), .. noun.Links(row, visit, names)], [], [],
            await views.Obligations.OfStreamAsync(noun.StreamOf(known), visit.Size, ct), feed, OlderThan(acts)),
            names, store, visit, ct);
    }

    private static async Task<IResult> PlanAsync(string id, Visit visit, Views views, EventStore store,
        string? before, CancellationToken ct)
    {
        if (!Guid.TryParseExact(id, "D", out var known)
            || await views.Plans.OneAsync(known, visit.Size, ct) is not { } row)
            return visit.NotFound("error.no_thing");
        if (!TryPlace(before, out var place))
            return visit.BadRequest("error.parameter", "before");
        var stream = Facts.StreamOf(new PlanId(known));
        var names = await Names.ReadAsync(visit, views, ct);
        var acts = await views.Trail.OfCaseAsync(stream, visit.Size, place, ct);
        var feed = TrailLine.Group(await TrailLine.WordAsync(acts, visit, names, ct));
        var told = await TrailLine.WordAsync(await views.Trail.OfTypesAsync(stream,
            [.. Chapters.SelectMany(c => c.Types)], visit.Size, ct), visit, names, ct);
        await names.LearnCasesAsync([row.ParentStream,
            row.ReplacedBy is { } by ? Facts.StreamOf(new PlanId(by)) : null], ct);
        return await PageAsync(new ThingModel($"/plans/{id}", visit.Choose(row.TitleVi, row.TitleEn),
            Nouns.FactsOf(row, visit, names), await views.Plans.GoalsAsync(known, visit.Size, ct),
            [.. Chapters.Select(c => new Chapter(visit[c.Key],
                [.. told.Where(line => c.Types.Contains(line.Recorded.Type))])).Where(c => c.Acts.Count > 0)],
            await views.Obligations.OfCaseAsync(stream, visit.Size, ct), feed, OlderThan(acts)),
            names, store, visit, ct);
    }

    private static bool TryPlace(string? before, out long? place) =>
        (place = Visit.ParseIndex(before)) is not null || string.IsNullOrEmpty(before);

    private static long? OlderThan(IReadOnlyList<Activity> acts) =>
        acts.Count == ActivityTrail.PageEntriesMax ? acts[^1].EntryIndex : null;

    private static async Task<IResult> PageAsync(ThingModel model, Names names, EventStore store, Visit visit,
        CancellationToken ct) => new RazorComponentResult<ThingPage>(new
        {
            Names = names,
            Rules = await Rules.ReadAsync(store, visit.Size, ct),
            Model = model,
        });
}
