using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Messaging;
using Supervision.Messaging.Obligations;
using Supervision.Messaging.Succession;
using Supervision.Projections;
using Supervision.Web;

namespace Supervision.Cli;

/// <summary>
/// Serves the pages until it is stopped, and beside them keeps the views up to date and, on a real clock, runs the
/// clock of obligations and hands over what bodies that are gone left open.
/// </summary>
public static class WebHost
{
    // What works in the background begins again after a failure: it keeps its place in the database.
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ObligationPause = TimeSpan.FromSeconds(30);

    /// <summary>Serves until the token is cancelled; returns when everything has stopped.</summary>
    public static async Task RunAsync(string connectionString, EventStore store, Opening opening, TimeProvider clock,
        string urls, bool allowRemote, CancellationToken ct)
    {
        await using var projector = await Projector.OpenAsync(connectionString, store, ct);
        await projector.CatchUpAsync(ct);
        await using var views = await Views.OpenAsync(connectionString, ct);
        await using var site = Site.Build(
            new SiteOptions(urls, store, views, opening, clock) { AllowRemote = allowRemote });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var work = Task.WhenAll(
            RepeatAsync(projector.RunAsync, RetryPause, stop.Token),
            opening.SimulatedClock ? Task.CompletedTask
                : KeepObligationsAsync(store, clock, opening.Origin, stop.Token));
        try
        {
            await StartAsync(site, urls, ct);
            Terminal.Line(Texts.Get("web.serving", string.Join(", ", site.Urls)));
            await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        finally
        {
            await site.StopAsync(CancellationToken.None);
            await stop.CancelAsync();
            await work;
        }

        Terminal.Line(Texts.Get("web.stopped"));
    }

    /// <summary>Refuses addresses that could not be served, before anything is started.</summary>
    /// <exception cref="CommandFailedException">One is malformed, or not loopback and that is not allowed.</exception>
    public static void CheckUrls(string urls, bool allowRemote)
    {
        if (!Site.CanListenOn(urls, allowRemote))
            throw new CommandFailedException(Texts.Get("web.wrong_url", urls));
    }

    private static async Task StartAsync(WebApplication site, string urls, CancellationToken ct)
    {
        try
        {
            await site.StartAsync(ct);
        }
        catch (IOException)
        {
            throw new CommandFailedException(Texts.Get("web.port_taken", urls));
        }
    }

    private static async Task KeepObligationsAsync(EventStore store, TimeProvider clock, string origin,
        CancellationToken ct) => await RepeatAsync(async token =>
        {
            var handler = new CommandHandler(store, clock, origin);
            var succession = new SuccessionRunner(store, handler);
            var runner = new ObligationRunner(store, handler, clock);
            while (true)
            {
                // Before the clock: what falls due today is owed by who stands today.
                await succession.RunAsync(token);
                await runner.RunAsync(token);
                await Task.Delay(ObligationPause, clock, token);
            }
        }, RetryPause, ct);

    private static async Task RepeatAsync(Func<CancellationToken, Task> work, TimeSpan pause, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not LedgerCorruptException)
            {
                await Console.Error.WriteLineAsync(Texts.Get("web.work_failed", Failure.Sentence(e) ?? e.Message));
                await Task.Delay(pause, TimeProvider.System, ct).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
