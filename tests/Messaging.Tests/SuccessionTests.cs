using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using Supervision.Domain.Plans;
using Supervision.Messaging.Scenarios;

namespace Supervision.Messaging.Tests;

public class WhatAMergedBodyLeftOpen
{
    private static readonly BodyCode Syt = new("SYT");
    private static readonly BodyCode Stc = new("STC");
    private static readonly BodyCode Tttp = new("TTTP");
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public async Task passes_to_its_successor_on_the_day_of_the_merger_and_once()
    {
        await using var world = await WithIssuedAssignmentAsync();
        await MergeAsync(world, Syt, Stc, "11");

        (await world.Successor().RunAsync(default)).ShouldBe(1);
        (await world.Successor().RunAsync(default)).ShouldBe(0);

        var taken = (await TakenAsync(world)).ShouldHaveSingleItem();
        taken.By.ActorId.ShouldBe("policy/succession");
        taken.By.OccurredOn.ShouldBe(Day);
        taken.Stream.ShouldBe(Facts.StreamOf(Commands.Id("T-1")));
        ((SuccessionEvent.TakenOver)taken.Event).Successor.ShouldBe(Stc);
    }

    [Fact]
    public async Task passes_on_along_a_chain_of_mergers_though_the_program_was_down_for_all_of_them()
    {
        await using var world = await WithIssuedAssignmentAsync();
        await MergeAsync(world, Syt, Stc, "11");
        await MergeAsync(world, Stc, Tttp, "12");

        await world.Successor().RunAsync(default);

        (await TakenAsync(world)).Where(t => t.Stream == Facts.StreamOf(Commands.Id("T-1")))
            .Select(t => ((SuccessionEvent.TakenOver)t.Event).Successor).ShouldBe([Stc, Tttp]);
        (await StateAsync(world)).Lead.ShouldBe(Tttp);
    }

    [Fact]
    public async Task passes_on_once_more_where_a_late_document_gives_it_to_the_body_that_is_gone()
    {
        await using var world = await WithIssuedAssignmentAsync();
        var plan = new PlanId(Aliases.IdOf("plan", "KH20"));
        var before = Day.AddDays(-3);
        await GiveAsync(world, "btv.chanh-van-phong", Capacity.TL, new PlanCommand.SendPlan(plan, [new(Syt)],
            new Document("91-CV/TU", before, new("BTVTU"), World.Officer("btv.chanh-van-phong").Id, Hash('a'))));
        await MergeAsync(world, Syt, Stc, "11");
        var runner = world.Successor();
        await runner.RunAsync(default);

        await GiveAsync(world, "btv.pho-bi-thu-thuong-truc", Capacity.TM, new PlanCommand.ChargeReviews(plan, Syt,
            "IV.3", new Document("92-QĐ/TU", before, new("BTVTU"), World.Officer("btv.pho-bi-thu-thuong-truc").Id,
            Hash('b'))));
        (await runner.RunAsync(default)).ShouldBe(1);
        (await world.Successor().RunAsync(default)).ShouldBe(0);

        (await TakenAsync(world)).Count(t => t.Stream == Facts.StreamOf(plan)).ShouldBe(2);
        ((Plan)(await new StreamStates(world.Store).ReadAsync(Facts.StreamOf(plan), default)).State!)
            .Charges[^1].Body.ShouldBe(Stc);
    }

    [Fact]
    public async Task is_taken_over_once_by_several_programs_at_once()
    {
        await using var world = await WithIssuedAssignmentAsync();
        await MergeAsync(world, Syt, Stc, "11");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.Successor().RunAsync(default)));

        (await TakenAsync(world)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task is_missed_by_the_successor_when_its_day_passes()
    {
        await using var world = await WithIssuedAssignmentAsync();
        await MergeAsync(world, Syt, Stc, "11");
        await world.Successor().RunAsync(default);
        world.Clock.Set(VietnamTime.At(new DateOnly(2026, 7, 1), TimeOnly.MinValue));

        await world.Runner().RunAsync(default);

        var misses = (await world.EntriesAsync()).Select(e => RecordedEvent.Parse(e.Bytes).Event)
            .OfType<ObligationEvent.ObligationMissed>();
        misses.Single(m => m.Key == Assignment.ProductKey).Body.ShouldBe(Stc);
        // The receipt was due, and missed, before the merger; who missed it stays.
        (await StateAsync(world)).Obligations.Single(o => o.Key == "receive/SYT").MissedBy.ShouldBe(Syt);
    }

    private static async Task<World> WithIssuedAssignmentAsync()
    {
        var world = await World.WithSetupAsync();
        await world.Handler.HandleAsync(World.Request("duubnd.pho-bi-thu", Commands.Draft("T-1")), default);
        await world.Handler.HandleAsync(World.Request("duubnd.pho-bi-thu",
            new AssignmentCommand.IssueAssignment(Commands.Id("T-1"))), default);
        world.Clock.Set(VietnamTime.At(Day, new TimeOnly(9, 0)));
        await world.Runner().RunAsync(default);
        return world;
    }

    private static async Task MergeAsync(World world, BodyCode body, BodyCode into, string number)
    {
        var document = new Document(number + "/QĐ-UBND", Day, new("UBNDTP"), World.Officer("ubnd.chu-tich").Id,
            new string(number[^1], 64));
        (await world.Handler.HandleAsync(World.Request("quan-tri", new BodyCommand.MergeBody(body, into, document)),
            default)).ShouldBeOfType<Outcome.Recorded>();
    }

    private static string Hash(char of) => new(of, 64);

    // On the day of its document, recorded now.
    private static async Task GiveAsync(World world, string actor, Capacity capacity, Command command) =>
        (await world.Handler.HandleAsync(World.Request(actor, command) with
        {
            Capacity = capacity,
            OccurredOn = ((IDocumented)command).Document!.Date,
        }, default)).ShouldBeOfType<Outcome.Recorded>();

    private static async Task<List<RecordedEvent>> TakenAsync(World world) =>
        [.. (await world.EntriesAsync()).Where(e => e.Type == "succession.TakenOver")
            .Select(e => RecordedEvent.Parse(e.Bytes))];

    private static async Task<Assignment> StateAsync(World world) => (Assignment)(await new StreamStates(world.Store)
        .ReadAsync(Facts.StreamOf(Commands.Id("T-1")), default)).State!;
}
