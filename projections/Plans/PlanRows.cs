using Supervision.Domain.Bodies;
using Supervision.Domain.Plans;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Plans;

/// <summary>The entry that issued the plan; later versions of its row come from other entries.</summary>
internal sealed record PlanFacts(long IssuedIndex);

/// <summary>The rows of plans and of their goals.</summary>
internal static class PlanRows
{
    private static readonly Table Plans = Table.Register("plan", Uuid("id"), Text("issuer"), Text("title_vi"),
        Text("title_en"), Text("document_number"), Date("document_date"), Text("stage"), Int("amendments"),
        Int("reviews"), Text("reviewer"), Text("parent_stream"), Uuid("replaced_by"),
        Date("ended_on"), Long("issued_index"));

    private static readonly Table Goals = Table.Register("goal", Uuid("plan"), Text("code"), Text("title_vi"),
        Text("title_en"), Text("operator"), Int("numerator"), Int("denominator"), Int("year"), Text("section"));

    internal static readonly View View = new("Plans", [Plans, Goals], Rows);

    private static IEnumerable<Row> Rows(Step step) => (step.Event, step.After.State) switch
    {
        (PlanEvent.PlanGoalAmended a, Plan plan) =>
            [PlanRow(step, plan), GoalRow(step, plan, plan.Goals.First(g => g.Goal == a.Goal))],
        (PlanEvent.PlanGoalSet g, Plan plan) => [GoalRow(step, plan, g)],
        (PlanEvent.PlanIssued or PlanEvent.PlanAmended or PlanEvent.ReviewsCharged or PlanEvent.InterimReviewHeld
            or PlanEvent.FinalReviewHeld or PlanEvent.PlanReplaced or SuccessionEvent, Plan plan) =>
            [PlanRow(step, plan)],
        _ => [],
    };

    private static Row PlanRow(Step step, Plan p) => Plans.Row(step.Recorded.Stream, p.Id.Value, p.Issuer.Value,
        p.TitleVi, p.TitleEn, p.Document.Number, p.Document.Date, p.Stage.ToString(), p.Amendments, p.Reviews,
        p.Reviewer?.Value, ParentOf(p), p.ReplacedBy?.Value, p.EndedOn, ((PlanFacts)step.After.Facts!).IssuedIndex);

    private static string? ParentOf(Plan plan) => plan.Parent switch
    {
        { Directive: { } id } => Related.StreamOf(id),
        { Plan: { } id } => Related.StreamOf(id),
        _ => null,
    };

    private static Row GoalRow(Step step, Plan plan, PlanEvent.PlanGoalSet g) => Goals.Row(
        step.Recorded.Stream + " " + g.Goal, plan.Id.Value, g.Goal, g.TitleVi, g.TitleEn, g.Operator.ToString(),
        g.Value?.Numerator, g.Value?.Denominator, g.Year, g.Section);
}
