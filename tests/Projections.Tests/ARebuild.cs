using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class ARebuild : ProjectedLedger
{
    [Fact]
    public async Task equals_what_was_projected_act_by_act()
    {
        foreach (var act in Whole())
            await ProjectAsync(act);
        var live = await HashAsync();
        live.Count(h => h.Rows > 0).ShouldBeGreaterThan(11);
        await Projector.RebuildAsync(None);
        (await HashAsync()).ShouldBe(live);
    }

    [Fact]
    public async Task puts_right_what_was_falsified_and_the_projector_goes_on_with_it()
    {
        var acts = Whole().ToList();
        await ProjectAsync(acts.Take(31));
        await ExecuteAsync("update views.posting set inflow_after = inflow_after + 1, amount = amount + 1");
        // The second projector believes the running totals that it finds, until the rebuild takes them away.
        await using var second = await Projector.OpenAsync(ConnectionString, Store, None);
        foreach (var act in acts.Skip(31).Take(2))
            await RecordAsync(act);
        await second.CatchUpAsync(None);
        var falsified = await HashAsync();
        await Projector.RebuildAsync(None);
        (await HashAsync()).ShouldNotBe(falsified);
        await RecordAsync(acts.Skip(33));
        await second.CatchUpAsync(None);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task beside_a_projector_that_works_loses_nothing()
    {
        using var stop = new CancellationTokenSource();
        var running = Projector.RunAsync(stop.Token);
        await using var builder = await Projector.OpenAsync(ConnectionString, Store, None);
        var recording = RecordAsync(Whole());
        for (var i = 0; i < 5; i++)
        {
            await builder.RebuildAsync(None);
            await Views.Bodies.AllAsync((await Views.NowAsync()).Size);
        }

        await recording;
        var size = (await Store.ReadHeadAsync(None)).Size;
        (await Views.WaitForAsync(size, TimeSpan.FromSeconds(20))).ShouldBeTrue();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task is_made_at_opening_where_the_views_were_made_otherwise()
    {
        await ProjectAsync(Whole());
        var live = await HashAsync();
        await ExecuteAsync("update views.bookmark set definition = 'older'; delete from views.trail");
        await using var newer = await Projector.OpenAsync(ConnectionString, Store, None);
        (await HashAsync()).ShouldBe(live);
        (await ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'views%'")).ShouldBe(1);
    }
}
