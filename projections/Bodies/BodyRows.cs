using Supervision.Domain.Bodies;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Bodies;

/// <summary>The rows of bodies.</summary>
internal static class BodyRows
{
    private static readonly Table Bodies = Table.Register("body", Text("code"), Text("kind"), Text("name_vi"),
        Text("name_en"), Text("managed_by"), Text("party_organisation"));

    internal static readonly View View = new("Bodies", [Bodies], Rows);

    private static IEnumerable<Row> Rows(Step step) => step.Event is BodyEvent.BodyRegistered b
        ? [Bodies.Row(step.Recorded.Stream, b.Code.Value, b.Kind.ToString(), b.NameVi, b.NameEn, b.ManagedBy?.Value,
            b.PartyOrganisation?.Value)]
        : [];
}
