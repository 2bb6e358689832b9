using System.Text;
using Npgsql;
using Supervision.Domain;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Findings;
using Supervision.Ledger;
using Supervision.Messaging.Sealing;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Messaging.Tests.Sealing;

public class SealingAValue
{
    private static readonly FieldPath Person =
        new(null, typeof(FindingCommand.RecordFinding), "responsiblePersons", 0);

    [Fact]
    public async Task hides_it_in_the_ledger_and_the_unsealer_gives_it_back()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        string[] names = ["Bà Nguyễn Thị Mẫu, CCCD 031095001234", new string('ộ', 300), "O"];

        var values = await world.SealAsync(SealedWorld.Finding("K1", names));

        values.ShouldAllBe(v => SealedValue.Parse(v) != null);
        (await world.UnsealAsync(values)).ShouldBe(names);
        values.Select(v => SealedValue.Parse(v)!.Person).Distinct().Count().ShouldBe(3);
        (await world.KeyCountAsync()).ShouldBe(3);
        await world.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task of_a_person_who_is_named_uses_his_one_key()
    {
        await using var world = await SealedWorld.InFieldworkAsync();

        var first = await world.SealAsync(SealedWorld.Finding("K1", ["Ông Mẫu", "số 5 Lê Lợi"], "ông-mẫu", "ông-mẫu"));
        var second = await world.SealAsync(SealedWorld.Finding("K2", ["Bà Khác", "Ông Mẫu"], null, "ông-mẫu"));

        first.Append(second[1]).ShouldAllBe(v => SealedValue.Parse(v)!.Person == SealedWorld.Person("ông-mẫu"));
        (await world.KeyCountAsync()).ShouldBe(2);
        (await world.UnsealAsync([.. first, .. second])).ShouldBe(["Ông Mẫu", "số 5 Lê Lợi", "Bà Khác", "Ông Mẫu"]);
        first[0].ShouldNotBe(second[1]);
    }

    // Worked out from the README by another implementation.
    [Fact]
    public void makes_the_bytes_that_the_format_says()
    {
        using var key = new PersonKey(new DataSubjectId(Guid.Parse("6f1c2d3e-4a5b-8c6d-9e7f-0a1b2c3d4e5f")),
            [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        var value = new PersonalValue(Person, "Bà Nguyễn Thị Mẫu");

        var box = key.Seal(Guid.Parse("01987654-3210-7abc-8def-0123456789ab"), value);

        box.ToString().ShouldBe("sealed/1:6f1c2d3e-4a5b-8c6d-9e7f-0a1b2c3d4e5f:JE8P-4pHJae19_V8cL9QQ41p8vjAB2xHFqT9VRhc"
            + "r12wYIWeXXmSExLW3MZu9Ud7T-UhU3im60szMDO8FJX1YTg9O23z_MGSLiITQ_LkJtxmTXBXdOr0029EQdg");
        key.Open(box, "responsiblePersons").ShouldBe("Bà Nguyễn Thị Mẫu");
    }

    [Fact]
    public void does_not_tell_how_long_a_name_is()
    {
        using var key = PersonKey.Make(new DataSubjectId(Guid.NewGuid()));
        int LengthOf(int characters) => key.Seal(Guid.Empty, new(Person, new string('a', characters))).Box.Length;

        LengthOf(1).ShouldBe(LengthOf(63));
        LengthOf(64).ShouldBe(LengthOf(63) + SealedValue.BlockBytes);
    }

    [Fact]
    public async Task for_a_command_that_is_refused_leaves_no_key_and_no_guessable_hash()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var valid = SealedWorld.Finding("K1", ["Ông Mẫu"]);
        var command = (FindingCommand.RecordFinding)valid.Command;
        var withoutSealer = new CommandHandler(world.Store, world.World.Clock, World.Origin);
        var before = (await world.Store.ReadHeadAsync(default)).Size;

        var noBasis = await world.Handler.HandleAsync(valid with { Command = command with { Basis = [] } }, default);
        var noSealer = await withoutSealer.HandleAsync(valid, default);
        var tooLong = await world.Handler.HandleAsync(
            SealedWorld.Finding("K1", [new string('a', 301)]), default);

        CodeOf(noBasis).ShouldBe("finding.no_legal_basis");
        CodeOf(noSealer).ShouldBe("personal.not_sealed");
        CodeOf(tooLong).ShouldBe("field.too_long");
        (await world.KeyCountAsync()).ShouldBe(0);
        var refusals = await world.World.EntriesAsync(before);
        refusals.Count.ShouldBe(3);
        foreach (var entry in refusals)
        {
            // Who guesses the name and has the ledger can try his guess: on none of what he finds may it work.
            var hash = CommandHashOf(entry);
            GuessesOf(valid, "Ông Mẫu").ShouldNotContain(hash);
            GuessesOf(valid with { Command = command with { Basis = [] } }, "Ông Mẫu").ShouldNotContain(hash);
        }

        GuessesOf(valid, "").ShouldContain(CommandHashOf(refusals[1]));
    }

    [Fact]
    public async Task of_a_field_that_is_not_there_or_for_somebody_elses_value_is_refused()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var sealedBefore = await world.SealAsync(SealedWorld.Finding("K1", ["Ông Mẫu"]));

        var elsewhere = SealedWorld.Finding("K2", ["Ông Mẫu"]) with
        {
            Persons = new Dictionary<string, DataSubjectId> { ["attestingWitness"] = SealedWorld.Person("ông-mẫu") },
        };

        CodeOf(await world.Handler.HandleAsync(elsewhere, default)).ShouldBe("personal.no_such_field");
        CodeOf(await world.Handler.HandleAsync(SealedWorld.Finding("K2", sealedBefore), default))
            .ShouldBe("personal.not_sealed");
        (await world.KeyCountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("supervision_views")]
    [InlineData("supervision_writer")]
    public async Task keeps_the_keys_from_the_views_and_the_ledgers_writer(string role)
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        foreach (var table in new[] { "person_key", "master_key" })
        {
            (await Should.ThrowAsync<PostgresException>(() => world.ScalarAsync<long>(
                $"set role {role}; select count(*) from keys.{table}"))).SqlState.ShouldBe("42501");
        }
    }

