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
    public const string Explain = "finding.explain";
    public const string FirstReminder = "reminder.first";
    public const string SecondReminder = "reminder.second";
    public const string Escalation = "reminder.escalation";
    public const string LateRecording = "recording.late";

    public static readonly IReadOnlyList<string> All =
    [
        CheckDuration, CheckExtension, AcknowledgeRemediation, AnswerSubmission, ReceiveAssignment,
        AnswerAssignment, Explain, FirstReminder, SecondReminder, Escalation, LateRecording,
    ];
}

public abstract record RuleSetEvent : Event
{
    private RuleSetEvent()
    {
    }

    /// <summary>A version of the limits is in force from a day on (thông qua bộ quy tắc).</summary>
    public sealed record RuleSetAdopted(int Version, DateOnly EffectiveFrom, IReadOnlyList<Limit> Limits,
        string ContentSha256, string Basis) : RuleSetEvent;
}

public abstract record RuleSetCommand : Command
{
    private RuleSetCommand()
    {
    }

    public sealed record AdoptRuleSet(int Version, DateOnly EffectiveFrom, IReadOnlyList<Limit> Limits,
        [property: Identifier] string ContentSha256, string Basis) : RuleSetCommand;
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
        var known = facts.RuleSets();
        if (known.Versions.LastOrDefault() is { } last && last.Version >= c.Version)
        {
            return last.Version == c.Version && last.ContentSha256 == c.ContentSha256
                ? new Answer.Nothing() : new Refusal("rules.version_not_newer", Law.Product, c.Version, last.Version);
        }

        var missing = LimitIds.All.Except(c.Limits.Select(l => l.Id)).ToList();
        if (missing.Count > 0)
            return new Refusal("rules.limit_missing", Law.Product, string.Join(", ", missing));
        if (c.Limits.Any(l => l.Value is < 1 or > 3_660) || c.Limits.DistinctBy(l => l.Id).Count() != c.Limits.Count)
            return new Refusal("rules.limit_wrong", Law.Product);
        return Answer.Record(Stream,
            new RuleSetEvent.RuleSetAdopted(c.Version, c.EffectiveFrom, c.Limits, c.ContentSha256, c.Basis));
    }
}

/// <summary>A due day with the rule that set it; an event that starts a clock stores all three.</summary>
public sealed record Deadline(DateOnly Due, [property: Identifier] string Rule, int RuleVersion)
{
    /// <summary>A day that an officer set himself, within what the rules allow.</summary>
    public static Deadline Set(DateOnly due) => new(due, "set", 0);

    /// <summary>
    /// The day that a limit ends: the first day is not counted (91/2015/QH13, Điều 147); <paramref name="more"/> units
    /// are added before rolling; a last day off moves to the next working day (Điều 148).
    /// </summary>
    public static Deadline After(DateOnly start, string limitId, Facts facts, int more = 0)
    {
        var (limit, version) = Find(limitId, start, facts);
        return new(Count(start, limit.Value + more, limit.Unit, facts.Calendar()), limit.Id, version);
    }

    /// <summary>The day <paramref name="count"/> units after the first day, rolled to a working day.</summary>
    public static DateOnly Count(DateOnly start, int count, LimitUnit unit, Calendar calendar) =>
        unit == LimitUnit.WorkingDay
            ? calendar.AddWorkingDays(start, count) : calendar.NextWorkingDay(start.AddDays(count));

    /// <summary>The limit's value and unit on the day.</summary>
    public static (Limit Limit, int Version) Find(string limitId, DateOnly day, Facts facts)
    {
        var rules = facts.RuleSets().On(day) ?? throw new NoRuleSetException(day);
        return (rules.Limits.First(l => l.Id == limitId), rules.Version);
    }
}

/// <summary>No rule set is in force on the day; the decider's caller answers with a refusal.</summary>
public sealed class NoRuleSetException(DateOnly day) : Exception("No rule set is in force")
{
    /// <summary>The day asked about.</summary>
    public DateOnly Day { get; } = day;
}
