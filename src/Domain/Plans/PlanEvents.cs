using Supervision.Domain.Directives;
using Supervision.Domain.Rules;

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

/// <summary>The groups by who pays the contribution (nhóm đối tượng).</summary>
public enum ParticipantGroup
{
    /// <summary>Người lao động và người sử dụng lao động đóng.</summary>
    EmployeesAndEmployers,

    /// <summary>Tổ chức bảo hiểm xã hội đóng.</summary>
    PaidByInsurance,

    /// <summary>Ngân sách nhà nước đóng.</summary>
    PaidByBudget,

    /// <summary>Ngân sách nhà nước hỗ trợ mức đóng.</summary>
    SupportedByBudget,

    /// <summary>Tham gia theo hộ gia đình.</summary>
    Households,
}

/// <summary>How another document stands to a plan.</summary>
public enum DocumentRelation
{
    /// <summary>Căn cứ: the plan rests on it.</summary>
    Basis,

    /// <summary>Gắn với: it is carried out together with the plan.</summary>
    Together,

    /// <summary>Hướng dẫn: it says how the plan is carried out.</summary>
    Guidance,
}

/// <summary>
/// A share as two integers, e.g. 955 / 1000 for 95,5 %; never a floating number, never typed as a percentage.
/// </summary>
public sealed record Share(int Numerator, int Denominator);

/// <summary>What a goal asks for: the operator, the value where the plan gives one, the year.</summary>
public sealed record GoalTarget(GoalOperator Operator, Share? Value = null, int? Year = null);

/// <summary>What a plan carries out: a directive or a plan of the ledger, one of them.</summary>
public sealed record PlanParent(DirectiveId? Directive = null, PlanId? Plan = null);

public abstract record PlanEvent : Event
{
    private PlanEvent()
    {
    }

    /// <summary>Ban hành kế hoạch.</summary>
    public sealed record PlanIssued(PlanId Plan, BodyCode Issuer, string TitleVi, string TitleEn,
        string? Implements, Document Document, PlanParent? Parent = null) : PlanEvent;

    /// <summary>Đặt chỉ tiêu.</summary>
    [Documented]
    public sealed record PlanGoalSet(string Goal, string TitleVi, string TitleEn, GoalOperator Operator, Share? Value,
        int? Year, string Section) : PlanEvent;

    /// <summary>An assignment carries out a section of the plan.</summary>
    public sealed record PlanAssignmentOpened(AssignmentId Assignment, string Section) : PlanEvent;

    /// <summary>Điều chỉnh chỉ tiêu: from what to what, by which document.</summary>
    public sealed record PlanGoalAmended(string Goal, GoalTarget Old, GoalTarget New, Document Document) : PlanEvent;

    /// <summary>Điều chỉnh kế hoạch: no old text where the clause is new, no new one where it is struck out.</summary>
    public sealed record PlanAmended(string Clause, string? Old, string? New, Document Document) : PlanEvent;

    /// <summary>Văn bản liên quan.</summary>
    [Documented]
    public sealed record RelatedDocumentAdded(string Number, DocumentRelation Relation, string TitleVi, string TitleEn)
        : PlanEvent;

    /// <summary>Rút văn bản liên quan.</summary>
    public sealed record RelatedDocumentWithdrawn(string Number, Document Document) : PlanEvent;

    /// <summary>Nhóm ưu tiên: what the plan says of one of the five groups.</summary>
    [Documented]
    public sealed record PriorityGroupSet(ParticipantGroup Group, string TextVi, string TextEn, string Section)
        : PlanEvent;

    /// <summary>Thôi ưu tiên nhóm.</summary>
    public sealed record PriorityGroupEnded(ParticipantGroup Group, Document Document) : PlanEvent;

    /// <summary>
    /// Giao chủ trì sơ kết, tổng kết; by which days, where the plan sets them. A later one charges another body.
    /// </summary>
    [Documented]
    public sealed record ReviewsCharged(BodyCode Body, string Section, DateOnly? InterimBy, DateOnly? FinalBy,
        Document? Document = null) : PlanEvent;

