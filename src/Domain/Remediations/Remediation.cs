using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;

namespace Supervision.Domain.Remediations;

/// <summary>A payment as the debtor reported it, and whether the receiver confirmed it.</summary>
public sealed record Payment(int Measure, string Voucher, DateOnly PaidOn, Money Amount,
    IReadOnlyList<Allocation> Allocations, bool Confirmed);

/// <summary>A remediation: what its owner was required to put right, what it paid, and what is owed for it.</summary>
public sealed record Remediation(RemediationId Id, RemediationEvent.RemediationRequired Required)
    : IOwing, ISucceeding
{
    /// <summary>The key of the obligation to acknowledge.</summary>
    public const string AcknowledgeKey = "acknowledge";

    public DateOnly RequiredOn { get; init; }
    public DateOnly? AcknowledgedOn { get; init; }
    public IReadOnlyList<Payment> Payments { get; init; } = [];
    public IReadOnlyDictionary<int, DateOnly> SubmittedOn { get; init; } = new Dictionary<int, DateOnly>();
    public IReadOnlyList<RemediationEvent.EvidenceSubmitted> Submissions { get; init; } = [];
    public IReadOnlyDictionary<int, DateOnly> AnsweredOn { get; init; } = new Dictionary<int, DateOnly>();
    public IReadOnlyDictionary<int, RemediationEvent.ExtensionRequested> OpenRequests { get; init; } =
        new Dictionary<int, RemediationEvent.ExtensionRequested>();
    public int Answers { get; init; }

    /// <summary>The bodies whose place in it a successor has taken.</summary>
    public IReadOnlyList<BodyCode> Former { get; init; } = [];
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    /// <summary>The body of which it was required; a successor may owe it now.</summary>
    public BodyCode FirstOwner { get; init; } = Required.Owner;

    public BodyCode Owner => Required.Owner;
    public BodyCode RequiringBody => Required.RequiringBody;

    public Money Reported => Money.Sum(Payments.Select(p => p.Amount));
    public Money Confirmed => Money.Sum(Payments.Where(p => p.Confirmed).Select(p => p.Amount));

    /// <summary>What is neither waived nor confirmed by the receiver.</summary>
    public Money Outstanding => Required.Recoverable - Confirmed;

    /// <summary>Whether every measure was met.</summary>
    public bool IsDone => Required.Measures.All(m => ObligationFor(m.Number).MetOn is not null);

    /// <summary>The key of what the receiver owes for the n-th payment, from 1.</summary>
    public static string ConfirmKey(int payment) => "confirm-payment/" + payment.ToString("D", null);

    /// <summary>What the receiver has confirmed of a finding's money.</summary>
    public Money Settled(FindingId finding) => Allocated(finding, p => p.Confirmed);

    /// <summary>What was reported of a finding's money and waits for the receiver.</summary>
    public Money Unconfirmed(FindingId finding) => Allocated(finding, p => !p.Confirmed);

    public bool IsOpenFor(BodyCode body) => Obligations.IsOpenFor(body)
        || ((!IsDone || Outstanding > Money.Zero)
            && (Owner == body || RequiringBody == body || Required.Receiver == body));

    public ISucceeding TakenOver(BodyCode from, BodyCode to) => this with
    {
        Required = Required with
        {
            Owner = Owner.TakenOver(from, to),
            RequiringBody = RequiringBody.TakenOver(from, to),
            Receiver = Required.Receiver.TakenOver(from, to),
        },
        Former = [.. Former, from],
        Obligations = Obligations.TakenOver(from, to),
    };

    public static string MeasureKey(int measure) => "measure/" + measure.ToString("D", null);

    public Measure? Measure(int number) => Required.Measures.FirstOrDefault(m => m.Number == number);

    /// <summary>All evidence ever submitted for the measure.</summary>
    public IEnumerable<EvidenceId> SubmittedEvidence(int measure) =>
        Submissions.Where(s => s.Measure == measure).SelectMany(s => s.Evidence);

    public Obligation ObligationFor(int measure) => Obligations.First(o => o.Key == MeasureKey(measure));

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Remediation Evolve(Remediation? state, RemediationEvent e, DateOnly on) => e switch
    {
        RemediationEvent.RemediationRequired r => Start(r, on),
        RemediationEvent.RemediationAcknowledged => state! with
        {
            AcknowledgedOn = on,
            Obligations = state.Obligations.Meet(AcknowledgeKey, on),
        },
        RemediationEvent.PaymentReported p => state!.WithPayment(p, on),
        RemediationEvent.PaymentConfirmed p => state!.WithConfirmation(p, on),
        RemediationEvent.EvidenceSubmitted s => state!.Submitted(s, on),
        RemediationEvent.RemediationAccepted a => state!.Answered(a.Measure, on).Met(a.Measure, a.SubmittedOn, on),
        RemediationEvent.RemediationRejected r => state!.Answered(r.Measure, on) is var s ? s with
        {
            Obligations = s.Obligations.TurnDown(MeasureKey(r.Measure), on),
        } : state!,
        RemediationEvent.ExtensionRequested r => state!.Requested(r, on),
        RemediationEvent.ExtensionGranted g => state!.RequestAnswered(g.Measure, on) is var s ? s with
        {
            Obligations = s.Obligations.Move(MeasureKey(g.Measure), g.NewDue, s.RequiringBody, on),
        } : state!,
        RemediationEvent.ExtensionRefused r => state!.RequestAnswered(r.Measure, on),
        RemediationEvent.VerificationTakenOver t => state!.VerifiedBy(t.By, t.AnswerBy, on),
        RemediationEvent.VerifierNamed n => state!.VerifiedBy(n.Verifier, n.AnswerBy, on),
        RemediationEvent.ReceiverNamed n => state!.ReceivedBy(n, on),
        _ => throw Unknown.Event(e),
    };

    private static Remediation Start(RemediationEvent.RemediationRequired r, DateOnly on)
    {
        IReadOnlyList<Obligation> none = [];
        var acknowledge = none.Open(AcknowledgeKey, ObligationKind.AcknowledgeRemediation, r.Owner, r.RequiringBody,
            on, r.AcknowledgeBy);
        return new Remediation(r.Remediation, r)
        {
            RequiredOn = on,
            Obligations = r.Measures.Aggregate(acknowledge, (list, m) => list.Open(MeasureKey(m.Number),
                m.Kind == MeasureKind.Pay ? ObligationKind.PayMeasure : ObligationKind.CarryOutMeasure,
                r.Owner, r.RequiringBody, on, Rules.Deadline.Set(m.Due))),
        };
    }

    // The whole sum reported in time waits for the receiver as a submission waits for the verifier.
    private Remediation WithPayment(RemediationEvent.PaymentReported p, DateOnly on)
    {
        var next = this with
        {
            Payments = [.. Payments, new Payment(p.Measure, p.Voucher, on, p.Amount, p.Allocations, false)],
            Obligations = p.ConfirmBy is not { } by ? Obligations : ToConfirm(Payments.Count + 1, by, on),
        };
        return next.Paid(p.Measure, _ => true) < Measure(p.Measure)!.Amount ? next : next with
        {
            Obligations = next.Obligations.Submit(MeasureKey(p.Measure), next.LastPaidOn(p.Measure)),
        };
    }

    // Owed once by each receiver that was named: "confirm-payment/1", then "confirm-payment/1/2".
    private IReadOnlyList<Obligation> ToConfirm(int payment, Rules.Deadline by, DateOnly on) => Obligations.Open(
        Confirmations(payment).Count() is var former && former == 0 ? ConfirmKey(payment)
            : ConfirmKey(payment) + "/" + (former + 1).ToString("D", null),
        ObligationKind.ConfirmPayment, Required.Receiver, Owner, on, by);

    private IEnumerable<Obligation> Confirmations(int payment) => Obligations.Where(o => o.Key == ConfirmKey(payment)
        || o.Key.StartsWith(ConfirmKey(payment) + "/", StringComparison.Ordinal));

    // What it would have confirmed to itself ends; the receiver that was named owes it anew.
    private Remediation ReceivedBy(RemediationEvent.ReceiverNamed n, DateOnly on)
    {
        var next = this with
        {
            Required = Required with { Receiver = n.Receiver },
            Obligations = Obligations.End(o => o.Kind == ObligationKind.ConfirmPayment, on),
        };
        return n.ConfirmBy is not { } by ? next : Enumerable.Range(1, Payments.Count)
            .Where(payment => !Payments[payment - 1].Confirmed)
            .Aggregate(next, (r, payment) => r with { Obligations = r.ToConfirm(payment, by, on) });
    }

    // A payment measure is met on the day of the payment that completed it, once all of it is confirmed.
    private Remediation WithConfirmation(RemediationEvent.PaymentConfirmed c, DateOnly on)
    {
        var next = this with
        {
            Payments = [.. Payments.Select(p => p.Voucher == c.Voucher ? p with { Confirmed = true } : p)],
            Obligations = Confirmations(1 + Payments.TakeWhile(p => p.Voucher != c.Voucher).Count())
                .Where(o => o.IsOpen).Aggregate(Obligations, (list, o) => list.Meet(o.Key, on)),
        };
        return next.Paid(c.Measure, p => p.Confirmed) < Measure(c.Measure)!.Amount
            ? next : next.Met(c.Measure, next.LastPaidOn(c.Measure), on);
    }

    private DateOnly LastPaidOn(int measure) => Payments.Where(p => p.Measure == measure).Max(p => p.PaidOn);

    // A request for more time that is still open when the measure is met needs no answer any more.
    private Remediation Met(int measure, DateOnly metOn, DateOnly on) => RequestAnswered(measure, on) is var s
        ? s with { Obligations = s.Obligations.Meet(MeasureKey(measure), metOn) } : this;

    private Money Allocated(FindingId finding, Func<Payment, bool> counts) => Money.Sum(Payments.Where(counts)
        .SelectMany(p => p.Allocations).Where(a => a.Finding == finding).Select(a => a.Amount));

    private Money Paid(int measure, Func<Payment, bool> counts) =>
        Money.Sum(Payments.Where(p => p.Measure == measure && counts(p)).Select(p => p.Amount));

    private Remediation Submitted(RemediationEvent.EvidenceSubmitted s, DateOnly on) => this with
    {
        SubmittedOn = new Dictionary<int, DateOnly>(SubmittedOn) { [s.Measure] = on },
        Submissions = [.. Submissions, s],
        Answers = Answers + 1,
        Obligations = Obligations.Submit(MeasureKey(s.Measure), on).Open(
            AnswerKey("answer-submission", s.Measure, Answers + 1), ObligationKind.AnswerSubmission, RequiringBody,
            Owner, on, s.AnswerBy),
    };

    // What waited for its own answer ends; what still waits is owed anew, by who is the requiring body now.
    private Remediation VerifiedBy(BodyCode by, Rules.Deadline answerBy, DateOnly on)
    {
        var waiting = Obligations.Where(o => o.IsOpen && o.Body == RequiringBody && o.Kind is
            ObligationKind.AnswerSubmission or ObligationKind.AnswerExtension).ToList();
        var ended = Obligations.End(waiting.Contains, on)
            .ChangeWhere(o => o.IsOpen && o.OwedTo == RequiringBody, o => o with { OwedTo = by });
        return this with
        {
            Required = Required with { RequiringBody = by },
            Answers = Answers + waiting.Count,
            Obligations = waiting.Select((o, i) => (o.Kind, Key: Renumbered(o.Key, Answers + i + 1)))
                .Aggregate(ended, (list, o) => list.Open(o.Key, o.Kind, by, Owner, on, answerBy)),
        };
    }

    private static string Renumbered(string key, int number) =>
        string.Create(null, $"{key[..key.LastIndexOf('/')]}/{number}");

    private Remediation Answered(int measure, DateOnly on) => this with
    {
        AnsweredOn = new Dictionary<int, DateOnly>(AnsweredOn) { [measure] = on },
        Obligations = MeetOpen("answer-submission", measure, on),
    };

    private Remediation Requested(RemediationEvent.ExtensionRequested r, DateOnly on) => this with
    {
        OpenRequests = new Dictionary<int, RemediationEvent.ExtensionRequested>(OpenRequests) { [r.Measure] = r },
        Answers = Answers + 1,
        Obligations = Obligations.Open(AnswerKey("answer-extension", r.Measure, Answers + 1),
            ObligationKind.AnswerExtension, RequiringBody, Owner, on, r.AnswerBy),
    };

    private Remediation RequestAnswered(int measure, DateOnly on) => this with
    {
        OpenRequests = OpenRequests.Where(r => r.Key != measure).ToDictionary(),
        Obligations = MeetOpen("answer-extension", measure, on),
    };

    private IReadOnlyList<Obligation> MeetOpen(string what, int measure, DateOnly on) => Obligations
        .LastOrDefault(o => o.MetOn is null && o.Key.StartsWith(AnswerKey(what, measure), StringComparison.Ordinal))
        is { } open ? Obligations.Meet(open.Key, on) : Obligations;

    private static string AnswerKey(string what, int measure, int? number = null) =>
        string.Create(null, $"{what}/{measure}/{number}");
}
