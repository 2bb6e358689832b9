namespace Supervision.Domain;

/// <summary>An identifier made at the edge.</summary>
public interface IIdentifier
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }
}

/// <summary>An identifier with a noun. The stream of the thing is <c>noun-uuid</c>.</summary>
public interface IIdentifier<TSelf> : IIdentifier where TSelf : struct, IIdentifier<TSelf>
{
    /// <summary>The noun of the stream, lower case, e.g. <c>finding</c>.</summary>
    static abstract string Noun { get; }

    /// <summary>The identifier with this value.</summary>
    static abstract TSelf From(Guid value);

    /// <summary>The stream that holds the events of this thing.</summary>
    string Stream => TSelf.Noun + "-" + Value.ToString("D");
}

/// <summary>A plan (kế hoạch).</summary>
public readonly record struct PlanId(Guid Value) : IIdentifier<PlanId>
{
    public static string Noun => "plan";
    public static PlanId From(Guid value) => new(value);
}

/// <summary>A directive from above (chỉ thị).</summary>
public readonly record struct DirectiveId(Guid Value) : IIdentifier<DirectiveId>
{
    public static string Noun => "directive";
    public static DirectiveId From(Guid value) => new(value);
}

/// <summary>A direction of the Standing Committee (ý kiến chỉ đạo).</summary>
public readonly record struct DirectionId(Guid Value) : IIdentifier<DirectionId>
{
    public static string Noun => "direction";
    public static DirectionId From(Guid value) => new(value);
}

/// <summary>A proposal upward (kiến nghị, đề xuất).</summary>
public readonly record struct ProposalId(Guid Value) : IIdentifier<ProposalId>
{
    public static string Noun => "proposal";
    public static ProposalId From(Guid value) => new(value);
}

/// <summary>A reviewer's session (phiên rà soát).</summary>
public readonly record struct ReviewId(Guid Value) : IIdentifier<ReviewId>
{
    public static string Noun => "review";
    public static ReviewId From(Guid value) => new(value);
}

/// <summary>An assignment (nhiệm vụ được giao).</summary>
public readonly record struct AssignmentId(Guid Value) : IIdentifier<AssignmentId>
{
    public static string Noun => "assignment";
    public static AssignmentId From(Guid value) => new(value);
}

/// <summary>An inspection of any kind (cuộc thanh tra, kiểm tra, giám sát).</summary>
public readonly record struct InspectionId(Guid Value) : IIdentifier<InspectionId>
{
    public static string Noun => "inspection";
    public static InspectionId From(Guid value) => new(value);
}

/// <summary>A finding (phát hiện).</summary>
public readonly record struct FindingId(Guid Value) : IIdentifier<FindingId>
{
    public static string Noun => "finding";
    public static FindingId From(Guid value) => new(value);
}

/// <summary>A remediation (khắc phục).</summary>
public readonly record struct RemediationId(Guid Value) : IIdentifier<RemediationId>
{
    public static string Noun => "remediation";
    public static RemediationId From(Guid value) => new(value);
}

/// <summary>A registered piece of evidence (chứng cứ, tài liệu).</summary>
public readonly record struct EvidenceId(Guid Value) : IIdentifier<EvidenceId>
{
    public static string Noun => "evidence";
    public static EvidenceId From(Guid value) => new(value);
}

/// <summary>An officer (cán bộ).</summary>
public readonly record struct OfficerId(Guid Value) : IIdentifier<OfficerId>
{
    public static string Noun => "officer";
    public static OfficerId From(Guid value) => new(value);
}

/// <summary>A mandate (thẩm quyền) of an officer; it lives in the officer's stream.</summary>
public readonly record struct MandateId(Guid Value) : IIdentifier<MandateId>
{
    public static string Noun => "mandate";
    public static MandateId From(Guid value) => new(value);
}

/// <summary>An act against a rule that happened all the same (việc không đúng quy định).</summary>
public readonly record struct IrregularActId(Guid Value) : IIdentifier<IrregularActId>
{
    public static string Noun => "irregularact";
    public static IrregularActId From(Guid value) => new(value);
}

/// <summary>A private person whose values are sealed under one key (chủ thể dữ liệu).</summary>
public readonly record struct DataSubjectId(Guid Value) : IIdentifier<DataSubjectId>
{
    public static string Noun => "datasubject";
    public static DataSubjectId From(Guid value) => new(value);
}

/// <summary>
/// The code of a body (cơ quan, đơn vị): 2 to 40 capital letters, digits and hyphens, e.g. <c>SYT</c>.
/// </summary>
public readonly record struct BodyCode(string Value)
{
    /// <summary>The stream whose name is the key: registering a code twice conflicts.</summary>
    public string Stream => "body/" + Value;

    public override string ToString() => Value;

    /// <summary>Whether the text is a code: letters A–Z, digits, hyphens, 2 to 40 of them.</summary>
    public static bool IsCode(string? text) =>
        text is { Length: >= 2 and <= 40 } && text.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9' or '-');
}
