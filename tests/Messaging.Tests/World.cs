using Supervision.Domain;
using Supervision.Domain.Officers;
using Supervision.Ledger;
using Supervision.Messaging.Obligations;
using Supervision.Messaging.Scenarios;
using Supervision.Messaging.Succession;

namespace Supervision.Messaging.Tests;

/// <summary>A fresh ledger on a simulated clock, with the setup of the seeds played into it.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Origin = "demo/test";

    private World(string connectionString, SimulatedClock clock, EventStore store)
    {
        ConnectionString = connectionString;
        Clock = clock;
        Store = store;
        Handler = new CommandHandler(store, clock, Origin);
    }

    public string ConnectionString { get; }
    public SimulatedClock Clock { get; }
    public EventStore Store { get; }
    public CommandHandler Handler { get; }

    public static Task<World> WithSetupAsync() => WithAsync(Seeds("setup"));

    /// <summary>The setup as far as the step that adopts its first rules, and that step.</summary>
    public static async Task<(World World, Step.Command FirstRules)> WithoutRulesAsync()
    {
        var setup = Seeds("setup");
        var officers = setup[1].Steps.Cast<Step.Command>().ToList();
        var first = officers.FindIndex(s => s.Request.Command is RoleTableCommand);
        return (await WithAsync([setup[0], setup[1] with { Steps = officers[..first] }]), officers[first]);
    }

    private static async Task<World> WithAsync(List<Scenario> setup)
    {
        var clock = new SimulatedClock(setup[0].Steps[0].At);
        var connection = await TestCluster.FreshDatabaseAsync();
        var store = await EventStore.OpenAsync(connection, clock, default);
        await LedgerOpening.OpenAsync(store, clock, Origin, simulated: true, default);
        var world = new World(connection, clock, store);
        await world.PlayAsync(setup);
        return world;
    }

    public static List<Scenario> Seeds(string folder) =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds", folder), "*.json")
            .Order(StringComparer.Ordinal).Select(ScenarioReader.Read)];

    public async Task<List<StepResult>> PlayAsync(IReadOnlyList<Scenario> scenarios)
    {
        var results = new List<StepResult>();
        await foreach (var result in new ScenarioPlayer(Store, Clock, Origin)
            .PlayAsync(ScenarioPlayer.Merge(scenarios), default))
            results.Add(result);
        return results;
    }

    public ObligationRunner Runner() => new(Store, Handler, Clock);

    public SuccessionRunner Successor() => new(Store, Handler);

    public static Acting.Officer Officer(string alias) =>
        new(new OfficerId(Aliases.IdOf("officer", alias)), new MandateId(Aliases.IdOf("mandate", alias)));

    public static CommandRequest Request(string actor, Command command, Guid? id = null) =>
        new(id ?? Guid.CreateVersion7(), command, Officer(actor), Officer(actor));

    public async Task<List<Entry>> EntriesAsync(long from = 0)
    {
        var entries = new List<Entry>();
        await foreach (var entry in Store.ReadAsync(from, default))
            entries.Add(entry);
        return entries;
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
