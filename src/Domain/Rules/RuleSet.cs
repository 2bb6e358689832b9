using System.Text.Json.Serialization;
using Supervision.Domain.Obligations;

namespace Supervision.Domain.Rules;

/// <summary>How a limit counts.</summary>
public enum LimitUnit
{
    /// <summary>Calendar days (ngày).</summary>
    Day,

    /// <summary>Working days (ngày làm việc).</summary>
    WorkingDay,
}

/// <summary>One limit of a rule set: a value, its unit, and the article that it comes from.</summary>
public sealed record Limit([property: Identifier] string Id, int Value, LimitUnit Unit,
    [property: Identifier] string Document, [property: Identifier] string Article);

/// <summary>The limits that deciders ask for; a rule set must hold them all.</summary>
public static class LimitIds
{
    public const string CheckDuration = "check.duration";
    public const string CheckExtension = "check.extension";
    public const string AcknowledgeRemediation = "remediation.acknowledge";
    public const string AnswerSubmission = "remediation.answer-submission";
    public const string ReceiveAssignment = "assignment.receive";
    public const string AnswerAssignment = "assignment.answer";

    /// <summary>So long before its due day an assignment is called due soon.</summary>
    public const string DueSoon = "assignment.due-soon";
    public const string Explain = "finding.explain";
    public const string FirstReminder = "reminder.first";
    public const string SecondReminder = "reminder.second";
    public const string Escalation = "reminder.escalation";
    public const string LateRecording = "recording.late";
    public const string AcknowledgeReceipt = "directive.acknowledge";
    public const string AnswerProposal = "proposal.answer";

    /// <summary>A unit under a ministry; Bảo hiểm xã hội by analogy.</summary>
    public const string CheckDurationMinistryUnit = "check.duration.ministry-unit";
    public const string CheckExtensionMinistryUnit = "check.extension.ministry-unit";
    public const string CheckDurationCommune = "check.duration.commune";
    public const string CheckExtensionCommune = "check.extension.commune";
    public const string ThanhTraAnnounce = "thanhtra.announce";
    public const string ThanhTraDuration = "thanhtra.duration";
    public const string ThanhTraExtension = "thanhtra.extension";
    public const string ThanhTraReport = "thanhtra.report";
    public const string PartyDuration = "party.duration";
    public const string PartyExtension = "party.extension";
    public const string Report = "inspection.report";
    public const string Notify = "inspection.notify";
    public const string ResolveDissent = "finding.resolve-dissent";

    /// <summary>From the last day to explain.</summary>
    public const string DecideFinding = "finding.decide";
    public const string ConfirmPayment = "remediation.confirm-payment";

    public static readonly IReadOnlyList<string> All =
    [
        CheckDuration, CheckExtension, AcknowledgeRemediation, AnswerSubmission, ReceiveAssignment,
        AnswerAssignment, DueSoon, Explain, FirstReminder, SecondReminder, Escalation, LateRecording,
        CheckDurationMinistryUnit, CheckExtensionMinistryUnit, CheckDurationCommune, CheckExtensionCommune,
        ThanhTraAnnounce, ThanhTraDuration, ThanhTraExtension, ThanhTraReport, PartyDuration, PartyExtension,
        Report, Notify, ResolveDissent, DecideFinding, ConfirmPayment,
        AcknowledgeReceipt, AnswerProposal,
    ];
}

public abstract record RuleSetEvent : Event
{
    private RuleSetEvent()
    {
    }

    /// <summary>
    /// A version of the limits is in force from a day on (thông qua bộ quy tắc). <c>Approval</c> is the document of who
    /// approved it, <c>PartyTerms</c> are the first days of the Party's terms (congress days), <c>Reminded</c> the
    /// kinds of obligations that are reminded of and escalated.
    /// </summary>
    public sealed record RuleSetAdopted(int Version, DateOnly EffectiveFrom, IReadOnlyList<Limit> Limits,
        string ContentSha256, string Basis,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Document? Approval = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<DateOnly>? PartyTerms = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<ObligationKind>? Reminded = null) : RuleSetEvent
    {
        /// <summary>Whether an obligation is reminded of and escalated; the default of rule sets without a list:
        /// products and measures.</summary>
        public bool Reminds(Obligation o) => Reminded?.Contains(o.Kind) ?? o.IsReminded;
    }
}

public abstract record RuleSetCommand : Command
{
    private RuleSetCommand()
    {
    }

