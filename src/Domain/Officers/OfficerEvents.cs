namespace Supervision.Domain.Officers;

/// <summary>What a mandate lets an officer do for his body. The default table of roles is data in the seeds.</summary>
public enum Power
{
    /// <summary>Bodies, officers, mandates, rules and calendars; no content of cases.</summary>
    Administer,

    /// <summary>Ban hành kế hoạch, đặt chỉ tiêu.</summary>
    IssuePlan,

    /// <summary>Giao nhiệm vụ, gia hạn, nghiệm thu sản phẩm.</summary>
    Assign,

    /// <summary>Đầu mối: tiếp nhận, giải trình, báo cáo, nộp sản phẩm và chứng cứ, báo nộp tiền.</summary>
    Execute,

    /// <summary>Ban hành quyết định, sửa đổi và xác nhận phát hiện.</summary>
    DecideInspection,

    /// <summary>Cử thành viên tham gia đoàn.</summary>
    Nominate,

    /// <summary>Thành viên đoàn kiểm tra.</summary>
    Inspect,

    /// <summary>Yêu cầu chấn chỉnh, khắc phục.</summary>
    RequireRemediation,

    /// <summary>Nghiệm thu kết quả khắc phục.</summary>
    Verify,

    /// <summary>Giám định: khoản đã từ chối thanh toán.</summary>
    ReviewClaims,

    /// <summary>Xác nhận đã thu tiền.</summary>
    ReceivePayments,

    /// <summary>Văn thư: enters signed documents of the body.</summary>
    Record,

    /// <summary>Cho ý kiến chỉ đạo: a member of the Standing Committee.</summary>
    Direct,

    /// <summary>Trả lời kiến nghị, đề xuất.</summary>
    AnswerProposals,

    /// <summary>Phiên rà soát: asks, remarks, concludes; a mandate with it has no other power.</summary>
    Review,
}

public abstract record OfficerEvent : Event
{
    private OfficerEvent()
    {
    }

    public sealed record OfficerRegistered(OfficerId Officer, string Name, BodyCode Body) : OfficerEvent;

    /// <summary>
    /// Bổ nhiệm, phân công: the officer holds a post with powers; <c>Role</c> is the role of the table's version that
    /// the powers come from, null where they were chosen one by one. No capacities: he acts in his own name; no scope:
    /// upon any body.
    /// </summary>
    [Documented]
    public sealed record OfficerAppointed(MandateId Mandate, BodyCode Body, string Post, IReadOnlyList<Power> Powers,
        DateOnly From, DateOnly? To, Document? Document, OfficerRole? Role = null, int? RoleTable = null,
        IReadOnlyList<Capacity>? Capacities = null, IReadOnlyList<BodyCode>? Scope = null) : OfficerEvent;

    /// <summary>Ủy quyền: some powers of another officer's mandate, for a time.</summary>
    public sealed record MandateDelegated(MandateId Mandate, OfficerId Delegator, MandateId From, BodyCode FromBody,
        BodyCode Body, string Post, IReadOnlyList<Power> Powers, DateOnly FromDay, DateOnly ToDay,
        Document Document, IReadOnlyList<BodyCode>? Scope = null) : OfficerEvent;

    /// <summary>The mandate ends on this day, which is its last (thu hồi, thôi giữ chức vụ).</summary>
    public sealed record MandateRevoked(MandateId Mandate, DateOnly LastDay, string Reason) : OfficerEvent;

    /// <summary>Tạm đình chỉ: from the day he neither acts nor records, under none of his mandates.</summary>
    public sealed record AccountSuspended(DateOnly FromDay, string Reason) : OfficerEvent;

    /// <summary>Khôi phục: from the day he acts and records again.</summary>
    public sealed record AccountReinstated(DateOnly FromDay, string Reason) : OfficerEvent;

    /// <summary>Khai báo xung đột lợi ích với một cơ quan, đơn vị, by the officer himself.</summary>
    public sealed record ConflictDeclared(BodyCode With, string Reason) : OfficerEvent;

    /// <summary>Xác nhận không còn xung đột lợi ích, by the head of his body.</summary>
    public sealed record ConflictWithdrawn(BodyCode With, string Reason) : OfficerEvent;
}

public abstract record OfficerCommand : Command
{
    private OfficerCommand()
    {
    }

    public sealed record RegisterOfficer(OfficerId Officer, string Name, BodyCode Body) : OfficerCommand;

    /// <summary>Either powers or a role of the table; by a document, or as an act in the system without one.</summary>
    public sealed record AppointOfficer(OfficerId Officer, MandateId Mandate, BodyCode Body, string Post,
        IReadOnlyList<Power> Powers, DateOnly From, DateOnly? To = null, OfficerRole? Role = null,
        IReadOnlyList<Capacity>? Capacities = null, IReadOnlyList<BodyCode>? Scope = null, Document? Document = null)
        : OfficerCommand, IDocumented;

    public sealed record DelegateMandate(OfficerId Officer, MandateId Mandate, BodyCode Body, string Post,
        IReadOnlyList<Power> Powers, DateOnly From, DateOnly To, Document Document,
        IReadOnlyList<BodyCode>? Scope = null) : OfficerCommand, IDocumented;

    public sealed record RevokeMandate(OfficerId Officer, MandateId Mandate, DateOnly LastDay, string Reason)
        : OfficerCommand;

    public sealed record SuspendAccount(OfficerId Officer, DateOnly FromDay, [property: LongText] string Reason)
        : OfficerCommand;

    public sealed record ReinstateAccount(OfficerId Officer, DateOnly FromDay, [property: LongText] string Reason)
        : OfficerCommand;

    public sealed record DeclareConflict(BodyCode With, [property: LongText] string Reason) : OfficerCommand;

    public sealed record WithdrawConflict(OfficerId Officer, BodyCode With, [property: LongText] string Reason)
        : OfficerCommand;
}
