using Supervision.Domain.Bodies;
using Supervision.Domain.Proposals;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Proposals;

/// <summary>The rows of proposals.</summary>
internal static class ProposalRows
{
    private static readonly Table Proposals = Table.Register("proposal", Uuid("id"), Text("made_by"), Text("asked"),
        Text("title"), Text("about_stream"), Text("stage"), Int("forwarded"));

    internal static readonly View View = new("Proposals", [Proposals], Rows);

    private static IEnumerable<Row> Rows(Step step) => (step.Event, step.After.State) switch
    {
        (ProposalEvent or SuccessionEvent, Proposal x) => [Proposals.Row(step.Recorded.Stream, x.Id.Value, x.From.Value,
            x.Asked[^1].Value, x.Title, x.About?.ToStream(), x.Stage.ToString(), x.Asked.Count - 1)],
        _ => [],
    };
}
