using Npgsql;
using Supervision.Ledger.Verification;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

/// <summary>All entries for a verification, in the order of their indexes, however the table lies.</summary>
public sealed class ReadingAllEntries : Ledgers
{
    private const int Size = 1_300;

    [Fact]
    public async Task that_lie_in_order_follows_no_index()
    {
        await FillAsync();
        (await ReadAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(10, false)]
    public async Task of_which_a_few_lie_elsewhere_waits_for_them_or_follows_the_index(int waitingMax, bool byIndex)
    {
        await FillAsync();
        await LieLastAsync("index between 1290 and 1294");
        (await ReadAsync(waitingMax)).ShouldBe(byIndex);
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task of_which_the_first_lies_last_in_a_verification_finds_no_fault()
    {
        await FillAsync();
        await LieLastAsync("index = 0");
        (await ReadAsync(waitingMax: 100)).ShouldBeTrue();
        var report = await Verifier.VerifyAsync(ConnectionString, null, default);
        (report.Size, report.Faults.Count).ShouldBe((Size, 0));
    }

    [Fact]
    public async Task that_are_wanted_no_more_ends_and_leaves_the_connection_usable()
    {
        await FillAsync();
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        var reading = new EntryReading(connection, (in entry) => entry.Index < 5, default);
        reading.Run();
        reading.IsByIndex.ShouldBeFalse();
        await using var command = new NpgsqlCommand("select 1", connection);
        (await command.ExecuteScalarAsync()).ShouldBe(1);
    }

    private async Task FillAsync()
    {
        for (var i = 0; i < Size / 100; i++)
            await Store.AppendAsync(Request([.. Enumerable.Range(0, 100).Select(n => Event($"s-{n}"))]));
    }

    private Task LieLastAsync(string which) => Sql.RunAsync(ConnectionString, $"""
        alter table ledger.entry disable trigger append_only;
        create temp table moved as select * from ledger.entry where {which};
        delete from ledger.entry where {which};
        insert into ledger.entry select * from moved order by index;
        alter table ledger.entry enable always trigger append_only;
        drop table moved
        """);

    // Whether the index was followed; each entry comes once, in order.
    private async Task<bool> ReadAsync(int waitingMax = 50)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        var taken = new List<int>();
        var reading = new EntryReading(connection, Take, default, waitingMax);
        reading.Run();
        taken.ShouldBe(Enumerable.Range(0, Size));
        return reading.IsByIndex;

        bool Take(in ExaminedEntry entry)
        {
            taken.Add((int)entry.Index);
            return true;
        }
    }
}
