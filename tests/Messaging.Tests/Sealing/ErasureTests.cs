using Npgsql;
using Supervision.Domain;
using Supervision.Domain.DataSubjects;
using Supervision.Messaging.Sealing;

namespace Supervision.Messaging.Tests.Sealing;

public class ErasingAPerson
{
    [Fact]
    public async Task makes_his_values_unreadable_and_leaves_every_proof_valid()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var recorded = await world.RecordAsync(SealedWorld.Finding("K1", ["Ông Mẫu", "Bà Khác"], "ông-mẫu", "bà-khác"));
        var entry = (await world.Store.ReadEntryAsync(recorded.FirstIndex, default))!;
        var kept = await world.Store.ReadHeadAsync(default);

        await world.RecordAsync(SealedWorld.Destruction(SealedWorld.Person("ông-mẫu")));

        (await world.UnsealAsync(SealedWorld.PersonsOf(entry))).ShouldBe([null, "Bà Khác"]);
        (await world.KeyCountAsync()).ShouldBe(1);
        await world.ShouldBeWholeAsync();
        var head = await world.Store.ReadHeadAsync(default);
        (await world.Store.ProveInclusionAsync(entry.Index, head.Size, default))
            .Verify(TransparencyLog.Merkle.Hash.OfLeaf(entry.Bytes.Span), head.Root).ShouldBeTrue();
        (await world.Store.ProveConsistencyAsync(kept.Size, head.Size, default))
            .Verify(kept.Root, head.Root).ShouldBeTrue();
    }

    [Fact]
    public async Task refuses_all_later_values_of_his_also_a_retry_and_makes_no_key()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var unnamed = SealedWorld.Finding("K1", ["Ông Mẫu"]);
        var person = SealedValue.Parse((await world.SealAsync(unnamed))[0])!.Person;
        await world.RecordAsync(SealedWorld.Destruction(person));

        foreach (var request in new[]
        {
            unnamed,
            SealedWorld.Finding("K2", ["Ông Mẫu"]) with
            {
                Persons = new Dictionary<string, DataSubjectId> { ["responsiblePersons[0]"] = person },
            },
        })
        {
            var outcome = await world.Handler.HandleAsync(request, default);
            if (request == unnamed)
                outcome.ShouldBe(new Outcome.Reused(unnamed.Id));
            else
                outcome.ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe("personal.key_destroyed");
        }

        (await world.KeyCountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task at_the_same_moment_as_sealing_never_lets_a_value_in_after_the_event()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        for (var i = 0; i < 6; i++)
        {
            var alias = "ông-" + i;
            var sealing = Enumerable.Range(0, 4).Select(j => world.Handler.HandleAsync(
                SealedWorld.Finding($"K{i}-{j}", ["Ông Mẫu"], alias), default)).ToList();
            await Task.Delay(i);
            var destroyed = await world.RecordAsync(
                SealedWorld.Destruction(SealedWorld.Person(alias), $"{2000 + i}/QĐ-UBND"));
            foreach (var outcome in await Task.WhenAll(sealing))
            {
                if (outcome is Outcome.Recorded recorded)
                    recorded.FirstIndex.ShouldBeLessThan(destroyed.FirstIndex);
                else
                    outcome.ShouldBeOfType<Outcome.Refused>().Refusal.Code.ShouldBe("personal.key_destroyed");
            }
        }

        // Where a key was made once more in between, nothing is sealed with it, and it goes at the next occasion.
        await world.Keys.FinishErasuresAsync(default);
        (await world.KeyCountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task takes_the_wrapped_key_out_of_the_tables_file()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        await world.SealAsync(SealedWorld.Finding("K1", ["Ông Mẫu", "Bà Khác"], "ông-mẫu", "bà-khác"));
        // The one written last: a plain vacuum would leave his bytes in the free part of the page.
        var person = SealedWorld.Person("bà-khác").Value;
        var wrapped = await world.ScalarAsync<byte[]>($"select wrapped from keys.person_key where person = '{person}'");
        (await FileHoldsAsync(world, wrapped)).ShouldBeTrue();
        // Somebody's long transaction, as a dump's: a full vacuum would keep the deleted row for it.
        await using var dump = new NpgsqlConnection(world.Database);
        await dump.OpenAsync();
        await using var transaction = await dump.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using var look = new NpgsqlCommand("select count(*) from ledger.entry", dump, transaction);
        await look.ExecuteScalarAsync();

        await world.RecordAsync(SealedWorld.Destruction(SealedWorld.Person("bà-khác")));

        (await FileHoldsAsync(world, wrapped)).ShouldBeFalse();
    }

    private static async Task<bool> FileHoldsAsync(SealedWorld world, byte[] bytes)
    {
        await using var connection = new NpgsqlConnection(world.Database);
        await connection.OpenAsync();
        await using var checkpoint = new NpgsqlCommand("checkpoint", connection);
        await checkpoint.ExecuteNonQueryAsync();
        var file = await world.ScalarAsync<byte[]>(
            "select pg_read_binary_file(pg_relation_filepath('keys.person_key'))");
        return file.AsSpan().IndexOf(bytes) >= 0;
    }
}

