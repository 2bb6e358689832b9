using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Findings;
using Supervision.Domain.IrregularActs;
using Supervision.Domain.Obligations;
using Supervision.Domain.Remediations;
using Supervision.Domain.Rules;
using Supervision.Projections.Money;
using Supervision.Projections.Obligations;
using Supervision.Projections.Trail;
using static Supervision.Projections.Counts.CountAccounts;

namespace Supervision.Projections.Counts;

/// <summary>
/// What an entry counts for a body: inflows of one, of minus one where a count is taken back, or of days.
/// </summary>
internal static class CountPostings
{
    internal static IEnumerable<Posting> Of(Step step)
    {
        var about = AboutOf(step);
        return OfNoun(step, about).Concat(OfObligations(step, about)).Concat(OfRecording(step, about));
    }

    private static IEnumerable<Posting> OfNoun(Step step, About about) => (step.Event, step.After.State) switch
    {
        (FindingEvent e, Finding f) => OfFinding(e, f, about),
        (AssignmentEvent e, Assignment a) => OfAssignment(step, e, a, about),
        (RemediationEvent e, Remediation r) => OfRemediation(step, e, r, about),
        (IrregularActEvent.IrregularActRecorded e, _) => [Count(e.Body.Value, Role.Acting, IrregularActs, about)],
        (SuccessionEvent.TakenOver t, Finding or Assignment or Remediation) =>
            OpenCounts(step.Before.State!, t.Predecessor)
                .SelectMany(c => Moved(t.Predecessor, t.Successor, c.Role, c.Account, c.Count, about)),
        (RefusalEvent, _) => [Count(step.SourceBody, Role.Acting, CommandsRefused, about)],
        _ => [],
    };

    // What was counted as begun and not yet as done, in the roles that the body hands over.
    private static IEnumerable<(Role Role, string Account, int Count)> OpenCounts(object state, BodyCode from) =>
        (state switch
        {
            Finding { Confirmed: null } f => [(f.Subject, Role.Subject, FindingsRecorded, 1),
                (f.RecordedFor, Role.Inspecting, FindingsRecorded, 1)],
            Assignment { IsOpen: true, Product: not null } a => [(a.Assigner, Role.Assigner, AssignmentsIssued, 1),
                (a.Lead!.Value, Role.Lead, AssignmentsIssued, 1)],
            Remediation { IsDone: false } r =>
            [
                (r.Owner, Role.Subject, RemediationsRequired, 1),
                (r.Owner, Role.Subject, MeasuresRequired, OpenMeasures(r)),
                (r.RequiringBody, Role.Verifier, RemediationsRequired, 1),
                (r.RequiringBody, Role.Verifier, MeasuresRequired, OpenMeasures(r)),
            ],
            _ => (IEnumerable<(BodyCode Body, Role Role, string Account, int Count)>)[],
        }).Where(c => c.Body == from).Select(c => (c.Role, c.Account, c.Count));

    private static int OpenMeasures(Remediation r) =>
        r.Required.Measures.Count(m => r.ObligationFor(m.Number).MetOn is null);

    private static Posting[] Moved(BodyCode from, BodyCode to, Role role, string account, int count, About about) =>
    [
        Count(from.Value, role, account, about) with { Amount = -count },
        Count(to.Value, role, account, about) with { Amount = count },
    ];

    private static Posting[] OfFinding(FindingEvent e, Finding f, About about) => e switch
    {
        FindingEvent.FindingRecorded => ForBoth(f, FindingsRecorded, about),
        FindingEvent.FindingConfirmed => ForBoth(f, FindingsConfirmed, about),
        FindingEvent.ExplanationRecorded => [Count(f.Subject.Value, Role.Subject, ExplanationsGiven, about)],
        FindingEvent.DissentRecorded d => [Count(d.Body.Value, Role.Inspecting, DissentsRecorded, about)],
        _ => [],
    };

    private static Posting[] ForBoth(Finding f, string account, About about) =>
    [
        Count(f.Subject.Value, Role.Subject, account, about),
        Count(f.RecordedFor.Value, Role.Inspecting, account, about),
    ];

