using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Projections;
using Supervision.Projections.Bodies;
using Supervision.Projections.Money;
using Supervision.Web.Home;
using Supervision.Web.Trail;

namespace Supervision.Web.Bodies;

/// <summary>A figure and a page of the postings that it is the sum of, newest first.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Inspection">Only what this inspection posted; null for all.</param>
/// <param name="IsWhole">Whether all postings of the figure are on this page, so that their sum must equal it.</param>
/// <param name="Older">Where the next page begins; null on the last.</param>
public sealed record PostingsModel(BodyRow Body, Role Role, string Account, Unit Unit, long Value, Guid? Inspection,
    IReadOnlyList<PostingRow> Rows, bool IsWhole, string? Older);

/// <summary>What is asked for, checked.</summary>
internal sealed record PostingsQuery(Role Role, string Account, Guid? Inspection, PostingPlace? After)
{
    /// <summary>The query, or the key of the text that says what is wrong with it.</summary>
    internal static (PostingsQuery? Query, string Wrong) Parse(Visit visit, string? role, string? account,
        string? inspection, string? after)
    {
        if (Enum.GetValues<Role>().Where(r => Name(r) == role).Cast<Role?>().FirstOrDefault() is not { } known)
            return (null, "error.role");
        if (account is null || !Projections.Texts.IsFigure(account))
            return (null, "error.account");
        Guid? of = null;
        if (!string.IsNullOrEmpty(inspection))
        {
            // The flow of an inspection is that of its subject, in money.
            if (!Guid.TryParseExact(inspection, "D", out var id) || known != Role.Subject
                || !(Accounts.Flow.Contains(account) || account == Accounts.Outstanding))
                return (null, "error.inspection");
            of = id;
        }

        if (string.IsNullOrEmpty(after))
            return (new PostingsQuery(known, account, of, null), "");
        return after.Split('.') is [var index, var line] && Visit.ParseIndex(index) is { } i
            && Visit.ParseIndex(line) is { } l and <= int.MaxValue
            ? (new PostingsQuery(known, account, of, new PostingPlace(i, (int)l)), "") : (null, "error.after");
    }

    internal static string Name(Role role) => role.ToString().ToLowerInvariant();
}

/// <summary>The postings behind a figure: <c>/bodies/{code}/postings?role=…&amp;account=…</c>.</summary>
internal static class PostingPages
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/bodies/{code}/postings", ShowAsync);

    private static async Task<IResult> ShowAsync(string code, Visit visit, Views views, string? role, string? account,
        string? inspection, string? after, CancellationToken ct)
    {
        if (await BodyPages.FindAsync(code, visit, views, ct) is not { } body)
            return visit.NotFound("error.no_body");
        var (query, wrong) = PostingsQuery.Parse(visit, role, account, inspection, after);
        if (query is null)
            return visit.BadRequest(wrong);
        var page = await views.Accounts.PostingsAsync(code, query.Role, query.Account, visit.Size, query.After, ct);
        var full = page.Count == AccountRegister.PagePostingsMax;
        var rows = page.Where(p => query.Inspection is not { } id || p.Inspection == id).ToList();
        var names = await Names.ReadAsync(visit, views, ct);
        await names.LearnCasesAsync(rows.Select(r => r.CaseStream), ct);
        var (unit, value) = await FigureAsync(code, query, visit, views, ct);
        return new RazorComponentResult<PostingsPage>(new
        {
            Names = names,
            Model = new PostingsModel(body, query.Role, query.Account, unit, value, query.Inspection, rows,
                query.After is null && !full, full ? Place(page[^1].Place) : null),
        });
    }

    private static async Task<(Unit Unit, long Value)> FigureAsync(string code, PostingsQuery query, Visit visit,
        Views views, CancellationToken ct)
    {
        if (query.Inspection is { } inspection)
        {
            var flow = await views.Accounts.OfInspectionAsync(inspection, visit.Size, ct);
            return (Unit.Dong, Flow.Figures(flow).FirstOrDefault(f => f.Account == query.Account).Value);
        }

        var figure = (await views.Accounts.FiguresAsync(code, visit.Size, ct))
            .FirstOrDefault(f => f.Role == query.Role && f.Key == query.Account);
        return (figure?.Unit ?? Unit.Count, figure?.Value ?? 0);
    }

    private static string Place(PostingPlace place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.EntryIndex}.{place.Line}");
}
