using Supervision.Domain.Bodies;
using Supervision.Domain.Directives;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Plans;

/// <summary>
/// The rules of plans: who issues, amends and replaces; whom a plan reaches; who reviews it, and what its end ends.
/// </summary>
public static class PlanDecider
{
    public static Answer Decide(PlanCommand command, Facts facts, Context context)
    {
        if (command is PlanCommand.IssuePlan issue)
            return Issue(issue, facts, context);
        if (facts.Plan(command.Plan) is not { } plan)
            return new Refusal("plan.unknown", Law.Product);
        return command switch
        {
            PlanCommand.SetPlanGoal c => SetGoal(c, plan, facts, context),
            PlanCommand.AmendPlanGoal c => AmendGoal(c, plan, facts, context),
            PlanCommand.AmendPlan c => Amend(c, plan, facts, context),
            PlanCommand.AddRelatedDocument c => AddRelated(c, plan, facts, context),
            PlanCommand.WithdrawRelatedDocument c => WithdrawRelated(c, plan, facts, context),
            PlanCommand.SetPriorityGroup c => SetGroup(c, plan, facts, context),
            PlanCommand.EndPriorityGroup c => EndGroup(c, plan, facts, context),
            PlanCommand.ChargeReviews c => Charge(c, plan, facts, context),
            PlanCommand.SendPlan c => Send(c, plan, facts, context),
            PlanCommand.AcknowledgePlan => plan.Acknowledge(Facts.StreamOf(plan.Id),
                body => new PlanEvent.PlanAcknowledged(body), facts, context),
            PlanCommand.ReportImplementation c => plan.Report(Facts.StreamOf(plan.Id), c.Evidence,
                (body, next) => new PlanEvent.ImplementationReported(body, c.Text, c.Evidence, next), facts, context),
            PlanCommand.HoldInterimReview c => HoldInterim(c, plan, facts, context),
            PlanCommand.HoldFinalReview c => HoldFinal(c, plan, facts, context),
            PlanCommand.ReplacePlan c => Replace(c, plan, facts, context),
            _ => throw Unknown.Command(command),
        };
    }