    private static Posting[] OfAssignment(Step step, AssignmentEvent e, Assignment a, About about)
    {
        var (assigner, lead) = (a.Assigner.Value, a.Lead?.Value ?? a.Assigner.Value);
        return e switch
        {
            AssignmentEvent.AssignmentIssued =>
            [
                Count(assigner, Role.Assigner, AssignmentsIssued, about),
                Count(lead, Role.Lead, AssignmentsIssued, about),
            ],
            AssignmentEvent.ExtensionGranted =>
                [Count(assigner, Role.Assigner, DueDatesMoved, about), Count(lead, Role.Lead, DueDatesMoved, about)],
            AssignmentEvent.AssignmentReassigned => Reassigned(step, lead, about),
            AssignmentEvent.AssignmentCancelled or AssignmentEvent.AssignmentReplaced when a.IssuedOn is not null =>
            [
                Count(assigner, Role.Assigner, AssignmentsWithdrawn, about),
                Count(lead, Role.Lead, AssignmentsWithdrawn, about),
            ],
            AssignmentEvent.ProductSubmitted => [Count(lead, Role.Lead, SubmissionsMade, about)],
            AssignmentEvent.ProductReturned r =>
            [
                .. Answer(step, assigner, Role.Assigner, r.SubmittedOn, about),
                Count(assigner, Role.Assigner, SubmissionsTurnedDown, about),
                Count(lead, Role.Lead, SubmissionsTurnedDown, about),
            ],
            AssignmentEvent.ProductAccepted p =>
            [
                .. Answer(step, assigner, Role.Assigner, p.SubmittedOn, about),
                .. Done(a.Product!, assigner, Role.Assigner, AssignmentsDoneInTime, AssignmentsDoneLate, null, about),
                .. Done(a.Product!, lead, Role.Lead, AssignmentsDoneInTime, AssignmentsDoneLate, AssignmentDaysLate,
                    about),
            ],
            _ => [],
        };
    }

    // The former lead's balance is closed, the new lead's is opened; the assigner's goes on.
    private static Posting[] Reassigned(Step step, string lead, About about) =>
        ((Assignment)step.Before.State!).Lead!.Value.Value is var former && former != lead
            ?
            [
                Count(former, Role.Lead, AssignmentsWithdrawn, about), Count(lead, Role.Lead, AssignmentsIssued, about),
            ]
            : [];

    private static IEnumerable<Posting> OfRemediation(Step step, RemediationEvent e, Remediation r, About about)
    {
        var (owner, verifier) = (r.Owner.Value, r.RequiringBody.Value);
        return e switch
        {
            RemediationEvent.RemediationRequired q =>
            [
                Count(owner, Role.Subject, RemediationsRequired, about),
                Count(verifier, Role.Verifier, RemediationsRequired, about),
                Count(owner, Role.Subject, MeasuresRequired, about) with { Amount = q.Measures.Count },
                Count(verifier, Role.Verifier, MeasuresRequired, about) with { Amount = q.Measures.Count },
            ],
            RemediationEvent.EvidenceSubmitted => [Count(owner, Role.Subject, SubmissionsMade, about)],
            RemediationEvent.ExtensionGranted =>
            [
                Count(owner, Role.Subject, DueDatesMoved, about),
                Count(verifier, Role.Verifier, DueDatesMoved, about),
            ],
            RemediationEvent.RemediationRejected x =>
            [
                .. Answer(step, verifier, Role.Verifier, x.SubmittedOn, about),
                Count(verifier, Role.Verifier, SubmissionsTurnedDown, about),
                Count(owner, Role.Subject, SubmissionsTurnedDown, about),
            ],
            RemediationEvent.RemediationAccepted x =>
                [.. Answer(step, verifier, Role.Verifier, x.SubmittedOn, about), .. MeasuresDone(step, r, about)],
            RemediationEvent.PaymentConfirmed => MeasuresDone(step, r, about),
            RemediationEvent.VerificationTakenOver or RemediationEvent.VerifierNamed =>
                OpenCounts(step.Before.State!, r.Owner).Where(c => c.Role == Role.Verifier)
                    .SelectMany(c => Moved(r.Owner, r.RequiringBody, c.Role, c.Account, c.Count, about)),
            _ => [],
        };
    }

    private static IEnumerable<Posting> MeasuresDone(Step step, Remediation r, About about) =>
        NewlyMet(step).Where(o => o.IsReminded).SelectMany(o =>
            Done(o, r.Owner.Value, Role.Subject, MeasuresDoneInTime, MeasuresDoneLate, MeasureDaysLate, about)
                .Concat(Done(o, r.RequiringBody.Value, Role.Verifier, MeasuresDoneInTime, MeasuresDoneLate, null,
                    about)));

