using Supervision.Domain.Officers;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Officers;

/// <summary>The rows of officers.</summary>
internal static class OfficerRows
{
    private static readonly Table Officers = Table.Register("officer", Uuid("id"), Text("name"), Text("body"));

    private static readonly Table Mandates = Table.Register("mandate", Uuid("id"), Uuid("officer"), Text("body"),
        Text("post"), Texts("powers"), Date("first_day"), Date("last_day"), Text("delegated_from"),
        Uuid("delegator"), Texts("scope"));

    private static readonly Table Suspensions = Table.Register("suspension", Uuid("officer"), Date("first_day"),
        Date("ends_on"));

    internal static readonly View View = new("Officers", [Officers, Mandates, Suspensions], Rows);

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
                m.Powers.Select(p => p.ToString()).ToArray(), m.From, m.To, m.DelegatedFrom?.Value,
                m.Delegator?.Id.Value, m.Scope.Select(b => b.Value).ToArray());
        }

        // One begins earlier than it was set to, or ends: it keeps its place among them.
        for (var i = 0; i < after.Suspensions.Count; i++)
        {
            var s = after.Suspensions[i];
            if (before?.Suspensions.ElementAtOrDefault(i) != s)
                yield return Suspensions.Row($"{step.Recorded.Stream}/{i + 1}", after.Id.Value, s.From, s.Until);
        }
    }
}
