using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Obligations;
using Supervision.Messaging.Scenarios;

namespace Supervision.Messaging.Tests;

/// <summary>24/11/2026 becomes a day off on 02/07 (scenario S7); an assignment is due on it.</summary>
public class ANewCalendar
{
    private static readonly DateOnly Adoption = new(2026, 7, 2);

    [Fact]
    public async Task moves_the_due_day_that_it_makes_a_day_off_and_lists_it()
    {
        await using var world = await DueOnThe24thAsync();
        var runner = world.Runner();
        await runner.RunAsync(default);
        runner.Shifted.ShouldBeEmpty();

        await AdoptAsync(world);
        await runner.RunAsync(default);

        runner.Shifted.ShouldBe([new ObligationCommand.ShiftDeadline(Facts.StreamOf(Commands.Id("T-1")),
            Assignment.ProductKey, 4, Adoption)]);
        (await ClockAsync(world)).ShouldContain("obligation.DeadlineShifted 2026-11-24 → 2026-11-25 on 2026-07-02 "
            + "policy/calendar");
        await runner.RunAsync(default);
        runner.Shifted.ShouldBeEmpty();
    }

    [Fact]
    public async Task is_noticed_by_a_program_that_was_down_before_anything_is_missed()
    {
        await using var world = await DueOnThe24thAsync();
        await AdoptAsync(world);

        world.Clock.Set(VietnamTime.At(new DateOnly(2026, 11, 25), TimeOnly.MinValue));
        await world.Runner().RunAsync(default);
        (await ClockAsync(world)).ShouldNotContain(e => e.Contains("Missed product", StringComparison.Ordinal));
        world.Clock.Set(VietnamTime.At(new DateOnly(2026, 11, 26), TimeOnly.MinValue));
        await world.Runner().RunAsync(default);
        (await ClockAsync(world)).ShouldContain("obligation.ObligationMissed product on 2026-11-25 policy/obligations");
    }

    [Fact]
    public async Task is_followed_once_by_three_programs()
    {
        await using var world = await DueOnThe24thAsync();
        await AdoptAsync(world);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.Runner().RunAsync(default)));

        (await ClockAsync(world)).Count(e => e.StartsWith("obligation.DeadlineShifted", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task is_held_by_the_answer_that_grants_more_time_while_the_program_was_down()
    {
        await using var world = await DueOnThe24thAsync();
        var t1 = Commands.Id("T-1");
        var more = new DateOnly(2026, 12, 10);
        await DoneAsync(world, "syt.dau-moi", new AssignmentCommand.ReceiveAssignment(t1));
        await DoneAsync(world, "syt.dau-moi", new AssignmentCommand.RequestExtension(t1, more, "Chờ số liệu"));
        await AdoptAsync(world);

        world.Clock.Set(VietnamTime.At(new DateOnly(2026, 11, 26), new TimeOnly(9, 0)));
        await DoneAsync(world, "duubnd.pho-bi-thu", new AssignmentCommand.GrantExtension(t1, more, "Đồng ý"));

        (await ClockAsync(world)).ShouldBe(
        [
            "obligation.DeadlineShifted 2026-11-24 → 2026-11-25 on 2026-07-02 policy/calendar",
            "obligation.ObligationMissed product on 2026-11-25 policy/obligations",
            "obligation.ReminderSent  on 2026-11-26 policy/obligations",
            "obligation.ObligationMissCleared  on 2026-11-26 "
                + World.Officer("duubnd.pho-bi-thu").Id.Value.ToString("D"),
        ]);
    }

    private static async Task DoneAsync(World world, string actor, Command command) =>
        (await world.Handler.HandleAsync(World.Request(actor, command), default)).ShouldBeOfType<Outcome.Recorded>();

    private static async Task<World> DueOnThe24thAsync()
    {
        var world = await World.WithSetupAsync();
        var draft = (AssignmentCommand.DraftAssignment)Commands.Draft("T-1");
        draft = draft with { Clears = draft.Clears with { Due = new DateOnly(2026, 11, 24) } };
        AssignmentCommand[] commands = [draft, new AssignmentCommand.IssueAssignment(draft.Assignment)];
        foreach (var command in commands)
            (await world.Handler.HandleAsync(World.Request("duubnd.pho-bi-thu", command), default))
                .ShouldBeOfType<Outcome.Recorded>();
        return world;
    }

    private static async Task AdoptAsync(World world)
    {
        world.Clock.Set(VietnamTime.At(Adoption, new TimeOnly(9, 0)));
        var adopt = World.Seeds("scenarios").Single(s => s.Name == "S7").Steps.OfType<Step.Command>().First();
        (await world.Handler.HandleAsync(adopt.Request, default)).ShouldBeOfType<Outcome.Recorded>();
    }

    private static async Task<List<string>> ClockAsync(World world) =>
        [.. (await world.EntriesAsync()).Where(e => e.Type.StartsWith("obligation.", StringComparison.Ordinal))
            .Select(e => RecordedEvent.Parse(e.Bytes))
            .Select(r => $"{r.Type} {What(r.Event)} on {r.By.OccurredOn:yyyy-MM-dd} {r.By.ActorId}")];

    private static string What(Event e) => e switch
    {
        ObligationEvent.DeadlineShifted s => $"{s.OldDue:yyyy-MM-dd} → {s.NewDue.Due:yyyy-MM-dd}",
        ObligationEvent.ObligationMissed m => m.Key,
        _ => "",
    };
}
