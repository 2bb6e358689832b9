using Supervision.Domain.Remediations;

namespace Supervision.Projections.Remediations;

/// <summary>
/// The last answer to a measure, and how many were rejections; working days by the calendar known then.
/// </summary>
internal sealed record MeasureAnswer(DateOnly? AnsweredOn, int? WorkingDays, int Rejections);

/// <summary>Which entries reported and confirmed a payment.</summary>
internal sealed record PaymentFacts(long ReportedIndex, string Sha256, long? ConfirmedIndex, DateOnly? ConfirmedOn);

/// <summary>What the registers of remediations show beyond the domain's state.</summary>
internal sealed record RemediationFacts(DateOnly RequiredOn)
{
    public IReadOnlyDictionary<int, MeasureAnswer> Answers { get; init; } = new Dictionary<int, MeasureAnswer>();
    public IReadOnlyDictionary<string, PaymentFacts> Payments { get; init; } = new Dictionary<string, PaymentFacts>();

    internal static RemediationFacts Evolve(RemediationFacts? facts, Remediation? before, RemediationEvent e,
        Occasion at) => e switch
        {
            RemediationEvent.RemediationRequired => new(at.On),
            RemediationEvent.RemediationAccepted a => facts!.Answered(a.Measure, a.SubmittedOn, at, 0),
            RemediationEvent.RemediationRejected r => facts!.Answered(r.Measure, r.SubmittedOn, at, 1),
            RemediationEvent.PaymentReported p => facts! with
            {
                Payments = new Dictionary<string, PaymentFacts>(facts.Payments)
                {
                    [p.Voucher] = new(at.Index, p.Sha256, null, null),
                },
            },
            RemediationEvent.PaymentConfirmed p => (facts! with
            {
                Payments = new Dictionary<string, PaymentFacts>(facts.Payments)
                {
                    [p.Voucher] = facts.Payments[p.Voucher] with { ConfirmedIndex = at.Index, ConfirmedOn = at.On },
                },
            }).Answered(p.Measure, before!.Payments.First(x => x.Voucher == p.Voucher).PaidOn, at, 0),
            _ => facts!,
        };

    private RemediationFacts Answered(int measure, DateOnly submittedOn, Occasion at, int rejections) => this with
    {
        Answers = new Dictionary<int, MeasureAnswer>(Answers)
        {
            [measure] = new(at.On, at.Calendar.WorkingDaysBetween(submittedOn, at.On),
                (Answers.GetValueOrDefault(measure)?.Rejections ?? 0) + rejections),
        },
    };
}
