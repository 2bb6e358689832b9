using Npgsql;
using Supervision.TransparencyLog.Merkle;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class OpeningALedger : Ledgers
{
    [Fact]
    public async Task twice_at_once_orders_the_appends_of_both()
    {
        var other = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                var store = (caller + i) % 2 == 0 ? Store : other;
                (await store.AppendAsync(
                    Request(Event($"s-{caller}"), Event("shared")).Reading(($"s-{caller}", i - 1))))
                    .ShouldBeOfType<AppendResult.Appended>();
            }
        })));

        var entries = await Store.AllAsync();
        entries.Count.ShouldBe(960);
        entries.Where(entry => entry.Stream == "shared").Select(entry => entry.StreamVersion)
            .ShouldBe(Enumerable.Range(0, 480).Select(i => (long)i));
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task twice_at_once_fills_tiles_that_neither_saw_whole()
    {
        var other = await OpenAsync();
        for (var i = 0; i < 300; i++)
            await (i % 3 == 0 ? other : Store).AppendAsync(Request(Event("a")));
        (await Sql.ScalarAsync<long>(ConnectionString, "select count(*) from ledger.tile")).ShouldBe(1);
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task while_another_process_holds_the_lock_waits_for_it()
    {
        // README.md: the lock of every process that appends.
        await using var other = new NpgsqlConnection(ConnectionString);
        await other.OpenAsync();
        await using var take = new NpgsqlCommand("select pg_advisory_lock(119182731994482)", other);
        await take.ExecuteNonQueryAsync();
        var waiting = Store.AppendAsync(Request(Event("a")));
        await Task.Delay(300);
        waiting.IsCompleted.ShouldBeFalse();
        await using var release = new NpgsqlCommand("select pg_advisory_unlock(119182731994482)", other);
        await release.ExecuteNonQueryAsync();
        (await waiting).ShouldBe(new AppendResult.Appended(0, 1));
    }

    [Fact]
    public async Task from_many_processes_at_once_applies_the_schema_once()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => TestCluster.FreshDatabaseAsync()));
        var stores = await Task.WhenAll(databases.SelectMany(database => Enumerable.Range(0, 4).Select(
            i => Task.Run(() => EventStore.OpenAsync(database, TimeProvider.System, default)))));
        foreach (var store in stores)
            (await store.AppendAsync(Request(Event("a")))).ShouldBeOfType<AppendResult.Appended>();
        foreach (var store in stores)
            await store.DisposeAsync();
        var files = typeof(EventStore).Assembly.GetManifestResourceNames()
            .Count(name => name.Contains(".Schema.", StringComparison.Ordinal));
        foreach (var database in databases)
            (await Sql.ScalarAsync<long>(database, "select count(*) from ledger.migration")).ShouldBe(files);
    }

    [Fact]
    public async Task again_goes_on_where_it_was()
    {
        await Store.AppendAsync(Request(Event("a"), Event("a")));
        await Store.DisposeAsync();
        var again = await OpenAsync();
        (await again.AppendAsync(Request(Event("a")).Reading(("a", 1)))).ShouldBe(new AppendResult.Appended(2, 1));
    }

    [Fact]
    public async Task with_a_schema_from_the_future_is_refused()
    {
        await Sql.RunAsync(ConnectionString, "insert into ledger.migration values (9, '0009-future.sql', '')");
        (await Should.ThrowAsync<InvalidOperationException>(() => OpenAsync())).Message.ShouldContain("newer");
    }

    [Fact]
    public async Task with_a_schema_file_that_has_changed_is_refused()
    {
        await Sql.RunAsync(ConnectionString, "update ledger.migration set sha256 = 'x'");
        (await Should.ThrowAsync<InvalidOperationException>(() => OpenAsync())).Message.ShouldContain("0001");
    }

    [Fact]
    public async Task as_a_login_without_the_owners_rights_works_once_the_schema_is_there()
    {
        var login = $"login_{Guid.NewGuid():n}";
        await Sql.RunAsync(
            ConnectionString, $"create role {login} login password 'p' in role supervision_writer, supervision_views");
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = login, Password = "p" };
        await using var store = await EventStore.OpenAsync(builder.ConnectionString, TimeProvider.System, default);
        (await store.AppendAsync(Request(Event("a")))).ShouldBe(new AppendResult.Appended(0, 1));
    }

    [Theory]
    [InlineData("update ledger.tree_head set frontier = '' where size = 3")]
    [InlineData("delete from ledger.tree_head where size = 3")]
    [InlineData("delete from ledger.tree_head")]
    [InlineData("update ledger.tree_head set root = sha256('x') where size = 3")]
    public async Task whose_rows_contradict_its_head_stops_the_writer_for_good(string change)
    {
        await Store.AppendAsync(Request(Event("a"), Event("a")));
        await Store.AppendAsync(Request(Event("a")));
        await Sql.TamperAsync(ConnectionString, change);
        var fresh = await OpenAsync();
        foreach (var store in new[] { Store, fresh, Store, fresh })
            await Should.ThrowAsync<LedgerCorruptException>(() => store.AppendAsync(Request(Event("a"))));
        (await Store.AllAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task gives_proofs_at_every_size_that_verify()
    {
        await Store.AppendAsync(Request([.. Enumerable.Range(0, 600).Select(i => Event("a"))]));
        var leaves = (await Store.AllAsync()).ConvertAll(entry => Hash.OfLeaf(entry.Bytes.Span));
        var frontier = new Frontier();
        var roots = new List<Hash> { frontier.Root() };
        foreach (var leaf in leaves)
        {
            frontier.Append(leaf);
            roots.Add(frontier.Root());
        }

        foreach (var size in new[] { 1, 2, 255, 256, 257, 511, 512, 513, 600 })
        {
            foreach (var index in new[] { 0, 1, 100, 255, 256, 300, 511, 512, 599 }.Where(index => index < size))
            {
                (await Store.ProveInclusionAsync(index, size, default)).Verify(leaves[index], roots[size])
                    .ShouldBeTrue();
                (await Store.ProveConsistencyAsync(index, size, default)).Verify(roots[index], roots[size])
                    .ShouldBeTrue();
            }
        }

        (await Store.ReadTileAsync(new Tile(0, 2), 88, default)).ShouldBe(leaves[512..]);
        (await Store.ReadTileAsync(new Tile(1, 0), 2, default))
            .ShouldBe([Tiles.RootOf([.. leaves[..256]]), Tiles.RootOf([.. leaves[256..512]])]);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Store.ReadTileAsync(new Tile(0, 2), 89, default));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Store.ProveInclusionAsync(0, 601, default));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Store.ProveInclusionAsync(600, 600, default));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Store.ProveConsistencyAsync(0, 601, default));
    }

    [Fact]
    public async Task reads_ranges_pages_and_streams_as_of_an_index()
    {
        for (var i = 0; i < 3; i++)
            await Store.AppendAsync(
                Request([.. Enumerable.Range(0, 700).Select(n => Event(n % 2 == 0 ? "even" : "odd"))]));
        await foreach (var entry in Store.ReadAsync(2_100, default))
            entry.ShouldBeNull();
        var indices = new List<long>();
        await foreach (var entry in Store.ReadAsync(5, default, beforeIndex: 2_050))
            indices.Add(entry.Index);
        indices.ShouldBe(Enumerable.Range(5, 2_045).Select(i => (long)i));
        (await Store.ReadStreamAsync("even", default, fromVersion: 2, beforeIndex: 9)).Select(e => e.Index)
            .ShouldBe([4, 6, 8]);
        (await Store.ReadEntryAsync(2_099, default))!.Stream.ShouldBe("odd");
        (await Store.ReadEntryAsync(2_100, default)).ShouldBeNull();
    }
}
