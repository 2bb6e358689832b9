using Supervision.Ledger;
using Supervision.Messaging.Sealing;

namespace Supervision.Messaging.Tests.Sealing;

public sealed class TheMasterKeyFile : IAsyncLifetime
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string folder = TestCluster.NewFolder();
    private string database = "";
    private EventStore store = null!;

    private string KeyFile => Path.Combine(folder, "secrets", "master.key");

    public async Task InitializeAsync()
    {
        database = await TestCluster.FreshDatabaseAsync();
        store = await EventStore.OpenAsync(database, TimeProvider.System, default);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task is_made_at_first_use_for_its_owner_only_and_stays_as_it_is()
    {
        await (await OpenAsync(KeyFile)).DisposeAsync();
        var text = await File.ReadAllTextAsync(KeyFile);
        await (await OpenAsync(KeyFile)).DisposeAsync();

        File.GetUnixFileMode(KeyFile).ShouldBe(OwnerOnly);
        text.ShouldMatch("^[0-9a-f]{64}\n\\z");
        (await File.ReadAllTextAsync(KeyFile)).ShouldBe(text);
    }

    [Fact]
    public async Task of_many_processes_that_begin_at_once_is_one()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(KeyFile)));

        foreach (var keys in opened)
            await keys.DisposeAsync();
    }

    [Fact]
    public async Task of_another_ledger_is_refused_and_nothing_is_written()
    {
        await (await OpenAsync(KeyFile)).DisposeAsync();
        var before = await DumpAsync();
        var other = Path.Combine(folder, "other.key");
        Write(other, new string('a', 64) + "\n");

        (await Refused(other)).Code.ShouldBe("wrong");

        (await DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task that_is_gone_is_not_made_anew()
    {
        await (await OpenAsync(KeyFile)).DisposeAsync();
        File.Delete(KeyFile);

        (await Refused(KeyFile)).Code.ShouldBe("missing");

        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task that_holds_no_key_is_refused(string text)
    {
        Write(KeyFile, text);

        (await Refused(KeyFile)).Code.ShouldBe("damaged");

        (await File.ReadAllTextAsync(KeyFile)).ShouldBe(text);
    }

    [Fact]
    public async Task that_others_may_read_is_refused()
    {
        Write(KeyFile, new string('a', 64) + "\n");
        File.SetUnixFileMode(KeyFile, OwnerOnly | UnixFileMode.GroupRead);

        (await Refused(KeyFile)).Code.ShouldBe("exposed");
    }

    [Fact]
    public async Task that_is_a_folder_is_refused()
    {
        Directory.CreateDirectory(KeyFile);

        (await Refused(KeyFile)).Code.ShouldBe("unreadable");
    }

    private Task<PersonKeys> OpenAsync(string file) => PersonKeys.OpenAsync(database, file, default);

    private async Task<MasterKeyException> Refused(string file)
    {
        var refused = await Should.ThrowAsync<MasterKeyException>(() => OpenAsync(file));
        refused.Path.ShouldBe(file);
        return refused;
    }

    private async Task<string> DumpAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("""
            select concat((select json_agg(k) from keys.person_key k), (select json_agg(m) from keys.master_key m),
                (select count(*) from ledger.entry), (select json_agg(x) from keys.migration x))
            """, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, OwnerOnly);
    }
}
