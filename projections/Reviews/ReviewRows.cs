using Supervision.Domain.Bodies;
using Supervision.Domain.Reviews;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Reviews;

/// <summary>The rows of reviews.</summary>
internal static class ReviewRows
{
    private static readonly Table Reviews = Table.Register("review", Uuid("id"), Text("body"), Text("scope"),
        Long("ledger_size"), Text("ledger_root"), Int("questions"), Int("open_questions"), Bool("concluded"));

    internal static readonly View View = new("Reviews", [Reviews], Rows);

    private static IEnumerable<Row> Rows(Step step) => (step.Event, step.After.State) switch
    {
        (ReviewEvent or SuccessionEvent, Review x) => [Reviews.Row(step.Recorded.Stream, x.Id.Value, x.Body.Value,
            x.Scope, x.Index, x.Root, x.Questions.Count, x.OpenQuestions.Count, x.Concluded)],
        _ => [],
    };
}
