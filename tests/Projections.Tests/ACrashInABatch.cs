using Npgsql;
using static Supervision.Projections.Tests.Given;

namespace Supervision.Projections.Tests;

/// <summary>The connection dies at the first write to a table: in turn each table, and the bookmark itself.</summary>
public sealed class ACrashInABatch : ProjectedLedger
{
    [Theory]
    [InlineData("trail")]
    [InlineData("finding")]
    [InlineData("obligation")]
    [InlineData("account")]
    [InlineData("posting")]
    [InlineData("bookmark")]
    public async Task leaves_nothing_of_it_and_the_next_projector_goes_on(string table)
    {
        var before = await ProjectAsync([.. Setting(), .. Fieldwork()]);
        var hashes = await HashAsync();
        await RecordAsync([.. Confirmation(), Required(), .. PuttingRight()]);
        await ExecuteAsync($"""
            create function die() returns trigger language plpgsql as $body$
            begin
                perform pg_terminate_backend(pg_backend_pid());
                perform pg_sleep(5);
                return new;
            end
            $body$;
            create trigger die before insert or update on views.{table} for each row execute function die();
            """);

        await Should.ThrowAsync<NpgsqlException>(Projector.CatchUpAsync(None));
        (await Views.NowAsync()).Size.ShouldBe(before);
        (await HashAsync()).ShouldBe(hashes);

        await ExecuteAsync($"drop trigger die on views.{table}");
        (await Projector.CatchUpAsync(None)).ShouldBe((await Store.ReadHeadAsync(None)).Size);
        await ShouldEqualARebuildAsync();
    }

    [Fact]
    public async Task by_cancelling_leaves_it_to_the_next()
    {
        await RecordAsync(Whole());
        for (var milliseconds = 1; milliseconds < 60; milliseconds += 4)
        {
            using var soon = new CancellationTokenSource(milliseconds);
            try
            {
                await Projector.CatchUpAsync(soon.Token);
            }
            catch (OperationCanceledException)
            {
                // What was cut off is seen in the hashes below.
            }
        }

        await Projector.CatchUpAsync(None);
        await ShouldEqualARebuildAsync();
    }
}
