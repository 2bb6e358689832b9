using System.Collections;
using Supervision.Domain.Officers;
using Supervision.Domain.Rules;

namespace Supervision.Domain.Tests;

/// <summary>
/// Each command of the stories that was accepted, given once more where it was, with one field at nothing or at the end
/// of its limits.
/// </summary>
public sealed class ValuesAtTheirLimits
{
    /// <summary>Fields that may be 0 or an empty list in their story; every other is refused so.</summary>
    private static readonly string[] MayBeNothing =
    [
        "assignment.AmendDraft.clears.addressees", "assignment.DraftAssignment.clears.addressees",
        "assignment.ReportProgress.evidence", "assignment.ReportProgress.percent",
        "calendar.AdoptCalendar.daysOff", "calendar.AdoptCalendar.workingWeekendDays",
        "direction.IssueDirection.demands",
        "directive.ReportImplementation.evidence",
        "finding.RecordFinding.caseCount", "finding.RecordFinding.responsiblePersons",
        "finding.RecordFinding.responsiblePosts", "inspection.IssueDecision.leadMembers",
        "officer.AppointOfficer.capacities", "officer.AppointOfficer.scope", "officer.DelegateMandate.scope",
        "plan.AmendPlanGoal.target.value.numerator", "plan.ReportImplementation.evidence",
        "plan.SetPlanGoal.value.numerator", "proposal.MakeProposal.evidence",
        "review.AnswerReviewQuestion.evidence", "roletable.AdoptRoleTable.roles[0].powers",
        "ruleset.AdoptRuleSet.partyTerms", "ruleset.AdoptRuleSet.reminded",
    ];

    private static readonly Dictionary<string, Situation.Before> Accepted = Samples.Stories()
        .SelectMany(s => s.AcceptedFrom).GroupBy(b => Codec.NameOf(b.Command))
        .ToDictionary(g => g.Key, g => g.First());

    public static TheoryData<string> Commands => [.. Codec.Commands.Keys.OrderBy(n => n, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void are_refused_where_nothing_is_no_value(string name)
    {
        var accepted = Of(name);
        foreach (var field in Any.FieldsOf(accepted.Command))
        {
            if (Nothing(field.Type) is not { } nothing)
                continue;
            var isTaken = Ask(accepted, field.With(nothing)) is Answer.Events;
            isTaken.ShouldBe(MayBeNothing.Contains($"{name}.{field.Path}"), isTaken
                ? $"{name}.{field.Path} was accepted as 0 or empty: refuse it, or list it in {nameof(MayBeNothing)}"
                : $"{name}.{field.Path} is refused as 0 or empty: take it out of {nameof(MayBeNothing)}");
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void are_answered_and_break_nothing(string name)
    {
        var accepted = Of(name);
        foreach (var field in Any.FieldsOf(accepted.Command))
        {
            foreach (var value in Ends(field, Nullable.GetUnderlyingType(field.Type) ?? field.Type))
                Should.NotThrow(() => Ask(accepted, field.With(value)), $"{name}.{field.Path}: {value}");
        }
    }

    private static Situation.Before Of(string name) => Accepted.GetValueOrDefault(name)
        .ShouldNotBeNull($"no story of {nameof(Samples)} gives {name}");

    private static Answer Ask(Situation.Before accepted, object command) =>
        Situation.Ask(Hashed((Command)command), accepted.Context, accepted.States);

    private static object? Nothing(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(Money) => Money.Zero,
        var t when t == typeof(int) || t == typeof(long) => Convert.ChangeType(0, t, null),
        { IsGenericType: true } t when t.IsAssignableTo(typeof(IEnumerable)) =>
            Array.CreateInstance(t.GetGenericArguments()[0], 0),
        _ => null,
    };

    private static object[] Ends(Any.Field field, Type type) => type switch
    {
        _ when type == typeof(string) => [new string('a', 300), "0", "-", "/"],
        _ when type == typeof(DateOnly) => [new DateOnly(2020, 1, 1), new DateOnly(2100, 12, 31)],
        _ when type == typeof(Money) => [new Money(1), new Money(Money.DongMax)],
        _ when type == typeof(int) || type == typeof(long) => [.. new[] { LimitOf(field).Least, LimitOf(field).Most }
            .Select(n => Convert.ChangeType(n, type, null))],
        _ when type == typeof(BodyCode) => [new BodyCode("--"), new BodyCode(new string('A', 40))],
        _ when type.IsEnum => [.. Enum.GetValues(type).Cast<object>()],
        _ when type.IsAssignableTo(typeof(IIdentifier)) =>
            [Activator.CreateInstance(type, new Guid(new byte[15].Append((byte)1).ToArray()))!],
        _ => [],
    };

    private static NumberLimit LimitOf(Any.Field field) => Fields.Numbers[field.Path.Split('.')[^1].Split('[')[0]];

    // The hash is right again, or nothing else would be looked at.
    private static Command Hashed(Command command) => command switch
    {
        RuleSetCommand.AdoptRuleSet c => c with { ContentSha256 = RuleSets.ContentHash(c) },
        CalendarCommand.AdoptCalendar c => c with { ContentSha256 = Calendar.ContentHash(c) },
        RoleTableCommand.AdoptRoleTable c => c with { ContentSha256 = RoleTables.ContentHash(c) },
        _ => command,
    };
}
