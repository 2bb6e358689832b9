using Npgsql;
using Supervision.TransparencyLog;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class IssuingCheckpoints : Ledgers
{
    private static readonly SignerKey Key = SignerKey.Generate("example.org/log");

    private readonly List<CheckpointIssuer> issuers = [];

    [Fact]
    public async Task of_an_empty_ledger_signs_nothing()
    {
        (await Issuer().IssueAsync(default)).ShouldBeNull();
        (await Store.ReadCheckpointAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task signs_the_newest_head_once()
    {
        await FillAsync(3);
        var first = await Issuer().IssueAsync(default);
        var head = await Store.ReadHeadAsync(default);
        Accepted(first!).ShouldBe(new Checkpoint("example.org/log", head.Size, head.Root));
        (await Issuer().IssueAsync(default))!.ToBytes().ShouldBe(first!.ToBytes());
        (await CountAsync()).ShouldBe(1);
        await FillAsync(5);
        Accepted((await Issuer().IssueAsync(default))!).Size.ShouldBe(8);
        (await Store.ReadCheckpointAsync(default))!.ShouldNotBe(first.ToBytes());
        (await CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task comes_within_a_second_of_new_entries()
    {
        // The median, and not of the first: a busy machine takes its time for one or the other.
        const int Rounds = 7;
        using var stop = new CancellationTokenSource();
        var running = Issuer().RunAsync(stop.Token);
        var waits = new List<TimeSpan>();
        for (var round = 1; round <= Rounds; round++)
        {
            await FillAsync(1);
            var appended = TimeProvider.System.GetTimestamp();
            while (await Store.ReadCheckpointAsync(default) is not { } note || SizeOf(note) < round)
            {
                TimeProvider.System.GetElapsedTime(appended).ShouldBeLessThan(TimeSpan.FromSeconds(30));
                await Task.Delay(20);
            }

            waits.Add(TimeProvider.System.GetElapsedTime(appended));
        }

        waits.Order().ElementAt(Rounds / 2).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task by_several_at_once_under_load_is_one_story()
    {
        using var stop = new CancellationTokenSource();
        var appending = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await FillAsync(1);
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var issuer = Issuer();
            for (var i = 0; i < 15; i++)
                await issuer.IssueAsync(default);
        })));
        await stop.CancelAsync();
        await appending;
        (await CountAsync()).ShouldBeGreaterThan(3);
        (await VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task survives_cut_connections()
    {
        using var stop = new CancellationTokenSource();
        var running = Issuer().RunAsync(stop.Token);
        for (var round = 0; round < 3; round++)
        {
            await Sql.CutAsync(ConnectionString);
            await Task.Delay(50);
        }

        await FillAsync(1);
        var deadline = TimeProvider.System.GetTimestamp();
        while (await Store.ReadCheckpointAsync(default) is null)
        {
            running.IsCompleted.ShouldBeFalse();
            TimeProvider.System.GetElapsedTime(deadline).ShouldBeLessThan(TimeSpan.FromSeconds(10));
            await Task.Delay(50);
        }

        await stop.CancelAsync();
    }

    [Fact]
    public async Task by_another_key_is_refused()
    {
        await FillAsync(1);
        await Issuer().IssueAsync(default);
        await FillAsync(1);
        await RefusedAsync(Issuer(SignerKey.Generate("example.org/log")), "key-differs");
        await RefusedAsync(Issuer(SignerKey.Generate("example.org/other")), "key-differs");
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task of_a_tree_that_was_rewritten_is_refused()
    {
        await FillAsync(300);
        await Issuer().IssueAsync(default);
        await Sql.TamperAsync(ConnectionString, "update ledger.entry set leaf_hash = sha256('x') where index = 299");
        await FillAsync(1);
        await RefusedAsync(Issuer(), "tree-differs");
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task of_a_tree_whose_root_was_altered_is_refused_though_it_is_no_larger()
    {
        await FillAsync(3);
        await Issuer().IssueAsync(default);
        await Sql.TamperAsync(ConnectionString, "update ledger.tree_head set root = sha256('x') where size = 3");
        await RefusedAsync(Issuer(), "tree-differs");
    }

    [Fact]
    public async Task of_a_smaller_tree_is_refused()
    {
        await FillAsync(3);
        await Issuer().IssueAsync(default);
        await Sql.TamperAsync(ConnectionString, "delete from ledger.tree_head where size = 3");
        await RefusedAsync(Issuer(), "tree-shrunk");
    }

    [Fact]
    public async Task stops_for_good_when_it_must_not_sign()
    {
        await FillAsync(3);
        await Issuer().IssueAsync(default);
        await Sql.TamperAsync(ConnectionString, "delete from ledger.tree_head where size = 3");
        (await Should.ThrowAsync<CheckpointRefusedException>(Issuer().RunAsync(default))).Code.ShouldBe("tree-shrunk");
    }

    [Fact]
    public async Task of_an_older_copy_of_the_database_is_refused_by_what_is_kept_beside()
    {
        var folder = Directory.CreateTempSubdirectory("kept-");
        var file = Path.Combine(folder.FullName, "log.checkpoint");
        await FillAsync(3);
        await Issuer(file: file).IssueAsync(default);
        SizeOf(await File.ReadAllBytesAsync(file)).ShouldBe(3);
        await FillAsync(2);
        var newest = await Issuer(file: file).IssueAsync(default);
        (await File.ReadAllBytesAsync(file)).ShouldBe(newest!.ToBytes());

        // As a restored dump would be: entries, heads and checkpoints all from before.
        await Sql.TamperAsync(ConnectionString, """
            alter table ledger.checkpoint disable trigger append_only;
            delete from ledger.entry where index >= 3; delete from ledger.tree_head where size > 3;
            delete from ledger.checkpoint where size > 3;
            alter table ledger.checkpoint enable always trigger append_only
            """);
        (await VerifyAsync()).Faults.ShouldBeEmpty();
        await RefusedAsync(Issuer(file: file), "tree-shrunk");
        await using (var other = await EventStore.OpenAsync(ConnectionString, TimeProvider.System, default))
        {
            for (var i = 0; i < 4; i++)
                await other.AppendAsync(Request(Event("other")));
        }

        await RefusedAsync(Issuer(file: file), "tree-differs");
        await File.WriteAllTextAsync(file, "cut off");
        await RefusedAsync(Issuer(file: file), "last-malformed");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task after_a_crash_between_keeping_and_storing_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("kept-");
        var file = Path.Combine(folder.FullName, "log.checkpoint");
        await FillAsync(3);
        await Issuer(file: file).IssueAsync(default);
        // The file is ahead of the table, as the crash leaves it.
        await FillAsync(1);
        var head = await Store.ReadHeadAsync(default);
        var unstored = new Checkpoint("example.org/log", head.Size, head.Root).Sign(Key);
        await File.WriteAllBytesAsync(file, unstored.ToBytes());
        await FillAsync(1);
        Accepted((await Issuer(file: file).IssueAsync(default))!).Size.ShouldBe(5);
        (await VerifyAsync()).Faults.ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task that_cannot_be_kept_is_not_stored()
    {
        await FillAsync(1);
        await Should.ThrowAsync<IOException>(Issuer(file: "/nowhere/at/all/log.checkpoint").IssueAsync(default));
        (await CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("update ledger.checkpoint set note = ''")]
    [InlineData("delete from ledger.checkpoint")]
    [InlineData("truncate ledger.checkpoint")]
    public async Task once_stored_cannot_be_undone(string sql)
    {
        await FillAsync(1);
        await Issuer().IssueAsync(default);
        (await Should.ThrowAsync<PostgresException>(Sql.RunAsync(ConnectionString, sql)))
            .SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    private CheckpointIssuer Issuer(SignerKey? key = null, string? file = null)
    {
        var issuer = new CheckpointIssuer(ConnectionString, key ?? Key, file);
        issuers.Add(issuer);
        return issuer;
    }

    private async Task FillAsync(int entries)
    {
        for (var i = 0; i < entries; i++)
            await Store.AppendAsync(Request(Event("a")));
    }

    private Task<VerificationReport> VerifyAsync() =>
        Verifier.VerifyAsync(ConnectionString, new TrustAnchors([Key.Verifier], null), null, default);

    private Task<long> CountAsync() =>
        Sql.ScalarAsync<long>(ConnectionString, "select count(*) from ledger.checkpoint");

    private static long SizeOf(byte[] note) => Checkpoint.Parse(SignedNote.Parse(note).Text).Size;

    private static Checkpoint Accepted(SignedNote note) =>
        new Policy(Key.Verifier).Judge(note).ShouldBeOfType<Verdict.Accepted>().Checkpoint;

    private static async Task RefusedAsync(CheckpointIssuer issuer, string code) =>
        (await Should.ThrowAsync<CheckpointRefusedException>(issuer.IssueAsync(default))).Code.ShouldBe(code);
}
