using Supervision.Domain;
using Supervision.Domain.Bodies;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Remediations;
using static Supervision.Projections.Money.Accounts;

namespace Supervision.Projections.Money;

/// <summary>
/// The money that an entry moves. Within one entry the lines of each role sum to zero, because money only moves in
/// pairs, from an account to an account of the same body and role.
/// </summary>
internal static class MoneyPostings
{
    internal static IEnumerable<Posting> Of(Step step) => step.Event switch
    {
        FindingEvent e when step.After.State is Finding f => Of(e, f),
        RemediationEvent e when step.After.State is Remediation r => Of(step, e, r),
        SuccessionEvent.TakenOver t when step.Before.State is Finding f => TakenOver(step, t, f),
        SuccessionEvent.TakenOver t when step.Before.State is Remediation r && r.RequiringBody == t.Predecessor =>
            TakenOver(step, t.Successor, r),
        _ => [],
    };

    // What is still open of a finding, of both its sides: proposed until it is confirmed, then what is not recovered.
    private static IEnumerable<Posting> TakenOver(Step step, SuccessionEvent.TakenOver t, Finding f)
    {
        var remediation = step.Other<Inspection>(Related.StreamOf(f.Inspection)).Remediations
            .Select(id => step.Other<Remediation>(Related.StreamOf(id)))
            .FirstOrDefault(r => r.Required.Findings.Contains(f.Id));
        var open = f.Confirmed is null ? [(Proposed, f.Proposed)] : Open(f, remediation);
        return Sides(f, remediation?.Id.Value).Where(side => side.Body == t.Predecessor.Value)
            .SelectMany(side => open.SelectMany(o => HandOver(side, t.Successor, o.Account, o.Amount.Dong)));
    }

    private static IEnumerable<Posting> TakenOver(Step step, BodyCode by, Remediation r) => r.Required.Findings
        .Select(id => step.Other<Finding>(Related.StreamOf(id)))
        .SelectMany(f => Open(f, r).SelectMany(o => HandOver(Verifier(f, r), by, o.Account, o.Amount.Dong)));

    private static (string Account, Domain.Money Amount)[] Open(Finding f, Remediation? r)
    {
        var reported = r?.Unconfirmed(f.Id) ?? Domain.Money.Zero;
        var recovered = r?.Settled(f.Id) ?? Domain.Money.Zero;
        return [(Recoverable, f.Recoverable - reported - recovered), (Reported, reported)];
    }

    // Inflows taken back and given anew: the totals of the city stay, and so does what passed on before.
    private static Posting[] HandOver((string Body, Role Role, About About) side, BodyCode by,
        string account, long dong) =>
        [
            .. Pair(side, account, Direction.Inflow, HandedOver, dong),
            .. Pair(side with { Body = by.Value }, account, Direction.Inflow, HandedOver, -dong),
        ];

    private static IEnumerable<Posting> Of(FindingEvent e, Finding f) => e switch
    {
        FindingEvent.FindingRecorded r => Both(f, Found, Proposed, r.Amount),
        FindingEvent.FindingRevised r when r.NewAmount < r.OldAmount =>
            Both(f, Proposed, Explained, r.OldAmount - r.NewAmount),
        FindingEvent.FindingRevised r => Both(f, Found, Proposed, r.NewAmount - r.OldAmount),
        FindingEvent.FindingConfirmed c =>
        [
            .. Both(f, Proposed, Confirmed, c.Amount),
            .. c.Outcomes.SelectMany(o => Both(f, Confirmed,
                o.Kind == MoneyOutcome.TuChoiThanhToan ? Refused : Recoverable, o.Amount)),
        ],
        // What was already refused never was recoverable: its inflow is taken back, it does not flow on from there.
        FindingEvent.OffsetApplied o =>
            Sides(f).SelectMany(s => Pair(s, Recoverable, Direction.Inflow, Offset, o.Amount.Dong)),
        _ => [],
    };

    private static IEnumerable<Posting> Of(Step step, RemediationEvent e, Remediation r) => e switch
    {
        RemediationEvent.RemediationRequired q => q.Findings
            .Select(id => step.Other<Finding>(Related.StreamOf(id)))
            .SelectMany(f => Pair(Verifier(f, r), Required, Direction.Outflow, Recoverable, f.Recoverable.Dong)),
        RemediationEvent.PaymentReported p => Allocated(step, r, p.Allocations, Recoverable, Reported),
        RemediationEvent.PaymentConfirmed p => Allocated(step, r, p.Allocations, Reported, Recovered),
        RemediationEvent.VerificationTakenOver t => TakenOver(step, t.By, (Remediation)step.Before.State!),
        RemediationEvent.VerifierNamed n => TakenOver(step, n.Verifier, (Remediation)step.Before.State!),
        _ => [],
    };

    private static IEnumerable<Posting> Allocated(Step step, Remediation r, IReadOnlyList<Allocation> allocations,
        string from, string to) => allocations.SelectMany(a =>
        {
            var finding = step.Other<Finding>(Related.StreamOf(a.Finding));
            return Sides(finding, r.Id.Value).Append(Verifier(finding, r))
                .SelectMany(side => Pair(side, from, Direction.Outflow, to, a.Amount.Dong));
        });

    private static IEnumerable<Posting> Both(Finding f, string from, string to, Domain.Money amount) =>
        Sides(f).SelectMany(side => Pair(side, from, Direction.Outflow, to, amount.Dong));

    private static (string Body, Role Role, About About)[] Sides(Finding f, Guid? remediation = null)
    {
        var about = new About(f.Id.Value, f.Inspection.Value, remediation);
        return [(f.Subject.Value, Role.Subject, about), (f.RecordedFor.Value, Role.Inspecting, about)];
    }

    private static (string Body, Role Role, About About) Verifier(Finding f, Remediation r) =>
        (r.RequiringBody.Value, Role.Verifier, new About(f.Id.Value, f.Inspection.Value, r.Id.Value));

    private static Posting[] Pair((string Body, Role Role, About About) side, string from, Direction leaves,
        string to, long dong) => dong == 0 ? [] :
        [
            new(side.Body, side.Role, from, Unit.Dong, -dong, leaves, side.About),
            new(side.Body, side.Role, to, Unit.Dong, dong, Direction.Inflow, side.About),
        ];
}
