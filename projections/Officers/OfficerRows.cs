using Supervision.Domain.Officers;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Officers;

/// <summary>The rows of officers.</summary>
internal static class OfficerRows
{
    private static readonly Table Officers = Table.Register("officer", Uuid("id"), Text("name"), Text("body"));

    internal static readonly View View = new("Officers", [Officers], Rows);

    private static IEnumerable<Row> Rows(Step step) => (step.Event, step.After.State) switch
    {
        (OfficerEvent.OfficerRegistered, Officer x) =>
            [Officers.Row(step.Recorded.Stream, x.Id.Value, x.Name, x.Body.Value)],
        _ => [],
    };
}
