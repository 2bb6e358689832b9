using System.Text.Json.Serialization;

namespace Supervision.Domain.Officers;

/// <summary>The roles that a table of roles gives powers to.</summary>
public enum OfficerRole
{
    /// <summary>Người ký kế hoạch.</summary>
    PlanSigner,

    /// <summary>Người giao nhiệm vụ.</summary>
    Assigner,

    /// <summary>Thành viên đoàn.</summary>
    Inspector,

    /// <summary>Trưởng đoàn.</summary>
    TeamLeader,

    /// <summary>Người ra quyết định.</summary>
    Issuer,

    /// <summary>Người nghiệm thu.</summary>
    Verifier,

    /// <summary>Cán bộ đầu mối.</summary>
    FocalOfficer,

    /// <summary>Thủ trưởng cơ quan, đơn vị.</summary>
    HeadOfBody,

    /// <summary>Giám định viên.</summary>
    ClaimReviewer,

    /// <summary>Người xác nhận đã thu tiền.</summary>
    Receiver,

    /// <summary>Văn thư.</summary>
    Clerk,

    /// <summary>Chuyên viên tài chính.</summary>
    FinanceAnalyst,

    /// <summary>Chuyên viên theo dõi của cấp ủy.</summary>
    PartyReviewer,

    /// <summary>Ủy viên Ban Thường vụ.</summary>
    StandingCommitteeMember,

    /// <summary>Quản trị hệ thống.</summary>
    Administrator,
}

/// <summary>What a role lets an officer do; nothing where its commands are not there yet.</summary>
public sealed record RolePowers(OfficerRole Role, IReadOnlyList<Power> Powers);

public abstract record RoleTableEvent : Event
{
    private RoleTableEvent()
    {
    }

    /// <summary>
    /// A version of the table of roles is in force from a day on (thông qua bảng vai trò). <c>Approval</c> is the
    /// document of who approved it.
    /// </summary>
    public sealed record RoleTableAdopted(int Version, DateOnly EffectiveFrom, IReadOnlyList<RolePowers> Roles,
        string ContentSha256, string Basis,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Document? Approval = null)
        : RoleTableEvent;
}

public abstract record RoleTableCommand : Command
{
    private RoleTableCommand()
    {
    }

    /// <summary>The content hash is that of <see cref="RoleTables.ContentHash"/>.</summary>
    public sealed record AdoptRoleTable(int Version, DateOnly EffectiveFrom,
        IReadOnlyList<RolePowers> Roles, [property: Identifier] string ContentSha256, string Basis, Document Approval)
        : RoleTableCommand;
}

/// <summary>The tables of roles adopted so far, oldest first.</summary>
public sealed record RoleTables(IReadOnlyList<RoleTableEvent.RoleTableAdopted> Versions)
{
    /// <summary>The one stream of all tables of roles.</summary>
    public const string Stream = "ruleset/roles";

    public static readonly RoleTables None = new([]);

    /// <summary>The table in force on the day; null before any.</summary>
    public RoleTableEvent.RoleTableAdopted? On(DateOnly day) => Versions.LastOrDefault(v => v.EffectiveFrom <= day);

    /// <summary>What the approving document can quote: the hash of all fields but the hash and the approval.</summary>
    public static string ContentHash(RoleTableCommand.AdoptRoleTable c) =>
        Codec.Sha256(new { c.Version, c.EffectiveFrom, c.Roles, c.Basis });

    public static RoleTables Evolve(RoleTables? state, RoleTableEvent e) => e switch
    {
        RoleTableEvent.RoleTableAdopted adopted => new([.. (state ?? None).Versions, adopted]),
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(RoleTableCommand command, Facts facts, Context context) => command switch
    {
        RoleTableCommand.AdoptRoleTable adopt => Adopt(adopt, facts, context),
        _ => throw Unknown.Command(command),
    };

    /// <summary>Who administers accounts and mandates has no part in the content of cases.</summary>
    public static Refusal? CheckSegregation(IReadOnlyList<Power> powers) =>
        powers.Contains(Power.Administer) && powers.Any(p => p != Power.Administer)
            ? new Refusal("role.administer_with_content", Law.Product, Power.Administer,
                powers.Where(p => p != Power.Administer).ToList()) : null;

    /// <summary>Whoever reviews changes nothing of what he reviews, by a mandate or by a role.</summary>
    public static Refusal? CheckReview(IReadOnlyList<Power> powers) =>
        powers.Contains(Power.Review) && powers.Any(p => p != Power.Review)
            ? new Refusal("mandate.review_stands_alone", Law.Product, powers) : null;

    private static Answer Adopt(RoleTableCommand.AdoptRoleTable c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Power.Administer) is { } refusal)
            return refusal;
        if (ContentHash(c) is var hash && hash != c.ContentSha256)
            return new Refusal("role.content_hash_wrong", Law.Product, hash);
        var last = facts.RoleTables().Versions.LastOrDefault();
        if (last?.ContentSha256 == c.ContentSha256)
            return new Answer.Nothing();
        if ((last?.Version ?? 0) + 1 is var next && c.Version != next)
            return new Refusal("role.version_not_next", Law.Product, c.Version, next);
        if (c.Roles.Count == 0)
            return new Refusal("field.empty", Law.Product, new FieldPath(null, c.GetType(), "roles"));
        if (c.Roles.GroupBy(r => r.Role).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return new Refusal("role.listed_twice", Law.Product, twice.Key);
        if ((c.Roles.Select(r => CheckSegregation(r.Powers) ?? CheckReview(r.Powers)).FirstOrDefault(r => r is not null)
            ?? Competence.CheckDocument(c.Approval, facts, context)) is { } wrong)
            return wrong;
        // What was appointed by an older table on a day that has come stays as it is.
        if (last is not null && c.EffectiveFrom <= context.Today)
            return new Refusal("role.backdated", Law.Product, c.EffectiveFrom, context.Today);
        return Answer.Record([
            new StreamEvent(Stream, new RoleTableEvent.RoleTableAdopted(c.Version, c.EffectiveFrom, c.Roles,
                c.ContentSha256, c.Basis, c.Approval)),
            .. TakenNumber.TakeOrNone(c.Approval, facts),
        ]);
    }
}
