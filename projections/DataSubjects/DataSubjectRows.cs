using Supervision.Domain.DataSubjects;
using static Supervision.Projections.Column;

namespace Supervision.Projections.DataSubjects;

/// <summary>The rows of erased persons.</summary>
internal static class DataSubjectRows
{
    private static readonly Table DataSubjects = Table.Register("data_subject", Uuid("id"), Date("destroyed_on"));

    internal static readonly View View = new("DataSubjects", [DataSubjects], Rows);

    private static IEnumerable<Row> Rows(Step step) => step.Event is DataSubjectEvent.PersonalKeyDestroyed e
        ? [DataSubjects.Row(step.Recorded.Stream, e.DataSubject.Value, step.OccurredOn)] : [];
}
