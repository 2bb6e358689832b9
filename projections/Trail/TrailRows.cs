using static Supervision.Projections.Column;

namespace Supervision.Projections.Trail;

/// <summary>One row an entry.</summary>
internal static class TrailRows
{
    private static readonly Table Trail = Table.Log("trail", Text("case_stream"), Text("stream"),
        Long("stream_version"), Text("type"), Text("actor"), Text("actor_post"), Text("capacity"), Uuid("mandate"),
        Text("recorded_by"), Uuid("recorder_mandate"), Text("source_body"), Date("occurred_on"),
        Instant("recorded_at"), Int("working_days_after"), Bool("late"), Uuid("command_id"), Bool("opens_command"),
        Text("document_number"));

    internal static readonly View View = new("Trail", [Trail], Rows);

    private static IEnumerable<Row> Rows(Step step)
    {
        var (e, by) = (step.Recorded, step.Recorded.By);
        return [Trail.Row(e.Stream, step.Case, e.Stream, e.StreamVersion, e.Type, by.ActorId, by.ActorPost,
            by.Capacity.ToString(), by.MandateId, by.RecordedBy, by.RecorderMandateId, step.SourceBody,
            step.OccurredOn, e.Time, Lateness.WorkingDaysAfter(step), Lateness.IsLate(step), e.CommandId,
            step.OpensCommand, Lateness.DocumentOf(e.Event)?.Number)];
    }
}
