using Supervision.Ledger;
using Supervision.Messaging.Scenarios;

namespace Supervision.Messaging.Tests;

public class PlayingTheSeeds
{
    [Fact]
    public async Task every_step_of_setup_and_scenarios_comes_out_as_expected()
    {
        var setup = Read("setup");
        var scenarios = Read("scenarios");
        var clock = new SimulatedClock(setup[0].Steps[0].At);
        await using var store = await EventStore.OpenAsync(await TestCluster.FreshDatabaseAsync(), clock, default);
        await LedgerOpening.OpenAsync(store, clock, "demo/test", simulated: true, default);
        var wrong = new List<string>();
        foreach (var part in new[] { setup, scenarios })
        {
            await foreach (var result in new ScenarioPlayer(store, clock, "demo/test")
                .PlayAsync(ScenarioPlayer.Merge(part), default))
            {
                if (!result.Met)
                    wrong.Add($"{result.Step.At:yyyy-MM-dd} {result.Step.Id}: expected {result.Expected}, "
                        + $"got {result.Actual} {result.Refusal}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static List<Scenario> Read(string folder) =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds", folder), "*.json")
            .Order(StringComparer.Ordinal).Select(ScenarioReader.Read)];
}