    private static Answer Issue(PlanCommand.IssuePlan c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.IssuePlan, c.Document.Issuer) is { } refusal)
            return refusal;
        if (facts.Plan(c.Plan) is not null)
            return new Refusal("plan.already_issued", Law.Product);
        var own = Competence.MandateOf(context.Actor, facts)!;
        if (Competence.CheckOwnDocument(c.Document, own, context) is { } foreign)
            return foreign;
        var issuer = Body.Current(own.Body, facts);
        if (c.Parent is not { } parent)
            return Answer.Record(Facts.StreamOf(c.Plan), ToIssued(c, issuer, c.Implements));
        if (CheckParent(parent, issuer, facts, context) is { } wrong)
            return wrong;
        var (stream, number, membership) = Parent(parent, c.Plan, issuer, facts);
        return Answer.Record(
            new StreamEvent(Facts.StreamOf(c.Plan), ToIssued(c, issuer, c.Implements ?? number)),
            new StreamEvent(stream, membership));
    }

    private static PlanEvent.PlanIssued ToIssued(PlanCommand.IssuePlan c, BodyCode issuer, string? implements) =>
        new(c.Plan, issuer, c.TitleVi, c.TitleEn, implements, c.Document, c.Parent);

    // A plan names its parent once, when it is issued, and the parent is there before it: no cycle can come about.
    private static Refusal? CheckParent(PlanParent parent, BodyCode issuer, Facts facts, Context context)
    {
        if (parent.Directive is null == parent.Plan is null)
            return new Refusal("plan.parent_not_one", Law.PlanImplementation);
        Circulation circulation;
        DateOnly since;
        BodyCode above;
        if (parent.Directive is { } id)
        {
            if (facts.Directive(id) is not { } directive)
                return new Refusal("plan.parent_unknown", Law.PlanImplementation);
            if (directive.CheckInForce(context.OccurredOn) is { } over)
                return over;
            (circulation, since, above) = (directive.Circulation, directive.ReceivedOn, directive.Document.Issuer);
        }
        else
        {
            if (facts.Plan(parent.Plan!.Value) is not { } plan)
                return new Refusal("plan.parent_unknown", Law.PlanImplementation);
            if (plan.CheckInForce(context.OccurredOn) is { } ended)
                return ended;
            (circulation, since, above) = (plan.Circulation, plan.IssuedOn, plan.Issuer);
        }

        return Competence.CheckOrder(context, since) ?? (circulation.Reaches(issuer, facts) ? null
            : new Refusal("plan.parent_not_received", Law.PlanImplementation, issuer))
            ?? Body.CheckPaired(issuer, above, facts);
    }

    private static (string Stream, string Number, Event Membership) Parent(PlanParent parent, PlanId child,
        BodyCode issuer, Facts facts)
    {
        if (parent.Directive is { } id)
        {
            var directive = facts.Directive(id)!;
            return (Facts.StreamOf(id), directive.Document.Number,
                new DirectiveEvent.DirectiveCascaded(child, issuer));
        }

        var plan = facts.Plan(parent.Plan!.Value)!;
        return (Facts.StreamOf(plan.Id), plan.Document.Number,
            new PlanEvent.PlanCascaded(child, issuer));
    }

    private static Answer SetGoal(PlanCommand.SetPlanGoal c, Plan plan, Facts facts, Context context)
    {
        if ((CheckIssuer(plan, facts, context) ?? CheckTarget(c.Goal, new GoalTarget(c.Operator, c.Value, c.Year)))
            is { } refusal)
            return refusal;
        if (plan.Goals.Any(g => g.Goal == c.Goal))
            return new Refusal("plan.goal_already_set", Law.Product, c.Goal);
        return Answer.Record(Facts.StreamOf(c.Plan), new PlanEvent.PlanGoalSet(
            c.Goal, c.TitleVi, c.TitleEn, c.Operator, c.Value, c.Year, c.Section));
    }

    private static Answer AmendGoal(PlanCommand.AmendPlanGoal c, Plan plan, Facts facts, Context context)
    {
        if ((CheckAmending(plan, c.Document, facts, context) ?? CheckTarget(c.Goal, c.Target)) is { } refusal)
            return refusal;
        if (plan.Goals.FirstOrDefault(g => g.Goal == c.Goal) is not { } goal)
            return new Refusal("plan.goal_unknown", Law.Product, c.Goal);
        var old = new GoalTarget(goal.Operator, goal.Value, goal.Year);
        return old == c.Target ? new Refusal("plan.amendment_changes_nothing", Law.Product, c.Goal)
            : Answer.Record(Facts.StreamOf(c.Plan), new PlanEvent.PlanGoalAmended(c.Goal, old, c.Target, c.Document));
    }

    private static Refusal? CheckTarget(string goal, GoalTarget target)
    {
        if (target.Operator == GoalOperator.Above != target.Value is not null)
            return new Refusal("plan.goal_value", Law.Product, goal);
        return target.Value is { } v && v.Numerator > v.Denominator
            ? new Refusal("plan.goal_share_wrong", Law.Product, goal) : null;
    }

    private static Answer Amend(PlanCommand.AmendPlan c, Plan plan, Facts facts, Context context)
    {
        if (CheckAmending(plan, c.Document, facts, context) is { } refusal)
            return refusal;
        return c.Old == c.New ? new Refusal("plan.amendment_changes_nothing", Law.Product, c.Clause)
            : Answer.Record(Facts.StreamOf(c.Plan), new PlanEvent.PlanAmended(c.Clause, c.Old, c.New, c.Document));
    }

    private static Answer AddRelated(PlanCommand.AddRelatedDocument c, Plan plan, Facts facts, Context context)
    {
        if (CheckIssuer(plan, facts, context) is { } refusal)
            return refusal;
        return plan.RelatedDocuments.Contains(c.Number)
            ? new Refusal("plan.document_already_related", Law.Product, c.Number)
            : Answer.Record(Facts.StreamOf(c.Plan),
                new PlanEvent.RelatedDocumentAdded(c.Number, c.Relation, c.TitleVi, c.TitleEn));
    }

    private static Answer WithdrawRelated(PlanCommand.WithdrawRelatedDocument c, Plan plan, Facts facts,
        Context context)
    {
        if (CheckAmending(plan, c.Document, facts, context) is { } refusal)
            return refusal;
        return plan.RelatedDocuments.Contains(c.Number)
            ? Answer.Record(Facts.StreamOf(c.Plan), new PlanEvent.RelatedDocumentWithdrawn(c.Number, c.Document))
            : new Refusal("plan.document_not_related", Law.Product, c.Number);
    }

    private static Answer SetGroup(PlanCommand.SetPriorityGroup c, Plan plan, Facts facts, Context context)
    {
        if (CheckIssuer(plan, facts, context) is { } refusal)
            return refusal;
        return plan.PriorityGroups.Contains(c.Group)
            ? new Refusal("plan.group_already_set", Law.Product, c.Group)
            : Answer.Record(Facts.StreamOf(c.Plan),
                new PlanEvent.PriorityGroupSet(c.Group, c.TextVi, c.TextEn, c.Section));
    }

    private static Answer EndGroup(PlanCommand.EndPriorityGroup c, Plan plan, Facts facts, Context context)
    {
        if (CheckAmending(plan, c.Document, facts, context) is { } refusal)
            return refusal;
        return plan.PriorityGroups.Contains(c.Group)
            ? Answer.Record(Facts.StreamOf(c.Plan), new PlanEvent.PriorityGroupEnded(c.Group, c.Document))
            : new Refusal("plan.group_not_set", Law.Product, c.Group);
    }

    // The plan charges a body; another is charged as any amendment is made, and not before it.
    private static Answer Charge(PlanCommand.ChargeReviews c, Plan plan, Facts facts, Context context)
    {
        var last = plan.Charges.LastOrDefault();
        if ((last is null ? CheckIssuer(plan, facts, context)
            : CheckAmending(plan, c.Document, facts, context) ?? Competence.CheckOrder(context, last.From))
            is { } refusal)
            return refusal;
        if (facts.Body(c.Body) is null)
            return new Refusal("body.unknown", Law.Product, c.Body);
        if (last?.Body == c.Body)
            return new Refusal("plan.reviews_already_charged", Law.PlanImplementation, c.Body);
        if (c.InterimBy < context.OccurredOn || c.FinalBy < (c.InterimBy ?? context.OccurredOn))
            return new Refusal("plan.review_days_wrong", Law.PlanImplementation, context.OccurredOn);
        return Answer.Record(Facts.StreamOf(c.Plan),
            new PlanEvent.ReviewsCharged(c.Body, c.Section, c.InterimBy, c.FinalBy, c.Document));
    }

    private static Answer Send(PlanCommand.SendPlan c, Plan plan, Facts facts, Context context)
    {
        if (Competence.LacksAll(facts, context, plan.Issuer, Power.IssuePlan, Power.Assign) is { } refusal)
            return refusal;
        if ((Competence.CheckStoodFor(plan.Document.Issuer, facts, context)
            ?? plan.CheckInForce(context.OccurredOn) ?? Competence.CheckDocumentOf(c.Document, plan.Issuer, facts)
            ?? Competence.CheckOrder(context, plan.IssuedOn)
            ?? plan.Circulation.CheckRecipients(c.Recipients, facts, context)) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(c.Plan), new PlanEvent.PlanSent(c.Recipients,
            Deadline.After(context.Today, LimitIds.AcknowledgeReceipt, facts), c.Document));
    }

    private static Answer HoldInterim(PlanCommand.HoldInterimReview c, Plan plan, Facts facts, Context context) =>
        CheckReview(plan, c.Document, facts, context) ?? Answer.Record(Facts.StreamOf(plan.Id),
            new PlanEvent.InterimReviewHeld(Competence.BodyOf(context, facts)!.Value, c.Summary, c.Document));

    // A plan has one end, whenever that is entered.
    private static Answer HoldFinal(PlanCommand.HoldFinalReview c, Plan plan, Facts facts, Context context) =>
        CheckReview(plan, c.Document, facts, context) ?? (plan.CheckInForce() is { } ended ? ended
            : Answer.Record(Facts.StreamOf(plan.Id),
                new PlanEvent.FinalReviewHeld(Competence.BodyOf(context, facts)!.Value, c.Summary, c.Document)));

    // The issuer, or the body that it charged; the minutes or the report may be signed by another of that body.
    private static Answer? CheckReview(Plan plan, Document document, Facts facts, Context context)
    {
        if (Competence.LacksAll(facts, context, null, Power.IssuePlan, Power.Assign) is { } refusal)
            return refusal;
        if ((plan.CheckInForce(context.OccurredOn) ?? Competence.CheckOrder(context, plan.IssuedOn)) is { } wrong)
            return wrong;
        var body = Competence.BodyOf(context, facts)!.Value;
        var charge = plan.ChargeOn(context.OccurredOn);
        if (body != plan.Issuer && body != charge?.Body)
            return new Refusal("plan.review_not_charged", Law.PlanImplementation, body);
        // Who has become both may have held it as either.
        var other = body == plan.Issuer ? Competence.CheckStoodFor(plan.Document.Issuer, facts, context) : null;
        if (body == charge?.Body && (body != plan.Issuer || other is not null))
            other = Competence.CheckStoodFor(charge.First, facts, context);
        return (other ?? Competence.CheckDocumentOf(document, body, facts)) is { } foreign ? (Answer)foreign : null;
    }

    private static Answer Replace(PlanCommand.ReplacePlan c, Plan plan, Facts facts, Context context)
    {
        if ((CheckAmending(plan, c.Document, facts, context) ?? plan.CheckInForce()) is { } refusal)
            return refusal;
        if (facts.Plan(c.By) is not { } other)
            return new Refusal("plan.unknown", Law.Product);
        if (ComesTo(plan.Id, other, facts))
            return new Refusal("plan.replaced_by_itself", Law.Product, plan.Document.Number);
        if ((other.CheckInForce(context.OccurredOn) ?? Competence.CheckOrder(context, other.IssuedOn))
            is { } unusable)
            return unusable;
        return other.Issuer != plan.Issuer
            ? new Refusal("plan.replacement_of_another", Law.Product, plan.Issuer)
            : Answer.Record(Facts.StreamOf(c.Plan), new PlanEvent.PlanReplaced(c.By, c.Document));
    }

    // Whether a plan is in force is judged on the day of the act; that of the one in its place may have ended since.
    private static bool ComesTo(PlanId id, Plan from, Facts facts)
    {
        for (var next = from; next is not null; next = next.ReplacedBy is { } by ? facts.Plan(by) : null)
        {
            if (next.Id == id)
                return true;
        }

        return false;
    }

    private static Refusal? CheckIssuer(Plan plan, Facts facts, Context context) =>
        Competence.Lacks(facts, context, Power.IssuePlan, plan.Issuer)
        ?? Competence.CheckStoodFor(plan.Document.Issuer, facts, context)
        ?? plan.CheckInForce(context.OccurredOn) ?? Competence.CheckOrder(context, plan.IssuedOn);

    private static Refusal? CheckAmending(Plan plan, Document document, Facts facts, Context context) =>
        CheckIssuer(plan, facts, context)
        ?? Competence.CheckOwnDocument(document, Competence.MandateOf(context.Actor, facts)!, context);
}