    private static string CodeOf(Outcome outcome) => outcome.ShouldBeOfType<Outcome.Refused>().Refusal.Code;

    private static string CommandHashOf(Entry entry)
    {
        using var json = System.Text.Json.JsonDocument.Parse(entry.Bytes);
        return json.RootElement.GetProperty("commandhash").GetString()!;
    }

    // The content hash over the command as it would be with this text, with and without the field.
    private static List<string> GuessesOf(CommandRequest request, string text) =>
    [
        .. new IReadOnlyList<string>?[] { [text], [], null }.Select(persons =>
        {
            var command = (FindingCommand.RecordFinding)request.Command with { ResponsiblePersons = persons };
            var head = $"{Codec.NameOf(command)}\n{request.Actor}\n{request.Recorder}\n{request.Capacity}\n"
                + $"{request.OccurredOn:yyyy-MM-dd}\n{request.CorrelationId}\n";
            return Hash.Of([.. Encoding.UTF8.GetBytes(head), .. Codec.Encode(command)]).ToString();
        }),
    ];
}

public class SendingASealedCommandTwice
{
    [Fact]
    public async Task gives_the_same_bytes_and_one_entry()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var request = SealedWorld.Finding("K1", ["Ông Mẫu", "Bà Mẫu"], "ông-mẫu");
        var first = await world.RecordAsync(request);
        var keysBefore = await world.KeyCountAsync();

        var second = await world.RecordAsync(request);
        await using var again = await PersonKeys.OpenAsync(world.Database, world.KeyFile, default);
        var third = await world.HandlerOf(again).HandleAsync(request, default);

        second.ShouldBe(first with { Repeated = true });
        third.ShouldBe(second);
        (await world.KeyCountAsync()).ShouldBe(keysBefore);
        using var resealed = await new Sealer(world.Store, again).SealAsync(request, default);
        ((FindingCommand.RecordFinding)resealed.Request.Command).ResponsiblePersons.ShouldBe(
            SealedWorld.PersonsOf((await world.Store.ReadEntryAsync(first.FirstIndex, default))!));
    }

    [Fact]
    public async Task with_another_name_or_for_another_person_is_an_error_and_records_nothing()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var request = SealedWorld.Finding("K1", ["Ông Mẫu"], "ông-mẫu");
        await world.RecordAsync(request);
        var size = (await world.Store.ReadHeadAsync(default)).Size;

        var otherName = SealedWorld.Finding("K1", ["Ông Mẩu"], "ông-mẫu") with { Id = request.Id };
        var otherPerson = SealedWorld.Finding("K1", ["Ông Mẫu"], "bà-mẫu") with { Id = request.Id };
        var newPerson = SealedWorld.Finding("K1", ["Ông Mẫu"]) with { Id = request.Id };

        foreach (var other in new[] { otherName, otherPerson, newPerson })
            (await world.Handler.HandleAsync(other, default)).ShouldBe(new Outcome.Reused(request.Id));
        (await world.Store.ReadHeadAsync(default)).Size.ShouldBe(size);
    }

    [Fact]
    public async Task by_two_processes_at_once_is_recorded_once_under_one_key()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        await using var otherStore = await EventStore.OpenAsync(world.Database, world.World.Clock, default);
        await using var otherKeys = await PersonKeys.OpenAsync(world.Database, world.KeyFile, default);
        CommandHandler[] handlers = [world.Handler, world.HandlerOf(otherKeys, otherStore)];
        var request = SealedWorld.Finding("K1", ["Ông Mẫu"]);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(i => handlers[i % 2].HandleAsync(request, default)));

        outcomes.ShouldAllBe(o => o is Outcome.Recorded);
        outcomes.Count(o => o is Outcome.Recorded { Repeated: false }).ShouldBe(1);
        (await world.KeyCountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task about_one_new_person_two_processes_end_with_one_key()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        await using var otherStore = await EventStore.OpenAsync(world.Database, world.World.Clock, default);
        await using var otherKeys = await PersonKeys.OpenAsync(world.Database, world.KeyFile, default);
        CommandHandler[] handlers = [world.Handler, world.HandlerOf(otherKeys, otherStore)];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => handlers[i % 2].HandleAsync(
            SealedWorld.Finding("K" + i, ["Ông Mẫu"], "ông-mẫu"), default)));

        (await world.KeyCountAsync()).ShouldBe(1);
        foreach (var recorded in outcomes.Cast<Outcome.Recorded>())
        {
            var entry = await world.Store.ReadEntryAsync(recorded.FirstIndex, default);
            (await world.UnsealAsync(SealedWorld.PersonsOf(entry!))).ShouldBe(["Ông Mẫu"]);
        }
    }
}
