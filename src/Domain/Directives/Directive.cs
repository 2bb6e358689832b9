using Supervision.Domain.Bodies;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Directives;

/// <summary>
/// A directive as it arrived: number, date, issuer, for whom it is signed (<c>T/M Ban Bí thư</c>), SHA-256 (64 hex
/// digits, lower case). Its issuer may be outside the city and then has no officer in the ledger.
/// </summary>
public sealed record IncomingDocument([property: Identifier] string Number, DateOnly Date, BodyCode Issuer,
    string SignedFor, [property: Identifier] string Sha256);

public abstract record DirectiveEvent : Event
{
    private DirectiveEvent()
    {
    }

    /// <summary>Tiếp nhận chỉ thị: it arrived, and what it demands of the body that received it.</summary>
    [Documented]
    public sealed record DirectiveReceived(DirectiveId Directive, Recipient ReceivedBy, string TitleVi, string TitleEn,
        IncomingDocument Document) : DirectiveEvent;

    /// <summary>Gửi chỉ thị: to bodies that carry it out; their clocks of receipt start.</summary>
    public sealed record DirectiveSent(IReadOnlyList<Recipient> Recipients, Deadline AcknowledgeBy, Document Document)
        : DirectiveEvent;

    /// <summary>Xác nhận đã nhận chỉ thị.</summary>
    public sealed record DirectiveAcknowledged(BodyCode Body) : DirectiveEvent;

    /// <summary>Triển khai chỉ thị: a plan carries it out.</summary>
    [Documented]
    public sealed record DirectiveCascaded(PlanId Plan, BodyCode Issuer) : DirectiveEvent;

    /// <summary>Báo cáo kết quả thực hiện; the day of the next report where they come by cycle.</summary>
    public sealed record ImplementationReported(BodyCode Body, string Text, IReadOnlyList<EvidenceId> Evidence,
        Deadline? NextBy) : DirectiveEvent;
}

public abstract record DirectiveCommand : Command
{
    private DirectiveCommand()
    {
    }

    /// <summary>The directive that the command is about.</summary>
    public abstract DirectiveId Directive { get; init; }

    public sealed record ReceiveDirective(DirectiveId Directive, string TitleVi, string TitleEn,
        IncomingDocument Document, DateOnly? PlanBy = null, DateOnly? ReportBy = null, ReportCycle? Cycle = null)
        : DirectiveCommand, IDocumented
    {
        // Signed by nobody of this ledger: the decider checks the number, the hash and the days.
        Document? IDocumented.Document => null;
    }

    public sealed record SendDirective(DirectiveId Directive, IReadOnlyList<Recipient> Recipients, Document Document)
        : DirectiveCommand, IDocumented;

    public sealed record AcknowledgeDirective(DirectiveId Directive) : DirectiveCommand;

    public sealed record ReportImplementation(DirectiveId Directive, [property: LongText] string Text,
        IReadOnlyList<EvidenceId> Evidence) : DirectiveCommand;
}

