using Supervision.Domain.Bodies;
using Supervision.Domain.EvidenceItems;
using Supervision.Domain.Obligations;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Proposals;

public abstract record ProposalEvent : Event
{
    private ProposalEvent()
    {
    }

    /// <summary>Kiến nghị, đề xuất: to the body above or to the issuer of the plan that it is about.</summary>
    public sealed record ProposalMade(ProposalId Proposal, BodyCode From, BodyCode To, string Title, string Text,
        Matter? About, IReadOnlyList<EvidenceId> Evidence, Deadline AnswerBy) : ProposalEvent;

    /// <summary>Tiếp thu kiến nghị.</summary>
    public sealed record ProposalAccepted(BodyCode Body, string Reason) : ProposalEvent;

    /// <summary>Không tiếp thu kiến nghị.</summary>
    public sealed record ProposalRejected(BodyCode Body, string Reason) : ProposalEvent;

    /// <summary>Chuyển kiến nghị: another body answers from now on.</summary>
    public sealed record ProposalForwarded(BodyCode Body, BodyCode To, string Reason, Deadline AnswerBy)
        : ProposalEvent;
}

public abstract record ProposalCommand : Command
{
    private ProposalCommand()
    {
    }

    /// <summary>The proposal that the command is about.</summary>
    public abstract ProposalId Proposal { get; init; }

    public sealed record MakeProposal(ProposalId Proposal, BodyCode To, string Title, [property: LongText] string Text,
        IReadOnlyList<EvidenceId> Evidence, Matter? About = null) : ProposalCommand;

    public sealed record AcceptProposal(ProposalId Proposal, [property: LongText] string Reason) : ProposalCommand;

    public sealed record RejectProposal(ProposalId Proposal, [property: LongText] string Reason) : ProposalCommand;

    public sealed record ForwardProposal(ProposalId Proposal, BodyCode To, [property: LongText] string Reason)
        : ProposalCommand;
}

/// <summary>Where a proposal stands.</summary>
public enum ProposalStage
{
    /// <summary>Chờ trả lời.</summary>
    Open,

    /// <summary>Đã tiếp thu.</summary>
    Accepted,

    /// <summary>Không tiếp thu.</summary>
    Rejected,
}

/// <summary>A proposal upward; the last body in <c>Asked</c> owes the answer.</summary>
public sealed record Proposal(ProposalId Id, BodyCode From, string Title, Matter? About, IReadOnlyList<BodyCode> Asked)
    : IOwing, ISucceeding
{
    public ProposalStage Stage { get; init; }
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    public static string Key(BodyCode body) => "answer/" + body.Value;

    public IOwing With(IReadOnlyList<Obligation> obligations) => this with { Obligations = obligations };

    public bool IsOpenFor(BodyCode body) => Obligations.IsOpenFor(body);

    public ISucceeding TakenOver(BodyCode from, BodyCode to) => this with
    {
        From = From.TakenOver(from, to),
        Asked = [.. Asked.Select(b => b.TakenOver(from, to))],
        Obligations = Obligations.TakenOver(from, to),
    };

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Proposal Evolve(Proposal? state, ProposalEvent e, DateOnly on) => e switch
    {
        ProposalEvent.ProposalMade p => new Proposal(p.Proposal, p.From, p.Title, p.About, [])
            .Ask(p.To, p.AnswerBy, on),
        ProposalEvent.ProposalAccepted a => state!.Answered(a.Body, on) with { Stage = ProposalStage.Accepted },
        ProposalEvent.ProposalRejected r => state!.Answered(r.Body, on) with { Stage = ProposalStage.Rejected },
        ProposalEvent.ProposalForwarded f => state!.Answered(f.Body, on).Ask(f.To, f.AnswerBy, on),
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(ProposalCommand command, Facts facts, Context context)
    {
        if (command is ProposalCommand.MakeProposal make)
            return Make(make, facts, context);
        if (facts.Proposal(command.Proposal) is not { } proposal)
            return new Refusal("proposal.unknown", Law.Product);
        if (Competence.Lacks(facts, context, Power.AnswerProposals, proposal.Asked[^1]) is { } refusal)
            return refusal;
        if (proposal.Stage != ProposalStage.Open)
            return new Refusal("proposal.already_answered", Law.Product, proposal.Title);
        var (stream, body) = (Facts.StreamOf(proposal.Id), proposal.Asked[^1]);
        // A merger may have made who is asked the one who asks.
        if (body == proposal.From && command is not ProposalCommand.ForwardProposal)
            return new Refusal("proposal.own", Law.Product, body);
        return command switch
        {
            ProposalCommand.AcceptProposal c => Answer.Record(stream,
                new ProposalEvent.ProposalAccepted(body, c.Reason)),
            ProposalCommand.RejectProposal c => Answer.Record(stream,
                new ProposalEvent.ProposalRejected(body, c.Reason)),
            ProposalCommand.ForwardProposal c => proposal.Forward(c, facts, context),
            _ => throw Unknown.Command(command),
        };
    }

    private static Answer Make(ProposalCommand.MakeProposal c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Execute) is { } refusal)
            return refusal;
        var from = Competence.BodyOf(context, facts)!.Value;
        if (facts.Proposal(c.Proposal) is not null)
            return new Refusal("proposal.already_made", Law.Product, c.Title);
        if (facts.Body(c.To) is null)
            return new Refusal("body.unknown", Law.Product, c.To);
        if (c.About is { } about && Matter.Check(about, facts) is { } wrong)
            return wrong;
        var issuer = c.About?.Plan is { } plan
            ? Body.Current(facts.Plan(plan)!.Issuer, facts) : (BodyCode?)null;
        if (c.To == from || (c.To != Body.ManagerOf(from, facts) && c.To != issuer))
            return new Refusal("proposal.not_upward", Law.Product, from, c.To);
        if (Evidence.CheckAll(c.Evidence, facts, from) is { } unusable)
            return unusable;
        return Answer.Record(Facts.StreamOf(c.Proposal), new ProposalEvent.ProposalMade(c.Proposal, from, c.To,
            c.Title, c.Text, c.About, c.Evidence, Deadline.After(context.Today, LimitIds.AnswerProposal, facts)));
    }

    // On to a body that has not been asked: a proposal cannot go in circles.
    private Answer Forward(ProposalCommand.ForwardProposal c, Facts facts, Context context)
    {
        if (facts.Body(c.To) is null)
            return new Refusal("body.unknown", Law.Product, c.To);
        return c.To == From || Asked.Contains(c.To)
            ? new Refusal("proposal.goes_back", Law.Product, c.To)
            : Answer.Record(Facts.StreamOf(Id), new ProposalEvent.ProposalForwarded(Asked[^1], c.To, c.Reason,
                Deadline.After(context.Today, LimitIds.AnswerProposal, facts)));
    }

    private Proposal Ask(BodyCode body, Deadline answerBy, DateOnly on) => this with
    {
        Asked = [.. Asked, body],
        Obligations = Obligations.Open(Key(body), ObligationKind.AnswerProposal, body, From, on, answerBy),
    };

    private Proposal Answered(BodyCode body, DateOnly on) =>
        this with { Obligations = Obligations.Meet(ObligationKind.AnswerProposal, body, on) };
}
