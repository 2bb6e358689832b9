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
}

/// <summary>
/// A mandate: a post in a body with powers, from a day to a day (both within). A delegated one names the body of the
/// mandate that it comes from, cannot be passed on, and holds only while that mandate does.
/// </summary>
public sealed record Mandate(MandateId Id, BodyCode Body, string Post, IReadOnlyList<Power> Powers,
    DateOnly From, DateOnly? To, BodyCode? DelegatedFrom = null, Acting.Officer? Delegator = null)
{
    public bool IsValidOn(DateOnly day) => From <= day && (To is not { } to || day <= to);
}

public abstract record OfficerEvent : Event
{
    private OfficerEvent()
    {
    }

    public sealed record OfficerRegistered(OfficerId Officer, string Name, BodyCode Body) : OfficerEvent;

    /// <summary>Bổ nhiệm, phân công: the officer holds a post with powers.</summary>
    public sealed record OfficerAppointed(MandateId Mandate, BodyCode Body, string Post, IReadOnlyList<Power> Powers,
        DateOnly From, DateOnly? To, Document? Document) : OfficerEvent;

    /// <summary>Uỷ quyền: some powers of another officer's mandate, for a time.</summary>
    public sealed record MandateDelegated(MandateId Mandate, OfficerId Delegator, MandateId From, BodyCode FromBody,
        BodyCode Body, string Post, IReadOnlyList<Power> Powers, DateOnly FromDay, DateOnly ToDay,
        Document Document) : OfficerEvent;

    /// <summary>The mandate ends on this day, which is its last (thu hồi, thôi giữ chức vụ).</summary>
    public sealed record MandateRevoked(MandateId Mandate, DateOnly LastDay, string Reason) : OfficerEvent;
}

public abstract record OfficerCommand : Command
{
    private OfficerCommand()
    {
    }

    public sealed record RegisterOfficer(OfficerId Officer, string Name, BodyCode Body) : OfficerCommand;

    public sealed record AppointOfficer(OfficerId Officer, MandateId Mandate, BodyCode Body, string Post,
        IReadOnlyList<Power> Powers, DateOnly From, DateOnly? To = null) : OfficerCommand;

    public sealed record DelegateMandate(OfficerId Officer, MandateId Mandate, BodyCode Body, string Post,
        IReadOnlyList<Power> Powers, DateOnly From, DateOnly To, Document Document) : OfficerCommand, IDocumented;

    public sealed record RevokeMandate(OfficerId Officer, MandateId Mandate, DateOnly LastDay, string Reason)
        : OfficerCommand;
}

/// <summary>An officer and the mandates that he holds or held.</summary>
public sealed record Officer(OfficerId Id, string Name, BodyCode Body, IReadOnlyList<Mandate> Mandates)
{
    public Mandate? Mandate(MandateId id) => Mandates.FirstOrDefault(m => m.Id == id);

    /// <summary>Whether a mandate in the body gives the power on the day.</summary>
    public bool Holds(Power power, BodyCode body, DateOnly day) =>
        Mandates.Any(m => m.Body == body && m.IsValidOn(day) && m.Powers.Contains(power));

    /// <summary>Whether he holds a post of his own, not a delegated mandate, in the body on the day.</summary>
    public bool HasPostIn(BodyCode body, DateOnly day) =>
        Mandates.Any(m => m.Body == body && m.Delegator is null && m.IsValidOn(day));