/// <summary>A directive from above: who received it, who it was sent on to, the plans that carry it out.</summary>
public sealed record Directive(DirectiveId Id, BodyCode Receiver, string TitleVi, string TitleEn,
    IncomingDocument Document, DateOnly ReceivedOn) : IOwing, ISucceeding
{
    public Circulation Circulation { get; init; } = Circulation.None;
    public IReadOnlyList<PlanId> Plans { get; init; } = [];
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    public bool IsOpenFor(BodyCode body) => Receiver == body || Circulation.Has(body) || Obligations.IsOpenFor(body);

    public ISucceeding TakenOver(BodyCode from, BodyCode to) => this with
    {
        Receiver = Receiver.TakenOver(from, to),
        Circulation = Circulation.TakenOver(from, to),
        Obligations = Obligations.TakenOver(from, to),
    };

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Directive Evolve(Directive? state, DirectiveEvent e, DateOnly on) => e switch
    {
        DirectiveEvent.DirectiveReceived r => new(r.Directive, r.ReceivedBy.Body, r.TitleVi, r.TitleEn, r.Document, on)
        {
            Circulation = new([r.ReceivedBy], [r.ReceivedBy.Body]),
            Obligations = Circulation.Demand([], r.ReceivedBy, r.Document.Issuer, on),
        },
        DirectiveEvent.DirectiveSent s => state! with
        {
            Circulation = state.Circulation.Sent(s.Recipients),
            Obligations = Circulation.Open(state.Obligations, s.Recipients, s.AcknowledgeBy, state.Receiver, on),
        },
        DirectiveEvent.DirectiveAcknowledged a => state! with
        {
            Circulation = state.Circulation.AcknowledgedBy(a.Body),
            Obligations = state.Obligations.Meet(ObligationKind.AcknowledgeReceipt, a.Body, on),
        },
        DirectiveEvent.DirectiveCascaded c => state! with
        {
            Plans = [.. state.Plans, c.Plan],
            Obligations = state.Obligations.Meet(ObligationKind.IssueOwnPlan, c.Issuer, on),
        },
        DirectiveEvent.ImplementationReported r => state! with
        {
            Obligations = Circulation.Report(state.Obligations, r.Body, r.NextBy, on),
        },
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(DirectiveCommand command, Facts facts, Context context)
    {
        if (command is DirectiveCommand.ReceiveDirective receive)
            return Receive(receive, facts, context);
        if (facts.Directive(command.Directive) is not { } directive)
            return new Refusal("directive.unknown", Law.Product);
        return command switch
        {
            DirectiveCommand.SendDirective c => directive.Send(c, facts, context),
            DirectiveCommand.AcknowledgeDirective => directive.Acknowledge(facts, context),
            DirectiveCommand.ReportImplementation c => directive.Report(c, facts, context),
            _ => throw Unknown.Command(command),
        };
    }

    private static Answer Receive(DirectiveCommand.ReceiveDirective c, Facts facts, Context context)
    {
        if (Competence.LacksAll(facts, context, null, Power.Execute, Power.Assign) is { } refusal)
            return refusal;
        if (facts.Directive(c.Directive) is not null)
            return new Refusal("directive.already_received", Law.Product, c.Document.Number);
        var body = Competence.BodyOf(context, facts)!.Value;
        if (CheckIncoming(c.Document, body, facts, context) is { } wrong)
            return wrong;
        var receiver = new Recipient(body, c.PlanBy, c.ReportBy, c.Cycle);
        // It may arrive after a day that it sets; never before its own date.
        if (Circulation.CheckDemands(receiver, c.Document.Date) is { } demand)
            return demand;
        var d = c.Document;
        return Answer.Record(
            new StreamEvent(Facts.StreamOf(c.Directive), new DirectiveEvent.DirectiveReceived(
                c.Directive, receiver, c.TitleVi, c.TitleEn, d)),
            new StreamEvent(TakenNumber.StreamOf(DocumentNumber.Parse(d.Number)!, d.Issuer, d.Date, facts),
                new DocumentEvent.NumberTaken(d.Number, d.Issuer, d.Date, d.Sha256)));
    }

    private static Refusal? CheckIncoming(IncomingDocument d, BodyCode receiver, Facts facts, Context context)
    {
        if (DocumentNumber.Parse(d.Number) is not { } number)
            return new Refusal("document.number_wrong", Law.DocumentNumbers, d.Number);
        if (!Fields.IsSha256(d.Sha256))
            return new Refusal("document.hash_wrong", Law.Product, d.Number);
        if (d.Date > context.OccurredOn)
            return new Refusal("document.later_than_act", Law.Product, d.Number, d.Date, context.OccurredOn);
        if (facts.Body(d.Issuer) is null)
            return new Refusal("body.unknown", Law.Product, d.Issuer);
        if (d.Issuer == receiver)
            return new Refusal("directive.own", Law.Product, d.Number, receiver);
        // One directive is one thing of the ledger: its number is taken when it is entered.
        return facts.DocumentNumber(TakenNumber.StreamOf(number, d.Issuer, d.Date, facts)) switch
        {
            null => null,
            { } taken when taken.Sha256 == d.Sha256 && taken.Date == d.Date =>
                new Refusal("directive.already_received", Law.Product, d.Number),
            _ => new Refusal("document.number_taken", Law.DocumentNumbers, d.Number, d.Issuer),
        };
    }

    private Answer Send(DirectiveCommand.SendDirective c, Facts facts, Context context)
    {
        if (Competence.LacksAll(facts, context, Receiver, Power.Assign, Power.IssuePlan) is { } refusal)
            return refusal;
        if ((Competence.CheckDocumentOf(c.Document, Receiver) ?? Competence.CheckOrder(context, ReceivedOn)
            ?? Circulation.CheckRecipients(c.Recipients, Receiver, facts, context)) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(Id), new DirectiveEvent.DirectiveSent(c.Recipients,
            Deadline.After(context.Today, LimitIds.AcknowledgeReceipt, facts), c.Document));
    }

    private Answer Acknowledge(Facts facts, Context context)
    {
        if (Circulation.CheckRecipient(facts, context) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        return Circulation.Acknowledged.Contains(body) ? new Answer.Nothing()
            : Answer.Record(Facts.StreamOf(Id), new DirectiveEvent.DirectiveAcknowledged(body));
    }

    private Answer Report(DirectiveCommand.ReportImplementation c, Facts facts, Context context)
    {
        if (Circulation.CheckReporter(facts, context) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        if (Evidence.CheckAll(c.Evidence, facts, body) is { } unusable)
            return unusable;
        return Answer.Record(Facts.StreamOf(Id), new DirectiveEvent.ImplementationReported(body, c.Text, c.Evidence,
            Circulation.NextReport(Obligations, body, facts, context.Today)));
    }
}
