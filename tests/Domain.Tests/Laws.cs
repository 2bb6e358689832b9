using System.Globalization;
using System.Text;
using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using Supervision.Domain.Reviews;
using static Supervision.Domain.Tests.Cast;

namespace Supervision.Domain.Tests;

/// <summary>
/// What holds for any sequence of commands by anybody on any day, over the small world of the scenarios.
/// </summary>
public sealed class Laws
{
    [Fact]
    public void hold_for_any_sequence_of_commands()
    {
        var (steps, accepted) = (0, new List<Command>());
        Plays.Check(play =>
        {
            var s = Plays.Run(play, beforeEach: IsDecidedTheSameTwice);
            steps += play.Steps.Count;
            accepted.AddRange(s.Accepted);
            ShouldBeReplayed(s);
            s.ShouldBeLegal();
            // A miss is recorded once for an obligation and a due day.
            s.ClockRuns().Log.Where(r => r.Event is ObligationEvent.ObligationMissed)
                .GroupBy(r => (r.Stream, r.Event)).ShouldAllBe(g => g.Count() == 1);
        }, 300);
        // Otherwise the plays say little. Other plays than those of every run have another share.
        if (!Plays.AreFixed)
            return;
        (accepted.Count > steps / 8).ShouldBeTrue($"{accepted.Count} of {steps} steps were accepted");
        var types = accepted.Select(Codec.NameOf).ToHashSet();
        var never = Given.Keys.Except(types).ToList();
        (never.Count <= Given.Count / 10).ShouldBeTrue("No play brought about " + string.Join(", ", never));
    }

    [Fact]
    public void the_clock_may_miss_all_days_without_changing_what_it_records() => Plays.Check(play =>
    {
        // Who merges while the clock is down changes who misses, so that the clock runs before (the next law).
        static bool Ends(Command c) => c is BodyCommand.MergeBody or BodyCommand.DissolveBody;
        ShouldRecordTheSame(Plays.Run(play, Mornings.Daily, Ends), Plays.Run(play, Mornings.Never, Ends));
    }, 200);

    [Fact]
    public void the_clock_and_the_calendar_may_miss_the_days_on_which_nobody_acts() => Plays.Check(play =>
        ShouldRecordTheSame(Plays.Run(play, Mornings.Daily), Plays.Run(play, Mornings.BeforeActs)), 200);

    [Fact]
    public void every_event_type_runs_through_evolve() =>
        Codec.Events.Keys.Except(Samples.Events.Keys).ShouldBeEmpty();

    [Fact]
    public void every_command_that_somebody_gives_is_among_the_moves() =>
        Given.Keys.Except(Moves.All.SelectMany(m => Enumerable.Range(0, 12).Select(n => Codec.NameOf(m.Make(n)))))
            .ShouldBeEmpty();

    [Fact]
    public void every_command_runs_through_its_decider_and_back_from_its_bytes()
    {
        var strict = new Codec((_, _) => throw new System.Text.Json.JsonException("an id is expected"));
        foreach (var move in Moves.All)
        {
            var bytes = Codec.Encode(move.Make(7));
            using var json = System.Text.Json.JsonDocument.Parse(bytes);
            Codec.Encode(strict.Parse(Codec.NameOf(move.Make(7)), json.RootElement)).ShouldBe(bytes);
        }
    }

    // All commands but those of the policies.
    private static Dictionary<string, Type> Given => Codec.Commands.Where(c =>
        !c.Value.IsAssignableTo(typeof(ObligationCommand)) && !c.Value.IsAssignableTo(typeof(SuccessionCommand)))
        .ToDictionary(c => c.Key, c => c.Value);

    // The same arguments give the same answer, to the byte.
    private static void IsDecidedTheSameTwice(Situation s, Command command, Context context) =>
        Text(s.Ask(command, context)).ShouldBe(Text(s.Ask(command, context)));

    private static void ShouldBeReplayed(Situation s)
    {
        var again = new Situation();
        foreach (var r in s.Log)
            again.On(r.On).Given(r.Stream, r.Event);
        foreach (var (stream, state) in s.States.Where(x => x.Value is not LedgerHead))
            ShouldBeTheSame(again.States[stream], state);
    }

    private static void ShouldRecordTheSame(Situation a, Situation b)
    {
        var end = a.Today > Day("31/12") ? a.Today : Day("31/12");
        Clock(a.On(end).ClockRuns()).ShouldBe(Clock(b.On(end).ClockRuns()));
    }

    private static List<string> Clock(Situation s) => [.. s.Log.Where(r => r.Event is ObligationEvent)
        .Where(r => r.Event is not ObligationEvent.ObligationMissCleared && !IsTakenBack(r, s))
        .Select(r => r.Stream + r.On.ToString("o", null) + Encoding.UTF8.GetString(Codec.Encode(r.Event)))
        .OrderBy(x => x, StringComparer.Ordinal)];

    // A document that shows that the act was in time takes the miss back; a clock that was down never recorded it, nor
    // reminded of it. After an extension the miss and the reminders stay, and the answer that grants it holds them.
    private static bool IsTakenBack(Situation.Recorded r, Situation s) => r.Event switch
    {
        ObligationEvent.ObligationMissed m => Cleared(r.Stream, m.Key, m.Due, s).Any(),
        ObligationEvent.ReminderSent m => Cleared(r.Stream, m.Key, m.Due, s).Any(c => c.Why != "extension"),
        ObligationEvent.Escalated m => Cleared(r.Stream, m.Key, m.Due, s).Any(c => c.Why != "extension"),
        _ => false,
    };

    private static IEnumerable<ObligationEvent.ObligationMissCleared> Cleared(string stream, string key, DateOnly due,
        Situation s) => s.Log.Where(x => x.Stream == stream).Select(x => x.Event)
            .OfType<ObligationEvent.ObligationMissCleared>().Where(c => c.Key == key && c.Due == due);

    private static string Text(Answer answer) => answer switch
    {
        Answer.Events events => string.Join('\n', events.List
            .Select(e => e.Stream + Codec.NameOf(e.Event) + Encoding.UTF8.GetString(Codec.Encode(e.Event)))),
        Answer.Refused refused => refused.Refusal.Code + string.Join(',', refused.Refusal.Values.Select(
            v => DomainTexts.Word(v, CultureInfo.InvariantCulture))),
        _ => "nothing",
    };

    private static void ShouldBeTheSame(object? a, object? b) =>
        System.Text.Json.JsonSerializer.Serialize(a).ShouldBe(System.Text.Json.JsonSerializer.Serialize(b));
}
