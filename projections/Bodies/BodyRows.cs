using Supervision.Domain.Bodies;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Bodies;

/// <summary>The rows of bodies.</summary>
internal static class BodyRows
{
    private static readonly Table Bodies = Table.Register("body", Text("code"), Text("kind"), Text("name_vi"),
        Text("name_en"), Text("managed_by"), Text("party_organisation"), Text("successor"), Date("ended_on"));

    internal static readonly View View = new("Bodies", [Bodies], Rows);

    // A name is recorded on its first day or later, so that the newest is the one that holds.
    private static IEnumerable<Row> Rows(Step step) => step.After.State is Body b
        ? [Bodies.Row(step.Recorded.Stream, b.Code.Value, b.Kind.ToString(), b.Names[^1].Vi, b.Names[^1].En,
            b.ManagedBy?.Value, b.PartyOrganisation?.Value, b.Succession?.Successor.Value, b.Succession?.From)]
        : [];
}
