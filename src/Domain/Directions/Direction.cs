using Supervision.Domain.Bodies;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Directions;

/// <summary>What a direction demands of a body.</summary>
public enum DemandKind
{
    /// <summary>Trả lời, báo cáo.</summary>
    Answer,

    /// <summary>Thực hiện.</summary>
    Act,
}

/// <summary>A body that has to answer or to act by a day.</summary>
public sealed record Demand(BodyCode Body, DemandKind Kind, DateOnly By);

public abstract record DirectionEvent : Event
{
    private DirectionEvent()
    {
    }

    /// <summary>Ý kiến chỉ đạo: about a thing, which it does not change.</summary>
    public sealed record DirectionIssued(DirectionId Direction, BodyCode Issuer, Matter About, string Text,
        IReadOnlyList<Demand> Demands, Document Document) : DirectionEvent;

    /// <summary>Trả lời, báo cáo thực hiện ý kiến chỉ đạo; the thing of the ledger that carries it out.</summary>
    public sealed record DirectionAnswered(BodyCode Body, string Text, IReadOnlyList<EvidenceId> Evidence,
        Matter? DoneBy = null) : DirectionEvent;
}

public abstract record DirectionCommand : Command
{
    private DirectionCommand()
    {
    }

    /// <summary>The direction that the command is about.</summary>
    public abstract DirectionId Direction { get; init; }

    public sealed record IssueDirection(DirectionId Direction, Matter About, [property: LongText] string Text,
        IReadOnlyList<Demand> Demands, Document Document) : DirectionCommand, IDocumented;

    public sealed record AnswerDirection(DirectionId Direction, [property: LongText] string Text,
        IReadOnlyList<EvidenceId> Evidence, Matter? DoneBy = null) : DirectionCommand;
}

