using System.Text;
using Npgsql;
using Supervision.Domain;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Ledger;
using Supervision.Ledger.EmbeddedPostgres;
using Supervision.Messaging.Scenarios;
using Supervision.Messaging.Sealing;
using Supervision.Projections;

namespace Supervision.Messaging.Tests.Sealing;

/// <summary>
/// All scenarios with private persons in the findings and the minutes, on a server that logs every statement and its
/// parameters. What is personal is looked for in everything that was written; what is not is found, so that the
/// looking works.
/// </summary>
public sealed class PlantedNames : IAsyncLifetime
{
    private const string Witness = "Bà Zwqxuân Thị Trồngcây";
    private const string Person = "Ông Kjvhưng Văn Trồngcây";
    private const string Unmarked = "Zyplwfx Công Khai";

    private static readonly string[] Names = [Witness, Person, "Trồngcây", "Zwqxu", "Kjvh", "Trongcay"];

    private static readonly ServerOptions Talkative = ServerOptions.ForTests with
    {
        Settings =
        [
            .. ServerOptions.ForTests.Settings, new("logging_collector", "on"), new("log_statement", "all"),
            new("log_min_duration_statement", "0"), new("log_parameter_max_length", "-1"),
            new("log_parameter_max_length_on_error", "-1"), new("wal_compression", "off"),
        ],
    };

    private readonly string folder = TestCluster.NewFolder();
    private readonly StringBuilder output = new();
    private readonly (TextWriter Out, TextWriter Error) console = (Console.Out, Console.Error);
    private PostgresServer server = null!;

    private string KeyFile => Path.Combine(folder, "secrets", "master.key");

