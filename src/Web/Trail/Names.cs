using System.Text.RegularExpressions;
using Supervision.Domain;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Reviews;
using Supervision.Projections;
using Supervision.Projections.Assignments;
using Supervision.Projections.Bodies;
using Supervision.Projections.Directions;
using Supervision.Projections.Directives;
using Supervision.Projections.Findings;
using Supervision.Projections.Inspections;
using Supervision.Projections.Plans;
using Supervision.Projections.Remediations;
using Supervision.Projections.Trail;

namespace Supervision.Web.Trail;

/// <summary>
/// What the things on a page are called, as known at the page's moment. Bodies are read at once, the rest when a page
/// says what it is going to name.
/// </summary>
public sealed partial class Names
{
    private readonly Visit visit;
    private readonly Views views;
    private readonly Dictionary<string, BodyRow> bodies;
    private readonly Dictionary<Guid, string> officers = [];
    private readonly Dictionary<Guid, Piece> evidence = [];
    private readonly HashSet<Guid> erased = [];
    private readonly Dictionary<Guid, InspectionRow> inspections = [];
    private readonly Dictionary<Guid, FindingRow> findings = [];
    private readonly Dictionary<Guid, RemediationRow> remediations = [];
    private readonly Dictionary<Guid, AssignmentRow> assignments = [];
    private readonly Dictionary<Guid, PlanRow> plans = [];
    private readonly Dictionary<string, string> others = new(StringComparer.Ordinal);

    private Names(Visit visit, Views views, IEnumerable<BodyRow> bodies) =>
        (this.visit, this.views, this.bodies) = (visit, views, bodies.ToDictionary(b => b.Code));

    /// <summary>The bodies known at the moment, by code.</summary>
    public IReadOnlyDictionary<string, BodyRow> Bodies => bodies;

    internal static async Task<Names> ReadAsync(Visit visit, Views views, CancellationToken ct) =>
        new(visit, views, await views.Bodies.AllAsync(visit.Size, ct));

    /// <summary>Reads whatever these acts name: their officers, evidence and cases.</summary>
    internal async Task LearnAsync(IReadOnlyList<Activity> acts, CancellationToken ct)
    {
        var ids = acts.SelectMany(a => Uuid().Matches(a.Bytes)).Select(m => Guid.Parse(m.ValueSpan))
            .Distinct().ToList();
        await LearnOfficersAsync(ids, ct);
        await LearnEvidenceAsync(ids, ct);
        erased.UnionWith(await views.DataSubjects.ErasedAsync(acts.SelectMany(a => PersonalFields.Of(a.Recorded.Event))
            .Select(v => SealedValue.Parse(v.Text)?.Person.Value).OfType<Guid>(), visit.Size, ct));
        await LearnCasesAsync(acts.Select(a => a.CaseStream).Concat(acts.Select(a => NamedBy(a.Recorded.Event))), ct);
    }

