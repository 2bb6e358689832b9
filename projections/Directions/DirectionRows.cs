using Supervision.Domain.Bodies;
using Supervision.Domain.Directions;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Directions;

/// <summary>The rows of directions.</summary>
internal static class DirectionRows
{
    private static readonly Table Directions = Table.Register("direction", Uuid("id"), Text("issuer"),
        Text("about_stream"), Text("text"), Text("document_number"), Date("document_date"), Int("demands"),
        Int("answered"));

    internal static readonly View View = new("Directions", [Directions], Rows);

    private static IEnumerable<Row> Rows(Step step) => (step.Event, step.After.State) switch
    {
        (DirectionEvent or SuccessionEvent, Direction x) => [Directions.Row(step.Recorded.Stream, x.Id.Value,
            x.Issuer.Value, x.About.ToStream(), x.Text, x.Document.Number, x.Document.Date, x.Demands.Count,
            x.AnsweredBy.Count)],
        _ => [],
    };
}