    /// <summary>Gửi kế hoạch: to bodies that carry it out; their clocks of receipt start.</summary>
    public sealed record PlanSent(IReadOnlyList<Recipient> Recipients, Deadline AcknowledgeBy, Document Document)
        : PlanEvent;

    /// <summary>Xác nhận đã nhận kế hoạch.</summary>
    public sealed record PlanAcknowledged(BodyCode Body) : PlanEvent;

    /// <summary>Triển khai kế hoạch: a recipient's plan, or one of a body that it manages, carries it out.</summary>
    [Documented]
    public sealed record PlanCascaded(PlanId Plan, BodyCode Issuer) : PlanEvent;

    /// <summary>Báo cáo kết quả thực hiện; the day of the next report where they come by cycle.</summary>
    public sealed record ImplementationReported(BodyCode Body, string Text, IReadOnlyList<EvidenceId> Evidence,
        Deadline? NextBy) : PlanEvent;

    /// <summary>Sơ kết.</summary>
    public sealed record InterimReviewHeld(BodyCode Body, string Summary, Document Document) : PlanEvent;

    /// <summary>Tổng kết: it closes the plan.</summary>
    public sealed record FinalReviewHeld(BodyCode Body, string Summary, Document Document) : PlanEvent;

    /// <summary>Thay thế: another plan of the issuer takes its place.</summary>
    public sealed record PlanReplaced(PlanId By, Document Document) : PlanEvent;
}

public abstract record PlanCommand : Command
{
    private PlanCommand()
    {
    }

    /// <summary>The plan that the command is about.</summary>
    public abstract PlanId Plan { get; init; }

    public sealed record IssuePlan(PlanId Plan, string TitleVi, string TitleEn, Document Document,
        [property: Identifier] string? Implements = null, PlanParent? Parent = null) : PlanCommand, IDocumented;

    public sealed record SetPlanGoal(PlanId Plan, [property: Identifier] string Goal, string TitleVi, string TitleEn,
        GoalOperator Operator, [property: Identifier] string Section, Document Document, Share? Value = null,
        int? Year = null) : PlanCommand, IDocumented;

    public sealed record AmendPlanGoal(PlanId Plan, [property: Identifier] string Goal, GoalTarget Target,
        Document Document) : PlanCommand, IDocumented;

    public sealed record AmendPlan(PlanId Plan, [property: Identifier] string Clause, Document Document,
        [property: LongText] string? Old = null, [property: LongText] string? New = null)
        : PlanCommand, IDocumented;

    public sealed record AddRelatedDocument(PlanId Plan, [property: Identifier] string Number,
        DocumentRelation Relation, string TitleVi, string TitleEn, Document Document) : PlanCommand, IDocumented;

    public sealed record WithdrawRelatedDocument(PlanId Plan, [property: Identifier] string Number,
        Document Document) : PlanCommand, IDocumented;

    public sealed record SetPriorityGroup(PlanId Plan, ParticipantGroup Group, [property: LongText] string TextVi,
        [property: LongText] string TextEn, [property: Identifier] string Section, Document Document)
        : PlanCommand, IDocumented;

    public sealed record EndPriorityGroup(PlanId Plan, ParticipantGroup Group, Document Document)
        : PlanCommand, IDocumented;

    public sealed record ChargeReviews(PlanId Plan, BodyCode Body, [property: Identifier] string Section,
        Document Document, DateOnly? InterimBy = null, DateOnly? FinalBy = null) : PlanCommand, IDocumented;

    public sealed record SendPlan(PlanId Plan, IReadOnlyList<Recipient> Recipients, Document Document)
        : PlanCommand, IDocumented;

    public sealed record AcknowledgePlan(PlanId Plan) : PlanCommand;

    public sealed record ReportImplementation(PlanId Plan, [property: LongText] string Text,
        IReadOnlyList<EvidenceId> Evidence) : PlanCommand;

    public sealed record HoldInterimReview(PlanId Plan, [property: LongText] string Summary, Document Document)
        : PlanCommand, IDocumented;

    public sealed record HoldFinalReview(PlanId Plan, [property: LongText] string Summary, Document Document)
        : PlanCommand, IDocumented;

    public sealed record ReplacePlan(PlanId Plan, PlanId By, Document Document) : PlanCommand, IDocumented;
}