/// <summary>A direction of the Standing Committee and what the bodies that it names owe for it.</summary>
public sealed record Direction(DirectionId Id, BodyCode Issuer, Matter About, string Text,
    IReadOnlyList<Demand> Demands, Document Document, DateOnly IssuedOn) : IOwing, ISucceeding
{
    public IReadOnlyList<BodyCode> AnsweredBy { get; init; } = [];
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    public static string Key(BodyCode body) => "answer/" + body.Value;

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    // Who directed stays in it; who was directed, as long as he owes an answer or an act.
    public bool IsOpenFor(BodyCode body) => Obligations.IsOpenFor(body);

    public ISucceeding TakenOver(BodyCode from, BodyCode to) => this with
    {
        Issuer = Issuer.TakenOver(from, to),
        Demands = [.. Demands.Select(d => d with { Body = d.Body.TakenOver(from, to) })],
        AnsweredBy = AnsweredBy.TakenOver([.. Demands.Select(d => d.Body)], from, to),
        Obligations = Obligations.TakenOver(from, to),
    };

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Direction Evolve(Direction? state, DirectionEvent e, DateOnly on) => e switch
    {
        DirectionEvent.DirectionIssued d => new(d.Direction, d.Issuer, d.About, d.Text, d.Demands, d.Document,
            on)
        {
            Obligations = d.Demands.Aggregate((IReadOnlyList<Obligation>)[], (list, x) => list.Open(Key(x.Body),
                x.Kind == DemandKind.Answer ? ObligationKind.AnswerDirection : ObligationKind.CarryOutDirection,
                x.Body, d.Issuer, on, Deadline.Set(x.By))),
        },
        DirectionEvent.DirectionAnswered a => state! with
        {
            AnsweredBy = [.. state.AnsweredBy, a.Body],
            Obligations = state.Obligations.Meet(ObligationKind.AnswerDirection, a.Body, on)
                .Meet(ObligationKind.CarryOutDirection, a.Body, on),
        },
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(DirectionCommand command, Facts facts, Context context) => command switch
    {
        DirectionCommand.IssueDirection c => Issue(c, facts, context),
        DirectionCommand.AnswerDirection c => Reply(c, facts, context),
        _ => throw Unknown.Command(command),
    };

    private static Answer Issue(DirectionCommand.IssueDirection c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Direct) is { } refusal)
            return refusal;
        var own = Competence.MandateOf(context.Actor, facts)!;
        // The Standing Committee: the Party organisation that no other body of the ledger manages.
        var issuer = Body.Current(own.Body, facts);
        if (facts.Body(issuer)?.Kind != BodyKind.Party || Body.ManagerOf(issuer, facts) is not null)
            return new Refusal("direction.only_the_standing_committee", Law.PlanImplementation, issuer);
        if (facts.Direction(c.Direction) is not null)
            return new Refusal("direction.already_issued", Law.Product, c.Document.Number);
        if ((Competence.CheckOwnDocument(c.Document, own, context) ?? Matter.Check(c.About, facts)
            ?? CheckDemands(c.Demands, issuer, facts, context)) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(c.Direction), new DirectionEvent.DirectionIssued(
            c.Direction, issuer, c.About, c.Text, c.Demands, c.Document));
    }

    private static Refusal? CheckDemands(IReadOnlyList<Demand> demands, BodyCode issuer, Facts facts, Context context)
    {
        foreach (var demand in demands)
        {
            if (facts.Body(demand.Body) is null)
                return new Refusal("body.unknown", Law.Product, demand.Body);
            if (demand.Body == issuer || demands.Count(d => d.Body == demand.Body) > 1)
                return new Refusal("direction.demand_twice_or_own", Law.Product, demand.Body);
            if (demand.By < context.OccurredOn)
                return new Refusal("direction.day_passed", Law.Product, demand.Body, demand.By);
        }

        return null;
    }

    private static Answer Reply(DirectionCommand.AnswerDirection c, Facts facts, Context context)
    {
        if (facts.Direction(c.Direction) is not { } direction)
            return new Refusal("direction.unknown", Law.Product);
        if (Competence.Lacks(facts, context, Power.Execute) is { } refusal)
            return refusal;
        var body = Competence.BodyOf(context, facts)!.Value;
        if (direction.Demands.All(d => d.Body != body))
            return new Refusal("direction.not_asked", Law.Product, body);
        if (direction.AnsweredBy.Contains(body))
            return new Refusal("direction.already_answered", Law.Product, body);
        if ((Evidence.CheckAll(c.Evidence, facts, body) ?? direction.CheckDone(c, body, facts)) is { } unusable)
            return unusable;
        return Answer.Record(Facts.StreamOf(c.Direction),
            new DirectionEvent.DirectionAnswered(body, c.Text, c.Evidence, c.DoneBy));
    }

    // An act is shown, not told: by what the body has set going in the ledger since, or by evidence.
    private Refusal? CheckDone(DirectionCommand.AnswerDirection c, BodyCode body, Facts facts)
    {
        if (c.DoneBy is not { } thing)
        {
            return c.Evidence.Count == 0 && Demands.Any(d => d.Body == body && d.Kind == DemandKind.Act)
                ? new Refusal("direction.act_not_shown", Law.PlanImplementation, body) : null;
        }

        if (Matter.Check(thing, facts) is { } wrong)
            return wrong;
        var (on, by) = OriginOf(thing, facts);
        return on >= IssuedOn && by.Any(b => Competence.StandsFor(b, body, facts)) ? null
            : new Refusal("direction.not_its_act", Law.PlanImplementation, body, IssuedOn);
    }

    // The day on which the thing was set going, and by whom; none for what no body sets going by itself.
    private static (DateOnly? On, IReadOnlyList<BodyCode> By) OriginOf(Matter thing, Facts facts) => thing switch
    {
        { Plan: { } id } when facts.Plan(id) is { } x => (x.IssuedOn, [x.Issuer]),
        { Assignment: { } id } when facts.Assignment(id) is { } x => (x.IssuedOn, [x.Assigner]),
        { Inspection: { } id } when facts.Inspection(id) is { } x => (x.DecidedOn, [x.Issuer, x.Decision.Lead]),
        { Remediation: { } id } when facts.Remediation(id) is { } x => (x.RequiredOn, [x.RequiringBody]),
        _ => (null, []),
    };
}
