using Supervision.Domain.Bodies;
using Supervision.Domain.Directives;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Plans;

/// <summary>Where a plan stands; that it was amended does not end it.</summary>
public enum PlanStage
{
    /// <summary>Đang thực hiện.</summary>
    InForce,

    /// <summary>Đã tổng kết.</summary>
    Closed,

    /// <summary>Đã được thay thế.</summary>
    Replaced,
}

/// <summary>Which body holds the reviews from a day on, and which was first charged with them.</summary>
public sealed record ReviewCharge(BodyCode Body, BodyCode First, DateOnly From);

/// <summary>A plan with its goals, the assignments and plans that carry it out, and what its recipients owe.</summary>
public sealed record Plan(PlanId Id, BodyCode Issuer, string TitleVi, string TitleEn, Document Document,
    DateOnly IssuedOn) : Circulated
{
    /// <summary>The key of the first charged body's obligation to hold the interim review.</summary>
    public const string InterimKey = "review/interim";

    /// <summary>The key of the first charged body's obligation to hold the final review.</summary>
    public const string FinalKey = "review/final";

    public PlanParent? Parent { get; init; }
    public PlanStage Stage { get; init; }
    public PlanId? ReplacedBy { get; init; }
    public IReadOnlyList<PlanEvent.PlanGoalSet> Goals { get; init; } = [];
    public IReadOnlyList<AssignmentId> Assignments { get; init; } = [];

    /// <summary>How often its text or one of its goals was amended.</summary>
    public int Amendments { get; init; }
    public IReadOnlyList<string> RelatedDocuments { get; init; } = [];
    public IReadOnlyList<ParticipantGroup> PriorityGroups { get; init; } = [];

    /// <summary>Who was charged with the reviews, one after the other.</summary>
    public IReadOnlyList<ReviewCharge> Charges { get; init; } = [];
    public BodyCode? Reviewer => Charges.LastOrDefault()?.Body;
    public int Reviews { get; init; }

    public override BodyCode Sender => Issuer;

    public override bool IsOpenFor(BodyCode body) => base.IsOpenFor(body)
        || (Stage == PlanStage.InForce && Reviewer == body);

    public override ISucceeding TakenOver(BodyCode from, BodyCode to)
    {
        var owed = (Plan)base.TakenOver(from, to);
        return Stage != PlanStage.InForce ? owed : owed with
        {
            Issuer = Issuer.TakenOver(from, to),
            Charges = [.. Charges.Select(c => c with { Body = c.Body.TakenOver(from, to) })],
        };
    }

    /// <summary>
    /// Null where the body may assign under the plan on the day: the plan is known and in force, and the body issued
    /// it, is charged with its reviews and so leads the carrying out, or is one that the plan reaches.
    /// </summary>
    public static Refusal? CheckAssigner(PlanId id, BodyCode body, DateOnly day, Facts facts)
    {
        if (facts.Plan(id) is not { } plan)
            return new Refusal("plan.unknown", Law.Product);
        return plan.CheckInForce() ?? (body == plan.Issuer || body == plan.ChargeOn(day)?.Body
            || plan.Circulation.Reaches(body, facts) ? null
            : new Refusal("assignment.plan_not_received", Law.PlanImplementation, body, plan.Document.Number));
    }

    /// <summary>
    /// Null where it is neither closed nor replaced; of an act of an earlier day, where it was not yet on that day.
    /// </summary>
    public Refusal? CheckInForce(DateOnly? day = null) => EndedOn is not { } end || day < end ? null
        : new Refusal("plan.ended", Law.PlanImplementation, Document.Number, Stage, end);

    /// <summary>Which body was charged with the reviews on the day.</summary>
    public ReviewCharge? ChargeOn(DateOnly day) => Charges.LastOrDefault(c => c.From <= day);

    /// <summary>The next state; <paramref name="on"/> is the day that the event occurred.</summary>
    public static Plan Evolve(Plan? state, PlanEvent e, DateOnly on) => (Plan)Apply(state, e, on).WithItsEnd();

    private static Circulated Apply(Plan? state, PlanEvent e, DateOnly on) => e switch
    {
        PlanEvent.PlanIssued p => new Plan(p.Plan, p.Issuer, p.TitleVi, p.TitleEn, p.Document, on)
        {
            Parent = p.Parent,
        },
        PlanEvent.PlanGoalSet goal => state! with { Goals = [.. state.Goals, goal] },
        PlanEvent.PlanAssignmentOpened a => state! with { Assignments = [.. state.Assignments, a.Assignment] },
        PlanEvent.PlanGoalAmended goal => state!.GoalAmended(goal),
        PlanEvent.PlanAmended => state! with { Amendments = state.Amendments + 1 },
        PlanEvent.RelatedDocumentAdded d => state! with { RelatedDocuments = [.. state.RelatedDocuments, d.Number] },
        PlanEvent.RelatedDocumentWithdrawn d => state! with
        {
            RelatedDocuments = [.. state.RelatedDocuments.Where(n => n != d.Number)],
        },
        PlanEvent.PriorityGroupSet g => state! with { PriorityGroups = [.. state.PriorityGroups, g.Group] },
        PlanEvent.PriorityGroupEnded g => state! with
        {
            PriorityGroups = [.. state.PriorityGroups.Where(x => x != g.Group)],
        },
        PlanEvent.ReviewsCharged c => state!.Charged(c, on),
        PlanEvent.PlanSent s => state!.Sent(s.Recipients, s.AcknowledgeBy, on),
        PlanEvent.PlanAcknowledged a => state!.Acknowledged(a.Body, on),
        PlanEvent.PlanCascaded c => state!.Cascaded(c.Plan, c.Issuer, on),
        PlanEvent.ImplementationReported r => state!.Reported(r.Body, r.NextBy, on),
        PlanEvent.InterimReviewHeld => state! with
        {
            Reviews = state.Reviews + 1,
            Obligations = state.Obligations.MeetFirst(o => IsOf(o, InterimKey), on),
        },
        PlanEvent.FinalReviewHeld => state! with
        {
            Stage = PlanStage.Closed,
            EndedOn = on,
            Reviews = state.Reviews + 1,
            Obligations = state.Obligations.MeetFirst(o => IsOf(o, FinalKey), on),
        },
        PlanEvent.PlanReplaced r => state! with { Stage = PlanStage.Replaced, EndedOn = on, ReplacedBy = r.By },
        _ => throw Unknown.Event(e),
    };

    private static bool IsOf(Obligation o, string review) => o.Key.StartsWith(review, StringComparison.Ordinal);

    private Plan GoalAmended(PlanEvent.PlanGoalAmended a) => this with
    {
        Amendments = Amendments + 1,
        Goals = [.. Goals.Select(g => g.Goal != a.Goal ? g
            : g with { Operator = a.New.Operator, Value = a.New.Value, Year = a.New.Year })],
    };

    // Who is charged no longer owes no review from that day; what it missed stays its own.
    private Plan Charged(PlanEvent.ReviewsCharged c, DateOnly on)
    {
        var round = Charges.Count == 0 ? "" : "/" + (Charges.Count + 1).ToString("D", null);
        var list = Obligations.End(o => o.Kind == ObligationKind.HoldReview, on);
        if (c.InterimBy is { } interim)
            list = list.Open(InterimKey + round, ObligationKind.HoldReview, c.Body, Issuer, on, Deadline.Set(interim));
        if (c.FinalBy is { } final)
            list = list.Open(FinalKey + round, ObligationKind.HoldReview, c.Body, Issuer, on, Deadline.Set(final));
        return this with { Charges = [.. Charges, new ReviewCharge(c.Body, c.Body, on)], Obligations = list };
    }
}
