using Supervision.Domain.Findings;

namespace Supervision.Projections.Findings;

/// <summary>A dissent with its arithmetic, and how it was resolved.</summary>
internal sealed record DissentFacts(FindingEvent.DissentRecorded Recorded, DateOnly? ResolvedOn, string? Resolution);

/// <summary>
/// What the register of findings shows beyond the domain's state; quantity and price of the last revision.
/// </summary>
internal sealed record FindingFacts(FindingEvent.FindingRecorded Recorded)
{
    public long? Quantity { get; init; } = Recorded.Quantity;
    public Domain.Money? UnitPrice { get; init; } = Recorded.UnitPrice;
    public Severity? Severity { get; init; }
    public int Explanations { get; init; }
    public IReadOnlyList<DissentFacts> Dissents { get; init; } = [];

    internal static FindingFacts Evolve(FindingFacts? facts, FindingEvent e, DateOnly on) => e switch
    {
        FindingEvent.FindingRecorded r => new(r),
        FindingEvent.FindingRevised r => facts! with { Quantity = r.Quantity, UnitPrice = r.UnitPrice },
        FindingEvent.FindingConfirmed c => facts! with { Severity = c.Severity },
        FindingEvent.ExplanationRecorded => facts! with { Explanations = facts.Explanations + 1 },
        FindingEvent.DissentRecorded d => facts! with { Dissents = [.. facts.Dissents, new(d, null, null)] },
        FindingEvent.DissentResolved d => facts! with
        {
            Dissents = [.. facts.Dissents.Select(x => x.Recorded.Body == d.Body && x.ResolvedOn is null
                ? x with { ResolvedOn = on, Resolution = d.Reason } : x)],
        },
        _ => facts!,
    };
}
