using Supervision.Domain.Officers;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Officers;

/// <summary>The rows of officers and of their mandates.</summary>
internal static class OfficerRows
{
    private static readonly Table Officers = Table.Register("officer", Uuid("id"), Text("name"), Text("body"));

    private static readonly Table Mandates = Table.Register("mandate", Uuid("id"), Uuid("officer"), Text("body"),
        Text("post"), Texts("powers"), Date("first_day"), Date("last_day"), Text("delegated_from"));

    internal static readonly View View = new("Officers", [Officers, Mandates], Rows);

    private static IEnumerable<Row> Rows(Step step)
    {
        if (step.After.State is not Officer after)
            yield break;
        var before = step.Before.State as Officer;
        if (before is null)
            yield return Officers.Row(step.Recorded.Stream, after.Id.Value, after.Name, after.Body.Value);
        foreach (var m in after.Mandates.Where(m => before?.Mandates.Contains(m) != true))
        {
            yield return Mandates.Row(Related.StreamOf(m.Id), m.Id.Value, after.Id.Value, m.Body.Value, m.Post,
                m.Powers.Select(p => p.ToString()).ToArray(), m.From, m.To, m.DelegatedFrom?.Value);
        }
    }
}
