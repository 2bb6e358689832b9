using Supervision.Domain.Remediations;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Remediations;

/// <summary>The rows of remediations, of their measures and of their payments.</summary>
internal static class RemediationRows
{
    private static readonly Table Remediations = Table.Register("remediation", Uuid("id"), Uuid("inspection"),
        Text("code"), Text("requiring_body"), Text("owner"), Text("receiver"), Uuids("findings"),
        Date("required_on"), Text("document_number"), Date("document_date"), Long("recoverable"), Long("reported"),
        Long("confirmed"), Long("outstanding"), Date("acknowledge_by"), Date("acknowledged_on"), Bool("done"));

    private static readonly Table Measures = Table.Register("measure", Uuid("remediation"), Uuid("inspection"),
        Int("number"), Text("kind"), Text("text"), Long("amount"), Date("due"), Date("original_due"), Int("moves"),
        Long("reported"), Long("confirmed"), Date("pending_since"), Date("met_on"), Int("days_late"),
        Date("answered_on"), Int("answer_working_days"), Int("rejections"), Bool("missed"), Bool("miss_cleared"),
        Bool("escalated"));

    private static readonly Table Payments = Table.Register("payment", Uuid("remediation"), Uuid("inspection"),
        Int("measure"), Text("voucher"), Date("paid_on"), Long("amount"), Uuids("findings"), Longs("amounts"),
        Text("sha256"), Long("reported_index"), Date("confirmed_on"), Long("confirmed_index"));

    internal static readonly View View = new("Remediations", [Remediations, Measures, Payments], Rows);

    private static IEnumerable<Row> Rows(Step step)
    {
        if (step.After is not { State: Remediation after, Facts: RemediationFacts facts })
            yield break;
        var before = step.Before.State as Remediation;
        var known = step.Before.Facts as RemediationFacts;
        if (RowChanged(before, after))
            yield return ToRow(step.Recorded.Stream, after, facts);
        foreach (var measure in after.Required.Measures.Where(m => MeasureChanged(before, known, after, facts, m)))
            yield return ToRow(step.Recorded.Stream, after, facts, measure);
        foreach (var payment in after.Payments.Where(p => before?.Payments.Contains(p) != true))
            yield return ToRow(step.Recorded.Stream, after, facts, payment);
    }

    // A version of a row is made only by an entry that changed it, so that its first entry says who changed it.
    private static bool RowChanged(Remediation? before, Remediation after) => before is null
        || before.AcknowledgedOn != after.AcknowledgedOn || before.Reported != after.Reported
        || before.Confirmed != after.Confirmed || before.IsDone != after.IsDone
        || AcknowledgeBy(before) != AcknowledgeBy(after)
        || !ReferenceEquals(before.Required, after.Required);

    private static DateOnly AcknowledgeBy(Remediation r) =>
        r.Obligations.First(o => o.Key == Remediation.AcknowledgeKey).Due;

    private static bool MeasureChanged(Remediation? before, RemediationFacts? known, Remediation after,
        RemediationFacts facts, Measure m) => before is null
        || !ReferenceEquals(before.ObligationFor(m.Number), after.ObligationFor(m.Number))
        || known?.Answers.GetValueOrDefault(m.Number) != facts.Answers.GetValueOrDefault(m.Number)
        || Paid(before, m, _ => true) != Paid(after, m, _ => true);

    private static long Paid(Remediation r, Measure m, Func<Payment, bool> counts) =>
        r.Payments.Where(p => p.Measure == m.Number && counts(p)).Sum(p => p.Amount.Dong);

    private static Row ToRow(string key, Remediation r, RemediationFacts facts) => Remediations.Row(key, r.Id.Value,
        r.Required.Inspection.Value, r.Required.Code, r.RequiringBody.Value, r.Owner.Value, r.Required.Receiver.Value,
        r.Required.Findings.Select(f => f.Value).ToArray(), facts.RequiredOn, r.Required.Document.Number,
        r.Required.Document.Date, r.Required.Recoverable.Dong, r.Reported.Dong, r.Confirmed.Dong, r.Outstanding.Dong,
        AcknowledgeBy(r), r.AcknowledgedOn, r.IsDone);

    private static Row ToRow(string key, Remediation r, RemediationFacts facts, Measure m)
    {
        var owed = r.ObligationFor(m.Number);
        var answer = facts.Answers.GetValueOrDefault(m.Number);
        return Measures.Row(key + " " + owed.Key, r.Id.Value, r.Required.Inspection.Value, m.Number,
            m.Kind.ToString(), m.Text, m.Amount?.Dong, owed.Due, owed.OriginalDue, owed.Moves,
            Paid(r, m, _ => true), Paid(r, m, p => p.Confirmed), owed.IsPending ? owed.Pendings[^1].Since : null,
            owed.MetOn, owed.MetOn is { } met ? owed.DaysLate(met) : null, answer?.AnsweredOn, answer?.WorkingDays,
            answer?.Rejections ?? 0, owed.Missed, owed.MissCleared, owed.Escalated);
    }

    private static Row ToRow(string key, Remediation r, RemediationFacts facts, Payment p)
    {
        var entries = facts.Payments[p.Voucher];
        return Payments.Row(key + " " + p.Voucher, r.Id.Value, r.Required.Inspection.Value, p.Measure, p.Voucher,
            p.PaidOn, p.Amount.Dong, p.Allocations.Select(a => a.Finding.Value).ToArray(),
            p.Allocations.Select(a => a.Amount.Dong).ToArray(), entries.Sha256, entries.ReportedIndex,
            entries.ConfirmedOn, entries.ConfirmedIndex);
    }
}
