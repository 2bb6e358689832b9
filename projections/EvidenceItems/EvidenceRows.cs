using Supervision.Domain.EvidenceItems;
using static Supervision.Projections.Column;

namespace Supervision.Projections.EvidenceItems;

/// <summary>The rows of registered evidence.</summary>
internal static class EvidenceRows
{
    private static readonly Table Evidence = Table.Register("evidence", Uuid("id"), Text("kind"), Text("title"),
        Text("sha256"), Long("size_bytes"), Text("custodian"), Bool("contains_personal_data"),
        Date("registered_on"));

    internal static readonly View View = new("EvidenceItems", [Evidence], Rows);

    private static IEnumerable<Row> Rows(Step step) => step.Event is EvidenceEvent.EvidenceRegistered e
        ? [Evidence.Row(step.Recorded.Stream, e.Evidence.Value, e.Kind.ToString(), e.Title, e.Sha256, e.SizeBytes,
            e.Custodian.Value, e.ContainsPersonalData, step.OccurredOn)]
        : [];
}
