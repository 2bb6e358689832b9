using Supervision.Ledger;
using Supervision.Ledger.Backups;
using Supervision.Messaging.Sealing;

namespace Supervision.Messaging.Tests.Sealing;

/// <summary>Two persons are named in a finding, the ledger is backed up, and one of them is erased.</summary>
public sealed class ErasedAfterABackup : IAsyncLifetime
{
    private SealedWorld world = null!;
    private IReadOnlyList<string> values = [];
    private string restored = "";

    private string Folder => Path.GetDirectoryName(world.KeyFile)!;

    private LedgerFiles Files => new(Path.Combine(Folder, "log.key"), world.KeyFile);

    public async Task InitializeAsync()
    {
        world = await SealedWorld.InFieldworkAsync();
        values = await world.SealAsync(
            SealedWorld.Finding("F-1", ["Nguyễn Văn A", "Trần Thị B"], "person-a", "person-b"));
        var file = Path.Combine(Folder, "backup.tar");
        await LedgerBackup.WriteAsync(world.Database, "ledger", Files, file, default);
        await world.RecordAsync(SealedWorld.Destruction(SealedWorld.Person("person-a")));
        (await world.UnsealAsync(values)).ShouldBe([null, "Trần Thị B"]);
        restored = await TestCluster.FreshDatabaseAsync();
        await LedgerBackup.RestoreAsync(await BackupFile.OpenAsync(file, default), restored, default);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task stays_erased_in_the_older_ledger_by_the_list_beside_the_master_key()
    {
        new ErasedPersons(Files.Erased).Read().ShouldBe([SealedWorld.Person("person-a")]);
        await using var store = await EventStore.OpenAsync(restored, TimeProvider.System, default);
        await using var keys = await PersonKeys.OpenAsync(restored, world.KeyFile, default);
        (await UnsealAsync(store, keys)).ShouldBe([null, "Trần Thị B"]);
        (await keys.ErasedUnrecordedAsync(default)).ShouldBe([SealedWorld.Person("person-a")]);
        (await Verifier.VerifyAsync(restored, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task gets_no_key_again_and_nobody_elses_act_is_in_the_way()
    {
        await using var store = await EventStore.OpenAsync(restored, world.World.Clock, default);
        await using var keys = await PersonKeys.OpenAsync(restored, world.KeyFile, default);
        var handler = world.HandlerOf(keys, store);
        var refused = await handler.HandleAsync(SealedWorld.Finding("F-2", ["Nguyễn Văn A"], "person-a"), default);
        refused.ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe("personal.key_destroyed");
        await handler.HandleAsync(SealedWorld.Destruction(SealedWorld.Person("person-a")), default);
        (await keys.ErasedUnrecordedAsync(default)).ShouldBeEmpty();
        (await handler.HandleAsync(SealedWorld.Finding("F-3", ["Trần Thị B"], "person-b"), default))
            .ShouldBeOfType<Outcome.Recorded>();
    }

    [Fact]
    public async Task would_come_back_without_the_list()
    {
        File.Delete(Files.Erased);
        await using var store = await EventStore.OpenAsync(restored, TimeProvider.System, default);
        await using var keys = await PersonKeys.OpenAsync(restored, world.KeyFile, default);
        (await UnsealAsync(store, keys)).ShouldBe(["Nguyễn Văn A", "Trần Thị B"]);
    }

    [Fact]
    public async Task is_not_erased_before_he_is_listed()
    {
        // A list that cannot be written: the erasure is recorded, counts, and is finished when it can.
        await File.WriteAllTextAsync(Files.Erased, "not an id\n");
        (await Should.ThrowAsync<MasterKeyException>(world.Handler.HandleAsync(
            SealedWorld.Destruction(SealedWorld.Person("person-b"), "2000/QĐ-UBND"), default)))
            .Code.ShouldBe("erased_list_damaged");
        (await world.KeyCountAsync()).ShouldBe(1);
        (await world.UnsealAsync(values)).ShouldBe([null, null]);
        File.Delete(Files.Erased);
        await world.Keys.FinishErasuresAsync(default);
        (await world.KeyCountAsync()).ShouldBe(0);
        new ErasedPersons(Files.Erased).Read().ShouldBe([SealedWorld.Person("person-b")]);
    }

    [Fact]
    public async Task is_told_of_a_master_key_of_another_ledger_before_a_backup_is_made()
    {
        await PersonKeys.CheckAsync(world.Database, world.KeyFile, default);
        var other = Path.Combine(Folder, "other.key");
        (await Should.ThrowAsync<MasterKeyException>(PersonKeys.CheckAsync(world.Database, other, default)))
            .Code.ShouldBe("missing");
        await File.WriteAllTextAsync(other, new string('a', 64) + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Should.ThrowAsync<MasterKeyException>(PersonKeys.CheckAsync(world.Database, other, default)))
            .Code.ShouldBe("wrong");
    }

    private async Task<List<string?>> UnsealAsync(EventStore store, PersonKeys keys)
    {
        var unsealer = new Unsealer(store, keys);
        var texts = new List<string?>();
        foreach (var value in values)
            texts.Add(await unsealer.OpenAsync(value, "responsiblePersons", default));
        return texts;
    }
}
