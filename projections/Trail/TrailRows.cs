using static Supervision.Projections.Column;

namespace Supervision.Projections.Trail;

/// <summary>One row an entry.</summary>
internal static class TrailRows
{
    private static readonly Table Trail = Table.Log("trail", Text("case_stream"), Text("stream"),
        Long("stream_version"), Text("type"), Text("actor"), Text("actor_post"), Text("capacity"), Uuid("mandate"),
        Text("recorded_by"), Uuid("recorder_mandate"), Text("source_body"), Date("occurred_on"),
        Instant("recorded_at"), Int("days_after"),
        Int("working_days_after"), Bool("late"), Uuid("command_id"), Bool("opens_command"),
        Text("document_number"));

    internal static readonly View View = new("Trail", [Trail], Rows);

    private static IEnumerable<Row> Rows(Step step)
    {
        var (e, by, late) = (step.Recorded, step.Recorded.By, Documents.LatenessOf(step));
        return [Trail.Row(e.Stream, step.Case, e.Stream, e.StreamVersion, e.Type, by.ActorId, by.ActorPost,
            by.Capacity.ToString(), by.MandateId, by.RecordedBy, by.RecorderMandateId, step.SourceBody,
            step.OccurredOn, e.Time, late.CalendarDays, late.WorkingDays, late.IsLate, e.CommandId,
            step.OpensCommand, Documents.DocumentOf(e.Event)?.Number)];
    }
}
