using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Supervision.Domain.Obligations;
using Supervision.Domain.Rules;
using static Supervision.Domain.Tests.Cast;

namespace Supervision.Domain.Tests;

/// <summary>Acts in the system, documented acts, and what the program records by itself.</summary>
public sealed partial class TellingActsApart
{
    // What the stories did, by command; an event of an act is of the kind of its command.
    private static readonly (Type Command, Type Event)[] Done = [.. Samples.Stories().SelectMany(s => s.Log)
        .Where(r => r.Command is not null).Select(r => (r.Command!.GetType(), r.Event.GetType())).Distinct()];

    [Fact]
    public void every_event_is_of_the_kind_of_the_command_that_records_it()
    {
        foreach (var (command, e) in Done)
        {
            // A miss is taken back by the act that shows that it was none.
            if (e != typeof(ObligationEvent.ObligationMissCleared) && e != typeof(DocumentEvent.NumberTaken))
                Acts.KindOfEvent(e).ShouldBe(Acts.KindOf(command), $"{command.Name} → {e.Name}");
        }
    }

    [Fact]
    public void no_command_and_no_event_is_left_out()
    {
        Codec.Commands.Values.Except(Done.Select(d => d.Command)).Select(c => c.Name).ShouldBeEmpty();
        Codec.Events.Values.Except(Done.Select(d => d.Event)).ShouldBe(
            [typeof(LedgerEvent.LedgerOpened), typeof(LedgerEvent.OriginOpened), typeof(RefusalEvent.CommandRefused)],
            ignoreOrder: true);
    }

    [Fact]
    public void an_act_in_the_system_takes_no_earlier_day_and_no_clerk_a_documented_one_does()
    {
        var s = Assembled();
        foreach (var (name, type) in Codec.Commands.Where(c => Acts.KindOf(c.Value) == ActKind.InSystem))
        {
            var command = (Command)Any.Of(type);
            var yesterday = new Context(s.Today, s.Today.AddDays(-1), Admin, Admin, Capacity.Self);
            ((Answer.Refused)s.Ask(command, yesterday)).Refusal.Code.ShouldBe("act.in_the_system_takes_no_date", name);
            var clerk = new Context(s.Today, s.Today, Admin, Clerk, Capacity.Self);
            ((Answer.Refused)s.Ask(command, clerk)).Refusal.Code.ShouldBe("recorder.not_allowed", name);
        }
    }

    [Fact]
    public void the_table_of_the_readme_is_that_of_the_code()
    {
        var readme = File.ReadAllText(Path.Combine(Here(), "..", "..", "src", "Domain", "README.md"));
        var listed = Listed().Match(readme).Groups["names"].Value;
        Word().Matches(listed).Select(m => m.Value).OrderBy(n => n, StringComparer.Ordinal).ShouldBe(
            Codec.Commands.Values.Where(c => Acts.KindOf(c) == ActKind.Documented).Select(c => c.Name)
                .OrderBy(n => n, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("13/07", "13/07", 0, 0, false)]
    [InlineData("10/07", "13/07", 3, 1, false)]
    [InlineData("10/07", "15/07", 5, 3, false)]
    [InlineData("10/07", "16/07", 6, 4, true)]
    [InlineData("28/08", "03/09", 6, 1, false)]
    [InlineData("13/07", "10/07", 0, 0, false)]
    public void late_is_more_than_three_working_days_after_and_the_size_is_shown_in_calendar_days(string occurred,
        string recorded, int days, int workingDays, bool late) =>
        Lateness.Of(Day(occurred), Day(recorded), new RuleSets([RuleSet]), new Calendar([Cast.Calendar]))
            .ShouldBe(new Lateness(days, workingDays, late));

    [Fact]
    public void without_a_rule_set_nothing_is_late() =>
        Lateness.Of(Day("10/07"), Day("10/12"), RuleSets.None, Rules.Calendar.WeekendsOnly).IsLate.ShouldBeFalse();

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\*\*Documented\*\*[^:]*:(?<names>.*?)\*\*In the system\*\*",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\b[A-Z][a-z]+[A-Z]\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
