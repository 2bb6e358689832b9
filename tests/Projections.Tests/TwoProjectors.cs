using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

public sealed class TwoProjectors : ProjectedLedger
{
    [Fact]
    public async Task that_catch_up_at_once_apply_each_entry_once()
    {
        await using var second = await Projector.OpenAsync(ConnectionString, Store, None);
        foreach (var act in Whole())
        {
            await RecordAsync(act);
            await Task.WhenAll(Projector.CatchUpAsync(None), second.CatchUpAsync(None));
        }

        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task that_follow_wait_for_each_other_and_take_over()
    {
        await using var second = await Projector.OpenAsync(ConnectionString, Store, None);
        using var stopFirst = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();
        var acts = Whole().ToList();
        await RecordAsync(acts[0]);
        var first = Projector.RunAsync(stopFirst.Token);
        (await Views.WaitForAsync(1, TimeSpan.FromSeconds(20))).ShouldBeTrue();
        var other = second.RunAsync(stopSecond.Token);
        await RecordAsync(acts.Skip(1).Take(20));
        var size = (await Store.ReadHeadAsync(None)).Size;
        (await second.WaitForAsync(size, TimeSpan.FromSeconds(20), None)).ShouldBeTrue();
        (await second.CatchUpAsync(None)).ShouldBe(size);
        await stopFirst.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        await RecordAsync(acts.Skip(21));
        size = (await Store.ReadHeadAsync(None)).Size;
        (await Views.WaitForAsync(size, TimeSpan.FromSeconds(20))).ShouldBeTrue();
        await stopSecond.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(other);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task waiting_for_what_nobody_projects_ends_in_time()
    {
        await RecordAsync(Setting().First());
        (await Views.WaitForAsync(1, TimeSpan.FromMilliseconds(100))).ShouldBeFalse();
    }

    [Fact]
    public async Task a_follower_whose_connection_is_lost_goes_on()
    {
        using var stop = new CancellationTokenSource();
        var running = Projector.RunAsync(stop.Token);
        await RecordAsync(Setting());
        (await Views.WaitForAsync((await Store.ReadHeadAsync(None)).Size, TimeSpan.FromSeconds(20))).ShouldBeTrue();
        await ExecuteAsync("""
            select pg_terminate_backend(pid) from pg_stat_activity join pg_locks using (pid)
            where locktype = 'advisory' and datname = current_database() and application_name = 'supervision views'
            """);
        await RecordAsync(Fieldwork());
        (await Views.WaitForAsync((await Store.ReadHeadAsync(None)).Size, TimeSpan.FromSeconds(20))).ShouldBeTrue();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }
}
