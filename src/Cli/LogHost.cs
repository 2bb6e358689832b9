using Supervision.Ledger;
using Supervision.Ledger.Backups;
using Supervision.Web.Log;

namespace Supervision.Cli;

/// <summary>
/// The log beside the pages: its key (made where it is missing), the issuer of checkpoints, and, if asked for, the
/// operator's listener. If the ledger must not be signed, that is said, and the pages go on without.
/// </summary>
public sealed class LogHost : IAsyncDisposable
{
    private readonly CheckpointIssuer issuer;
    private readonly CancellationTokenSource stop = new();
    private WebApplication? listener;
    private Task issuing = Task.CompletedTask;

    private LogHost(CheckpointIssuer issuer) => this.issuer = issuer;

    /// <summary>Signs what there is, and goes on signing until it is disposed.</summary>
    public static async Task<LogHost> StartAsync(string keyFile, string connectionString, EventStore store,
        string origin, int? operatorPort, CancellationToken ct)
    {
        var origins = await OpenedOrigin.ReadAllAsync(connectionString, ct);
        var key = LogKey.Open(keyFile, origins is [.., var newest] ? newest.Key.Name : origin);
        var host = new LogHost(new CheckpointIssuer(connectionString, key, LogKey.KeptFile(keyFile)));
        try
        {
            // At once: whoever verifies next finds it.
            var signs = await host.TryAsync(() => host.issuer.IssueAsync(ct));
            if (operatorPort is { } port)
                await host.ListenAsync(store, port, Path.GetDirectoryName(keyFile)!, ct);
            if (signs)
                host.issuing = Task.Run(() => host.TryAsync(() => host.issuer.RunAsync(host.stop.Token)), ct);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Removes key, kept checkpoint and list of erased persons of a ledger that was thrown away, so that its successor
    /// gets its own.
    /// </summary>
    public static void Forget(LedgerFiles files)
    {
        File.Delete(files.LogKey);
        File.Delete(files.Kept);
        File.Delete(files.Erased);
    }

    /// <summary>Stops both.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await issuing;
        if (listener is not null)
            await listener.DisposeAsync();
        await issuer.DisposeAsync();
        stop.Dispose();
    }

    private async Task<bool> TryAsync(Func<Task> sign)
    {
        try
        {
            await sign();
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (CheckpointRefusedException refused)
        {
            await Console.Error.WriteLineAsync(LogTexts.Refused(refused));
            return false;
        }
    }

    private async Task ListenAsync(EventStore store, int port, string folder, CancellationToken ct)
    {
        var file = Path.Combine(folder, OperatorListener.TokenFileName);
        listener = OperatorListener.Build(store, port, OperatorListener.ReadToken(file));
        try
        {
            await listener.StartAsync(ct);
        }
        catch (IOException)
        {
            throw new CommandFailedException(Texts.Get("log.operator_port_taken", port));
        }

        Terminal.Line(Texts.Get("log.operator", string.Join(", ", listener.Urls), file));
    }
}
