using Supervision.Domain.Assignments;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Assignments;

/// <summary>What the register of assignments shows beyond the domain's state.</summary>
internal sealed record AssignmentFacts(DateOnly AcceptedOn);

/// <summary>The rows of assignments.</summary>
internal static class AssignmentRows
{
    private static readonly Table Assignments = Table.Register("assignment", Uuid("id"), Uuid("plan"),
        Text("section"), Text("code"), Text("title_vi"), Text("title_en"), Text("assigner"), Text("lead"),
        Texts("addressees"), Texts("verbs"), Texts("roles"), Text("work"), Text("responsibility"), Text("product"),
        Text("authority"), Texts("missing"), Text("stage"), Date("issued_on"), Texts("received_by"), Date("due"),
        Date("original_due"), Int("moves"), Text("moved_by"), Date("submitted_on"), Date("done_on"),
        Date("accepted_on"), Int("days_late"), Int("percent"), Bool("missed"), Bool("miss_cleared"),
        Date("extension_asked_to"));

    internal static readonly View View = new("Assignments", [Assignments], Rows);

    private static IEnumerable<Row> Rows(Step step) => step.After.State is Assignment assignment
        ? [ToRow(step.Recorded.Stream, assignment, step.After.Facts as AssignmentFacts)] : [];

    private static Row ToRow(string key, Assignment a, AssignmentFacts? facts) => Assignments.Row(key, a.Id.Value,
        a.Plan.Value, a.Section, a.Code, a.TitleVi, a.TitleEn, a.Assigner.Value, a.Lead?.Value,
        a.Clears.Addressees.Select(x => x.Body.Value).ToArray(),
        a.Clears.Addressees.Select(x => x.Verb.ToString()).ToArray(),
        a.Clears.Addressees.Select(x => x.Role.ToString()).ToArray(), a.Clears.Work, a.Clears.Responsibility,
        a.Clears.Product, a.Clears.Authority, a.Clears.Missing().Select(c => c.ToString()).ToArray(),
        a.Stage.ToString(), a.IssuedOn, a.ReceivedBy.Select(b => b.Value).ToArray(), a.Product?.Due ?? a.Clears.Due,
        a.Product?.OriginalDue, a.Product?.Moves ?? 0, a.Product?.MovedBy?.Value, a.SubmittedOn, a.Product?.MetOn,
        facts?.AcceptedOn, a.Product?.MetOn is { } met ? a.Product.DaysLate(met) : null, a.Percent,
        a.Product?.Missed ?? false, a.Product?.MissCleared ?? false, a.OpenRequest?.NewDue);
}
