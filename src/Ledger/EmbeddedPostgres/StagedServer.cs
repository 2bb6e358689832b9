using System.Runtime.Versioning;

namespace Supervision.Ledger.EmbeddedPostgres;

/// <summary>
/// A server in a folder inside a data folder that has no cluster yet. What is made in it becomes the data folder's own
/// when it is complete, or is gone without a trace.
/// </summary>
public sealed class StagedServer : IAsyncDisposable
{
    private readonly DataFolder target;
    private readonly string staged;
    private readonly (bool Folder, bool Lock) made;
    private PostgresServer? server;
    private bool installed;

    private StagedServer(DataFolder target, (bool Folder, bool Lock) made)
    {
        (this.target, this.made) = (target, made);
        staged = Path.Combine(target.Path, "restoring");
    }

    public string ConnectionString => server!.ConnectionString;

    /// <summary>Locks the data folder, made if needed, and starts an empty server within.</summary>
    /// <exception cref="EmbeddedPostgresException">The folder has a cluster, or the start failed.</exception>
    public static Task<StagedServer> StartAsync(string dataFolder, ServerOptions options, CancellationToken ct) =>
        OperatingSystem.IsLinux() ? StartInAsync(dataFolder, options, ct)
            : throw EmbeddedPostgresException.NotLinux();

    /// <summary>Stops the server and moves its cluster to its place; the last step is one rename.</summary>
    public async Task InstallAsync()
    {
        await server!.DisposeAsync();
        target.Take(DataFolder.Unlocked(staged));
        installed = true;
    }

    /// <summary>Stops the server; what was not installed is removed, also the data folder if this made it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        if (Directory.Exists(staged)) Directory.Delete(staged, recursive: true);
        if (!installed && made.Lock) File.Delete(Path.Combine(target.Path, DataFolder.LockName));
        target.Dispose();
        if (!installed && made.Folder) Directory.Delete(target.Path);
    }

    [SupportedOSPlatform("linux")]
    private static async Task<StagedServer> StartInAsync(
        string dataFolder, ServerOptions options, CancellationToken ct)
    {
        var missing = (!Directory.Exists(dataFolder), !File.Exists(Path.Combine(dataFolder, DataFolder.LockName)));
        var stage = new StagedServer(DataFolder.Open(dataFolder), missing);
        try
        {
            if (Directory.Exists(stage.target.Cluster)) throw EmbeddedPostgresException.NotEmpty(stage.target.Path);
            // Of a restore that was killed.
            await Leftovers.ClearAsync(DataFolder.Unlocked(stage.staged).Cluster, ct);
            if (Directory.Exists(stage.staged)) Directory.Delete(stage.staged, recursive: true);
            stage.server = await PostgresServer.StartAsync(stage.staged, options, ct);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }
}
