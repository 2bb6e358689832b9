using Supervision.Domain.Bodies;
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

    /// <summary>Chỉ thị hết hiệu lực: by a later document of its issuer, and which directive that is.</summary>
    [Documented]
    public sealed record DirectiveEnded(IncomingDocument Document, DirectiveId? By) : DirectiveEvent;
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

    public sealed record EndDirective(DirectiveId Directive, IncomingDocument Document, DirectiveId? By = null)
        : DirectiveCommand, IDocumented
    {
        // As that of the receipt.
        Document? IDocumented.Document => null;
    }
}

/// <summary>A directive from above: who received it, who it was sent on to, the plans that carry it out.</summary>
public sealed record Directive(DirectiveId Id, BodyCode Receiver, string TitleVi, string TitleEn,
    IncomingDocument Document, DateOnly ReceivedOn) : Circulated
{
    /// <summary>The document of its issuer that ended it.</summary>
    public IncomingDocument? EndedBy { get; init; }
    public DirectiveId? ReplacedBy { get; init; }

    public override BodyCode Sender => Receiver;

    public override ISucceeding TakenOver(BodyCode from, BodyCode to)
    {
        var owed = (Directive)base.TakenOver(from, to);
        return EndedOn is not null ? owed : owed with { Receiver = Receiver.TakenOver(from, to) };
    }

    /// <summary>Null where it has not ended; of an act of an earlier day, where it had not on that day.</summary>
    public Refusal? CheckInForce(DateOnly? day = null) => EndedOn is not { } end || day < end ? null
        : new Refusal("directive.ended", Law.PlanImplementation, Document.Number, end, EndedBy!.Number);

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Directive Evolve(Directive? state, DirectiveEvent e, DateOnly on) =>
        (Directive)Apply(state, e, on).WithItsEnd();

    private static Circulated Apply(Directive? state, DirectiveEvent e, DateOnly on) => e switch
    {
        DirectiveEvent.DirectiveReceived r => new Directive(r.Directive, r.ReceivedBy.Body, r.TitleVi, r.TitleEn,
            r.Document, on)
        {
            Circulation = Circulation.None.Sent([r.ReceivedBy]).AcknowledgedBy(r.ReceivedBy.Body),
            Obligations = Circulation.Demand([], r.ReceivedBy, r.Document.Issuer, on),
        },
        DirectiveEvent.DirectiveSent s => state!.Sent(s.Recipients, s.AcknowledgeBy, on),
        DirectiveEvent.DirectiveAcknowledged a => state!.Acknowledged(a.Body, on),
        DirectiveEvent.DirectiveCascaded c => state!.Cascaded(c.Plan, c.Issuer, on),
        DirectiveEvent.ImplementationReported r => state!.Reported(r.Body, r.NextBy, on),
        DirectiveEvent.DirectiveEnded d => state! with { EndedOn = on, EndedBy = d.Document, ReplacedBy = d.By },
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
            DirectiveCommand.AcknowledgeDirective => directive.Acknowledge(Facts.StreamOf(directive.Id),
                body => new DirectiveEvent.DirectiveAcknowledged(body), facts, context),
            DirectiveCommand.ReportImplementation c => directive.Report(Facts.StreamOf(directive.Id), c.Evidence,
                (body, next) => new DirectiveEvent.ImplementationReported(body, c.Text, c.Evidence, next), facts,
                context),
            DirectiveCommand.EndDirective c => directive.End(c, facts, context),
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
        if ((CheckForm(c.Document, facts, context) ?? CheckNew(c.Document, body, facts)) is { } wrong)
            return wrong;
        // Where that was merged since, its successor takes it over with what else it left open.
        var receiver = new Recipient(Competence.MandateOf(context.Actor, facts)!.Body, c.PlanBy, c.ReportBy, c.Cycle);
        // It may arrive after a day that it sets; never before its own date.
        if (Circulation.CheckDemands(receiver, c.Document.Date) is { } demand)
            return demand;
        var d = c.Document;
        return Answer.Record(
            new StreamEvent(Facts.StreamOf(c.Directive), new DirectiveEvent.DirectiveReceived(
                c.Directive, receiver, c.TitleVi, c.TitleEn, d)), Take(d, facts));
    }

    private static Refusal? CheckForm(IncomingDocument d, Facts facts, Context context)
    {
        if (DocumentNumber.Parse(d.Number) is null)
            return new Refusal("document.number_wrong", Law.DocumentNumbers, d.Number);
        if (!Fields.IsSha256(d.Sha256))
            return new Refusal("document.hash_wrong", Law.Product, d.Number);
        if (d.Date > context.OccurredOn)
            return new Refusal("document.later_than_act", Law.Product, d.Number, d.Date, context.OccurredOn);
        return facts.Body(d.Issuer) is null ? new Refusal("body.unknown", Law.Product, d.Issuer)
            : facts.DocumentNumber(StreamOf(d, facts)) is { } taken && !IsOf(taken, d)
            ? new Refusal("document.number_taken", Law.DocumentNumbers, d.Number, d.Issuer) : null;
    }

    // One directive is one thing of the ledger: its number is taken when it is entered.
    private static Refusal? CheckNew(IncomingDocument d, BodyCode receiver, Facts facts) =>
        d.Issuer == receiver ? new Refusal("directive.own", Law.Product, d.Number, receiver)
            : facts.DocumentNumber(StreamOf(d, facts)) is not null
            ? new Refusal("directive.already_received", Law.Product, d.Number) : null;

    private static bool IsOf(TakenNumber taken, IncomingDocument d) => taken.Sha256 == d.Sha256 && taken.Date == d.Date;

    private static string StreamOf(IncomingDocument d, Facts facts) =>
        TakenNumber.StreamOf(DocumentNumber.Parse(d.Number)!, d.Issuer, d.Date, facts);

    private static StreamEvent Take(IncomingDocument d, Facts facts) =>
        new(StreamOf(d, facts), new DocumentEvent.NumberTaken(d.Number, d.Issuer, d.Date, d.Sha256));

    // Entered where the directive arrived. It has one end, whenever that is entered.
    private Answer End(DirectiveCommand.EndDirective c, Facts facts, Context context)
    {
        if (Competence.LacksAll(facts, context, Receiver, Power.Execute, Power.Assign) is { } refusal)
            return refusal;
        if ((Competence.CheckStoodFor(Circulation.SentTo[0], facts, context) ?? CheckInForce()
            ?? CheckForm(c.Document, facts, context) ?? CheckEnding(c, facts)
            ?? Competence.CheckOrder(context, ReceivedOn)) is { } wrong)
            return wrong;
        var ended = new StreamEvent(Facts.StreamOf(Id), new DirectiveEvent.DirectiveEnded(c.Document, c.By));
        return facts.DocumentNumber(StreamOf(c.Document, facts)) is null
            ? Answer.Record(ended, Take(c.Document, facts)) : Answer.Record(ended);
    }

    private Refusal? CheckEnding(DirectiveCommand.EndDirective c, Facts facts)
    {
        if (!Competence.StandsFor(Document.Issuer, c.Document.Issuer, facts))
            return new Refusal("directive.ended_by_another", Law.Product, c.Document.Number, Document.Issuer);
        if (c.Document.Date < Document.Date || c.Document.Sha256 == Document.Sha256)
            return new Refusal("directive.not_ended_by_earlier", Law.Product, c.Document.Number, Document.Number);
        return c.By is { } by && facts.Directive(by)?.Document != c.Document
            ? new Refusal("directive.not_that_document", Law.Product, c.Document.Number) : null;
    }

    private Answer Send(DirectiveCommand.SendDirective c, Facts facts, Context context)
    {
        if (Competence.LacksAll(facts, context, Receiver, Power.Assign, Power.IssuePlan) is { } refusal)
            return refusal;
        if ((Competence.CheckStoodFor(Circulation.SentTo[0], facts, context) ?? CheckInForce(context.OccurredOn)
            ?? Competence.CheckDocumentOf(c.Document, Receiver, facts)
            ?? Competence.CheckOrder(context, ReceivedOn)
            ?? Circulation.CheckRecipients(c.Recipients, facts, context)) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(Id), new DirectiveEvent.DirectiveSent(c.Recipients,
            Deadline.After(context.Today, LimitIds.AcknowledgeReceipt, facts), c.Document));
    }
}