    public static Officer Evolve(Officer? state, OfficerEvent e) => e switch
    {
        OfficerEvent.OfficerRegistered r => new(r.Officer, r.Name, r.Body, []),
        OfficerEvent.OfficerAppointed a => state!.With(
            new Mandate(a.Mandate, a.Body, a.Post, a.Powers, a.From, a.To)),
        OfficerEvent.MandateDelegated d => state!.With(
            new Mandate(d.Mandate, d.Body, d.Post, d.Powers, d.FromDay, d.ToDay, d.FromBody,
                new Acting.Officer(d.Delegator, d.From))),
        OfficerEvent.MandateRevoked r => state! with
        {
            Mandates = [.. state.Mandates.Select(m => m.Id == r.Mandate ? m with { To = r.LastDay } : m)],
        },
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(OfficerCommand command, Facts facts, Context context) => command switch
    {
        OfficerCommand.RegisterOfficer c => Register(c, facts, context),
        OfficerCommand.AppointOfficer c => Appoint(c, facts, context),
        OfficerCommand.DelegateMandate c => Delegate(c, facts, context),
        OfficerCommand.RevokeMandate c => Revoke(c, facts, context),
        _ => throw Unknown.Command(command),
    };

    private Officer With(Mandate mandate) => this with { Mandates = [.. Mandates, mandate] };

    private static Answer Register(OfficerCommand.RegisterOfficer c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (facts.Officer(c.Officer) is not null)
            return new Refusal("officer.already_registered", Law.Product);
        if (facts.Body(c.Body) is null)
            return new Refusal("body.unknown", Law.Product, c.Body);
        return Answer.Record(Facts.StreamOf(c.Officer), new OfficerEvent.OfficerRegistered(c.Officer, c.Name, c.Body));
    }

    private static Answer Appoint(OfficerCommand.AppointOfficer c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (CheckNewMandate(c.Officer, c.Mandate, c.Body, c.Powers, c.From, c.To, facts) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(c.Officer), new OfficerEvent.OfficerAppointed(
            c.Mandate, c.Body, c.Post, c.Powers, c.From, c.To, null));
    }

    private static Answer Delegate(OfficerCommand.DelegateMandate c, Facts facts, Context context)
    {
        if (context.Actor is not Acting.Officer actor || facts.Officer(actor.Id)?.Mandate(actor.Mandate) is not { } own)
            return new Refusal("mandate.unknown", Law.Product);
        if (own.DelegatedFrom is not null)
            return new Refusal("mandate.sub_delegation", Law.Product, own.Post);
        if (c.Powers.Except(own.Powers).ToList() is { Count: > 0 } beyond)
            return new Refusal("mandate.beyond_own_powers", Law.Product, beyond);
        // An officer of another body acts for that body: of what the delegator may do there, only this makes sense.
        if (c.Body != own.Body && c.Powers.Where(p => p != Power.RequireRemediation).ToList() is { Count: > 0 } others)
            return new Refusal("mandate.not_for_another_body", Law.Product, others, c.Body);
        if (Competence.CheckOwnDocument(c.Document, own, context) is { } foreign)
            return foreign;
        if (c.From < context.OccurredOn || (own.To is { } end && c.To > end))
            return new Refusal("mandate.beyond_own_time", Law.Product, c.From, c.To);
        if (CheckNewMandate(c.Officer, c.Mandate, c.Body, c.Powers, c.From, c.To, facts) is { } wrong)
            return wrong;
        return Answer.Record(Facts.StreamOf(c.Officer), new OfficerEvent.MandateDelegated(c.Mandate, actor.Id, own.Id,
            own.Body, c.Body, c.Post, c.Powers, c.From, c.To, c.Document));
    }

    private static Answer Revoke(OfficerCommand.RevokeMandate c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (facts.Officer(c.Officer)?.Mandate(c.Mandate) is not { } mandate)
            return new Refusal("mandate.unknown", Law.Product);
        if (mandate.To is { } to && to <= c.LastDay)
            return new Answer.Nothing();
        if (c.LastDay < mandate.From || c.LastDay < context.Today.AddDays(-1))
            return new Refusal("mandate.revoked_in_the_past", Law.Product, c.LastDay);
        return Answer.Record(Facts.StreamOf(c.Officer),
            new OfficerEvent.MandateRevoked(c.Mandate, c.LastDay, c.Reason));
    }

    private static Refusal? CheckNewMandate(OfficerId id, MandateId mandate, BodyCode body,
        IReadOnlyList<Power> powers, DateOnly from, DateOnly? to, Facts facts)
    {
        if (facts.Officer(id) is not { } officer)
            return new Refusal("officer.unknown", Law.Product);
        if (officer.Mandate(mandate) is not null)
            return new Refusal("mandate.already_given", Law.Product);
        if (facts.Body(body) is null)
            return new Refusal("body.unknown", Law.Product, body);
        if (powers.Count == 0)
            return new Refusal("mandate.no_powers", Law.Product);
        return to < from ? new Refusal("mandate.ends_before_start", Law.Product, from, to) : null;
    }
}
