using System.Text;
using Supervision.Ledger;
using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Cli.Tests;

/// <summary>key, prove, check and verify --checkpoint, as a person uses them one after another.</summary>
public sealed class ProvingAnEntry : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("supervision-proof-").FullName;
    private string database = "";
    private string vkey = "";

    private string KeyFile => Path.Combine(folder, "log.key");

    private string ProofFile => Path.Combine(folder, "entry-2.tlog-proof");

    public async Task InitializeAsync()
    {
        database = await TestCluster.FreshDatabaseAsync();
        await AppendAsync(5);
        vkey = (await Run("key", "--origin", "example.org/log")).Out.Trim();
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task makes_a_key_once_and_prints_its_public_half()
    {
        VerifierKey.Parse(vkey).Name.ShouldBe("example.org/log");
        File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var again = await Run("key", "--lang", "en");
        again.Out.Trim().ShouldBe(vkey);
        again.Error.ShouldContain("public key");
        (again.Out + again.Error).ShouldNotContain("PRIVATE");
    }

    [Fact]
    public async Task proves_it_to_somebody_who_has_only_the_public_key()
    {
        await ProveAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "vkey"), vkey + "\n");
        foreach (var key in new string[][] { ["--vkey", vkey], ["--vkey-file", "vkey"] })
        {
            // Not even the address of the database is given.
            var checkedOnce = await Offline(["check", "entry-2.tlog-proof", .. key]);
            checkedOnce.Exit.ShouldBe(0, checkedOnce.Error);
            checkedOnce.Out.ShouldContain("mục số 2 nằm trong sổ example.org/log có 5 mục");
            checkedOnce.Out.ShouldContain("type: test.Happened");
        }

        var proof = Proof.Parse(await File.ReadAllBytesAsync(ProofFile));
        proof.Extra.Span[0].ShouldBe((byte)'{');
        (await Run("prove", "2")).Exit.ShouldBe(1, "it overwrote a file");
    }

    [Fact]
    public async Task takes_the_entry_from_a_file_where_the_proof_has_none()
    {
        await ProveAsync();
        var proof = Proof.Parse(await File.ReadAllBytesAsync(ProofFile));
        await File.WriteAllBytesAsync(Path.Combine(folder, "entry"), proof.Extra.ToArray());
        await File.WriteAllBytesAsync(Path.Combine(folder, "bare"), (proof with { Extra = default }).ToBytes());
        (await Offline("check", "bare", "--vkey", vkey, "--entry", "entry")).Exit.ShouldBe(0);
        (await Offline("check", "bare", "--vkey", vkey)).Exit.ShouldBe(1);
        await File.WriteAllTextAsync(Path.Combine(folder, "entry"), "{}");
        (await Offline("check", "bare", "--vkey", vkey, "--entry", "entry")).Exit.ShouldBe(2);
        (await Offline("check", "entry-2.tlog-proof", "--vkey", vkey, "--entry", "entry")).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task says_what_is_wrong_with_a_proof_and_exits_with_2()
    {
        await ProveAsync();
        var text = await File.ReadAllTextAsync(ProofFile);
        foreach (var (altered, sentence) in new[]
        {
            (text.Replace("index 2", "index 3"), "does not lead"),
            (text.Replace("index 2", "index 5"), "beyond"),
            (text.Replace("\n", "\r\n"), "CR LF"),
            (text[..^20], "cut off"),
            (text.Replace("\n5\n", "\n6\n"), "signature is wrong"),
            (text + "x\n", "no signature"),
            ("", "no .tlog-proof"),
            (new string('x', Proof.BytesMax + 5), "too large"),
        })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "altered"), altered);
            var said = await Offline("check", "altered", "--vkey", vkey, "--lang", "en");
            said.Exit.ShouldBe(2, said.Error);
            said.Error.ShouldContain(sentence);
            said.Error.Trim().Split('\n').Length.ShouldBe(1);
            said.Out.ShouldBeEmpty();
        }

        var other = SignerKey.Generate("example.org/log").Verifier.ToString();
        var refused = await Offline("check", "entry-2.tlog-proof", "--vkey", other, "--lang", "en");
        refused.Exit.ShouldBe(2);
        refused.Error.ShouldContain("no signature by this key");
    }

    [Fact]
    public async Task says_what_it_lacks_and_exits_with_1()
    {
        await ProveAsync();
        foreach (var arguments in new string[][]
        {
            ["check", "entry-2.tlog-proof"],
            ["check", "nowhere", "--vkey", vkey],
            ["check", ".", "--vkey", vkey],
            ["check", "entry-2.tlog-proof", "--vkey", "nonsense"],
            ["check", "entry-2.tlog-proof", "--vkey", vkey, "--vkey-file", "x"],
            ["check", "entry-2.tlog-proof", "--vkey", vkey, "--quorum", "1"],
            ["check", "entry-2.tlog-proof", "--vkey", vkey, "--cosigner", vkey],
            ["prove", "5", "--database", database],
            ["prove", "-1", "--database", database],
            ["prove", "x", "--database", database],
            ["prove", "2", "--database", database, "--out", "nowhere/x"],
            ["serve", "--database", database, "--operator-port", "70000"],
            ["verify", "--database", database, "--checkpoint", "nowhere"],
        })
        {
            var said = await Offline(arguments);
            said.Exit.ShouldBe(1, $"{string.Join(' ', arguments)}: {said.Out}{said.Error}");
            said.Error.ShouldNotContain("   at ");
            said.Error.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task verifies_the_ledger_against_a_checkpoint_that_was_kept()
    {
        await ProveAsync();
        var note = Proof.Parse(await File.ReadAllBytesAsync(ProofFile)).Note;
        await File.WriteAllBytesAsync(Path.Combine(folder, "kept.txt"), note.ToBytes());
        await AppendAsync(3);
        var good = await Run("verify", "--checkpoint", "kept.txt", "--lang", "en");
        good.Exit.ShouldBe(0, good.Out + good.Error);
        good.Out.ShouldContain("extends the checkpoint that was kept: 5 entries");

        var rewritten = new Checkpoint("example.org/log", 5, Hash.Of("x"u8)).Sign(SignerKey.Parse(
            (await File.ReadAllTextAsync(KeyFile)).Trim()));
        await File.WriteAllBytesAsync(Path.Combine(folder, "kept.txt"), rewritten.ToBytes());
        var bad = await Run("verify", "--checkpoint", "kept.txt");
        bad.Exit.ShouldBe(2);
        bad.Out.ShouldContain("kept-checkpoint-differs");

        await File.WriteAllTextAsync(Path.Combine(folder, "kept.txt"), note.ToString().Replace("\n5\n", "\n4\n"));
        (await Run("verify", "--checkpoint", "kept.txt")).Exit.ShouldBe(2);
        await File.WriteAllTextAsync(Path.Combine(folder, "kept.txt"), "nonsense");
        (await Run("verify", "--checkpoint", "kept.txt")).Exit.ShouldBe(2);
    }

    private async Task ProveAsync()
    {
        var said = await Run("prove", "2");
        said.Exit.ShouldBe(0, said.Error);
        File.Exists(ProofFile).ShouldBeTrue();
    }

    private Task<Said> Run(params string[] arguments) =>
        Offline([.. arguments, "--database", database, "--key", KeyFile]);

    private Task<Said> Offline(params string[] arguments) => new Supervise(folder).RunAsync(arguments);

    private async Task AppendAsync(int entries)
    {
        await using var store = await EventStore.OpenAsync(database, TimeProvider.System, default);
        for (var i = 0; i < entries; i++)
        {
            await store.AppendAsync(new AppendRequest(Guid.CreateVersion7(), Hash.Of("content"u8),
                [new NewEvent(Guid.CreateVersion7(), "https://example.org/bodies/SYT", "test.Happened", "a", [],
                    Encoding.UTF8.GetBytes($$"""{"number":{{i}}}"""))],
                new Dictionary<string, long>()), default);
        }
    }
}
