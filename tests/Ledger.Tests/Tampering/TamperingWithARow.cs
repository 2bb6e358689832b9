namespace Supervision.Ledger.Tests.Tampering;

public sealed class TamperingWithARow : TamperedLedger
{
    private const string Columns =
        "stream_version, time, id, command_id, command_size, stream, type, leaf_hash, bytes";

    /// <summary>What is done, and an index by which it must be named (−1: beyond all).</summary>
    public static TheoryData<string, int> Changes => new()
    {
        { "delete from ledger.entry where index = 0", 0 },
        { "delete from ledger.entry where index = 150", 150 },
        { "delete from ledger.entry where index = 299", 299 },
        { "delete from ledger.entry where index = 300", 300 },
        { "delete from ledger.entry where index >= 297", 297 },
        { "delete from ledger.tree_head where size = 1", 0 },
        { "delete from ledger.tree_head where size = 150", 148 },
        { "delete from ledger.tree_head where size = 297", 295 },
        { "delete from ledger.tree_head where size = 301", 300 },
        { "delete from ledger.tile", 0 },
        { Swap(10, 20), 10 },
        { Swap(10, 20), 20 },
        { Swap(299, 300), 300 },
        { Insert(301), 301 },
        { $"update ledger.entry set index = index + 1000 where index >= 150; "
            + $"update ledger.entry set index = index - 999 where index >= 1150; {Insert(150)}", 150 },
        { "insert into ledger.tree_head select size + 1, size, time, root, frontier from ledger.tree_head "
            + "where size = 301", 301 },
        { "insert into ledger.tree_head select 149, previous_size, time, root, frontier from ledger.tree_head "
            + "where size = 150", 148 },
        { "insert into ledger.tile select 0, 1, root, hashes from ledger.tile", 256 },
        { "insert into ledger.tile select 1, 0, root, hashes from ledger.tile", 0 },
        { "insert into ledger.tile select 30000, 9000000000000000000, root, hashes from ledger.tile", -1 },
        { "update ledger.tile set n = 1", 0 },
        { "update ledger.tile set n = 1", 256 },
    };

    [Fact]
    public async Task that_is_removed_swapped_or_put_in_is_found_and_named()
    {
        await FillAsync();
        await OpenUpAsync();
        foreach (var (sql, index) in Changes.Select(c => ((string)c[0], (int)c[1])))
        {
            var faults = await FaultsOfAsync(sql);
            faults.ShouldContain(
                f => f.Index == (index < 0 ? long.MaxValue : index), $"{sql}\n{string.Join('\n', faults)}");
        }
    }

    // The ledger's last commit is entries 297 to 300.
    private static string Swap(int a, int b) => $"""
        update ledger.entry set index = 100000 where index = {a};
        update ledger.entry set index = {a} where index = {b};
        update ledger.entry set index = {b} where index = 100000
        """;

    // A copy of an entry as a new one of the same stream, right in everything but the tree.
    private static string Insert(int index) => $"""
        insert into ledger.entry (index, {Columns})
        select {index}, 1000, time + interval '1 microsecond', gen_random_uuid(), gen_random_uuid(), 1, stream, type,
            leaf_hash, bytes
        from ledger.entry where index = {index - 1}
        """;
}
