using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

/// <summary>A ledger of five entries, signed at three by the old key, which had signed nine elsewhere.</summary>
public sealed class OpeningANewOrigin : Ledgers
{
    private static readonly SignerKey Old = SignerKey.Generate("example.org/log");
    private static readonly SignerKey New = SignerKey.Generate("example.org/log-2");
    private static readonly SignerKey Third = SignerKey.Generate("example.org/log-3");

    /// <summary>What the entry may wrongly say, the fault, and its code.</summary>
    public static TheoryData<string, string, string> Lies => new()
    {
        { "knownSize", "\"9\"", "origin-malformed" },
        { "key", "\"nonsense\"", "origin-malformed" },
        { "origin", "\"example.org/else\"", "origin-malformed" },
        { "previousOrigin", "\"example.org/else\"", "origin-malformed" },
        { "knownRoot", "\"AAAA\"", "origin-malformed" },
        { "continuedSize", "6", "origin-differs" },
        { "continuedSize", "4", "origin-differs" },
        { "continuedRoot", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"", "origin-differs" },
    };

    [Fact]
    public async Task lets_the_new_key_sign_and_its_first_checkpoint_covers_the_entry_that_names_the_old_one()
    {
        await LoseAsync();
        await RefusedAsync(New, "key-differs");
        var entry = await OpenAsync(Old, New);
        await RefusedAsync(Old, "key-differs");
        await RefusedAsync(Third, "key-differs");
        var first = await IssueAsync(New);
        first.ShouldBe(new Checkpoint("example.org/log-2", entry + 1, (await Store.ReadHeadAsync(default)).Root));
        await FillAsync(2);
        (await IssueAsync(New)).Size.ShouldBe(8);
        var report = await ReportAsync(New.Verifier);
        report.Faults.ShouldBeEmpty();
        report.Origins.ShouldHaveSingleItem().ShouldSatisfyAllConditions(o => o.Index.ShouldBe(5),
            o => o.Key.ShouldBe(New.Verifier), o => o.PreviousKey.ShouldBe(Old.Verifier),
            o => o.Known.Size.ShouldBe(9), o => o.ContinuedSize.ShouldBe(5));
    }

