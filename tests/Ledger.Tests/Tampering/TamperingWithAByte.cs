using System.Globalization;

namespace Supervision.Ledger.Tests.Tampering;

/// <summary>One bit or more of one byte of what is hashed, or of a hash, wherever it is.</summary>
public sealed class TamperingWithAByte : TamperedLedger
{
    private const int Changes = 200;
    private const int Seed = 20261121;

    private static readonly string[] Places = ["entry.bytes", "entry.leaf_hash", "tree_head", "tile"];

    [Fact]
    public async Task at_two_hundred_random_places_is_found_and_named()
    {
        await FillAsync();
        await OpenUpAsync();
        var random = new Random(Seed);
        for (var i = 0; i < Changes; i++)
        {
            // Half of them in the text of the entries.
            var place = i % 2 == 0 ? Places[0] : Places[random.Next(1, Places.Length)];
            var (sql, from, to) = await ChangeAsync(place, random);
            var faults = await FaultsOfAsync(sql);
            faults.ShouldContain(f => f.Index >= from && f.Index <= to, $"{sql}\n{string.Join('\n', faults)}");
        }
    }

    private async Task<(string Sql, long From, long To)> ChangeAsync(string place, Random random)
    {
        var mask = random.Next(1, 256);
        switch (place)
        {
            case "entry.bytes":
                var entry = random.Next(Size);
                const string Bytes = "convert_to(bytes::text, 'UTF8')";
                return ($"update ledger.entry set bytes = {await ByteAsync("entry", Bytes, $"index = {entry}")}::json "
                    + $"where index = {entry}", entry, entry);
            case "entry.leaf_hash":
                var leaf = random.Next(Size);
                var hash = await ByteAsync("entry", "leaf_hash", $"index = {leaf}");
                return ($"update ledger.entry set leaf_hash = {hash} where index = {leaf}", leaf, leaf);
            case "tree_head":
                var heads = await RowsAsync("select size, previous_size from ledger.tree_head order by size");
                var head = heads[random.Next(heads.Count)];
                var column = random.Next(2) == 0 ? "root" : "frontier";
                return ($"update ledger.tree_head set {column} = "
                    + $"{await ByteAsync("tree_head", column, $"size = {head[0]}")} where size = {head[0]}",
                    (long)head[1]!, (long)head[0]! - 1);
            default:
                var part = random.Next(8) == 0 ? "root" : "hashes";
                return ($"update ledger.tile set {part} = {await ByteAsync("tile", part, "n = 0")}", 0, 255);
        }

        async Task<string> ByteAsync(string table, string bytes, string where)
        {
            var length = await Sql.ScalarAsync<int>(
                ConnectionString, $"select octet_length({bytes}) from ledger.{table} where {where}");
            var at = random.Next(length).ToString(CultureInfo.InvariantCulture);
            return $"set_byte({bytes}, {at}, get_byte({bytes}, {at}) # {mask})";
        }
    }
}
