using Supervision.Ledger.Backups;
using Supervision.TransparencyLog;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests.Backups;

/// <summary>A ledger with a log's key and a kept checkpoint, and a folder for its backups.</summary>
public abstract class BackupFolder : Ledgers, IDisposable
{
    protected const string Origin = "example.org/log";

    protected string Folder { get; } = TestCluster.NewFolder();

    protected LedgerFiles Files => FilesIn("keys");

    protected string Output => Path.Combine(Folder, "backup.tar");

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected LedgerFiles FilesIn(string name) =>
        new(Path.Combine(Folder, name, "log.key"), Path.Combine(Folder, name, "master.key"));

    protected async Task FillAsync(int entries)
    {
        for (var i = 0; i < entries; i++)
            await Store.AppendAsync(Request(Event($"stream-{i % 5}", $$"""{"chữ":"ế","number":{{i}}}""")));
    }

    protected async Task<Checkpoint> SignAsync()
    {
        await using var issuer = new CheckpointIssuer(
            ConnectionString, LogKey.Open(Files.LogKey, Origin), Files.Kept);
        return Checkpoint.Parse((await issuer.IssueAsync(default))!.Text);
    }

    protected Task<BackupManifest> BackUpAsync(string? output = null) =>
        LedgerBackup.WriteAsync(ConnectionString, "ledger", Files, output ?? Output, default);

    protected static async Task<string> RestoreAsync(string file)
    {
        var database = await TestCluster.FreshDatabaseAsync();
        await LedgerBackup.RestoreAsync(await BackupFile.OpenAsync(file, default), database, default);
        return database;
    }

    protected static async Task<BackupException> RefusedAsync(Func<Task> act, string code)
    {
        var refused = await Should.ThrowAsync<BackupException>(act);
        refused.Code.ShouldBe(code, refused.Message);
        return refused;
    }
}
