using Supervision.Domain.Bodies;
using Supervision.Domain.Officers;

namespace Supervision.Domain.Plans;

/// <summary>How a goal compares its indicator with its value.</summary>
public enum GoalOperator
{
    /// <summary>Above the value (trên).</summary>
    Above,

    /// <summary>The whole population (toàn dân); the plan gives no number.</summary>
    Universal,

    /// <summary>Among the leading localities (nhóm dẫn đầu); the plan gives no number.</summary>
    AmongTheLeading,
}

/// <summary>
/// A share as two integers, e.g. 955 / 1000 for 95,5 %; never a floating number, never typed as a percentage.
/// </summary>
public sealed record Share(int Numerator, int Denominator);

public abstract record PlanEvent : Event
{
    private PlanEvent()
    {
    }

    /// <summary>Ban hành kế hoạch.</summary>
    public sealed record PlanIssued(PlanId Plan, BodyCode Issuer, string TitleVi, string TitleEn,
        string? Implements, Document Document) : PlanEvent;

    /// <summary>Đặt chỉ tiêu.</summary>
    [Documented]
    public sealed record PlanGoalSet(string Goal, string TitleVi, string TitleEn, GoalOperator Operator, Share? Value,
        int? Year, string Section) : PlanEvent;

    /// <summary>An assignment carries out a section of the plan.</summary>
    public sealed record PlanAssignmentOpened(AssignmentId Assignment, string Section) : PlanEvent;
}

public abstract record PlanCommand : Command
{
    private PlanCommand()
    {
    }

    public sealed record IssuePlan(PlanId Plan, string TitleVi, string TitleEn, Document Document,
        [property: Identifier] string? Implements = null) : PlanCommand, IDocumented;

    public sealed record SetPlanGoal(PlanId Plan, [property: Identifier] string Goal, string TitleVi, string TitleEn,
        GoalOperator Operator, [property: Identifier] string Section, Document Document, Share? Value = null,
        int? Year = null) : PlanCommand, IDocumented;
}

/// <summary>A plan with its goals and the assignments that carry it out.</summary>
public sealed record Plan(PlanId Id, BodyCode Issuer, string TitleVi, string TitleEn, Document Document,
    IReadOnlyList<PlanEvent.PlanGoalSet> Goals, IReadOnlyList<AssignmentId> Assignments) : ISucceeding
{
    public bool IsOpenFor(BodyCode body) => Issuer == body;

    public ISucceeding TakenOver(BodyCode from, BodyCode to) => this with { Issuer = Issuer.TakenOver(from, to) };

    public static Plan Evolve(Plan? state, PlanEvent e) => e switch
    {
        PlanEvent.PlanIssued p => new(p.Plan, p.Issuer, p.TitleVi, p.TitleEn, p.Document, [], []),
        PlanEvent.PlanGoalSet goal => state! with { Goals = [.. state.Goals, goal] },
        PlanEvent.PlanAssignmentOpened a => state! with { Assignments = [.. state.Assignments, a.Assignment] },
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(PlanCommand command, Facts facts, Context context) => command switch
    {
        PlanCommand.IssuePlan c => Issue(c, facts, context),
        PlanCommand.SetPlanGoal c => SetGoal(c, facts, context),
        _ => throw Unknown.Command(command),
    };

    private static Answer Issue(PlanCommand.IssuePlan c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.IssuePlan, c.Document.Issuer) is { } refusal)
            return refusal;
        if (facts.Plan(c.Plan) is not null)
            return new Refusal("plan.already_issued", Law.Product);
        var own = Competence.MandateOf(context.Actor, facts)!;
        if (Competence.CheckOwnDocument(c.Document, own, context) is { } foreign)
            return foreign;
        return Answer.Record(Facts.StreamOf(c.Plan), new PlanEvent.PlanIssued(
            c.Plan, c.Document.Issuer, c.TitleVi, c.TitleEn, c.Implements, c.Document));
    }

    private static Answer SetGoal(PlanCommand.SetPlanGoal c, Facts facts, Context context)
    {
        if (facts.Plan(c.Plan) is not { } plan)
            return new Refusal("plan.unknown", Law.Product);
        if (Competence.Lacks(facts, context, Power.IssuePlan, plan.Issuer) is { } refusal)
            return refusal;
        if (plan.Goals.Any(g => g.Goal == c.Goal))
            return new Refusal("plan.goal_already_set", Law.Product, c.Goal);
        if (c.Operator == GoalOperator.Above != c.Value is not null)
            return new Refusal("plan.goal_value", Law.Product, c.Goal);
        if (c.Value is { } v && (v.Denominator < 1 || v.Numerator > v.Denominator))
            return new Refusal("plan.goal_share_wrong", Law.Product, c.Goal);
        return Answer.Record(Facts.StreamOf(c.Plan), new PlanEvent.PlanGoalSet(
            c.Goal, c.TitleVi, c.TitleEn, c.Operator, c.Value, c.Year, c.Section));
    }
}