public class ACrash
{
    [Fact]
    public async Task between_the_event_and_the_deletion_is_finished_by_the_next_start()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var values = await world.SealAsync(SealedWorld.Finding("K1", ["Ông Mẫu"], "ông-mẫu"));
        // A handler without keys records the event and deletes nothing, as one that is killed there.
        var killed = new CommandHandler(world.Store, world.World.Clock, World.Origin);
        (await killed.HandleAsync(SealedWorld.Destruction(SealedWorld.Person("ông-mẫu")), default))
            .ShouldBeOfType<Outcome.Recorded>();
        (await world.KeyCountAsync()).ShouldBe(1);
        (await world.UnsealAsync(values)).ShouldBe([null]);

        await using var next = await PersonKeys.OpenAsync(world.Database, world.KeyFile, default);

        (await world.KeyCountAsync()).ShouldBe(0);
        (await world.ScalarAsync<bool>("select rewrite_due from keys.master_key")).ShouldBeFalse();
    }

    [Fact]
    public async Task between_the_event_and_the_deletion_is_finished_by_the_same_command_again()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        await world.SealAsync(SealedWorld.Finding("K1", ["Ông Mẫu"], "ông-mẫu"));
        var destruction = SealedWorld.Destruction(SealedWorld.Person("ông-mẫu"));
        await new CommandHandler(world.Store, world.World.Clock, World.Origin).HandleAsync(destruction, default);

        (await world.RecordAsync(destruction)).Repeated.ShouldBeTrue();

        (await world.KeyCountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task between_the_deletion_and_the_rewriting_of_the_file_is_finished_by_the_next_start()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        await world.SealAsync(SealedWorld.Finding("K1", ["Ông Mẫu"], "ông-mẫu"));
        await using (var reader = new NpgsqlConnection(world.Database))
        {
            await reader.OpenAsync();
            await using var transaction = await reader.BeginTransactionAsync();
            await using var look = new NpgsqlCommand("select count(*) from keys.person_key", reader, transaction);
            await look.ExecuteScalarAsync();
            await world.RecordAsync(SealedWorld.Destruction(SealedWorld.Person("ông-mẫu")));
            (await world.ScalarAsync<bool>("select rewrite_due from keys.master_key")).ShouldBeTrue();
        }

        await using var next = await PersonKeys.OpenAsync(world.Database, world.KeyFile, default);

        (await world.ScalarAsync<bool>("select rewrite_due from keys.master_key")).ShouldBeFalse();
    }

    [Fact]
    public async Task between_the_key_and_the_event_leaves_a_key_that_the_retry_uses()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var sealer = new Sealer(world.Store, world.Keys);
        var request = SealedWorld.Finding("K1", ["Ông Mẫu"]);
        using (var box = await sealer.SealAsync(request, default))
            (await sealer.SaveAsync(box, default)).ShouldBeTrue();

        var values = await world.SealAsync(request);

        (await world.UnsealAsync(values)).ShouldBe(["Ông Mẫu"]);
        (await world.KeyCountAsync()).ShouldBe(1);
    }
}

public class ATamperedValue
{
    [Fact]
    public async Task is_not_opened()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var values = await world.SealAsync(SealedWorld.Finding("K1", ["Ông Mẫu", "Bà Khác"], "ông-mẫu", "bà-khác"));
        var (his, hers) = (SealedValue.Parse(values[0])!, SealedValue.Parse(values[1])!);

        foreach (var wrong in new[]
        {
            his with { Person = hers.Person }, his with { Person = new DataSubjectId(Guid.NewGuid()) },
            his with { Box = hers.Box }, Flipped(his, 0), Flipped(his, 40), Flipped(his, his.Box.Length - 1),
        })
            (await world.UnsealAsync([wrong.ToString()])).ShouldBe([null]);
        (await world.Unsealer.OpenAsync(values[0], "attestingWitness", default)).ShouldBeNull();
        (await world.UnsealAsync(["", "Ông Mẫu", values[0] + "A"])).ShouldBe([null, null, null]);
        (await world.UnsealAsync(values)).ShouldBe(["Ông Mẫu", "Bà Khác"]);
    }

    [Fact]
    public async Task of_another_persons_wrapped_key_is_an_error()
    {
        await using var world = await SealedWorld.InFieldworkAsync();
        var values = await world.SealAsync(SealedWorld.Finding("K1", ["Ông Mẫu", "Bà Khác"]));
        await world.ScalarAsync<long>("""
            with other as (select person, wrapped from keys.person_key)
            , swapped as (update keys.person_key k set wrapped = o.wrapped from other o where o.person <> k.person
                returning 1)
            select count(*) from swapped
            """);

        (await Should.ThrowAsync<MasterKeyException>(() => world.UnsealAsync(values))).Code.ShouldBe("wrong");
    }

    private static SealedValue Flipped(SealedValue value, int place)
    {
        var box = value.Box.ToArray();
        box[place] ^= 1;
        return value with { Box = box };
    }
}
