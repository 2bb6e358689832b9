using Supervision.Domain.Obligations;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Obligations;

/// <summary>The rows of obligations: one for each that a thing's state ever held.</summary>
internal static class ObligationRows
{
    private static readonly Table Obligations = Table.Register("obligation", Text("stream"), Text("name"),
        Text("case_stream"), Text("kind"), Text("body"), Text("owed_to"), Date("opened_on"), Date("original_due"),
        Date("due"), Text("rule"), Int("rule_version"), Int("moves"), Text("moved_by"),
        Int("shifts"), Bool("provisional"), Date("pending_since"), Date("paused_since"), Date("ended_on"),
        Date("met_on"), Int("days_late"), Bool("missed"), Bool("miss_cleared"), Int("reminders"), Bool("escalated"));

    internal static readonly View View = new("Obligations", [Obligations], Rows);

    private static IEnumerable<Row> Rows(Step step) =>
        Changed(step).Select(o => ToRow(step.Recorded.Stream, step.Case!, o));

    /// <summary>The obligations that the entry opened or changed: evolve leaves the others as they are.</summary>
    internal static IEnumerable<Obligation> Changed(Step step) => step.After.State is not IOwing after
        ? [] : after.Obligations
            .Except((step.Before.State as IOwing)?.Obligations ?? [], ReferenceEqualityComparer.Instance)
            .Cast<Obligation>();

    private static Row ToRow(string stream, string caseStream, Obligation o) => Obligations.Row(stream + " " + o.Key,
        stream, o.Key, caseStream, o.Kind.ToString(), o.Body.Value, o.OwedTo.Value, o.OpenedOn, o.OriginalDue, o.Due,
        o.Deadline.Rule, o.Deadline.RuleVersion, o.Moves, o.MovedBy?.Value, o.Shifts, o.Deadline.Provisional,
        o.IsPending ? o.Pendings[^1].Since : null, o.IsPaused ? o.Pauses[^1].Since : null, o.EndedOn, o.MetOn,
        o.MetOn is { } met ? o.DaysLate(met) : null, o.Missed, o.MissCleared, o.RemindedDays.Count, o.Escalated);
}