    /// <summary>The content hash is that of <see cref="RuleSets.ContentHash"/>.</summary>
    public sealed record AdoptRuleSet(int Version, DateOnly EffectiveFrom,
        IReadOnlyList<Limit> Limits, [property: Identifier] string ContentSha256, string Basis, Document Approval,
        IReadOnlyList<DateOnly> PartyTerms, IReadOnlyList<ObligationKind> Reminded) : RuleSetCommand;
}

/// <summary>The rule sets adopted so far, oldest first.</summary>
public sealed record RuleSets(IReadOnlyList<RuleSetEvent.RuleSetAdopted> Versions)
{
    /// <summary>The one stream of all rule sets.</summary>
    public const string Stream = "ruleset/limits";

    public static readonly RuleSets None = new([]);

    /// <summary>
    /// The rule set in force on the day: the newest version whose first day has come; null before any.
    /// </summary>
    public RuleSetEvent.RuleSetAdopted? On(DateOnly day) => Versions.LastOrDefault(v => v.EffectiveFrom <= day);

    /// <summary>What the approving document can quote: the hash of all fields but the hash and the approval.</summary>
    public static string ContentHash(RuleSetCommand.AdoptRuleSet c) =>
        Codec.Sha256(new { c.Version, c.EffectiveFrom, c.Limits, c.Basis, c.PartyTerms, c.Reminded });

    public static RuleSets Evolve(RuleSets? state, RuleSetEvent e) => e switch
    {
        RuleSetEvent.RuleSetAdopted adopted => new([.. (state ?? None).Versions, adopted]),
        _ => throw Unknown.Event(e),
    };

    public static Answer Decide(RuleSetCommand command, Facts facts, Context context) => command switch
    {
        RuleSetCommand.AdoptRuleSet adopt => Adopt(adopt, facts, context),
        _ => throw Unknown.Command(command),
    };

    private static Answer Adopt(RuleSetCommand.AdoptRuleSet c, Facts facts, Context context)
    {
        if (Competence.Lacks(facts, context, Officers.Power.Administer) is { } refusal)
            return refusal;
        if (ContentHash(c) is var hash && hash != c.ContentSha256)
            return new Refusal("rules.content_hash_wrong", Law.Product, hash);
        var last = facts.RuleSets().Versions.LastOrDefault();
        if (last?.ContentSha256 == c.ContentSha256)
            return new Answer.Nothing();
        if ((last?.Version ?? 0) + 1 is var next && c.Version != next)
            return new Refusal("rules.version_not_next", Law.Product, c.Version, next);
        if ((CheckContent(c) ?? Competence.CheckDocument(c.Approval, facts, context)) is { } wrong)
            return wrong;
        // What was fixed by an older version on a day that has come stays as it is.
        if (last is not null && c.EffectiveFrom <= context.Today)
            return new Refusal("rules.backdated", Law.Product, c.EffectiveFrom, context.Today);
        return Answer.Record([
            new StreamEvent(Stream, new RuleSetEvent.RuleSetAdopted(c.Version, c.EffectiveFrom, c.Limits,
                c.ContentSha256, c.Basis, c.Approval, c.PartyTerms, c.Reminded)),
            .. TakenNumber.TakeOrNone(c.Approval, facts),
        ]);
    }

    private static Refusal? CheckContent(RuleSetCommand.AdoptRuleSet c)
    {
        var missing = LimitIds.All.Except(c.Limits.Select(l => l.Id)).ToList();
        if (missing.Count > 0)
            return new Refusal("rules.limit_missing", Law.Product, string.Join(", ", missing));
        if (c.Limits.GroupBy(l => l.Id).FirstOrDefault(l => l.Count() > 1) is { } twice)
            return new Refusal("rules.limit_twice", Law.Product, twice.Key);
        // The clock counts them from the due day in calendar days.
        if (c.Limits.FirstOrDefault(l => l.Unit != LimitUnit.Day
            && l.Id is LimitIds.FirstReminder or LimitIds.SecondReminder or LimitIds.Escalation) is { } reminder)
            return new Refusal("rules.reminder_unit", Law.Product, reminder.Id);
        var (first, second, escalated) =
            (ValueOf(LimitIds.FirstReminder), ValueOf(LimitIds.SecondReminder), ValueOf(LimitIds.Escalation));
        if (first >= second || second >= escalated)
            return new Refusal("rules.reminder_order", Law.Product, first, second, escalated);
        // Two terms of one year would give two documents one number.
        return c.PartyTerms.Zip(c.PartyTerms.Skip(1)).Any(t => t.Second.Year <= t.First.Year)
            ? new Refusal("rules.party_terms_wrong", Law.DocumentNumbers) : null;

        int ValueOf(string id) => c.Limits.First(l => l.Id == id).Value;
    }
}
