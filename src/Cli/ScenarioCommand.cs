using Supervision.Messaging.Scenarios;

namespace Supervision.Cli;

/// <summary><c>supervision scenario FILE…</c>: plays files into a fresh scratch database, after the seeds.</summary>
public static class ScenarioCommand
{
    private const string Origin = "demo/scratch";

    /// <summary>Plays the files and reports step by step; exit code 1 if an expectation failed.</summary>
    public static async Task<int> RunAsync(Place place, IReadOnlyList<string> files, CancellationToken ct)
    {
        var setup = SeedFiles.Setup();
        IReadOnlyList<Scenario> scenarios = [.. SeedFiles.ReadWith(setup, files)];
        // The key of what is sealed goes with the scratch ledger.
        var secrets = Directory.CreateTempSubdirectory("supervision-scenario-");
        try
        {
            return await PlayAsync(place, setup, scenarios, Path.Combine(secrets.FullName, "master.key"), ct);
        }
        finally
        {
            secrets.Delete(recursive: true);
        }
    }

    private static async Task<int> PlayAsync(Place place, IReadOnlyList<Scenario> setup,
        IReadOnlyList<Scenario> scenarios, string masterKeyFile, CancellationToken ct)
    {
        await using var database = await LedgerDatabase.OpenScratchAsync(place, ct);
        await using var playback = await Playback.OpenAsync(database.ConnectionString, Origin,
            Playback.StartOf(setup.Concat(scenarios)), masterKeyFile, ct);
        var seeds = await playback.PlayAsync(setup, Texts.Get("play.seeds"), ct);
        foreach (var failed in seeds.Where(r => !r.Met))
            Terminal.Line(Playback.Describe(failed));
        var results = await playback.PlayAsync(scenarios, Texts.Get("play.scenarios"), ct);
        foreach (var result in results)
            Terminal.Line(Playback.Describe(result));
        var figures = await FigureCheck.RunAsync(database.ConnectionString, playback.Store, scenarios, ct);
        foreach (var figure in figures)
            Terminal.Line(figure.Describe());
        var wrong = seeds.Concat(results).Count(r => !r.Met) + figures.Count(f => !f.Met);
        Terminal.Line(Texts.Get("play.total", results.Count, figures.Count, wrong));
        return wrong == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
