using Npgsql;
using Supervision.Domain;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Findings;
using Supervision.Ledger;
using Supervision.Messaging.Scenarios;
using Supervision.Messaging.Sealing;

namespace Supervision.Messaging.Tests.Sealing;

/// <summary>The joint inspection of the seeds in the middle of its fieldwork, with keys.</summary>
internal sealed class SealedWorld : IAsyncDisposable
{
    private static readonly IReadOnlyList<Step> S4 = World.Seeds("scenarios").Single(s => s.Name == "S4").Steps;
    private static readonly int Recording = S4.ToList().FindIndex(s => s is Step.Command
    {
        Request.Command: FindingCommand.RecordFinding,
        Expected: Expected.Events,
    });

    private SealedWorld(World world, PersonKeys keys, string keyFile)
    {
        World = world;
        Keys = keys;
        KeyFile = keyFile;
        Unsealer = new Unsealer(world.Store, keys);
        Handler = HandlerOf(keys);
    }

    public World World { get; }
    public PersonKeys Keys { get; }
    public string KeyFile { get; }
    public Unsealer Unsealer { get; }
    public CommandHandler Handler { get; }
    public EventStore Store => World.Store;
    public string Database => World.ConnectionString;

    public static async Task<SealedWorld> InFieldworkAsync()
    {
        var world = await World.WithSetupAsync();
        var s4 = World.Seeds("scenarios").Single(s => s.Name == "S4");
        (await world.PlayAsync([s4 with { Steps = [.. S4.Take(Recording)] }])).ShouldAllBe(r => r.Met);
        world.Clock.Set(S4[Recording].At);
        var keyFile = Path.Combine(TestCluster.NewFolder(), "master.key");
        return new SealedWorld(world, await PersonKeys.OpenAsync(world.ConnectionString, keyFile, default), keyFile);
    }

    public CommandHandler HandlerOf(PersonKeys keys, EventStore? store = null) =>
        new(store ?? Store, World.Clock, World.Origin, new Sealer(store ?? Store, keys));

    /// <summary>A finding that names private persons; each named by his alias where one is given.</summary>
    public static CommandRequest Finding(string code, IReadOnlyList<string> persons, params string?[] aliases)
    {
        var step = (Step.Command)S4[Recording];
        var command = (FindingCommand.RecordFinding)step.Request.Command with
        {
            Finding = new FindingId(Aliases.IdOf("finding", code)),
            Code = code,
            ResponsiblePersons = persons,
        };
        var named = aliases.Index().Where(a => a.Item is not null)
            .ToDictionary(a => $"responsiblePersons[{a.Index}]", a => Person(a.Item!));
        return step.Request with { Id = Guid.CreateVersion7(), Command = command, Persons = named };
    }

    public static DataSubjectId Person(string alias) => new(Aliases.IdOf(DataSubjectId.Noun, alias));

    public static CommandRequest Destruction(DataSubjectId person, string number = "1999/QĐ-UBND") => World.Request(
        "quan-tri", new DataSubjectCommand.DestroyPersonalKey(person, "Theo yêu cầu của đương sự",
            [new LegalBasis("91/2025/QH15", "Điều 14")], new Document(number, new DateOnly(2026, 6, 10),
                new BodyCode("UBNDTP"), World.Officer("ubnd.chu-tich").Id, new string('d', 64))));

    public async Task<Outcome.Recorded> RecordAsync(CommandRequest request) =>
        (await Handler.HandleAsync(request, default)).ShouldBeOfType<Outcome.Recorded>();

    /// <summary>Records it and returns the persons as the event holds them.</summary>
    public async Task<IReadOnlyList<string>> SealAsync(CommandRequest request) =>
        PersonsOf((await Store.ReadEntryAsync((await RecordAsync(request)).FirstIndex, default))!);

    public static IReadOnlyList<string> PersonsOf(Entry entry) =>
        RecordedEvent.Parse(entry.Bytes).Event.ShouldBeOfType<FindingEvent.FindingRecorded>().ResponsiblePersons;

    public async Task<List<string?>> UnsealAsync(IEnumerable<string> values)
    {
        var texts = new List<string?>();
        foreach (var value in values)
            texts.Add(await Unsealer.OpenAsync(value, "responsiblePersons", default));
        return texts;
    }

    public Task<long> KeyCountAsync() => ScalarAsync<long>("select count(*) from keys.person_key");

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ShouldBeWholeAsync() =>
        (await Verifier.VerifyAsync(Database, null, default)).Faults.ShouldBeEmpty();

    public async ValueTask DisposeAsync()
    {
        await Keys.DisposeAsync();
        await World.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(KeyFile)!, recursive: true);
    }
}
