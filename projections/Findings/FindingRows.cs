using Supervision.Domain;
using Supervision.Domain.Findings;
using Supervision.Domain.Obligations;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Findings;

/// <summary>The rows of findings and of dissents.</summary>
internal static class FindingRows
{
    private static readonly Table Findings = Table.Register("finding", Uuid("id"), Uuid("inspection"), Text("code"),
        Text("violation"), Text("subject"), Text("recorded_for"), Uuid("recorded_by"), Text("description"),
        Long("quantity"), Text("unit"), Long("unit_price"), Int("case_count"), Long("recorded_amount"),
        Long("proposed"), Long("confirmed"), Long("offset"), Long("recoverable"), Text("stage"), Text("severity"),
        Texts("outcome_kinds"), Longs("outcome_amounts"), Date("explain_by"), Int("explanations"),
        Int("open_dissents"), Uuids("evidence"), Texts("basis"), Texts("posts"));

    private static readonly Table Dissents = Table.Register("dissent", Uuid("finding"), Uuid("inspection"),
        Text("body"), Uuid("officer"), Long("quantity"), Long("unit_price"), Long("own_amount"), Text("ground"),
        Date("resolved_on"), Text("resolution"));

    internal static readonly View View = new("Findings", [Findings, Dissents], Rows);

    private static IEnumerable<Row> Rows(Step step)
    {
        if (step.After is not { State: Finding finding, Facts: FindingFacts facts }
            || step.Event is ObligationEvent and not ObligationEvent.DeadlineShifted)
            yield break;
        yield return ToRow(step.Recorded.Stream, finding, facts);
        var before = (step.Before.Facts as FindingFacts)?.Dissents ?? [];
        foreach (var dissent in facts.Dissents.Except(before))
            yield return ToRow(step.Recorded.Stream, finding, dissent);
    }

    private static Row ToRow(string key, Finding f, FindingFacts facts) => Findings.Row(key, f.Id.Value,
        f.Inspection.Value, f.Code, f.Violation.ToString(), f.Subject.Value, f.RecordedFor.Value, f.RecordedBy.Value,
        facts.Recorded.Description, facts.Quantity, facts.Recorded.Unit, facts.UnitPrice?.Dong,
        facts.Recorded.CaseCount, facts.Recorded.Amount.Dong, f.Proposed.Dong, f.Confirmed?.Dong, f.Offset.Dong,
        f.Confirmed is null ? null : f.Recoverable.Dong, f.Stage.ToString(), facts.Severity?.ToString(),
        f.Outcomes.Select(o => o.Kind.ToString()).ToArray(), f.Outcomes.Select(o => o.Amount.Dong).ToArray(),
        f.ExplainBy?.Due, facts.Explanations, f.Dissents.Count(d => !d.Resolved),
        facts.Recorded.Evidence.Select(e => e.Value).ToArray(), facts.Recorded.Basis.Select(Cite).ToArray(),
        facts.Recorded.ResponsiblePosts.ToArray());

    private static Row ToRow(string key, Finding f, DissentFacts d) => Dissents.Row(key + " " + d.Recorded.Body.Value,
        f.Id.Value, f.Inspection.Value, d.Recorded.Body.Value, d.Recorded.Officer.Value, d.Recorded.Quantity,
        d.Recorded.UnitPrice?.Dong, d.Recorded.OwnAmount.Dong, d.Recorded.Ground, d.ResolvedOn, d.Resolution);

    // As Vietnamese documents cite: "điểm a khoản 1 Điều 10 188/2025/NĐ-CP" without its prepositions, narrowest last.
    private static string Cite(LegalBasis basis) =>
        string.Join(", ", new[] { basis.DocNo, basis.Article, basis.Clause, basis.Point }.OfType<string>());
}
