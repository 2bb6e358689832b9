using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Obligations;

namespace Supervision.Messaging.Tests;

public class TheObligationClock
{
    private static readonly DateOnly Due = new(2026, 6, 30);

    [Fact]
    public async Task records_the_same_when_the_program_was_down_for_months()
    {
        var daily = await RecordedAsync(async (world, runner) =>
        {
            for (var day = new DateOnly(2025, 12, 4); day <= new DateOnly(2026, 8, 1); day = day.AddDays(1))
            {
                world.Clock.Set(VietnamTime.At(day, TimeOnly.MinValue));
                await runner.RunAsync(default);
            }
        });
        var once = await RecordedAsync(async (world, runner) =>
        {
            world.Clock.Set(VietnamTime.At(new DateOnly(2026, 8, 1), TimeOnly.MinValue));
            await runner.RunAsync(default);
        });

        once.ShouldBe(daily);
        once.ShouldContain("obligation.ObligationMissed product 2026-06-30");
        once.ShouldContain("obligation.ReminderSent product 2026-07-07");
        once.ShouldContain("obligation.Escalated product 2026-07-15");
    }

    [Fact]
    public async Task of_two_programs_at_once_records_nothing_twice()
    {
        await using var world = await WithIssuedAssignmentAsync();
        world.Clock.Set(VietnamTime.At(Due.AddDays(20), TimeOnly.MinValue));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.Runner().RunAsync(default)));

        var recorded = await MissesAsync(world);
        recorded.Distinct().Count().ShouldBe(recorded.Count);
        recorded.Count.ShouldBe(5);
    }

    [Fact]
    public async Task misses_on_the_day_in_Vietnam_and_not_an_hour_before()
    {
        await using var world = await WithIssuedAssignmentAsync();
        var runner = world.Runner();

        // 23:59 on the due day in Vietnam is 16:59 UTC of the same day.
        world.Clock.Set(new DateTimeOffset(2026, 6, 30, 16, 59, 59, TimeSpan.Zero));
        await runner.RunAsync(default);
        (await MissesAsync(world)).ShouldNotContain("obligation.ObligationMissed product 2026-06-30");

        world.Clock.Set(new DateTimeOffset(2026, 6, 30, 17, 0, 0, TimeSpan.Zero));
        await runner.RunAsync(default);
        (await MissesAsync(world)).ShouldContain("obligation.ObligationMissed product 2026-06-30");
    }

    [Fact]
    public async Task takes_no_command_from_an_officer()
    {
        await using var world = await WithIssuedAssignmentAsync();
        world.Clock.Set(VietnamTime.At(Due.AddDays(5), TimeOnly.MinValue));

        var outcome = await world.Handler.HandleAsync(World.Request("duubnd.pho-bi-thu",
            new ObligationCommand.RecordMiss(Facts.StreamOf(Commands.Id("T-1")), Assignment.ProductKey)), default);

        outcome.ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe("obligation.only_the_clock");
    }

    [Fact]
    public async Task that_was_down_when_an_extension_is_granted_late_leaves_its_miss_to_the_grant()
    {
        var id = Commands.Id("T-1");
        await using var world = await WithIssuedAssignmentAsync();
        foreach (var (day, officer, command) in new (DateOnly, string, AssignmentCommand)[]
        {
            (Due.AddDays(-10), "syt.dau-moi", new AssignmentCommand.ReceiveAssignment(id)),
            (Due, "syt.dau-moi", new AssignmentCommand.RequestExtension(id, Due.AddDays(30), "Chờ số liệu")),
            (Due.AddDays(9), "duubnd.pho-bi-thu",
                new AssignmentCommand.GrantExtension(id, Due.AddDays(30), "Đồng ý")),
        })
        {
            world.Clock.Set(VietnamTime.At(day, new TimeOnly(9, 0)));
            (await world.Handler.HandleAsync(World.Request(officer, command), default))
                .ShouldBeOfType<Outcome.Recorded>();
        }

        var granted = (await world.EntriesAsync()).TakeLast(5).Select(e => RecordedEvent.Parse(e.Bytes)).ToList();
        granted.Select(r => $"{r.Type} {r.By.OccurredOn:dd/MM} {r.Source[r.Source.LastIndexOf('/')..]}").ShouldBe(
        [
            "obligation.ObligationMissed 30/06 /obligations", "obligation.ReminderSent 01/07 /obligations",
            "obligation.ReminderSent 07/07 /obligations", "assignment.ExtensionGranted 09/07 /DUUBND",
            "obligation.ObligationMissCleared 09/07 /DUUBND",
        ]);
        await world.Runner().RunAsync(default);
        (await MissesAsync(world)).Count(m => m.Contains("product", StringComparison.Ordinal)).ShouldBe(4);
    }

    private static async Task<List<string>> RecordedAsync(
        Func<World, Obligations.ObligationRunner, Task> pass)
    {
        await using var world = await WithIssuedAssignmentAsync();
        await pass(world, world.Runner());
        return await MissesAsync(world);
    }

    private static async Task<World> WithIssuedAssignmentAsync()
    {
        var world = await World.WithSetupAsync();
        await world.Handler.HandleAsync(World.Request("duubnd.pho-bi-thu", Commands.Draft("T-1")), default);
        await world.Handler.HandleAsync(World.Request("duubnd.pho-bi-thu",
            new AssignmentCommand.IssueAssignment(Commands.Id("T-1"))), default);
        return world;
    }

    private static async Task<List<string>> MissesAsync(World world) =>
        [.. (await world.EntriesAsync()).Where(e => e.Type.StartsWith("obligation.", StringComparison.Ordinal))
            .Select(e => RecordedEvent.Parse(e.Bytes))
            .Select(r => $"{r.Type} {KeyOf(r.Event)} {r.By.OccurredOn:yyyy-MM-dd}")];

    private static string KeyOf(Event e) => (string)e.GetType().GetProperty("Key")!.GetValue(e)!;
}
