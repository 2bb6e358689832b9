using System.Globalization;
using Supervision.Domain;
using Supervision.Projections;
using Supervision.Projections.Directions;
using Supervision.Projections.Directives;
using Supervision.Projections.Plans;
using Supervision.Projections.Proposals;
using Supervision.Projections.Reviews;
using Supervision.Web.Trail;

namespace Supervision.Web.Things;

/// <summary>How a noun's row is shown.</summary>
/// <param name="Name">As its streams begin.</param>
/// <param name="Facts">What stands in a list as well.</param>
/// <param name="Names">The streams of the other things that the row names.</param>
/// <param name="Links">Those, once their names are known.</param>
internal sealed record Noun<T>(string Name, Func<Views, Register<T>> Register, Func<T, Guid> Id,
    Func<T, Names, string> Title, Func<T, Visit, Names, IReadOnlyList<Detail>> Facts,
    Func<T, IReadOnlyList<string?>> Names, Func<T, Visit, Names, IReadOnlyList<Detail>> Links) where T : class
{
    internal string Path => "/" + Name + "s";

    internal string StreamOf(Guid id) => Name + "-" + id.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>The nouns whose pages are alike, and what is said of each.</summary>
internal static class Nouns
{
    internal static readonly Noun<DirectiveRow> Directives = new(DirectiveId.Noun, views => views.Directives,
        x => x.Id, (x, names) => names.Title(x), (x, visit, names) =>
        [
            Of(visit, "field.Document", Document(visit, x.DocumentNumber, x.DocumentDate)),
            Of(visit, "field.Issuer", names.Body(x.Issuer)),
            Of(visit, "field.ReceivedBy", names.Body(x.Receiver)),
            Of(visit, "plan.status", new Piece(x.EndedOn is { } end
                ? visit.T("thing.ended", visit.Day(end), x.EndedBy!) : visit["thing.in_force"])),
            Of(visit, "field.Recipients", new Piece(
                visit.T("thing.received", visit.Number(x.Recipients), visit.Number(x.Acknowledged)))),
            Of(visit, "chapter.plans", new Piece(visit.Number(x.Plans))),
        ],
        x => [ReplacedBy(x)],
        (x, visit, names) => ReplacedBy(x) is { } other ? [Of(visit, "field.ReplacedBy", names.Case(other))] : []);

    internal static readonly Noun<DirectionRow> Directions = new(DirectionId.Noun, views => views.Directions,
        x => x.Id, (x, names) => names.Title(x), (x, visit, names) =>
        [
            Of(visit, "field.Document", Document(visit, x.DocumentNumber, x.DocumentDate)),
            Of(visit, "field.Issuer", names.Body(x.Issuer)),
            Of(visit, "plan.status", new Piece(
                visit.T("thing.answered", visit.Number(x.Answered), visit.Number(x.Demands)))),
        ],
        x => [x.AboutStream],
        (x, visit, names) => [About(visit, names, x.AboutStream), Of(visit, "field.Text", new Piece(x.Text))]);

    internal static readonly Noun<ProposalRow> Proposals = new(ProposalId.Noun, views => views.Proposals,
        x => x.Id, (x, _) => x.Title, (x, visit, names) =>
        [
            Of(visit, "thing.made_by", names.Body(x.MadeBy)), Of(visit, "thing.asked", names.Body(x.Asked)),
            Of(visit, "plan.status", new Piece(visit.Word(x.Stage))),
        ],
        x => [x.AboutStream],
        (x, visit, names) => x.AboutStream is { } about ? [About(visit, names, about)] : []);

    internal static readonly Noun<ReviewRow> Reviews = new(ReviewId.Noun, views => views.Reviews,
        x => x.Id, (x, _) => x.Scope, (x, visit, names) =>
        [
            Of(visit, "field.Body", names.Body(x.Body)),
            Of(visit, "plan.status", new Piece(visit[x.Concluded ? "thing.concluded" : "thing.under_way"])),
            Of(visit, "thing.questions", new Piece(
                visit.T("thing.asked_open", visit.Number(x.Questions), visit.Number(x.OpenQuestions)))),
        ],
        _ => [],
        (x, visit, _) =>
        [
            Of(visit, "field.Index", new Piece(visit.Number(x.LedgerSize), visit.EntryLink(x.LedgerSize - 1))),
            Of(visit, "field.Root", new Piece(x.LedgerRoot)),
        ]);

    internal static IReadOnlyList<Detail> FactsOf(PlanRow x, Visit visit, Names names)
    {
        var stage = x.EndedOn is { } end ? visit.T("thing.since", visit.Heading(x.Stage), visit.Day(end))
            : visit.Heading(x.Stage);
        var facts = new List<Detail>
        {
            Of(visit, "field.Document", Document(visit, x.DocumentNumber, x.DocumentDate)
                with { Href = visit.EntryLink(x.IssuedIndex) }),
            Of(visit, "field.Issuer", names.Body(x.Issuer)),
            Of(visit, "plan.status", new Piece(stage)),
        };
        if (x.ParentStream is { } parent)
            facts.Add(Of(visit, "field.Parent", names.Case(parent)));
        if (x.ReplacedBy is { } other)
            facts.Add(Of(visit, "field.ReplacedBy", names.Case(Domain.Facts.StreamOf(new PlanId(other)))));
        if (x.Reviewer is { } reviewer)
            facts.Add(Of(visit, "thing.reviewer", names.Body(reviewer)));
        facts.Add(Of(visit, "plan.assignments", new Piece(visit["plan.open_assignments"], visit.Link("/plan"))));
        return facts;
    }

    private static string? ReplacedBy(DirectiveRow x) =>
        x.ReplacedBy is { } other ? Domain.Facts.StreamOf(new DirectiveId(other)) : null;

    private static Detail About(Visit visit, Names names, string stream) =>
        Of(visit, "field.About", stream.StartsWith("body/", StringComparison.Ordinal)
            ? names.Body(stream["body/".Length..]) : names.Case(stream));

    private static Piece Document(Visit visit, string number, DateOnly date) =>
        new(visit.T("thing.document", number, visit.Day(date)));

    private static Detail Of(Visit visit, string key, Piece piece) => new(visit[key], [piece]);
}
