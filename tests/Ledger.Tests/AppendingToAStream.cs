using Supervision.TransparencyLog.Merkle;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class AppendingToAStream : Ledgers
{
    [Fact]
    public async Task from_many_callers_gives_dense_indices_without_duplicates()
    {
        const int Callers = 32, Each = 20;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                var result = await Store.AppendAsync(Request(Event($"thing-{caller}"), Event("shared")));
                result.ShouldBeOfType<AppendResult.Appended>().Count.ShouldBe(2);
            }
        })));

        var entries = await Store.AllAsync();
        entries.Select(entry => entry.Index).ShouldBe(Enumerable.Range(0, Callers * Each * 2).Select(i => (long)i));
        entries.Select(entry => entry.Id).Distinct().Count().ShouldBe(entries.Count);
        foreach (var stream in entries.GroupBy(entry => entry.Stream))
            stream.Select(entry => entry.StreamVersion)
                .ShouldBe(Enumerable.Range(0, stream.Count()).Select(i => (long)i));
        entries.Zip(entries.Skip(1)).ShouldAllBe(pair => pair.First.Time < pair.Second.Time);
        var frontier = new Frontier();
        foreach (var entry in entries)
            frontier.Append(Hash.OfLeaf(entry.Bytes.Span));
        (await Store.ReadHeadAsync(default)).ShouldBe(new TreeHead(frontier.Size, frontier.Root()));
    }

    [Fact]
    public async Task with_a_stale_version_is_refused_as_a_whole()
    {
        await Store.AppendAsync(Request(Event("a"), Event("a")));

        var result = await Store.AppendAsync(Request(Event("b"), Event("a")).Reading(("a", 0), ("b", -1)));

        result.ShouldBe(new AppendResult.Conflict("a", 0, 1));
        (await Store.ReadStreamAsync("b", default)).ShouldBeEmpty();
        (await Store.ReadHeadAsync(default)).Size.ShouldBe(2);
    }

    [Fact]
    public async Task that_should_not_exist_but_does_is_refused()
    {
        await Store.AppendAsync(Request(Event("docno/SYT/QD/2026/12")));
        (await Store.AppendAsync(Request(Event("docno/SYT/QD/2026/12")).Reading(("docno/SYT/QD/2026/12", -1))))
            .ShouldBe(new AppendResult.Conflict("docno/SYT/QD/2026/12", -1, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task that_should_not_exist_but_does_is_refused_by_a_writer_that_never_saw_it(bool isWritten)
    {
        await Store.AppendAsync(Request(Event("taken")));
        await using var other = await OpenAsync();
        // Now this writer knows the newest head, and of streams only this one.
        await other.AppendAsync(Request(Event("own")));

        var request = Request(Event("own"), Event(isWritten ? "taken" : "new")).Reading(("own", 0), ("taken", -1));
        (await other.AppendAsync(request)).ShouldBe(new AppendResult.Conflict("taken", -1, 0));

        (await other.AppendAsync(request with
        {
            ReadVersions = new Dictionary<string, long> { ["own"] = 0, ["taken"] = 0 },
        })).ShouldBe(new AppendResult.Appended(2, 2));
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task by_two_writers_in_turn_goes_on_with_what_the_other_wrote()
    {
        await using var other = await OpenAsync();
        for (var i = 0; i < 8; i++)
        {
            var store = i % 2 == 0 ? Store : other;
            (await store.AppendAsync(Request(Event("a")).Reading(("a", i - 1))))
                .ShouldBe(new AppendResult.Appended(i, 1));
        }

        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task that_should_exist_but_does_not_is_refused() =>
        (await Store.AppendAsync(Request(Event("a")).Reading(("a", 0))))
            .ShouldBe(new AppendResult.Conflict("a", 0, -1));

    [Fact]
    public async Task is_refused_when_a_stream_only_read_has_moved()
    {
        await Store.AppendAsync(Request(Event("parent")));
        await Store.AppendAsync(Request(Event("parent")));
        (await Store.AppendAsync(Request(Event("child")).Reading(("parent", 0), ("child", -1))))
            .ShouldBe(new AppendResult.Conflict("parent", 0, 1));
    }

    [Fact]
    public async Task at_the_version_seen_goes_on_from_it()
    {
        await Store.AppendAsync(Request(Event("a")).Reading(("a", -1)));
        (await Store.AppendAsync(Request(Event("a"), Event("a"), Event("b")).Reading(("a", 0), ("b", -1))))
            .ShouldBe(new AppendResult.Appended(1, 3));
        (await Store.ReadStreamAsync("a", default)).Select(entry => (entry.Index, entry.StreamVersion))
            .ShouldBe([(0, 0), (1, 1), (2, 2)]);
    }

    [Fact]
    public async Task not_named_among_those_read_appends_at_whatever_version_it_has()
    {
        await Store.AppendAsync(Request(Event("a")));
        (await Store.AppendAsync(Request(Event("a")).Reading(("other", -1)))).ShouldBe(new AppendResult.Appended(1, 1));
    }

    [Fact]
    public async Task of_two_that_read_the_same_parent_lets_one_pass()
    {
        // Closing a case and opening a remediation in it, each of which read the case at its newest version.
        for (var round = 0; round < 20; round++)
        {
            var parent = $"case-{round}";
            await Store.AppendAsync(Request(Event(parent)));
            var results = await Task.WhenAll(
                Store.AppendAsync(Request(Event(parent, type: "case.Closed")).Reading((parent, 0))),
                Store.AppendAsync(
                    Request(Event($"child-{round}"), Event(parent)).Reading((parent, 0), ($"child-{round}", -1))));
            results.Count(result => result is AppendResult.Appended).ShouldBe(1);
            results.Count(result => result is AppendResult.Conflict).ShouldBe(1);
        }
    }

    [Fact]
    public async Task whose_name_is_a_key_lets_one_of_many_claim_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Store.AppendAsync(
            Request(Event($"finding-{i}"), Event("docno/1")).Reading(("docno/1", -1), ($"finding-{i}", -1))))));
        results.OfType<AppendResult.Appended>().ShouldHaveSingleItem();
        results.OfType<AppendResult.Conflict>().Count().ShouldBe(49);
        (await Store.AllAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task that_waits_together_is_committed_together()
    {
        // The first append holds the committer while the others gather.
        var results =
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Store.AppendAsync(Request(Event($"s-{i}")))));
        results.ShouldAllBe(result => result is AppendResult.Appended);
        var commits = await Sql.ScalarAsync<long>(ConnectionString, "select count(*) from ledger.tree_head");
        commits.ShouldBeLessThan(100);
        (await Store.ReadHeadAsync(default)).Size.ShouldBe(500);
    }

    [Fact]
    public async Task that_is_cancelled_while_it_waits_is_neither_lost_nor_doubled()
    {
        using var cancel = new CancellationTokenSource();
        var request = Request(Event("a"));
        var waiting = Store.AppendAsync(request, cancel.Token);
        await cancel.CancelAsync();
        try
        {
            await waiting;
        }
        catch (OperationCanceledException)
        {
            // Either is allowed; what counts is the second answer.
        }

        (await Store.AppendAsync(request)).ShouldBeOneOf(
            new AppendResult.Repeated(0, 1), new AppendResult.Appended(0, 1));
        (await Store.AllAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task after_the_store_is_closed_throws()
    {
        await Store.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => Store.AppendAsync(Request(Event("a"))));
    }
}
