using Supervision.Domain.Assignments;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Assignments;

/// <summary>What the register of assignments shows beyond the domain's state.</summary>
internal sealed record AssignmentFacts(DateOnly AcceptedOn);

/// <summary>The rows of assignments.</summary>
internal static class AssignmentRows
{
    private static readonly Table Assignments = Table.Register("assignment", Uuid("id"), Uuid("plan"),
        Text("section"), Text("code"), Text("title_vi"), Text("title_en"), Text("assigner"), Text("lead"),
        Texts("addressees"), Texts("verbs"), Texts("roles"), Texts("persons"), Texts("posts"), Text("work"),
        Text("responsibility"), Text("product"), Text("authority"), Texts("missing"), Text("stage"),
        Date("issued_on"), Texts("received_by"), Date("due"), Date("soon_from"), Date("original_due"), Int("moves"),
        Text("moved_by"), Date("submitted_on"), Uuids("evidence"), Date("done_on"), Date("accepted_on"),
        Int("days_late"), Int("percent"), Bool("missed"), Bool("miss_cleared"), Date("extension_asked_to"),
        Text("report_every"), Date("reminded_on"), Date("paused_on"), Int("reassignments"), Texts("former_leads"),
        Date("ended_on"), Uuid("replaced_by"), Uuids("replaces"));

    internal static readonly View View = new("Assignments", [Assignments], Rows);

    private static IEnumerable<Row> Rows(Step step) => step.After.State is Assignment assignment
        ? [ToRow(step.Recorded.Stream, assignment, StandingOf(assignment, step), step)]
        : [];

    private static AssignmentStanding StandingOf(Assignment a, Step step) => AssignmentStanding.Of(a,
        (RuleSets?)step.Look(RuleSets.Stream).State ?? RuleSets.None,
        (Calendar?)step.Look(Calendar.Stream).State ?? Calendar.WeekendsOnly);

    private static string PostOf(ResponsiblePerson? person, Step step) => person is null ? ""
        : (step.Look(Related.StreamOf(person.Officer)).State as Officer)?.Mandate(person.Mandate)?.Post ?? "";

    private static Row ToRow(string key, Assignment a, AssignmentStanding standing, Step step)
    {
        var (to, facts) = (a.Clears.Addressees, step.After.Facts as AssignmentFacts);
        return Assignments.Row(key, a.Id.Value, a.Plan.Value, a.Section, a.Code, a.TitleVi, a.TitleEn,
            a.Assigner.Value, a.Lead?.Value, to.Select(x => x.Body.Value).ToArray(),
            to.Select(x => x.Verb.ToString()).ToArray(), to.Select(x => x.Role.ToString()).ToArray(),
            to.Select(x => x.Person?.Officer.Value.ToString("D") ?? "").ToArray(),
            to.Select(x => PostOf(x.Person, step)).ToArray(), a.Clears.Work,
            a.Clears.Responsibility, a.Clears.Product, a.Clears.Authority,
            a.Clears.Missing().Select(c => c.ToString()).ToArray(), a.Stage.ToString(), a.IssuedOn,
            a.ReceivedBy.Select(b => b.Value).ToArray(), standing.Due, standing.SoonFrom, a.OriginalDue, a.Extensions,
            a.Obligations.LastOrDefault(IsMovedProduct)?.MovedBy?.Value, a.SubmittedOn,
            a.Evidence.Select(e => e.Value).ToArray(), standing.DoneOn, facts?.AcceptedOn,
            a.Product?.MetOn is { } met ? a.Product.DaysLate(met) : null, a.Percent, a.Product?.Missed ?? false,
            a.Product?.MissCleared ?? false, a.OpenRequest?.NewDue, a.ReportEvery?.ToString(), a.RemindedOn,
            a.PausedOn, a.Reassignments, a.FormerLeads.Select(b => b.Value).ToArray(), a.EndedOn, a.ReplacedBy?.Value,
            a.Replaces.Select(x => x.Value).ToArray());
    }

    private static bool IsMovedProduct(Obligation o) => o is { Kind: ObligationKind.SubmitProduct, MovedBy: not null };
}
