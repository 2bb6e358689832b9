using Supervision.Domain.Inspections;
using Supervision.Domain.Obligations;
using static Supervision.Projections.Column;

namespace Supervision.Projections.Inspections;

/// <summary>The rows of inspections.</summary>
internal static class InspectionRows
{
    private static readonly Table Inspections = Table.Register("inspection", Uuid("id"), Text("kind"), Text("issuer"),
        Text("lead"), Uuid("team_leader"), Texts("bodies"), Texts("member_bodies"), Uuids("member_officers"),
        Text("subject"), Text("scope"), Date("period_from"), Date("period_to"), Int("duration_days"),
        Text("document_number"), Date("document_date"), Date("decided_on"), Text("stage"), Date("announced_on"),
        Date("ends_by"), Date("original_end"), Bool("extended"), Texts("signed_sections"), Bool("minutes_signed"),
        Date("fieldwork_ended_on"), Date("closed_on"), Long("consolidated"), Int("findings"), Int("remediations"));

    internal static readonly View View = new("Inspections", [Inspections], Rows);

    private static IEnumerable<Row> Rows(Step step) =>
        step.After.State is Inspection inspection && (step.Event is ObligationEvent.DeadlineShifted
            || step.Event is not (ObligationEvent or InspectionEvent.NominationRequested
                or InspectionEvent.RectificationRequested or InspectionEvent.FindingsNotified))
            ? [ToRow(step.Recorded.Stream, inspection)] : [];

    private static Row ToRow(string key, Inspection i) => Inspections.Row(key, i.Id.Value, i.Decision.Kind.ToString(),
        i.Issuer.Value, i.Decision.Lead.Value, i.TeamLeader.Value, i.Bodies.Select(b => b.Value).ToArray(),
        i.Members.Select(m => m.Body.Value).ToArray(), i.Members.Select(m => m.Officer.Value).ToArray(),
        i.Subject.Value, i.Decision.Scope, i.Decision.PeriodFrom, i.Decision.PeriodTo, i.Decision.DurationDays,
        i.Decision.Document.Number, i.Decision.Document.Date, i.DecidedOn, i.Stage.ToString(), i.AnnouncedOn,
        i.EndsBy?.Due, i.OriginalEnd, i.Extended, i.SignedSections.Select(b => b.Value).ToArray(), i.MinutesSigned,
        i.FieldworkEndedOn, i.ClosedOn, i.Consolidated?.Dong, i.Findings.Count, i.Remediations.Count);
}
