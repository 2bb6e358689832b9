using Supervision.Domain.Directives;
using Supervision.Domain.Findings;

namespace Supervision.Domain.Bodies;

public abstract record SuccessionEvent : Event
{
    private SuccessionEvent()
    {
    }

    /// <summary>
    /// Tiếp nhận bàn giao: what is still open in this thing passes to the successor. Recorded in the thing's stream.
    /// </summary>
    public sealed record TakenOver(BodyCode Predecessor, BodyCode Successor, Document Document) : SuccessionEvent;
}

/// <summary>Commands of the policy that hands over; no officer gives them.</summary>
public abstract record SuccessionCommand : Command
{
    private SuccessionCommand()
    {
    }

    /// <summary>What the body left open in the thing of this stream passes to its successor.</summary>
    public sealed record TakeOver([property: Identifier] string Stream, BodyCode Predecessor) : SuccessionCommand;
}

/// <summary>
/// A thing in which bodies have a part: a plan, an assignment, an inspection, a finding, a remediation.
/// </summary>
public interface ISucceeding
{
    /// <summary>Whether the body has a part in what is still open of it.</summary>
    bool IsOpenFor(BodyCode body);

    /// <summary>The same thing, with the successor in every open part of the body; what is closed stays.</summary>
    ISucceeding TakenOver(BodyCode from, BodyCode to);
}

/// <summary>The rules of handing over. The policy runs at once, and again after the program was down.</summary>
public static class Successions
{
    public static ISucceeding Evolve(ISucceeding state, SuccessionEvent e, DateOnly on) => e switch
    {
        SuccessionEvent.TakenOver t when state is Circulated => ((Circulated)state.TakenOver(t.Predecessor,
            t.Successor)).WithoutOwnDebts(on),
        SuccessionEvent.TakenOver t => state.TakenOver(t.Predecessor, t.Successor),
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(SuccessionCommand command, Facts facts, Context context) => command switch
    {
        SuccessionCommand.TakeOver c => TakeOver(c, facts, context),
        _ => throw Unknown.Command(command),
    };

    private static Answer TakeOver(SuccessionCommand.TakeOver c, Facts facts, Context context)
    {
        if (context.Actor != Acting.Succession)
            return new Refusal("succession.only_the_policy", Law.Product);
        if (facts.Succeeding(c.Stream) is not { } thing || facts.Body(c.Predecessor)?.Succession is not { } over)
            return new Refusal("succession.nothing_to_take_over", Law.Product, c.Predecessor);
        return !thing.IsOpenFor(c.Predecessor) || (thing is Finding finding && IsSettled(finding, facts))
            ? new Answer.Nothing()
            : Answer.Record(c.Stream, new SuccessionEvent.TakenOver(c.Predecessor, over.Successor, over.Document));
    }

    // Whether all that was to be recovered is recovered stands in the remediation, not in the finding.
    private static bool IsSettled(Finding f, Facts facts)
    {
        if (f.Confirmed is null)
            return false;
        if (f.Recoverable == Money.Zero)
            return true;
        return facts.Inspection(f.Inspection)!.Remediations.Select(r => facts.Remediation(r)!)
            .Where(r => r.Required.Findings.Contains(f.Id)).Any(r => r.Settled(f.Id) == f.Recoverable);
    }
}

/// <summary>A list of bodies after a handing over.</summary>
internal static class HandingOver
{
    internal static BodyCode TakenOver(this BodyCode body, BodyCode from, BodyCode to) => body == from ? to : body;

    internal static IReadOnlyList<BodyCode> TakenOver(this IReadOnlyList<BodyCode> list, BodyCode from, BodyCode to) =>
        list.Contains(from) ? [.. list.Select(b => b.TakenOver(from, to)).Distinct()] : list;

    /// <summary>
    /// Those who have done what each of <paramref name="expected"/> does once: a successor has done it only when it
    /// and all whose place it took have.
    /// </summary>
    internal static IReadOnlyList<BodyCode> TakenOver(this IReadOnlyList<BodyCode> done,
        IReadOnlyList<BodyCode> expected, BodyCode from, BodyCode to) =>
        !expected.Contains(from) ? done
            : [.. done.Where(b => b != from && b != to),
                .. expected.Where(b => b == from || b == to).All(done.Contains) ? [to] : (BodyCode[])[]];
}