    public async Task InitializeAsync()
    {
        // Other tests of the assembly may write at the same time.
        var writer = TextWriter.Synchronized(new StringWriter(output));
        Console.SetOut(writer);
        Console.SetError(writer);
        server = await PostgresServer.StartAsync(Path.Combine(folder, "ledger"), Talkative, default);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Console.SetOut(console.Out);
        Console.SetError(console.Error);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task stand_nowhere_and_what_is_not_personal_does()
    {
        var erased = await PlayAsync();

        var dump = await DumpAsync();
        NamesIn(Encoding.UTF8.GetBytes(dump)).ShouldBeEmpty();
        dump.ShouldContain(Unmarked);
        dump.ShouldContain(SealedValue.Prefix + erased.Value);
        foreach (var schema in new[] { "ledger.", "keys.", "views." })
            dump.ShouldContain("\n# " + schema);

        // The last checkpoint, and everything that the server still had in memory.
        await server.DisposeAsync();
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        var holding = files.Where(f => NamesIn(File.ReadAllBytes(f)).Any());
        holding.ShouldBeEmpty();
        foreach (var place in new[] { "/log/", "/pg_wal/", "/base/" })
        {
            files.Where(f => f.Contains(place, StringComparison.Ordinal))
                .ShouldContain(f => Holds(File.ReadAllBytes(f), Unmarked), place);
        }

        Console.WriteLine(Unmarked);
        NamesIn(Encoding.UTF8.GetBytes(output.ToString())).ShouldBeEmpty();
        output.ToString().ShouldContain(Unmarked);
    }

    // Setup, scenarios, retries and refusals; then one of the persons is erased.
    private async Task<DataSubjectId> PlayAsync()
    {
        var setup = World.Seeds("setup");
        var scenarios = World.Seeds("scenarios").ConvertAll(Plant);
        var clock = new SimulatedClock(setup[0].Steps[0].At);
        await using var store = await EventStore.OpenAsync(server.ConnectionString, clock, default);
        await LedgerOpening.OpenAsync(store, clock, World.Origin, simulated: true, default);
        await using var keys = await PersonKeys.OpenAsync(server.ConnectionString, KeyFile, default);
        var sealer = new Sealer(store, keys);
        await using var projector = await Projector.OpenAsync(server.ConnectionString, store, default);
        foreach (var part in new[] { setup, scenarios })
        {
            await foreach (var result in new ScenarioPlayer(store, clock, World.Origin, sealer)
                .PlayAsync(ScenarioPlayer.Merge(part), default))
            {
                result.Met.ShouldBeTrue($"{result.Step.Id}: {result.Actual}");
                Console.WriteLine((result.Step as Step.Command)?.Request.ToString());
            }
        }

        var handler = new CommandHandler(store, clock, World.Origin, sealer);
        var keyless = new CommandHandler(store, clock, World.Origin);
        foreach (var step in scenarios.SelectMany(s => s.Steps).OfType<Step.Command>().Where(IsPlanted))
        {
            // Again, by another process without keys, with another content, and too long.
            await handler.HandleAsync(step.Request, default);
            await keyless.HandleAsync(step.Request with { Id = Guid.CreateVersion7() }, default);
            await handler.HandleAsync(
                step.Request with { Command = Planted(step.Request.Command, "x " + Person) }, default);
            await handler.HandleAsync(step.Request with
            {
                Id = Guid.CreateVersion7(),
                Command = Planted(step.Request.Command, string.Concat(Enumerable.Repeat(Person, 20))),
            }, default);
        }

        await projector.CatchUpAsync(default);
        await using (var views = await Views.OpenAsync(server.ConnectionString))
            (await views.Trail.AllAsync(long.MaxValue)).ShouldNotBeEmpty();
        var person = SealedWorld.Person("ông-trồng");
        (await handler.HandleAsync(SealedWorld.Destruction(person), default)).ShouldBeOfType<Outcome.Recorded>();
        await projector.CatchUpAsync(default);
        await projector.RebuildAsync(default);
        (await Verifier.VerifyAsync(server.ConnectionString, null, default)).Faults.ShouldBeEmpty();
        return person;
    }

    private static Scenario Plant(Scenario scenario) => scenario with
    {
        // Minutes that are refused for want of a witness stay without one.
        Steps = [.. scenario.Steps.Select(s => s is Step.Command c
            && (c.Expected is Expected.Events || c.Request.Command is FindingCommand) ? Plant(c) : s)],
    };

    private static Step.Command Plant(Step.Command step) => step with
    {
        Request = step.Request with
        {
            Command = Planted(step.Request.Command, Person),
            Persons = step.Request.Command is FindingCommand.RecordFinding
                ? new Dictionary<string, DataSubjectId> { ["responsiblePersons[0]"] = SealedWorld.Person("ông-trồng") }
                : null,
        },
    };

    private static Command Planted(Command command, string person) => command switch
    {
        FindingCommand.RecordFinding f => f with { ResponsiblePersons = [person], Description = Unmarked },
        InspectionCommand.SignMinutes m => m with { AttestingWitness = Witness },
        var other => other,
    };

    private static bool IsPlanted(Step.Command step) => PersonalFields.Of(step.Request.Command).Count > 0;

    // Every table, view and sequence of every schema that is not PostgreSQL's own, as text.
    private async Task<string> DumpAsync()
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var list = new NpgsqlCommand("""
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname not in ('pg_catalog', 'information_schema')
                and n.nspname not like 'pg_toast%' order by 1
            """, connection);
        var tables = new List<string>();
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }

        var dump = new StringBuilder();
        foreach (var table in tables)
        {
            dump.Append("\n# ").Append(table).Append('\n');
            using var copy = await connection.BeginTextExportAsync($"copy (select * from {table}) to stdout");
            dump.Append(await copy.ReadToEndAsync());
        }

        // Entries are copied, which no log shows; a parameter of a statement is shown.
        await using var search = new NpgsqlCommand(
            "select count(*) from ledger.entry where bytes::text ~ $1", connection);
        search.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Unmarked });
        ((long)(await search.ExecuteScalarAsync())!).ShouldBeGreaterThan(0);
        await using var checkpoint = new NpgsqlCommand("checkpoint", connection);
        await checkpoint.ExecuteNonQueryAsync();
        return dump.ToString();
    }

    private static IEnumerable<string> NamesIn(byte[] bytes) => Names.Where(name => Holds(bytes, name));

    // As text, as hexadecimal digits (a dumped bytea) and as base64 at each of its three places.
    private static bool Holds(byte[] bytes, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        // The first and last four digits of base64 depend on what stands beside.
        var encoded = Enumerable.Range(0, 3).Select(i => Convert.ToBase64String([.. new byte[i], .. utf8]))
            .Where(digits => digits.Length >= 16).Select(digits => digits[4..^4]);
        IEnumerable<byte[]> forms =
        [
            utf8, Encoding.Unicode.GetBytes(text), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)),
            .. encoded.Select(Encoding.ASCII.GetBytes),
        ];
        return forms.Any(form => bytes.AsSpan().IndexOf(form) >= 0);
    }
}
