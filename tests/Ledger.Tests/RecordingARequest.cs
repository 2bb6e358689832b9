using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class RecordingARequest : Ledgers
{
    [Fact]
    public async Task that_shares_an_id_with_a_recorded_entry_harms_nobody_else()
    {
        var id = Guid.CreateVersion7();
        await Store.AppendAsync(Request(Event("a", id: id)));
        var good = Enumerable.Range(0, 20).Select(i => Store.AppendAsync(Request(Event($"s-{i}")))).ToList();
        var bad = Store.AppendAsync(Request(Event("b", id: id)));
        good.AddRange(Enumerable.Range(20, 20).Select(i => Store.AppendAsync(Request(Event($"s-{i}")))));

        (await Should.ThrowAsync<EntryRefusedException>(() => bad)).Code.ShouldBe("id-taken");
        (await Task.WhenAll(good)).ShouldAllBe(result => result is AppendResult.Appended);
        (await Store.ReadHeadAsync(default)).Size.ShouldBe(41);
        (await Verifier.VerifyAsync(ConnectionString, null, default)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task that_shares_a_new_id_with_others_of_the_batch_lets_the_first_pass()
    {
        var id = Guid.CreateVersion7();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                return (await Store.AppendAsync(Request(Event($"s-{i}", id: id)))).GetType().Name;
            }
            catch (EntryRefusedException e)
            {
                return e.Code;
            }
        }));
        results.Order().ShouldBe(["Appended", .. Enumerable.Repeat("id-taken", 7)]);
    }

    [Fact]
    public async Task at_its_bounds_is_recorded()
    {
        (await Store.AppendAsync(Request([.. Enumerable.Range(0, 1_000).Select(i => Event("a"))])))
            .ShouldBe(new AppendResult.Appended(0, 1_000));
        var read = Enumerable.Range(0, 1_000).Select(i => ($"s-{i}", -1L)).ToArray();
        (await Store.AppendAsync(Request(Event(new string('x', 200), type: new string('t', 200))).Reading(read)))
            .ShouldBe(new AppendResult.Appended(1_000, 1));
    }

    [Fact]
    public async Task with_unusual_but_valid_text_is_recorded()
    {
        string[] good =
        [
            "{}", " { } ", "{\"a\":{\"b\":1},\"b\":[{\"b\":1},{\"b\":2}]}", "{\"a\":\"\\ud83d\\ude00 😀\"}",
            "{\"a\":\"Kết luận thanh tra số 20-KH/TU – “đã xóa” ₫\"}", "{\"a\":98592000,\"b\":-0.5e-3}", "{\"\":\"\"}",
            "{\"한글\":\"ไทย العربية\"}",
        ];
        foreach (var data in good)
            (await Store.AppendAsync(Request(Event("a", data)))).ShouldBeOfType<AppendResult.Appended>(data);
        // No row poisons a query over the table.
        (await Sql.ScalarAsync<long>(
            ConnectionString, "select count(bytes::jsonb #>> '{data,a}') from ledger.entry")).ShouldBe(4);
    }
}
