using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Ledger.Tests.EmbeddedPostgres;

public sealed class AnEmbeddedServerIsRefused : ServerFolder
{
    [Fact]
    public async Task when_another_program_uses_the_folder()
    {
        await using var first = await Start(Folder);
        var refusal = await Refused(Folder);
        refusal.Code.ShouldBe("postgres.locked");
        refusal.Arguments["folder"].ShouldBe(Folder);
        refusal.Message.ShouldContain(Folder);
    }

    [Fact]
    public async Task when_the_named_folder_has_no_programs()
    {
        var empty = Path.Combine(Folder, "empty");
        Directory.CreateDirectory(empty);
        var refusal = await Refused(Folder, ServerOptions.ForTests with { BinariesFolder = empty });
        refusal.Code.ShouldBe("postgres.no-binaries");
        refusal.Message.ShouldContain("apt-get install postgresql");
        refusal.Message.ShouldContain("--database");
        refusal.Arguments["searched"].ShouldBe(empty);
    }

    [Fact]
    public async Task when_the_variable_names_a_folder_without_programs()
    {
        var refusal = await Should.ThrowAsync<EmbeddedPostgresException>(() => PostgresBinaries.FindAsync(
            null, name => name == PostgresBinaries.FolderVariable ? "/nowhere" : null, null, Cluster));
        refusal.Code.ShouldBe("postgres.no-binaries");
        refusal.Arguments["searched"].ShouldBe("/nowhere");
    }

    [Fact]
    public async Task when_the_data_belong_to_another_version()
    {
        Directory.CreateDirectory(Cluster);
        await File.WriteAllTextAsync(Path.Combine(Cluster, "PG_VERSION"), "9\n");
        var refusal = await Refused(Folder);
        refusal.Code.ShouldBe("postgres.other-version");
        refusal.Arguments["folderVersion"].ShouldBe("9");
        refusal.Arguments["folder"].ShouldBe(Cluster);
    }

    [Fact]
    public async Task when_the_only_programs_are_too_old()
    {
        var old = Path.Combine(Programs("exit 0", "exit 0"), "postgres");
        await File.WriteAllTextAsync(old, "#!/bin/sh\necho 'postgres (PostgreSQL) 11.22 (Debian)'\n");
        var refusal = await Refused(
            Folder, ServerOptions.ForTests with { BinariesFolder = Path.GetDirectoryName(old) });
        refusal.Code.ShouldBe("postgres.too-old");
        refusal.Arguments["found"].ShouldBe("11");
    }

    [Fact]
    public async Task when_the_folder_cannot_be_made()
    {
        var refusal = await Refused("/proc/supervision");
        refusal.Code.ShouldBe("postgres.folder-not-writable");
        refusal.Arguments["folder"].ShouldBe("/proc/supervision");
    }

    [FactAsOrdinaryUser]
    public async Task when_the_folder_belongs_to_somebody_else() =>
        (await Refused("/var")).Code.ShouldBe("postgres.folder-not-writable");

    [FactAsRoot]
    public async Task when_the_servers_user_may_not_pass_a_parent_folder()
    {
        var closed = Path.Combine(Folder, "closed");
        Directory.CreateDirectory(closed);
        Run("chmod", "700", closed);
        var refusal = await Refused(Path.Combine(closed, "deep", "data"));
        refusal.Code.ShouldBe("postgres.folder-blocked");
        refusal.Arguments["folder"].ShouldBe(closed);
        refusal.Message.ShouldContain($"folder {closed}:");
    }

    [Fact]
    public async Task when_the_server_does_not_become_ready()
    {
        var slow = Programs("exit 0", "echo 'LOG:  thinking' >&2; exec sleep 60");
        var refusal = await Refused(Folder, ServerOptions.ForTests with
        {
            BinariesFolder = slow,
            StartTimeout = TimeSpan.FromSeconds(1),
        });
        refusal.Code.ShouldBe("postgres.start-timed-out");
        refusal.Arguments["lines"].ShouldBe("LOG:  thinking");
    }

    [Theory]
    [InlineData("FATAL:  could not write lock file \"postmaster.pid\": No space left on device", "postgres.disk-full")]
    [InlineData("postgres: could not look up effective user ID 12345: user does not exist", "postgres.no-user")]
    [InlineData("FATAL:  something unheard of", "postgres.failed")]
    public async Task when_the_server_ends_at_once(string lastWords, string code)
    {
        var failing = Programs("exit 0", $"cat >&2 <<'END'\n{lastWords}\nEND\nexit 1");
        (await Refused(Folder, ServerOptions.ForTests with { BinariesFolder = failing })).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("initdb: error: could not create directory \"x\": No space left on device", "postgres.disk-full")]
    [InlineData("initdb: error: could not look up effective user ID 12345: user does not exist", "postgres.no-user")]
    [InlineData("initdb: error: something unheard of", "postgres.failed")]
    public async Task when_the_cluster_cannot_be_made(string lastWords, string code)
    {
        var failing = Programs($"cat >&2 <<'END'\n{lastWords}\nEND\nexit 1", "exit 0");
        (await Refused(Folder, ServerOptions.ForTests with { BinariesFolder = failing })).Code.ShouldBe(code);
        Directory.Exists(Cluster).ShouldBeFalse();
    }

    [Fact]
    public async Task when_every_port_is_taken()
    {
        var taken = "FATAL:  could not bind IPv4 address \"127.0.0.1\": Address already in use";
        var failing = Programs("exit 0", $"cat >&2 <<'END'\n{taken}\nEND\nexit 1");
        (await Refused(Folder, ServerOptions.ForTests with { BinariesFolder = failing })).Code
            .ShouldBe("postgres.no-port");
    }

    [Fact]
    public async Task when_the_disk_is_full_and_starts_once_there_is_room()
    {
        using var child = FaultsProgram.Start("full-disk", Path.Combine(Folder, "disk"));
        var said = (await child.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Where a small tmpfs may not be mounted this says nothing.
        if (said is not ["skipped"])
            said.ShouldBe(["postgres.disk-full", "started", "postgres.disk-full", "started"]);
    }

    [Fact]
    public async Task when_the_password_is_lost_or_wrong()
    {
        await using (await Start(Folder)) { }
        var file = Path.Combine(Folder, "postgres.password");
        await File.WriteAllTextAsync(file, "another");
        (await Refused(Folder)).Code.ShouldBe("postgres.password-refused");
        File.Delete(file);
        (await Refused(Folder)).Code.ShouldBe("postgres.password-missing");
    }
}
