using System.Text;
using Supervision.Ledger;
using Supervision.Messaging;
using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Cli.Tests;

/// <summary>
/// A ledger of 21 entries, backed up; then a person is erased and three entries more are signed; then the database is
/// lost, and the backup restored beside the key, the kept checkpoint and the list of erased persons that are still
/// there.
/// </summary>
public sealed class RestoringAnOlderLedger : IAsyncLifetime
{
    private const string Erased = "0199a0b1-0000-7000-8000-000000000001";

    private readonly string folder = TestCluster.NewFolder();
    private string lost = "";
    private string restored = "";

    private string KeyFile => InKeys("log.key");

    private string Kept => InKeys("log.checkpoint");

    public async Task InitializeAsync()
    {
        lost = await TestCluster.FreshDatabaseAsync();
        restored = await TestCluster.FreshDatabaseAsync();
        await using var store = await EventStore.OpenAsync(lost, TimeProvider.System, default);
        await LedgerOpening.OpenAsync(store, TimeProvider.System, "example.org/log", simulated: false, default);
        await AppendAsync(store, 20);
        await SignAsync(lost);
        (await Run(lost, "backup", "old.tar")).Exit.ShouldBe(0);
        await AppendAsync(store, 3);
        await SignAsync(lost);
        File.Copy(Kept, Path.Combine(folder, "kept.txt"));
        await File.WriteAllTextAsync(InKeys("master.erased"), Erased + "\n");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task is_not_signed_and_goes_on_under_a_new_origin()
    {
        var said = await Run(restored, "restore", "old.tar", "--lang", "en");
        said.Exit.ShouldBe(0, said.Out + said.Error);
        said.Out.ShouldContain("Restored 21 entries");
        said.Out.ShouldContain("NOTE: the ledger has 21 entries and does not extend the known checkpoint of 24.");
        said.Out.ShouldContain("NOTE: 1 persons were erased after this backup");
        said.Out.ShouldContain("  " + Erased);
        (await File.ReadAllBytesAsync(Kept)).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(folder, "kept.txt")));
        (await Should.ThrowAsync<CheckpointRefusedException>(SignAsync(restored))).Code.ShouldBe("tree-shrunk");
        (await Run(restored, "verify")).Exit.ShouldBe(2);

