using Supervision.TransparencyLog.Merkle;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class VerifyingALedger : Ledgers
{
    // Commits of 1, 2, 3, 1, 1, 2 … entries; enough for a full tile, and then a few more.
    private const int Size = 300;
    private const int FaultsOfOneChangeMax = 20;

    /// <summary>What was done, by which index it must be named (−1: none), and the codes that must be there.</summary>
    public static TheoryData<string, int, string> Changes => new()
    {
        { Letter(7), 7, "hash-differs" },
        { Space(299), 299, "hash-differs" },
        { Space(298), 298, "hash-differs" },
        { "update ledger.entry set bytes = replace(bytes::text, '\"data\":{', '\"data\": {')::json where index = 0", 0,
            "hash-differs" },
        { "update ledger.entry set bytes = '[]' where index = 42", 42, "bytes-malformed" },
        { "update ledger.entry set bytes = '{\"id\":\"\\ud800\"}' where index = 42", 42, "bytes-malformed" },
        { "update ledger.entry set id = gen_random_uuid() where index = 42", 42, "id-differs" },
        { "update ledger.entry set stream = 'other' where index = 42", 42, "stream-differs" },
        { "update ledger.entry set stream_version = 1000 where index = 42", 42, "stream-version-differs" },
        { "update ledger.entry set stream_version = 1000 where index = 42", 42, "stream-version-not-dense" },
        { "update ledger.entry set type = 'other' where index = 42", 42, "type-differs" },
        { "update ledger.entry set time = time + '1 microsecond' where index = 42", 42, "time-differs" },
        { "update ledger.entry set time = time - '1 day'::interval where index = 42", 42, "time-not-rising" },
        { "update ledger.entry set command_id = gen_random_uuid() where index = 42", 42, "command-id-differs" },
        { "update ledger.entry set command_size = 7 where index = 3", 3, "command-size-differs" },
        { "update ledger.entry set command_size = null where index = 3", 3, "command-size-differs" },
        { "drop index ledger.entry_command; update ledger.entry set command_size = 1 where index = 4", 4,
            "command-size-differs" },
        { "update ledger.entry set leaf_hash = sha256('x') where index = 42", 42, "hash-differs" },
        { "update ledger.entry set leaf_hash = sha256('x') where index = 299", 299, "hash-differs" },
        { "delete from ledger.entry where index = 42", 42, "entry-missing" },
        { "delete from ledger.entry where index = 0", 0, "entry-missing" },
        { "delete from ledger.entry where index = 298", 298, "entry-missing" },
        { "delete from ledger.entry where index = 299", 299, "head-beyond-entries" },
        { "delete from ledger.entry where index = 299", 299, "entry-missing" },
        { "update ledger.entry set index = 5000 where index = 42", 42, "entry-missing" },
        { "update ledger.entry set index = 5000 where index = 42", 5000, "entry-beyond-head" },
        { "update ledger.entry set index = 9000000000000000000 where index = 42", 42, "entry-missing" },
        { Swap(10, 20), 10, "tile-differs" },
        { Swap(10, 20), 20, "tile-differs" },
        { Swap(298, 299), 299, "root-differs" },
        { Swap(298, 299), 299, "time-not-rising" },
        { Forge(42), 42, "tile-differs" },
        { Forge(299), 299, "root-differs" },
        { Forge(298), 299, "root-differs" },
        { "update ledger.tree_head set root = sha256('x') where size = 6", 5, "root-differs" },
        { "update ledger.tree_head set root = sha256('x') where size = 300", 299, "root-differs" },
        { "update ledger.tree_head set frontier = '' where size = 300", 299, "head-malformed" },
        { "update ledger.tree_head set time = time - '1 s'::interval where size = 300", 299, "head-time-differs" },
        { "update ledger.tree_head set size = 301 where size = 300", 300, "entry-missing" },
        { "update ledger.tree_head set size = 301 where size = 300", 300, "head-beyond-entries" },
        { "delete from ledger.tree_head where size = 300", 299, "entry-beyond-head" },
        { "delete from ledger.tree_head where size = 300", 298, "entry-beyond-head" },
        { "delete from ledger.tree_head where size = 6", 3, "head-missing" },
        { "delete from ledger.tree_head", 0, "entry-beyond-head" },
        { "update ledger.tile set hashes = overlay(hashes placing sha256('x') from 32 * 42 + 1)", 42, "tile-differs" },
        { "update ledger.tile set root = sha256('x')", 0, "tile-differs" },
        { "delete from ledger.tile", 0, "tile-missing" },
        { "insert into ledger.tile select 0, 1, root, hashes from ledger.tile", -1, "tile-count-differs" },
        {
            "drop index ledger.entry_id; update ledger.entry a set id = b.id from ledger.entry b "
                + "where a.index = 42 and b.index = 3",
            42, "id-duplicate"
        },
        { "drop index ledger.entry_id", -1, "index-missing-or-invalid" },
        { "alter table ledger.entry drop constraint entry_pkey; update ledger.entry set index = 41 where index = 42",
            41, "index-duplicate" },
        { "alter table ledger.entry alter leaf_hash drop not null; "
            + "update ledger.entry set leaf_hash = null where index = 42", 42, "unreadable" },
        { "alter table ledger.entry rename column type to kind", 0, "unreadable" },
        { "grant update on ledger.entry to supervision_writer", -1, "rights-too-wide" },
        {
            "create or replace function ledger.refuse_change() returns trigger language plpgsql "
                + "as 'begin return null; end'",
            -1, "trigger-missing"
        },
    };

    [Fact]
    public async Task that_is_empty_finds_no_fault()
    {
        var report = await VerifyAsync();
        report.Faults.ShouldBeEmpty();
        (report.Size, report.Root).ShouldBe((0, Hash.Empty));
    }

    [Fact]
    public async Task that_is_whole_finds_no_fault_and_its_head()
    {
        await FillAsync();
        var report = await VerifyAsync();
        report.Faults.ShouldBeEmpty();
        new TreeHead(report.Size, report.Root).ShouldBe(await Store.ReadHeadAsync(default));
        report.Size.ShouldBe(Size);
    }

    [Fact]
    public async Task reports_its_progress_to_the_end()
    {
        await FillAsync();
        var progress = new Collecting();
        await Verifier.VerifyAsync(ConnectionString, progress, default);
        (progress.Last!.Done, progress.Last.Total).ShouldBe((Size, Size));
        progress.Last.Remaining.ShouldBe(TimeSpan.Zero);
    }

    /// <summary>Whoever gives it up does not wait until PostgreSQL has sent the rest of a large ledger.</summary>
    [Fact]
    public async Task that_is_given_up_leaves_the_rest_unread()
    {
        const int EntryBytes = 30_000;
        const int Entries = 2_000;
        var data = $"{{\"a\":\"{new string('x', EntryBytes)}\"}}";
        for (var i = 0; i < Entries; i += 50)
            await Store.AppendAsync(Request([.. Enumerable.Range(0, 50).Select(_ => Event("s", data))]));
        using var read = new BytesRead(ConnectionString);
        using var givingUp = new CancellationTokenSource();
        // At the first report, after 512 entries.
        await Should.ThrowAsync<OperationCanceledException>(
            Verifier.VerifyAsync(ConnectionString, new Doing(givingUp.Cancel), givingUp.Token));
        read.Count.ShouldBeInRange(512 * EntryBytes, Entries * EntryBytes * 3 / 4);
    }

    [Fact]
    public async Task names_every_change_by_its_index()
    {
        // One ledger, copied for each change: filling it takes longer than verifying it.
        await FillAsync();
        await Store.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        foreach (var change in Changes.Select(c => ((string)c[0], (int)c[1], (string)c[2])).GroupBy(c => c.Item1))
        {
            var copy = await CopyAsync();
            await Sql.TamperAsync(copy, change.Key);
            var report = await Verifier.VerifyAsync(copy, null, default);
            var found = $"{change.Key}\n{string.Join('\n', report.Faults)}";
            foreach (var (_, index, code) in change)
                report.Faults.ShouldContain(f => f.Code == code && f.Index == (index < 0 ? null : index), found);
            // One change is not drowned in its consequences (but who removes all heads has changed them all).
            if (change.Key != "delete from ledger.tree_head")
                report.Faults.Count.ShouldBeLessThan(FaultsOfOneChangeMax, found);
        }
    }

    [Theory]
    [InlineData("alter table ledger.entry disable trigger append_only")]
    [InlineData("alter table ledger.tile enable trigger append_only")]
    [InlineData("drop trigger append_only on ledger.tree_head")]
    public async Task names_a_trigger_that_does_not_work(string sql)
    {
        await Sql.RunAsync(ConnectionString, sql);
        (await VerifyAsync()).Faults.ShouldHaveSingleItem().Code.ShouldBe("trigger-missing");
    }

    [Fact]
    public async Task while_others_append_sees_one_moment()
    {
        await FillAsync();
        using var stop = new CancellationTokenSource();
        var appending = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await Store.AppendAsync(Request(Event("busy")));
        });
        for (var i = 0; i < 5; i++)
            (await VerifyAsync()).Faults.ShouldBeEmpty();
        await stop.CancelAsync();
        await appending;
    }

    [Fact]
    public async Task needs_no_more_than_the_right_to_read()
    {
        await FillAsync();
        var builder =
            new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString) { Options = "-c role=supervision_views" };
        (await Verifier.VerifyAsync(builder.ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    private static string Swap(int a, int b) => $"""
        update ledger.entry set index = 100000 where index = {a};
        update ledger.entry set index = {a} where index = {b};
        update ledger.entry set index = {b} where index = 100000
        """;

    private static string Space(int index) => $"""
        update ledger.entry set bytes = replace(bytes::text, '"data":', '"data": ')::json where index = {index}
        """;

    private static string Letter(int index) =>
        $"update ledger.entry set bytes = replace(bytes::text, 'Trưởng', 'Truong')::json where index = {index}";

    // Bytes and leaf hash altered together: only the tree can tell.
    private static string Forge(int index) => $"""
        update ledger.entry set bytes = replace(bytes::text, 'Trưởng', 'Truong')::json where index = {index};
        update ledger.entry set leaf_hash = sha256('\x00'::bytea || convert_to(bytes::text, 'UTF8')) where index =
            {index}
        """;

    private async Task FillAsync()
    {
        for (var i = 0; i < Size / 6; i++)
        {
            await Store.AppendAsync(Request(Event("a")));
            await Store.AppendAsync(Request(Event("a"), Event($"b-{i}")));
            await Store.AppendAsync(Request(Event("a"), Event("c"), Event($"b-{i}")));
        }
    }

    private Task<VerificationReport> VerifyAsync() => Verifier.VerifyAsync(ConnectionString, null, default);

    private async Task<string> CopyAsync()
    {
        var builder = new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString);
        var original = builder.Database;
        builder.Database = $"copy_{Guid.NewGuid():n}";
        builder.Pooling = false;
        var server =
            new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false };
        await Sql.RunAsync(server.ConnectionString, $"create database {builder.Database} template {original}");
        return builder.ConnectionString;
    }

    private sealed class Doing(Action what) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => what();
    }

    private sealed class Collecting : IProgress<VerificationProgress>
    {
        internal VerificationProgress? Last { get; private set; }

        public void Report(VerificationProgress value) => Last = value;
    }
}
