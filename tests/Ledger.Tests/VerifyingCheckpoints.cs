using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class VerifyingCheckpoints : Ledgers
{
    private static readonly SignerKey Key = SignerKey.Generate("example.org/log");

    /// <summary>What was done to a ledger with checkpoints of 2, 4 and 6 entries; the fault and its index.</summary>
    public static TheoryData<string, string, int?> Changes => new()
    {
        { Set("note = overlay(note placing 'X' from 3)"), "checkpoint-not-signed", 3 },
        { Set("note = substring(note for octet_length(note) - 1)"), "checkpoint-malformed", 3 },
        { "update ledger.checkpoint set note = '' where size = 6", "checkpoint-malformed", 5 },
        { Set("note = (select note from ledger.checkpoint where size = 2)"), "checkpoint-differs", 3 },
        { Set("size = 5"), "checkpoint-differs", 4 },
        { Set("size = 5"), "checkpoint-missing", 5 },
        { Set("previous_size = 1"), "checkpoint-missing", 3 },
        { "delete from ledger.checkpoint where size = 4", "checkpoint-missing", 5 },
        { "delete from ledger.checkpoint where size = 2", "checkpoint-missing", 3 },
        { "update ledger.tree_head set root = sha256('x') where size = 4", "checkpoint-differs", 3 },
        { "delete from ledger.tree_head where size = 4", "checkpoint-differs", 3 },
        { "drop table ledger.checkpoint", "table-missing", null },
        { "grant update on ledger.checkpoint to supervision_writer", "rights-too-wide", null },
        { "alter table ledger.checkpoint drop constraint checkpoint_pkey", "index-missing-or-invalid", null },
        { "drop trigger append_only on ledger.checkpoint", "trigger-missing", null },
    };

    [Fact]
    public async Task of_a_whole_ledger_finds_no_fault()
    {
        await FillAsync();
        (await VerifyAsync()).ShouldBeEmpty();
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task names_every_change()
    {
        await FillAsync();
        await Store.DisposeAsync();
        foreach (var (sql, code, index) in Changes.Select(c => ((string)c[0], (string)c[1], (int?)c[2])))
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            var copy = await CopyAsync();
            await Sql.TamperAsync(copy, sql.Contains("append_only", StringComparison.Ordinal) ? sql : $"""
                alter table ledger.checkpoint disable trigger append_only;
                {sql};
                do $$ begin
                    if to_regclass('ledger.checkpoint') is not null then
                        alter table ledger.checkpoint enable always trigger append_only;
                    end if;
                end $$
                """);
            var report = await Verifier.VerifyAsync(
                copy, new TrustAnchors([Key.Verifier], null), null, default);
            var found = $"{sql}\n{string.Join('\n', report.Faults)}";
            report.Faults.ShouldContain(f => f.Code == code && f.Index == index, found);
            report.Faults.Count.ShouldBeLessThan(8, found);
        }
    }

    [Fact]
    public async Task signed_by_another_key_names_each()
    {
        await FillAsync();
        var faults = await VerifyAsync(SignerKey.Generate("example.org/log").Verifier);
        faults.Select(f => (f.Code, f.Index)).ShouldBe(
            [("checkpoint-not-signed", 1), ("checkpoint-not-signed", 3), ("checkpoint-not-signed", 5)]);
        (await VerifyAsync(SignerKey.Generate("x").Verifier, Key.Verifier)).ShouldBeEmpty();
    }

    [Fact]
    public async Task that_were_kept_at_any_size_finds_no_fault()
    {
        await FillAsync();
        var frontier = new Frontier();
        foreach (var entry in await Store.AllAsync())
        {
            (await KeptAsync(new Checkpoint("example.org/log", frontier.Size, frontier.Root()))).ShouldBeEmpty();
            frontier.Append(Hash.OfLeaf(entry.Bytes.Span));
        }

        (await KeptAsync(new Checkpoint("example.org/log", frontier.Size, frontier.Root()))).ShouldBeEmpty();
    }

    [Fact]
    public async Task that_were_kept_of_another_tree_says_so()
    {
        await FillAsync();
        for (var size = 1; size <= 6; size++)
        {
            (await KeptAsync(new Checkpoint("example.org/log", size, Hash.Of("x"u8)))).ShouldHaveSingleItem()
                .ShouldSatisfyAllConditions(
                    f => f.Code.ShouldBe("kept-checkpoint-differs"), f => f.Index.ShouldBe(size - 1));
        }
    }

    [Fact]
    public async Task that_were_kept_of_a_longer_log_says_so()
    {
        await FillAsync();
        (await KeptAsync(new Checkpoint("example.org/log", 7, Hash.Of("x"u8)))).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(f => f.Code.ShouldBe("kept-checkpoint-beyond"), f => f.Index.ShouldBe(6));
    }

    [Fact]
    public async Task that_were_kept_finds_a_log_rewritten_as_a_whole_with_the_logs_own_key()
    {
        await FillAsync();
        var kept = Checkpoint.Parse(SignedNote.Parse((await Store.ReadCheckpointAsync(default))!).Text);
        // The same number of entries, heads and checkpoints, all consistent, signed by the same key; other words.
        var other = new OtherLedger();
        await other.InitializeAsync();
        await other.RewriteAsync(FillAsync);
        (await Verifier.VerifyAsync(other.Address, new TrustAnchors([Key.Verifier], null), null, default))
            .Faults.ShouldBeEmpty();
        (await Verifier.VerifyAsync(other.Address, new TrustAnchors([Key.Verifier], kept), null, default))
            .Faults.ShouldHaveSingleItem().Code.ShouldBe("kept-checkpoint-differs");
        await other.DisposeAsync();
    }

    private async Task<string> CopyAsync()
    {
        var copy = new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString);
        var (original, name) = (copy.Database, $"copy_{Guid.NewGuid():n}");
        copy.Database = "postgres";
        await Sql.RunAsync(copy.ConnectionString, $"create database {name} template {original}");
        copy.Database = name;
        return copy.ConnectionString;
    }

    private static string Set(string change) => $"update ledger.checkpoint set {change} where size = 4";

    private Task FillAsync() => FillAsync(Store, ConnectionString);

    private static async Task FillAsync(EventStore store, string connectionString)
    {
        await using var issuer = new CheckpointIssuer(connectionString, Key, null);
        for (var i = 0; i < 3; i++)
        {
            await store.AppendAsync(Request(Event("a")));
            await store.AppendAsync(Request(Event("a")));
            await issuer.IssueAsync(default);
        }
    }

    private async Task<IReadOnlyList<Fault>> VerifyAsync(params VerifierKey[] keys) => (await Verifier.VerifyAsync(
        ConnectionString, new TrustAnchors(keys.Length == 0 ? [Key.Verifier] : keys, null), null, default)).Faults;

    private async Task<IReadOnlyList<Fault>> KeptAsync(Checkpoint kept) =>
        (await Verifier.VerifyAsync(ConnectionString, new TrustAnchors([], kept), null, default)).Faults;

    private sealed class OtherLedger : Ledgers
    {
        internal string Address => ConnectionString;

        internal Task RewriteAsync(Func<EventStore, string, Task> fill) => fill(Store, ConnectionString);
    }
}
