using System.Text.Json.Serialization;

namespace Supervision.Domain.Rules;

/// <summary>
/// A due day with the rule that set it; an event that starts a clock stores all of it. <c>Provisional</c>: a day that
/// was counted is in no official calendar.
/// </summary>
public sealed record Deadline(DateOnly Due, [property: Identifier] string Rule, int RuleVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Provisional = false)
{
    /// <summary>A day that an officer set himself, within what the rules allow.</summary>
    public static Deadline Set(DateOnly due) => new(due, "set", 0);

    /// <summary>
    /// A day that follows from one that was set, by a cycle or a pause; it moves to the next working day. Where no
    /// official calendar tells whether it does, it is provisional.
    /// </summary>
    public Deadline Rolled(DateOnly day, Calendar calendar)
    {
        var due = calendar.NextWorkingDay(day);
        return this with { Due = due, Provisional = Provisional || calendar.IsProvisional(day, due) };
    }

    /// <summary>
    /// The day that a limit ends: the first day is not counted (91/2015/QH13, Điều 147); <paramref name="more"/> units
    /// are added before rolling; a last day off moves to the next working day (Điều 148).
    /// </summary>
    public static Deadline After(DateOnly start, string limitId, Facts facts, int more = 0)
    {
        var (limit, version) = Find(limitId, start, facts);
        return Counted(start, limit.Value + more, limit, version, facts.Calendar());
    }

    /// <summary>
    /// By the rules of <paramref name="day"/>, counted from it or from <paramref name="start"/>; null where its rule
    /// set is older than the limit: nothing was owed by it then.
    /// </summary>
    public static Deadline? AfterIfSet(DateOnly day, string limitId, Facts facts, DateOnly? start = null)
    {
        var rules = RuleSetOn(day, facts);
        return rules.Limits.FirstOrDefault(l => l.Id == limitId) is { } limit
            ? Counted(start ?? day, limit.Value, limit, rules.Version, facts.Calendar()) : null;
    }

    /// <summary>So many units of the limit after the first day, rolled, with the limit as the rule.</summary>
    public static Deadline Counted(DateOnly start, int count, Limit limit, int version, Calendar calendar)
    {
        var due = Count(start, count, limit.Unit, calendar);
        return new(due, limit.Id, version, calendar.IsProvisional(start.AddDays(1), due));
    }

    /// <summary>The day <paramref name="count"/> units after the first day, rolled to a working day.</summary>
    public static DateOnly Count(DateOnly start, int count, LimitUnit unit, Calendar calendar) =>
        unit == LimitUnit.WorkingDay
            ? calendar.AddWorkingDays(start, count) : calendar.NextWorkingDay(start.AddDays(count));

    /// <summary>
    /// What a pause adds to a limit: resumed day − paused day, of working days only where the limit counts these.
    /// </summary>
    public static int PauseLength(DateOnly paused, DateOnly resumed, LimitUnit unit, Calendar calendar) =>
        unit == LimitUnit.WorkingDay
            ? calendar.WorkingDaysBetween(paused, resumed) : Math.Max(0, resumed.DayNumber - paused.DayNumber);

    /// <summary>The limit's value and unit on the day; of an older rule set without it the general one's.</summary>
    public static (Limit Limit, int Version) Find(string limitId, DateOnly day, Facts facts, string? general = null)
    {
        var rules = RuleSetOn(day, facts);
        return (rules.Limits.FirstOrDefault(l => l.Id == limitId)
            ?? rules.Limits.FirstOrDefault(l => l.Id == general)
            ?? throw new NoLimitException(limitId, rules.Version), rules.Version);
    }

    private static RuleSetEvent.RuleSetAdopted RuleSetOn(DateOnly day, Facts facts) =>
        facts.RuleSets().On(day) ?? throw new NoRuleSetException(day);
}

/// <summary>
/// The rule set in force is older than the limit; the decider's caller answers with a refusal.
/// </summary>
public sealed class NoLimitException(string limit, int version) : Exception("The rule set has no limit " + limit)
{
    /// <summary>The limit's id.</summary>
    public string Limit { get; } = limit;

    /// <summary>The rule set's version.</summary>
    public int Version { get; } = version;
}

/// <summary>No rule set is in force on the day; the decider's caller answers with a refusal.</summary>
public sealed class NoRuleSetException(DateOnly day) : Exception("No rule set is in force")
{
    /// <summary>The day asked about.</summary>
    public DateOnly Day { get; } = day;
}
