using Npgsql;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class AppendingWhileACommitIsUnderWay : Ledgers
{
    private const string AppendLock = "0x6c6564676572";
    private const string CopiedAhead = "state = 'idle in transaction' and query like 'copy ledger.entry%'";
    private const int Many = 800;
    private const int AttemptsMax = 10;
    private const int LooksMax = 100;
    private static readonly string Hold = "begin; lock table ledger.tree_head in exclusive mode; "
        + $"select pg_advisory_lock(x'{AppendLock[2..]}'::bigint)";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task is_answered_only_when_that_commit_is_durable_too()
    {
        await Store.AppendAsync(Request(Event("a")));
        await using var held = await HoldAsync();
        var below = Request(Event("a")).Reading(("a", 0));
        var first = Store.AppendAsync(below);
        await UntilWaitingAsync("advisory");
        var onTop = Store.AppendAsync(Request(Event("a"), Event("b")).Reading(("a", 1), ("b", -1)));
        var again = Store.AppendAsync(below);
        var known = Store.AppendAsync(Request(Event("a")).Reading(("a", 2)));
        await ReleaseAppendLockAsync(held);
        await UntilWaitingAsync("relation");
        await Task.Delay(100);
        (first.IsCompleted || onTop.IsCompleted || again.IsCompleted || known.IsCompleted).ShouldBeFalse();

        await RunAsync(held, "commit");

        (await first.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(1, 1));
        (await again.WaitAsync(Patience)).ShouldBe(new AppendResult.Repeated(1, 1));
        await Task.WhenAll(onTop, known).WaitAsync(Patience);
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task waits_for_another_process_alone_and_who_is_durable_is_answered()
    {
        await Store.AppendAsync(Request(Event("a")));
        await using var held = await HoldAsync();
        var first = Store.AppendAsync(Request([.. Enumerable.Range(0, 100).Select(_ => Event("a"))]));
        await UntilWaitingAsync("advisory");
        var copied = Enumerable.Range(0, 100).Select(_ => Store.AppendAsync(Request(Event("a")))).ToList();
        await ReleaseAppendLockAsync(held);
        await UntilWaitingAsync("relation");
        await using var other = new NpgsqlConnection(ConnectionString);
        await other.OpenAsync();
        var locking = RunAsync(other, $"select pg_advisory_lock(x'{AppendLock[2..]}'::bigint)");
        await UntilWaitingAsync("advisory");
        await RunAsync(held, "commit");
        await locking;

        (await first.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(1, 100));
        copied.ShouldAllBe(append => !append.IsCompleted);

        await ReleaseAppendLockAsync(other);
        await Task.WhenAll(copied).WaitAsync(Patience);
    }

    [Fact]
    public async Task is_decided_anew_when_that_commit_fails()
    {
        await Store.AppendAsync(Request(Event("a"), Event("b")));
        await using var held = await HoldAsync();
        var first = Store.AppendAsync(Request(Event("a")).Reading(("a", 0)));
        await UntilWaitingAsync("advisory");
        var onTop = Store.AppendAsync(Request(Event("a")).Reading(("a", 1)));
        var beside = Store.AppendAsync(Request(Event("b")).Reading(("b", 0)));
        await ReleaseAppendLockAsync(held);
        await UntilWaitingAsync("relation");

        await Sql.RunAsync(ConnectionString, """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """);
        await Should.ThrowAsync<NpgsqlException>(() => first.WaitAsync(Patience));
        await RunAsync(held, "commit");

        (await onTop.WaitAsync(Patience)).ShouldBe(new AppendResult.Conflict("a", 1, 0));
        (await beside.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(2, 1));
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task is_told_of_a_stream_that_is_not_new_after_all_while_others_wait()
    {
        await Store.AppendAsync(Request(Event("old"), Event("known")));
        await using var other = await OpenAsync();
        await other.AppendAsync(Request(Event("known")));
        await using var held = await HoldAsync();
        var below = other.AppendAsync(Request(Event("known")));
        await UntilWaitingAsync("advisory");
        // One batch: what is taken for new, what must be asked for, and what fills it up; another waits behind it.
        var taken = other.AppendAsync(Request(Event("old")).Reading(("old", -1)));
        var asked = other.AppendAsync(Request(Event("new")).Reading(("never", -1)));
        var many = Enumerable.Range(0, 1_000).Select(_ => Event("known")).ToArray();
        var full = other.AppendAsync(Request(many).Reading(("known", 0)));
        var behind = other.AppendAsync(Request(Event("new")));
        await ReleaseAppendLockAsync(held);
        await RunAsync(held, "commit");

        (await below.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(3, 1));
        (await taken.WaitAsync(Patience)).ShouldBe(new AppendResult.Conflict("old", -1, 0));
        (await asked.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(4, 1));
        (await full.WaitAsync(Patience)).ShouldBe(new AppendResult.Conflict("known", 0, 2));
        (await behind.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(5, 1));
    }

    [Fact]
    public async Task copies_the_rows_of_a_full_batch_already()
    {
        await using var held = await HoldAsync();
        var (size, first, second) = await CopyAheadAsync(held);
        await Task.Delay(100);
        (first.IsCompleted || second.IsCompleted).ShouldBeFalse();

        await RunAsync(held, "commit");

        (await first.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(size, Many));
        (await second.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(size + Many, Many));
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task decides_anew_what_was_copied_ahead_of_a_commit_that_fails()
    {
        await using var held = await HoldAsync();
        var (size, first, second) = await CopyAheadAsync(held);
        await Sql.RunAsync(ConnectionString, """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """);
        await Should.ThrowAsync<NpgsqlException>(() => first.WaitAsync(Patience));
        await RunAsync(held, "commit");

        (await second.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(size, Many));
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task loses_what_was_copied_ahead_with_its_connection_and_goes_on()
    {
        await using var held = await HoldAsync();
        var (size, first, second) = await CopyAheadAsync(held);
        await Sql.RunAsync(
            ConnectionString, $"select pg_terminate_backend(pid) from pg_stat_activity where {CopiedAhead}");
        await RunAsync(held, "commit");

        (await first.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(size, Many));
        await Should.ThrowAsync<NpgsqlException>(() => second.WaitAsync(Patience));
        (await Store.AppendAsync(Request(Event("c")).Reading(("c", -1)))).ShouldBe(
            new AppendResult.Appended(size + Many, 1));
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task gives_way_with_what_was_copied_ahead_to_another_process()
    {
        await using var held = await HoldAsync();
        var (size, first, second) = await CopyAheadAsync(held);
        await using var other = new NpgsqlConnection(ConnectionString);
        await other.OpenAsync();
        var locking = RunAsync(other, $"select pg_advisory_lock(x'{AppendLock[2..]}'::bigint)");
        await UntilWaitingAsync("advisory");
        await RunAsync(held, "commit");
        (await first.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(size, Many));
        await locking;
        await UntilWaitingAsync("advisory");
        (await CountAsync(CopiedAhead)).ShouldBe(0);

        await ReleaseAppendLockAsync(other);

        (await second.WaitAsync(Patience)).ShouldBe(new AppendResult.Appended(size + Many, Many));
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task of_another_process_that_copies_ahead_too_keeps_every_promise()
    {
        var other = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                var events = Enumerable.Range(0, 200).Select(_ => Event($"s-{caller}")).ToArray();
                var result = await (caller % 2 == 0 ? Store : other).AppendAsync(
                    Request(events).Reading(($"s-{caller}", (i * 200) - 1)));
                result.ShouldBeOfType<AppendResult.Appended>();
            }
        }))).WaitAsync(Patience);
        var report = await Verifier.VerifyAsync(ConnectionString, null, default);
        (report.Size, report.Faults.Count).ShouldBe((16 * 10 * 200, 0));
    }

    [Fact]
    public async Task finds_a_command_that_another_process_had_accepted_long_ago()
    {
        var old = Request(Event("a"));
        await Store.AppendAsync(old);
        var other = await OpenAsync();
        await other.AppendAsync(Request(Event("a")));
        // From what this process remembers it looks new.
        (await other.AppendAsync(old)).ShouldBe(new AppendResult.Repeated(0, 1));
        (await other.AppendAsync(old.Reading(("a", -1)))).ShouldBe(new AppendResult.Repeated(0, 1));
        (await other.AppendAsync(Request(Event("a")).Reading(("a", 1)))).ShouldBe(new AppendResult.Appended(2, 1));
    }

    [Fact]
    public async Task of_another_process_keeps_every_promise()
    {
        var other = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var result = await (caller % 2 == 0 ? Store : other).AppendAsync(
                    Request(Event($"s-{caller}"), Event("shared")).Reading(($"s-{caller}", i - 1)));
                result.ShouldBeOfType<AppendResult.Appended>();
            }
        })));
        var report = await Verifier.VerifyAsync(ConnectionString, null, default);
        (report.Size, report.Faults.Count).ShouldBe((32 * 20 * 2, 0));
    }

    /// <summary>
    /// Two appends, each a full batch: the first at its commit, the second with its rows copied. The ledger may as well
    /// begin the second behind the first's commit, where its thread comes late: then both are let go, and two more
    /// tried.
    /// </summary>
    private async Task<(long Base, Task<AppendResult> First, Task<AppendResult> Second)> CopyAheadAsync(
        NpgsqlConnection held)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var size = (await Store.ReadHeadAsync(default)).Size;
            var large = "{\"text\":\"" + new string('x', 5_000) + "\"}";
            var first = Store.AppendAsync(
                Request([.. Enumerable.Range(0, Many).Select(_ => Event($"a-{attempt}", large))]));
            await UntilWaitingAsync("advisory");
            var second = Store.AppendAsync(Request([.. Enumerable.Range(0, Many).Select(_ => Event($"b-{attempt}"))])
                .Reading(($"b-{attempt}", -1)));
            await ReleaseAppendLockAsync(held);
            await UntilWaitingAsync("relation");
            for (var look = 0; look < LooksMax; look++)
            {
                if (await CountAsync(CopiedAhead) > 0)
                    return (size, first, second);
                await Task.Delay(10);
            }

            await RunAsync(held, "commit");
            await Task.WhenAll(first, second).WaitAsync(Patience);
            await RunAsync(held, Hold);
        }

        throw new TimeoutException("Nothing was ever copied ahead.");
    }

    /// <summary>The append lock, so that nothing begins, and the table of heads, so that nothing commits.</summary>
    private async Task<NpgsqlConnection> HoldAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await RunAsync(connection, Hold);
        return connection;
    }

    private static Task ReleaseAppendLockAsync(NpgsqlConnection held) =>
        RunAsync(held, $"select pg_advisory_unlock(x'{AppendLock[2..]}'::bigint)");

    private async Task UntilWaitingAsync(string lockType)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (await CountAsync($"wait_event_type = 'Lock' and wait_event = '{lockType}'") == 0)
        {
            (DateTime.UtcNow < deadline).ShouldBeTrue($"Nobody waits for the lock '{lockType}'");
            await Task.Delay(5);
        }
    }

    private Task<long> CountAsync(string sessions) => Sql.ScalarAsync<long>(
        ConnectionString, $"select count(*) from pg_stat_activity where datname = current_database() and {sessions}");

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
