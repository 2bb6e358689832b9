using Supervision.Domain.Bodies;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Directives;

/// <summary>A directive or a plan: sent to bodies, which owe for it, and carried out by plans until its end.</summary>
public abstract record Circulated : IOwing, ISucceeding
{
    public Circulation Circulation { get; init; } = Circulation.None;

    /// <summary>The plans that carry it out.</summary>
    public IReadOnlyList<PlanId> Plans { get; init; } = [];

    /// <summary>The day from which it is no longer in force.</summary>
    public DateOnly? EndedOn { get; init; }
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    /// <summary>The body that sends it, and that is owed what its recipients owe.</summary>
    public abstract BodyCode Sender { get; }

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    public virtual bool IsOpenFor(BodyCode body) => Obligations.IsOpenFor(body)
        || (EndedOn is null && (Sender == body || Circulation.Has(body)));

    // Who still owes a report of what has ended must be a recipient of it to make it.
    public virtual ISucceeding TakenOver(BodyCode from, BodyCode to) => this with
    {
        Circulation = Circulation.TakenOver(from, to),
        Obligations = Obligations.TakenOver(from, to),
    };

    internal Circulated Sent(IReadOnlyList<Recipient> recipients, Deadline acknowledgeBy, DateOnly on) => this with
    {
        Circulation = Circulation.Sent(recipients),
        Obligations = Circulation.Open(Obligations, recipients, acknowledgeBy, Sender, on),
    };

    internal Circulated Acknowledged(BodyCode body, DateOnly on) => this with
    {
        Circulation = Circulation.AcknowledgedBy(body),
        Obligations = Obligations.Meet(ObligationKind.AcknowledgeReceipt, body, on),
    };

    internal Circulated Cascaded(PlanId plan, BodyCode issuer, DateOnly on) => this with
    {
        Plans = [.. Plans, plan],
        Obligations = Obligations.Meet(ObligationKind.IssueOwnPlan, issuer, on),
    };

    internal Circulated Reported(BodyCode body, Deadline? nextBy, DateOnly on) =>
        this with { Obligations = Circulation.Report(Obligations, body, nextBy, on) };

    /// <summary>Its end ends also what an act of before the end opens that is entered after it.</summary>
    internal Circulated WithItsEnd() =>
        EndedOn is { } end ? this with { Obligations = Circulation.End(Obligations, end) } : this;

    /// <summary>A merger made a recipient the sender: what it owes to itself ends on the day.</summary>
    internal Circulated WithoutOwnDebts(DateOnly on) =>
        this with { Obligations = Circulation.EndOwn(Obligations, on) };

    internal Answer Acknowledge(string stream, Func<BodyCode, Event> acknowledged, Facts facts, Context context)
    {
        if (Circulation.CheckRecipient(facts, context) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        return Circulation.Acknowledged.Contains(body) ? new Answer.Nothing()
            : Answer.Record(stream, acknowledged(body));
    }

    // Also after the end: a report that was overdue then is still owed. No further one becomes due.
    internal Answer Report(string stream, IReadOnlyList<EvidenceId> evidence, Func<BodyCode, Deadline?, Event> reported,
        Facts facts, Context context)
    {
        if (Circulation.CheckReporter(facts, context) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        return Evidence.CheckAll(evidence, facts, body) is { } unusable ? unusable
            : Answer.Record(stream, reported(body, EndedOn is not null ? null
                : Circulation.NextReport(Obligations, body, facts, context.Today)));
    }
}
