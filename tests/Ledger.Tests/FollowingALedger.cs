using Npgsql;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class FollowingALedger : Ledgers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task gives_what_is_there_and_then_what_comes()
    {
        await Store.AppendAsync(Request(Event("a"), Event("a"), Event("a")));
        using var stop = new CancellationTokenSource(Patience);
        var seen = new List<long>();
        await foreach (var entry in Store.FollowAsync(1, stop.Token))
        {
            seen.Add(entry.Index);
            if (seen.Count is >= 2 and < 5)
                await Store.AppendAsync(Request(Event("a")));
            if (seen.Count == 5)
                break;
        }

        seen.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task of_another_process_goes_on_when_its_connections_are_cut()
    {
        var other = await OpenAsync();
        using var stop = new CancellationTokenSource(Patience);
        var seen = new List<long>();
        await foreach (var entry in FollowAndCutAsync(other, stop.Token))
        {
            seen.Add(entry.Index);
            if (seen.Count == 10)
                break;
        }

        seen.ShouldBe(Enumerable.Range(0, 10).Select(i => (long)i));
    }

    [Fact]
    public async Task is_woken_well_before_it_would_have_looked_by_itself()
    {
        using var stop = new CancellationTokenSource(Patience);
        await using var following = Store.FollowAsync(0, stop.Token).GetAsyncEnumerator();
        await Store.AppendAsync(Request(Event("a")));
        await following.MoveNextAsync();
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var next = following.MoveNextAsync();
            await Task.Delay(50);
            var before = TimeProvider.System.GetTimestamp();
            await Store.AppendAsync(Request(Event("a")));
            (await next).ShouldBeTrue();
            var taken = TimeProvider.System.GetElapsedTime(before);
            fastest = taken < fastest ? taken : fastest;
        }

        fastest.ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task ends_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var entry in Store.FollowAsync(0, stop.Token))
                entry.ShouldBeNull();
        });
    }

    private async IAsyncEnumerable<Entry> FollowAndCutAsync(
        EventStore store, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await Store.AppendAsync(Request(Event("a")));
        await foreach (var entry in store.FollowAsync(0, ct))
        {
            yield return entry;
            await Sql.CutAsync(ConnectionString);
            while (true)
            {
                try
                {
                    await Store.AppendAsync(Request(Event("a")));
                    break;
                }
                catch (NpgsqlException)
                {
                    // The writer's connection was cut as well; the next one is new.
                }
            }
        }
    }
}