        var opened = await OriginAsync(restored, "example.org/log-2", "--lang", "en");
        opened.Exit.ShouldBe(0, opened.Out + opened.Error);
        opened.Out.ShouldContain("Opened the new origin “example.org/log-2” by entry 21; its first checkpoint has 22 "
            + "entries. The old origin “example.org/log” had signed 24.");
        Checkpoint.Parse(SignedNote.Parse(await File.ReadAllBytesAsync(Kept)).Text)
            .ShouldSatisfyAllConditions(c => c.Origin.ShouldBe("example.org/log-2"), c => c.Size.ShouldBe(22));
        (await File.ReadAllBytesAsync(InKeys("log.1.checkpoint")))
            .ShouldBe(await File.ReadAllBytesAsync(Path.Combine(folder, "kept.txt")));
        LogKey.ReadVerifier(InKeys("log.1.key")).Name.ShouldBe("example.org/log");
        await VerifiesAsync();
        await BacksUpAsync();
    }

    [Fact]
    public async Task opens_no_new_origin_while_the_old_one_can_be_signed()
    {
        var said = await OriginAsync(lost, "example.org/log-2");
        said.Exit.ShouldBe(1, said.Out);
        said.Error.ShouldContain("Không mở gốc mới: sổ nối tiếp đúng điểm kiểm tra");
        File.Exists(InKeys("log.next.key")).ShouldBeFalse();
        (await Run(lost, "verify")).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task opens_no_new_origin_under_a_used_name_or_for_a_ledger_with_faults()
    {
        await Run(restored, "restore", "old.tar");
        (await OriginAsync(restored, "example.org/log")).Error.ShouldContain("đã được dùng cho sổ này");
        await ExecuteAsync(restored, """
            alter table ledger.entry disable trigger append_only;
            update ledger.entry set type = 'x' where index = 7;
            alter table ledger.entry enable always trigger append_only;
            """);
        var said = await OriginAsync(restored, "example.org/log-2");
        said.Exit.ShouldBe(2);
        said.Out.ShouldContain("type-differs");
        said.Error.ShouldContain("sổ có lỗi khác");
        said.Out.ShouldNotContain("kept-checkpoint");
    }

    [Fact]
    public async Task cut_off_after_the_entry_is_finished_by_the_same_command_again()
    {
        await Run(restored, "restore", "old.tar");
        // What an attempt leaves that is killed after its entry: both keys beside each other.
        var before = Directory.CreateDirectory(Path.Combine(folder, "before")).FullName;
        foreach (var file in new[] { KeyFile, Kept })
            File.Copy(file, Path.Combine(before, Path.GetFileName(file)));
        (await OriginAsync(restored, "example.org/log-2")).Exit.ShouldBe(0);
        File.Move(KeyFile, InKeys("log.next.key"));
        File.Delete(InKeys("log.1.key"));
        File.Delete(InKeys("log.1.checkpoint"));
        foreach (var file in new[] { KeyFile, Kept })
            File.Copy(Path.Combine(before, Path.GetFileName(file)), file, overwrite: true);
        (await Run(restored, "backup", "half.tar")).Error.ShouldContain("supervision origin open");

        var again = await OriginAsync(restored, "example.org/log-2");
        again.Exit.ShouldBe(0, again.Error);
        File.Exists(InKeys("log.1.checkpoint")).ShouldBeTrue();
        (await Run(restored, "verify")).Exit.ShouldBe(0);
        await using var store = await EventStore.OpenAsync(restored, TimeProvider.System, default);
        (await store.ReadHeadAsync(default)).Size.ShouldBe(22);
    }

    private async Task VerifiesAsync()
    {
        var whole = await Run(restored, "verify");
        whole.Exit.ShouldBe(0, whole.Out + whole.Error);
        whole.Out.ShouldContain(
            "Tại mục 21 sổ được mở lại với gốc mới «example.org/log-2», nối tiếp gốc cũ «example.org/log».");
        var old = await Run(restored, "verify", "--checkpoint", "kept.txt", "--lang", "en");
        old.Exit.ShouldBe(2);
        old.Out.ShouldContain("This checkpoint is of the old origin “example.org/log”, with 24 entries. The log was "
            + "opened anew as “example.org/log-2” when it had 21 entries: entries 21 to 23 of the old origin are "
            + "lost.");
        // Also when it has grown beyond what was lost.
        await using (var store = await EventStore.OpenAsync(restored, TimeProvider.System, default))
            await AppendAsync(store, 5);
        (await Run(restored, "verify", "--checkpoint", "kept.txt")).Out.ShouldContain(
            "Điểm kiểm tra này thuộc gốc cũ «example.org/log» với 24 mục. Sổ đã được mở lại với gốc mới "
            + "«example.org/log-2» khi còn 21 mục: các mục từ 21 đến 23 của gốc cũ đã mất.");
    }

    // The keys of both origins go into the next backup, and what the old one signed is still verified.
    private async Task BacksUpAsync()
    {
        (await Run(restored, "backup", "new.tar")).Exit.ShouldBe(0);
        var drill = await Run(restored, "drill", "new.tar");
        drill.Exit.ShouldBe(0, drill.Out + drill.Error);
        drill.Out.ShouldNotContain("không nối tiếp điểm kiểm tra");
        // Of before the new origin: its key is not the one that is here.
        (await Run(await TestCluster.FreshDatabaseAsync(), "restore", "old.tar")).Error
            .ShouldContain("khác với khóa trong bản sao lưu");
    }

    private Task<Said> OriginAsync(string database, string name, params string[] more) => Run(database,
        ["origin", "open", "--name", name, "--by", "Quản trị viên", "--reason", "Hỏng ổ đĩa", .. more]);

    private Task<Said> Run(string database, params string[] arguments) =>
        new Supervise(folder).RunAsync([.. arguments, "--database", database, "--key", KeyFile]);

    private string InKeys(string file) => Path.Combine(folder, "keys", file);

    private async Task SignAsync(string database)
    {
        await using var issuer = new CheckpointIssuer(database, LogKey.Open(KeyFile, "example.org/log"), Kept);
        await issuer.IssueAsync(default);
    }

    private static async Task AppendAsync(EventStore store, int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            await store.AppendAsync(new AppendRequest(Guid.CreateVersion7(), Hash.Of("content"u8),
                [new NewEvent(Guid.CreateVersion7(), "https://example.org/bodies/SYT", "test.Happened", "a", [],
                    Encoding.UTF8.GetBytes($$"""{"number":{{i}}}"""))],
                new Dictionary<string, long>()), default);
        }
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
