using Supervision.Domain;

namespace Supervision.Messaging.Scenarios;

/// <summary>A scenario or a setup file, checked: its steps are commands, its ids are ids.</summary>
public sealed record Scenario(string File, string Name, string TitleVi, string TitleEn, IReadOnlyList<Step> Steps,
    IReadOnlyList<Figure> Then);

/// <summary>
/// One step. <c>Index</c> is its place in its file; it runs at <c>At</c>, an instant in Vietnam time.
/// </summary>
public abstract record Step(string File, string Id, int Index, DateTimeOffset At)
{
    /// <summary>An officer gives a command; <c>Expected</c> says what must come of it.</summary>
    public sealed record Command(string File, string Id, int Index, DateTimeOffset At, CommandRequest Request,
        Expected Expected) : Step(File, Id, Index, At)
    {
        /// <summary>A review that is opened over the newest head as the step is played.</summary>
        public bool IsOverNewestHead { get; init; }
    }

    /// <summary>
    /// What the policies (clock, calendar, handing over) must record for one thing on the step's day, in order and no
    /// more.
    /// </summary>
    public sealed record Clock(string File, string Id, int Index, DateTimeOffset At, string Stream,
        IReadOnlyList<string> Events) : Step(File, Id, Index, At);
}

/// <summary>What must come of a command.</summary>
public abstract record Expected
{
    private Expected()
    {
    }

    /// <summary>These event types, in order; taking the document's number is not listed.</summary>
    public sealed record Events(IReadOnlyList<string> Types) : Expected;

    /// <summary>A refusal with this code.</summary>
    public sealed record Refusal(string Code) : Expected;

    /// <summary>Nothing: it is so already.</summary>
    public sealed record Nothing : Expected;
}

/// <summary>
/// A figure that must come out at the end: <c>Name</c> says which, <c>Of</c> of what, <c>AsOf</c> as known at the end
/// of which day (null: of the last), <c>Equal</c> the value as text, lists joined by commas.
/// </summary>
public sealed record Figure(string File, string Name, string Of, DateOnly? AsOf, string Equal)
{
    /// <summary>The figures that there are; those ending in <c>.due</c> are days, <c>yyyy-mm-dd</c>.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "money.proposed", "money.explained", "money.confirmed", "money.refused", "money.offset", "money.recoverable",
        "money.reported", "money.recovered", "money.outstanding", "finding.amount", "assignment.status",
        "assignment.daysLate", "assignment.due", "measure.status", "measure.daysLate", "measure.due",
        "measure.verifiedAfterWorkingDays", "body.missed", "draft.missing", "count.assignments_issued",
        "count.assignments_done_in_time",
        "count.assignments_done_late", "count.assignments_withdrawn", "count.assignment_days_late",
        "count.due_dates_moved", "count.due_dates_shifted", "count.answer_working_days", "count.obligations_opened",
        "count.obligations_met", "count.obligations_ended", "count.obligations_missed",
        "count.obligation_misses_cleared", "count.reminders_received", "count.escalations",
    ];
}

/// <summary>
/// Names of things in scenario files. The same alias for the same noun names the same thing in every file.
/// </summary>
public static class Aliases
{
    /// <summary>The id that an alias stands for.</summary>
    public static Guid IdOf(string noun, string alias) => DeterministicId.Of("alias\n" + noun + "\n" + alias);

    /// <summary>The stream that an alias stands for.</summary>
    public static string StreamOf(string noun, string alias) => noun + "-" + IdOf(noun, alias).ToString("D");
}

/// <summary>A file cannot be played: where, and why. Nothing of any file was recorded.</summary>
/// <param name="file">The file's name.</param>
/// <param name="step">The step's id; null where the mistake is not in a step.</param>
/// <param name="code">The reason, a key of the texts.</param>
/// <param name="values">The values for the reason's sentence.</param>
public sealed class ScenarioException(string file, string? step, string code, params string[] values)
    : Exception($"{file}{(step is null ? "" : ", step " + step)}: {code} {string.Join(" ", values)}")
{
    /// <summary>The file's name.</summary>
    public string File { get; } = file;

    /// <summary>What is wrong with a field of the step's command; null for another reason.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The step's id.</summary>
    public string? Step { get; } = step;

    /// <summary>The reason, a key of the texts.</summary>
    public string Code { get; } = code;

    /// <summary>The values for the reason's sentence.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