    private static IEnumerable<Posting> OfObligations(Step step, About about)
    {
        var opened = ObligationRows.Changed(step).Where(o => BeforeOf(step, o) is null)
            .Select(o => Count(o.Body.Value, Role.Owing, ObligationsOpened, about));
        var met = NewlyMet(step).Select(o => Count(o.Body.Value, Role.Owing, ObligationsMet, about));
        // An act of before the end that is entered after it takes the end back: it was met.
        var ended = ObligationRows.Changed(step)
            .Where(o => o.EndedOn is null != (BeforeOf(step, o)?.EndedOn is null))
            .Select(o => Count(o.Body.Value, Role.Owing, ObligationsEnded, about) with
            {
                Amount = o.EndedOn is null ? -1 : 1,
            });
        return opened.Concat(met).Concat(ended).Concat(step.Event switch
        {
            ObligationEvent.ObligationMissed m => [Count(m.Body.Value, Role.Owing, ObligationsMissed, about)],
            ObligationEvent.ObligationMissCleared m => Cleared(MissedBy(step, m).Value, about),
            SuccessionEvent.TakenOver t => ObligationRows.Changed(step)
                .Where(o => BeforeOf(step, o) is { } before && before.Body != o.Body)
                .SelectMany(_ => Moved(t.Predecessor, t.Successor, Role.Owing, ObligationsOpened, 1, about)),
            ObligationEvent.ReminderSent x => [Count(x.Body.Value, Role.Owing, RemindersReceived, about)],
            ObligationEvent.Escalated x => [Count(x.Body.Value, Role.Owing, Escalations, about)],
            ObligationEvent.DeadlineShifted x => [Count(x.Body.Value, Role.Owing, DueDatesShifted, about)],
            _ => (Posting[])[],
        });
    }

    private static Posting[] Cleared(string body, About about) =>
    [
        Count(body, Role.Owing, ObligationsMissed, about) with { Amount = -1 },
        Count(body, Role.Owing, ObligationMissesCleared, about),
    ];

    // The miss stands with the body that missed, also where a successor owes the act by now.
    private static BodyCode MissedBy(Step step, ObligationEvent.ObligationMissCleared m) =>
        ((IOwing)step.Before.State!).Obligations.First(o => o.Key == m.Key).MissedBy ?? m.Body;

    // One act is one command; what it records beside its first entry is not recorded late a second time.
    private static IEnumerable<Posting> OfRecording(Step step, About about) =>
        step.OpensCommand && Documents.LatenessOf(step).IsLate
            ? [Count(step.SourceBody, Role.Acting, LateRecordings, about)] : [];

    private static Posting[] Answer(Step step, string body, Role role, DateOnly submittedOn, About about)
    {
        var calendar = (Calendar?)step.Look(Calendar.Stream).State ?? Calendar.WeekendsOnly;
        var days = calendar.WorkingDaysBetween(submittedOn, step.OccurredOn);
        return
        [
            Count(body, role, SubmissionsAnswered, about),
            Count(body, role, AnswerWorkingDays, about) with { Amount = days, Unit = Unit.Days },
        ];
    }

    private static IEnumerable<Posting> Done(Obligation o, string body, Role role, string inTime, string late,
        string? daysLate, About about)
    {
        var days = o.DaysLate(o.MetOn!.Value);
        yield return Count(body, role, days == 0 ? inTime : late, about);
        if (days > 0 && daysLate is not null)
            yield return Count(body, role, daysLate, about) with { Amount = days, Unit = Unit.Days };
    }

    private static IEnumerable<Obligation> NewlyMet(Step step) => ObligationRows.Changed(step)
        .Where(o => o.MetOn is not null && BeforeOf(step, o)?.MetOn is null);

    private static Obligation? BeforeOf(Step step, Obligation o) =>
        (step.Before.State as IOwing)?.Obligations.FirstOrDefault(x => x.Key == o.Key);

    private static Posting Count(string body, Role role, string account, About about) =>
        new(body, role, account, Unit.Count, 1, Direction.Inflow, about);

    private static About AboutOf(Step step) => step.After.State switch
    {
        Finding f => new About(f.Id.Value, f.Inspection.Value),
        Remediation r => new About(null, r.Required.Inspection.Value, r.Id.Value),
        Domain.Inspections.Inspection i => new About(null, i.Id.Value),
        Assignment a => new About(null, null, null, a.Id.Value),
        _ => default,
    };
}
