using System.Text;
using Npgsql;
using Supervision.TransparencyLog.Merkle;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests.Tampering;

/// <summary>
/// Who has the program and the superuser's password can write a ledger that agrees with itself: entries, leaf hashes,
/// tiles and all heads from the altered entry on. Only what somebody kept outside of it can tell.
/// </summary>
public sealed class RewritingTheWholeLedger : TamperedLedger
{
    private const int Altered = 42;

    [Fact]
    public async Task consistently_is_not_found_without_a_tree_head_kept_elsewhere()
    {
        await FillAsync(checkpoints: false);
        await RewriteAsync();
        (await VerifyAsync()).Faults.ShouldBeEmpty();
        // The store goes on with it as if nothing had been.
        await using var afterwards = await EventStore.OpenAsync(ConnectionString, TimeProvider.System, default);
        (await afterwards.AppendAsync(Request(Event("a")))).ShouldBe(new AppendResult.Appended(Size, 1));
        (await VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task is_found_by_the_checkpoints_that_were_not_signed_anew()
    {
        await FillAsync();

        await RewriteAsync();

        (await VerifyAsync()).Faults.ShouldContain(f => f.Code == "checkpoint-differs" && f.Index == Size - 1);
    }

    [Fact]
    public async Task is_found_by_a_tree_head_kept_elsewhere()
    {
        await FillAsync(checkpoints: false);
        var kept = await Store.ReadHeadAsync(default);
        var keptEarly = await HeadAsync(Altered - 1);
        await Store.AppendAsync(Request(Event("a"), Event("later")));
        (await ExtendsAsync(kept)).ShouldBeTrue();

        await RewriteAsync();

        (await VerifyAsync()).Faults.ShouldBeEmpty();
        (await ExtendsAsync(kept)).ShouldBeFalse();
        // What was kept before the altered entry cannot tell: it says nothing of what came after.
        (await ExtendsAsync(keptEarly)).ShouldBeTrue();
    }

    [Fact]
    public async Task is_found_by_the_writer_that_has_seen_the_head_before()
    {
        await FillAsync(checkpoints: false);
        await RewriteAsync();
        await Should.ThrowAsync<LedgerCorruptException>(() => Store.AppendAsync(Request(Event("a"))));
        await Should.ThrowAsync<LedgerCorruptException>(() => Store.AppendAsync(Request(Event("b"))));
    }

    private async Task<bool> ExtendsAsync(TreeHead kept)
    {
        var head = await Store.ReadHeadAsync(default);
        var proof = await Store.ProveConsistencyAsync(kept.Size, head.Size, default);
        return proof.Verify(kept.Root, head.Root);
    }

    private async Task<TreeHead> HeadAsync(long atMost)
    {
        var row = (await RowsAsync(
            $"select size, root from ledger.tree_head where size <= {atMost} order by size desc limit 1")).Single();
        return new TreeHead((long)row[0]!, new Hash((byte[])row[1]!));
    }

    private async Task RewriteAsync()
    {
        var entries = await RowsAsync("select index, bytes::text from ledger.entry order by index");
        var heads = await RowsAsync("select size from ledger.tree_head order by size");
        var leaves = entries.ConvertAll(row => Hash.OfLeaf(Encoding.UTF8.GetBytes(TextOf(row))));
        var sql = new List<string>();
        foreach (var (row, leaf) in entries.Zip(leaves))
        {
            sql.Add($"update ledger.entry set bytes = $json${TextOf(row)}$json$, leaf_hash = '\\x{leaf}' "
                + $"where index = {row[0]}");
        }

        var frontier = new Frontier();
        foreach (var size in heads.Select(row => (long)row[0]!))
        {
            while (frontier.Size < size)
                frontier.Append(leaves[(int)frontier.Size]);
            sql.Add($"update ledger.tree_head set root = '\\x{frontier.Root()}', "
                + $"frontier = '\\x{Convert.ToHexString(frontier.ToBytes())}' where size = {size}");
        }

        var tile = leaves[..Tiles.Width].ToArray();
        sql.Add($"update ledger.tile set root = '\\x{Tiles.RootOf(tile)}', "
            + $"hashes = '\\x{Convert.ToHexString(Tiles.ToBytes(tile))}' where level = 0 and n = 0");
        await Sql.TamperAsync(ConnectionString, string.Join(';', sql));
        NpgsqlConnection.ClearAllPools();
    }

    private static string TextOf(object?[] row) =>
        (long)row[0]! == Altered
            ? ((string)row[1]!).Replace("Trưởng", "Truong", StringComparison.Ordinal)
            : (string)row[1]!;
}
