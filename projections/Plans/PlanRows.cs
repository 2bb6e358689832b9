using Supervision.Domain.Bodies;
using Supervision.Domain.Plans;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Plans;

/// <summary>The rows of plans and of their goals.</summary>
internal static class PlanRows
{
    private static readonly Table Plans = Table.Register("plan", Uuid("id"), Text("issuer"), Text("title_vi"),
        Text("title_en"), Text("document_number"), Date("document_date"));

    private static readonly Table Goals = Table.Register("goal", Uuid("plan"), Text("code"), Text("title_vi"),
        Text("title_en"), Text("operator"), Int("numerator"), Int("denominator"), Int("year"), Text("section"));

    internal static readonly View View = new("Plans", [Plans, Goals], Rows);

    private static IEnumerable<Row> Rows(Step step) => (step.Event, step.After.State) switch
    {
        (PlanEvent.PlanIssued or SuccessionEvent, Plan p) => [Plans.Row(step.Recorded.Stream, p.Id.Value,
            p.Issuer.Value, p.TitleVi, p.TitleEn, p.Document.Number, p.Document.Date)],
        (PlanEvent.PlanGoalSet g, Plan plan) => [Goals.Row(step.Recorded.Stream + " " + g.Goal, plan.Id.Value,
            g.Goal, g.TitleVi, g.TitleEn, g.Operator.ToString(), g.Value?.Numerator, g.Value?.Denominator, g.Year,
            g.Section)],
        _ => [],
    };
}
