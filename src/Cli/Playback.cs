using Spectre.Console;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Messaging;
using Supervision.Messaging.Scenarios;
using Supervision.Messaging.Sealing;

namespace Supervision.Cli;

/// <summary>
/// A ledger on a simulated clock, into which scenario files are played through the ordinary command path.
/// </summary>
public sealed class Playback : IAsyncDisposable
{
    private readonly PersonKeys keys;

    private Playback(EventStore store, SimulatedClock clock, string origin, PersonKeys keys)
    {
        this.keys = keys;
        Store = store;
        Clock = clock;
        Origin = origin;
    }

    public EventStore Store { get; }
    public SimulatedClock Clock { get; }
    public string Origin { get; }

    /// <summary>
    /// Opens the ledger with its clock at <paramref name="start"/>; an empty one is opened as simulated.
    /// </summary>
    public static async Task<Playback> OpenAsync(string connectionString, string origin, DateTimeOffset start,
        string masterKeyFile, CancellationToken ct)
    {
        var clock = new SimulatedClock(start);
        var store = await EventStore.OpenAsync(connectionString, clock, ct);
        try
        {
            var opening = await LedgerOpening.OpenAsync(store, clock, origin, simulated: true, ct);
            if (!opening.SimulatedClock)
                throw new CommandFailedException(Texts.Get("demo.real_ledger", opening.Origin));
            return new Playback(store, clock, opening.Origin,
                await PersonKeys.OpenAsync(connectionString, masterKeyFile, ct));
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays the scenarios merged by day; returns the results, and shows a progress bar meanwhile.</summary>
    public async Task<IReadOnlyList<StepResult>> PlayAsync(IReadOnlyList<Scenario> scenarios, string title,
        CancellationToken ct)
    {
        var steps = ScenarioPlayer.Merge(scenarios);
        var results = new List<StepResult>();
        await Terminal.Error.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var task = progress.AddTask(title.EscapeMarkup(), maxValue: Math.Max(1, steps.Count));
            var player = new ScenarioPlayer(Store, Clock, Origin, new Sealer(Store, keys));
            await foreach (var result in player.PlayAsync(steps, ct))
            {
                results.Add(result);
                task.Increment(1);
            }
        });
        return results;
    }

    /// <summary>The instant at which the first of these steps is recorded.</summary>
    public static DateTimeOffset StartOf(IEnumerable<Scenario> scenarios) =>
        scenarios.SelectMany(s => s.Steps).Select(s => s.At).DefaultIfEmpty(
            VietnamTime.At(new DateOnly(2025, 12, 1), new TimeOnly(8, 0))).Min();

    /// <summary>One line on a step: what came of it and, where it was not expected, what was.</summary>
    public static string Describe(StepResult result)
    {
        var step = result.Step;
        var what = step is Step.Command command ? Codec.NameOf(command.Request.Command) : Texts.Get("play.clock");
        var day = step.At.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        var line = Texts.Get(result.Met ? "play.met" : "play.failed", day, step.File, step.Id, what,
            result.Actual.Length > 0 ? result.Actual : "–");
        if (!result.Met)
            line += "\n    " + Texts.Get("play.expected", result.Expected.Length > 0 ? result.Expected : "–");
        if (result.Refusal is { } refusal)
            line += "\n    " + DomainTexts.Sentence(refusal, Texts.Culture);
        return line;
    }

    public async ValueTask DisposeAsync()
    {
        await keys.DisposeAsync();
        await Store.DisposeAsync();
    }
}
