using Npgsql;
using Supervision.Faults;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class LosingTheConnection : Ledgers
{
    [Fact]
    public async Task before_an_append_fails_it_and_the_next_one_passes()
    {
        await Store.AppendAsync(Request(Event("a")));
        await Sql.CutAsync(ConnectionString);
        var request = Request(Event("a"));
        await Should.ThrowAsync<NpgsqlException>(() => Store.AppendAsync(request));
        (await Store.AppendAsync(request)).ShouldBe(new AppendResult.Appended(1, 1));
    }

    [Fact]
    public async Task again_and_again_loses_and_doubles_nothing()
    {
        using var stop = new CancellationTokenSource();
        var cutting = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(15);
                await Sql.CutAsync(ConnectionString);
            }
        });
        var other = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var request = Request(Event($"s-{caller}")).Reading(($"s-{caller}", i - 1));
                await UntilAnsweredAsync(caller % 2 == 0 ? Store : other, request);
            }
        })));
        await stop.CancelAsync();
        await cutting;

        for (var caller = 0; caller < 16; caller++)
            await StreamHasAsync($"s-{caller}", 25);
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Cut.AfterCommit)]
    [InlineData(Cut.BeforeCommit)]
    [InlineData(Cut.BeforeCommitUnnoticed)]
    [InlineData(Cut.DuringCommit)]
    public async Task around_a_commit_answers_by_what_is_found(Enum cut)
    {
        await Store.AppendAsync(Request(Event("a")));
        var request = Request(Event("a"), Event("b"));
        await using var proxy = new CuttingProxy(ConnectionString);
        await using var store = await EventStore.OpenAsync(proxy.ConnectionString, TimeProvider.System, default);
        (await store.AppendAsync(Request(Event("c")))).ShouldBe(new AppendResult.Appended(1, 1));
        proxy.CutNextCommit((Cut)cut);

        var result = await ResultAsync(store, request);

        proxy.Cuts.ShouldBe(1);
        var isThere = await Store.ReadCommandAsync(request.CommandId, default) is not null;
        if (cut is not Cut.DuringCommit)
            isThere.ShouldBe(cut is Cut.AfterCommit);
        result.ShouldBe(isThere ? new AppendResult.Appended(2, 2) : null);
        (await store.AppendAsync(request)).ShouldBe(
            isThere ? new AppendResult.Repeated(2, 2) : new AppendResult.Appended(2, 2));
        (await store.AppendAsync(Request(Event("b")).Reading(("b", 0)))).ShouldBe(new AppendResult.Appended(4, 1));
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Cut.AfterCommit)]
    [InlineData(Cut.BeforeCommit)]
    [InlineData(Cut.BeforeCommitUnnoticed)]
    [InlineData(Cut.DuringCommit)]
    public async Task around_an_append_in_one_round_trip_answers_by_what_is_found(Enum cut)
    {
        await using var proxy = new CuttingProxy(ConnectionString);
        await using var store = await EventStore.OpenAsync(proxy.ConnectionString, TimeProvider.System, default);
        await store.AppendAsync(Request(Event("a")));
        var request = Request(Event("a")).Reading(("a", 0));
        proxy.CutNextCommit((Cut)cut);

        var result = await ResultAsync(store, request);

        proxy.Cuts.ShouldBe(1);
        var isThere = await Store.ReadCommandAsync(request.CommandId, default) is not null;
        if (cut is not Cut.DuringCommit)
            isThere.ShouldBe(cut is Cut.AfterCommit);
        result.ShouldBe(isThere ? new AppendResult.Appended(1, 1) : null);
        (await store.AppendAsync(request)).ShouldBe(
            isThere ? new AppendResult.Repeated(1, 1) : new AppendResult.Appended(1, 1));
        await StreamHasAsync("a", 2);
    }

    [Theory]
    [InlineData(Cut.AfterCommit)]
    [InlineData(Cut.BeforeCommit)]
    public async Task around_a_commit_for_longer_than_is_waited_leaves_it_unknown(Enum cut)
    {
        await using var proxy = new CuttingProxy(ConnectionString);
        await using var store = await EventStore.OpenAsync(proxy.ConnectionString, new ImpatientClock(), default);
        await store.AppendAsync(Request(Event("a")));
        var request = Request(Event("a"), Event("b"));
        proxy.CutNextCommit((Cut)cut);
        proxy.IsDown = true;

        await Should.ThrowAsync<AppendOutcomeUnknownException>(() => store.AppendAsync(request));
        await Should.ThrowAsync<NpgsqlException>(() => store.AppendAsync(request));
        proxy.IsDown = false;

        (await store.AppendAsync(request)).ShouldBe(
            cut is Cut.AfterCommit ? new AppendResult.Repeated(1, 2) : new AppendResult.Appended(1, 2));
        (await store.AppendAsync(Request(Event("b")).Reading(("b", 0)))).ShouldBe(new AppendResult.Appended(3, 1));
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task of_a_writer_that_stands_still_does_not_keep_the_others_out()
    {
        await using var proxy = new CuttingProxy(ConnectionString);
        await using var store = await EventStore.OpenAsync(proxy.ConnectionString, TimeProvider.System, default);
        await store.AppendAsync(Request(Event("a")));
        proxy.CutNextCommit(Cut.BeforeCommitUnnoticed);
        var still = ResultAsync(store, Request(Event("a")));

        // The server knows nothing of the lost line: it ends the session, and with it the lock, after ten seconds.
        (await Store.AppendAsync(Request(Event("a")))).ShouldBe(new AppendResult.Appended(1, 1));
        (await still).ShouldBeNull();
    }

    /// <summary>Null: failed, and said that nothing was written.</summary>
    private static async Task<AppendResult?> ResultAsync(EventStore store, AppendRequest request)
    {
        try
        {
            return await store.AppendAsync(request);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private async Task StreamHasAsync(string stream, int count) =>
        (await Store.ReadStreamAsync(stream, default)).Select(entry => entry.StreamVersion)
            .ShouldBe(Enumerable.Range(0, count).Select(i => (long)i));

    private static async Task UntilAnsweredAsync(EventStore store, AppendRequest request)
    {
        while (true)
        {
            try
            {
                (await store.AppendAsync(request)).ShouldNotBeOfType<AppendResult.Conflict>();
                return;
            }
            catch (Exception e) when (e is NpgsqlException or AppendOutcomeUnknownException)
            {
                // Failed: the same request again, with the same command id.
            }
        }
    }

    /// <summary>By which half a minute passes between two looks.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        private long looks;

        public override long GetTimestamp() => Interlocked.Increment(ref looks) * 40 * TimestampFrequency;
    }
}