    internal async Task LearnOfficersAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        foreach (var (id, name) in await views.Officers.NamesAsync(ids, visit.Size, ct))
            officers[id] = name;
    }

    internal async Task LearnEvidenceAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        foreach (var item in await views.Evidence.ListAsync(ids, visit.Size, ct))
            evidence[item.Id] = new Piece(item.Title, visit.EntryLink(item.ValidFrom));
    }

    /// <summary>Reads inspections, assignments and plans by their streams, and what inspections hold.</summary>
    internal async Task LearnCasesAsync(IEnumerable<string?> caseStreams, CancellationToken ct)
    {
        foreach (var stream in caseStreams.OfType<string>().Distinct())
        {
            if (IdOf(stream, InspectionId.Noun) is { } inspection)
                await LearnInspectionAsync(inspection, ct);
            else if (IdOf(stream, AssignmentId.Noun) is { } assignment && !assignments.ContainsKey(assignment)
                && await views.Assignments.OneAsync(assignment, visit.Size, ct) is { } row)
                assignments[assignment] = row;
            else if (IdOf(stream, PlanId.Noun) is { } plan && !plans.ContainsKey(plan)
                && await views.Plans.OneAsync(plan, visit.Size, ct) is { } known)
                plans[plan] = known;
            else if (!others.ContainsKey(stream) && await TitleAsync(stream, ct) is { } title)
                others[stream] = title;
        }
    }

    public Piece Body(string code) => bodies.TryGetValue(code, out var body)
        ? new Piece(visit.Choose(body.NameVi, body.NameEn), visit.BodyLink(code)) : new Piece(code);

    public Piece Officer(Guid id) => new(officers.GetValueOrDefault(id) ?? visit["names.unknown_officer"]);

    /// <summary>A piece of evidence; it opens the entry that registered it, with its hash.</summary>
    public Piece Evidence(Guid id) => evidence.GetValueOrDefault(id) ?? new Piece(visit["names.evidence"]);

    /// <summary>A word in the place of a sealed value: whether anybody can still read it.</summary>
    internal Piece Personal(PersonalValue value) => new(visit.Word(
        SealedValue.Parse(value.Text) is { } box && erased.Contains(box.Person.Value)
            ? SealState.Erased : SealState.Sealed));

    public Piece Finding(Guid id) => findings.TryGetValue(id, out var f)
        ? new Piece(f.Code, visit.InspectionLink(f.Inspection) + "#finding-" + f.Code)
        : new Piece(visit["names.finding"]);

    /// <summary>A thing by its typed id.</summary>
    internal Piece Thing(object id) => id switch
    {
        FindingId f => Finding(f.Value),
        EvidenceId e => Evidence(e.Value),
        RemediationId r when remediations.TryGetValue(r.Value, out var row) =>
            new Piece(row.Code, visit.InspectionLink(row.Inspection) + "#remediation-" + row.Code),
        RemediationId => new Piece(visit["names.remediation"]),
        InspectionId i => Case(Facts.StreamOf(i)),
        AssignmentId a => Case(Facts.StreamOf(a)),
        PlanId p => Case(Facts.StreamOf(p)),
        DirectiveId d => Case(Facts.StreamOf(d)),
        _ => new Piece(visit["names.thing"]),
    };

    /// <summary>An inspection, an assignment or a plan by its stream.</summary>
    public Piece Case(string stream) =>
        IdOf(stream, InspectionId.Noun) is { } i && inspections.TryGetValue(i, out var inspection)
            ? new Piece(Title(inspection), visit.InspectionLink(i))
        : IdOf(stream, AssignmentId.Noun) is { } a && assignments.TryGetValue(a, out var assignment)
            ? new Piece(Title(assignment), visit.AssignmentLink(a))
        : IdOf(stream, PlanId.Noun) is { } p && plans.TryGetValue(p, out var plan)
            ? new Piece(visit.Choose(plan.TitleVi, plan.TitleEn), visit.ThingLink(stream))
        : others.TryGetValue(stream, out var title) ? new Piece(title, visit.ThingLink(stream))
        : new Piece(visit["names.thing"]);

    public string Title(InspectionRow i) =>
        visit.T("inspection.title", visit.Heading(i.Kind), Body(i.Subject).Text, i.DocumentNumber);

    public string Title(AssignmentRow a) => a.Code + " " + visit.Choose(a.TitleVi, a.TitleEn);

    public string Title(DirectiveRow d) => visit.Choose(d.TitleVi, d.TitleEn);

    public string Title(DirectionRow d) => visit.T("names.direction", d.DocumentNumber);

    // Another thing that an event is about, beside the case to which it belongs.
    private static string? NamedBy(Event e) => e switch
    {
        PlanEvent.PlanIssued { Parent.Directive: { } id } => Facts.StreamOf(id),
        PlanEvent.PlanIssued { Parent.Plan: { } id } => Facts.StreamOf(id),
        PlanEvent.PlanReplaced r => Facts.StreamOf(r.By),
        PlanEvent.PlanCascaded c => Facts.StreamOf(c.Plan),
        PlanEvent.PlanAssignmentOpened a => Facts.StreamOf(a.Assignment),
        DirectiveEvent.DirectiveCascaded c => Facts.StreamOf(c.Plan),
        DirectiveEvent.DirectiveEnded { By: { } by } => Facts.StreamOf(by),
        DirectionEvent.DirectionIssued d => d.About.ToStream(),
        DirectionEvent.DirectionAnswered a => a.DoneBy?.ToStream(),
        ProposalEvent.ProposalMade p => p.About?.ToStream(),
        ReviewEvent.ReviewOpened r => r.About?.ToStream(),
        ReviewEvent.ReviewQuestionAsked q => q.About?.ToStream(),
        ReviewEvent.ReviewRemarkMade r => r.About?.ToStream(),
        _ => null,
    };

    // What a thing is called of which nothing but the name is kept here.
    private async Task<string?> TitleAsync(string stream, CancellationToken ct)
    {
        if (IdOf(stream, DirectiveId.Noun) is { } directive)
            return await views.Directives.OneAsync(directive, visit.Size, ct) is { } d ? Title(d) : null;
        if (IdOf(stream, DirectionId.Noun) is { } direction)
            return await views.Directions.OneAsync(direction, visit.Size, ct) is { } x ? Title(x) : null;
        if (IdOf(stream, ProposalId.Noun) is { } proposal)
            return (await views.Proposals.OneAsync(proposal, visit.Size, ct))?.Title;
        return IdOf(stream, ReviewId.Noun) is { } review
            && await views.Reviews.OneAsync(review, visit.Size, ct) is { } r ? r.Scope : null;
    }

    private async Task LearnInspectionAsync(Guid id, CancellationToken ct)
    {
        if (inspections.ContainsKey(id) || await views.Inspections.OneAsync(id, visit.Size, ct) is not { } row)
            return;
        inspections[id] = row;
        foreach (var finding in await views.Findings.OfInspectionAsync(id, visit.Size, ct))
            findings[finding.Id] = finding;
        foreach (var remediation in await views.Remediations.OfInspectionAsync(id, visit.Size, ct))
            remediations[remediation.Id] = remediation;
    }

    private static Guid? IdOf(string stream, string noun) =>
        stream.StartsWith(noun + "-", StringComparison.Ordinal)
        && Guid.TryParseExact(stream.AsSpan(noun.Length + 1), "D", out var id) ? id : null;

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uuid();
}
