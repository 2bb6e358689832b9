using Supervision.Messaging;
using Supervision.Messaging.Scenarios;

namespace Supervision.Cli;

/// <summary>
/// <c>supervision demo</c>: the seeds and the worked scenarios on a simulated clock, their figures, the verification,
/// and the pages. A second start finds its own ledger, verifies it and serves it.
/// </summary>
public static class DemoCommand
{
    private const string Origin = "demo/haiphong";

    /// <summary>Exit code 0 only if every expectation held and the ledger is whole.</summary>
    public static async Task<int> RunAsync(Place place, bool exit, string urls, int? operatorPort,
        CancellationToken ct)
    {
        WebHost.CheckUrls(urls, allowRemote: false);
        var setup = SeedFiles.Setup();
        var scenarios = SeedFiles.Scenarios();
        Terminal.Line(Texts.Get(place.Database is null ? "demo.starting_embedded" : "demo.starting_own",
            place.Folder("demo")));
        await using var database = await LedgerDatabase.OpenAsync(place, "demo", ct);
        var start = Playback.StartOf(setup.Concat(scenarios));
        var playback = await Playback.OpenAsync(
            database.ConnectionString, Origin, start, place.MasterKeyFile("demo"), ct);
        try
        {
            var played = await IsPlayedAsync(playback, scenarios, ct);
            var head = await playback.Store.ReadHeadAsync(ct);
            if (!played && head.Size > 1)
                playback = await BeginAgainAsync(place, database, playback, start, ct);
            var failures = 0;
            if (played)
                failures = await ResumeAsync(playback, head.Size, [.. setup, .. scenarios], ct);
            else
                failures = await PlayAsync(playback, setup, scenarios, ct);
            await using var log = await LogHost.StartAsync(
                place.KeyFile("demo"), database.ConnectionString, playback.Store, Origin, operatorPort, ct);
            var figures = await DemoReport.PrintAsync(database.ConnectionString, playback.Store,
                [.. setup, .. scenarios], ct);
            var verified = await VerifyCommand.VerifyAsync(
                database.ConnectionString, VerifyCommand.Known(place.Files("demo"), [], null), ct);
            var code = verified != ExitCode.Done ? verified : failures + figures > 0 ? ExitCode.Failed : ExitCode.Done;
            Terminal.Line(Texts.Get(code == ExitCode.Done ? "demo.held" : "demo.not_held", failures + figures));
            if (!exit)
            {
                var opening = (await LedgerOpening.ReadAsync(playback.Store, ct))!;
                await WebHost.RunAsync(database.ConnectionString, playback.Store, opening, playback.Clock, urls,
                    allowRemote: false, ct);
            }

            return code;
        }
        finally
        {
            await playback.DisposeAsync();
        }
    }

    // The last command that records something is in the ledger exactly when all before it are.
    private static async Task<bool> IsPlayedAsync(Playback playback, IReadOnlyList<Scenario> scenarios,
        CancellationToken ct)
    {
        var last = ScenarioPlayer.Merge(scenarios).OfType<Step.Command>().Last(s => s.Expected is Expected.Events);
        return await playback.Store.ReadCommandAsync(last.Request.Id, ct) is not null;
    }

    // A run that was cut off left half a story: refused steps would be judged on a later state. It is told anew, but
    // only in the program's own database; in somebody else's nothing is dropped.
    private static async Task<Playback> BeginAgainAsync(Place place, LedgerDatabase database,
        Playback playback, DateTimeOffset start, CancellationToken ct)
    {
        if (!database.IsEmbedded)
            throw new CommandFailedException(Texts.Get("demo.half_played"));
        Terminal.Line(Texts.Get("demo.begin_again"));
        await playback.DisposeAsync();
        await database.StartAfreshAsync(ct);
        // Another log: it gets another key, since this one has signed what is no more.
        LogHost.Forget(place.Files("demo"));
        return await Playback.OpenAsync(
            database.ConnectionString, Origin, start, place.MasterKeyFile("demo"), ct);
    }

    private static async Task<int> ResumeAsync(Playback playback, long size, IReadOnlyList<Scenario> scenarios,
        CancellationToken ct)
    {
        var last = await playback.Store.ReadEntryAsync(size - 1, ct);
        playback.Clock.Set(last!.Time);
        Terminal.Line(Texts.Get("demo.found", size));
        return await Recheck.CountFailuresAsync(playback.Store, scenarios, ct);
    }

    private static async Task<int> PlayAsync(Playback playback, IReadOnlyList<Scenario> setup,
        IReadOnlyList<Scenario> scenarios, CancellationToken ct)
    {
        var results = new List<StepResult>();
        results.AddRange(await playback.PlayAsync(setup, Texts.Get("play.seeds"), ct));
        results.AddRange(await playback.PlayAsync(scenarios, Texts.Get("play.scenarios"), ct));
        foreach (var failed in results.Where(r => !r.Met))
            Terminal.Line(Playback.Describe(failed));
        Terminal.Line(Texts.Get("demo.played", results.Count,
            results.Count(r => r.Step is Step.Command { Expected: Expected.Refusal } && r.Met)));
        return results.Count(r => !r.Met);
    }
}