    [Fact]
    public async Task again_and_again_keeps_a_chain_of_keys()
    {
        await LoseAsync();
        await OpenAsync(Old, New);
        // Cut off before its first checkpoint.
        await FillAsync(1);
        await OpenAsync(New, Third);
        (await IssueAsync(Third)).Size.ShouldBe(8);
        (await ReportAsync(Third.Verifier, New.Verifier)).Faults.ShouldBeEmpty();
        (await ReportAsync(Third.Verifier)).Faults.ShouldBeEmpty();
        await FillAsync(1);
        await IssueAsync(Third);
        (await ReportAsync(Third.Verifier)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task is_told_to_who_trusts_the_old_key_only()
    {
        await LoseAsync();
        await OpenAsync(Old, New);
        await IssueAsync(New);
        (await ReportAsync(Old.Verifier)).Faults.Select(f => (f.Code, f.Index)).ShouldBe([("origin-not-trusted", 5)]);
        (await ReportAsync(Old.Verifier, New.Verifier)).Faults.ShouldBeEmpty();
        (await ReportAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task that_no_trusted_key_has_signed_vouches_for_no_key_before()
    {
        // Without any key: another history under a key of one's own, then an entry that names the true key as the next.
        var forger = SignerKey.Generate("example.org/log");
        await FillAsync(3);
        await IssueAsync(forger);
        await OpenAsync(forger, New);
        (await ReportAsync(New.Verifier)).Faults.Select(f => (f.Code, f.Index)).ShouldBe([("origin-not-signed", 3)]);
        await IssueAsync(New);
        (await ReportAsync(New.Verifier)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task after_another_key_than_the_one_before_is_a_fault()
    {
        await LoseAsync();
        await OpenAsync(Old, New);
        await IssueAsync(New);
        await OpenAsync(Old, Third);
        (await ReportAsync(Third.Verifier)).Faults.Select(f => f.Code).ShouldContain("origin-differs");
        await Should.ThrowAsync<CheckpointRefusedException>(IssueAsync(Third));
    }

    [Fact]
    public async Task does_not_let_the_new_key_sign_what_was_before_it()
    {
        await LoseAsync();
        await OpenAsync(Old, New);
        await IssueAsync(New);
        // As if the new key had signed the last checkpoint of the old one.
        var head = await Store.ReadEntryAsync(2, default);
        head.ShouldNotBeNull();
        var root = new Hash(await Sql.ScalarAsync<byte[]>(
            ConnectionString, "select root from ledger.tree_head where size = 3"));
        var note = Convert.ToHexString(new Checkpoint("example.org/log-2", 3, root).Sign(New).ToBytes());
        await Sql.RunAsync(ConnectionString, $"""
            alter table ledger.checkpoint disable trigger append_only;
            update ledger.checkpoint set note = decode('{note}', 'hex') where size = 3;
            alter table ledger.checkpoint enable always trigger append_only;
            """);
        (await ReportAsync(New.Verifier)).Faults.Select(f => (f.Code, f.Index))
            .ShouldBe([("checkpoint-not-signed", 2)]);
    }

    [Fact]
    public async Task of_a_tree_that_does_not_extend_the_last_stored_checkpoint_is_still_refused()
    {
        await LoseAsync();
        await Sql.TamperAsync(ConnectionString, "update ledger.entry set leaf_hash = sha256('x') where index = 1");
        await OpenAsync(Old, New);
        await RefusedAsync(New, "tree-differs");
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task with_a_false_entry_is_a_fault_and_one_that_cannot_be_read_is_not_signed(
        string field, string value, string code)
    {
        await LoseAsync();
        await OpenAsync(Old, New, (field, value));
        (await ReportAsync()).Faults.Select(f => (f.Code, f.Index)).ShouldBe([(code, 5)]);
        if (code == "origin-malformed")
            await RefusedAsync(New, code);
    }

    private async Task LoseAsync()
    {
        await FillAsync(3);
        await IssueAsync(Old);
        await FillAsync(2);
    }

    private async Task FillAsync(int entries)
    {
        for (var i = 0; i < entries; i++)
            await Store.AppendAsync(Request(Event("a")));
    }

    private async Task<long> OpenAsync(SignerKey before, SignerKey key, params (string Field, string Value)[] instead)
    {
        var head = await Store.ReadHeadAsync(default);
        var fields = new Dictionary<string, string>
        {
            ["origin"] = Quoted(key.Verifier.Name),
            ["key"] = Quoted(key.Verifier.ToString()),
            ["previousOrigin"] = Quoted(before.Verifier.Name),
            ["previousKey"] = Quoted(before.Verifier.ToString()),
            ["knownSize"] = "9",
            ["knownRoot"] = Quoted(Hash.Of("lost"u8).ToBase64()),
            ["continuedSize"] = $"{head.Size}",
            ["continuedRoot"] = Quoted(head.Root.ToBase64()),
        };
        foreach (var (field, value) in instead)
            fields[field] = value;
        var data = $"{{{string.Join(',', fields.Select(f => $"{Quoted(f.Key)}:{f.Value}"))}}}";
        var appended = await Store.AppendAsync(Request(Event(OpenedOrigin.Stream, data, OpenedOrigin.Type)));
        return appended.ShouldBeOfType<AppendResult.Appended>().FirstIndex;
    }

    private static string Quoted(string text) => $"\"{text}\"";

    private async Task<Checkpoint> IssueAsync(SignerKey key)
    {
        await using var issuer = new CheckpointIssuer(ConnectionString, key, keptFile: null);
        return Checkpoint.Parse((await issuer.IssueAsync(default))!.Text);
    }

    private async Task RefusedAsync(SignerKey key, string code) =>
        (await Should.ThrowAsync<CheckpointRefusedException>(IssueAsync(key))).Code.ShouldBe(code);

    private Task<VerificationReport> ReportAsync(params VerifierKey[] keys) =>
        Verifier.VerifyAsync(ConnectionString, new TrustAnchors(keys, null), null, default);
}
