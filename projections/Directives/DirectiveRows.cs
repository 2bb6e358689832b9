using Supervision.Domain.Bodies;
using Supervision.Domain.Directives;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Directives;

/// <summary>The rows of directives.</summary>
internal static class DirectiveRows
{
    private static readonly Table Directives = Table.Register("directive", Uuid("id"), Text("receiver"),
        Text("issuer"), Text("title_vi"), Text("title_en"), Text("document_number"), Date("document_date"),
        Int("recipients"), Int("acknowledged"), Int("plans"), Date("ended_on"), Text("ended_by"), Uuid("replaced_by"));

    internal static readonly View View = new("Directives", [Directives], Rows);

    private static IEnumerable<Row> Rows(Step step) => (step.Event, step.After.State) switch
    {
        (DirectiveEvent or SuccessionEvent, Directive x) => [Directives.Row(step.Recorded.Stream, x.Id.Value,
            x.Receiver.Value, x.Document.Issuer.Value, x.TitleVi, x.TitleEn, x.Document.Number, x.Document.Date,
            x.Circulation.Recipients.Count, x.Circulation.Acknowledged.Count, x.Plans.Count, x.EndedOn,
            x.EndedBy?.Number, x.ReplacedBy?.Value)],
        _ => [],
    };
}
