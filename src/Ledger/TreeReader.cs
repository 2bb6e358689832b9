using Npgsql;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>
/// Heads, tiles and proofs, from stored full tiles and, beyond them, from the leaf hashes beside the entries.
/// </summary>
internal sealed class TreeReader(NpgsqlDataSource source)
{
    private const string NewestHead = "select size, root from ledger.tree_head order by size desc limit 1";

    internal async Task<TreeHead> ReadHeadAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(NewestHead);
        return await ReadHeadAsync(command, ct);
    }

    internal static async Task<TreeHead> ReadHeadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(NewestHead, connection);
        return await ReadHeadAsync(command, ct);
    }

    internal async Task<TreeHead?> ReadHeadAsync(long size, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select root from ledger.tree_head where size = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = size });
        return await command.ExecuteScalarAsync(ct) is byte[] root ? new TreeHead(size, new Hash(root)) : null;
    }

    internal async Task<InclusionProof> ProveInclusionAsync(long index, long size, CancellationToken ct)
    {
        await CheckSizeAsync(size, ct);
        return await InclusionProof.BuildAsync(index, size, ReadHashesAsync, ct);
    }

    internal async Task<ConsistencyProof> ProveConsistencyAsync(long oldSize, long size, CancellationToken ct)
    {
        await CheckSizeAsync(size, ct);
        return await ConsistencyProof.BuildAsync(oldSize, size, ReadHashesAsync, ct);
    }

    internal async Task<IReadOnlyList<Hash>> ReadTileAsync(Tile tile, int width, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tile.Level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile.Level, long.Log2(long.MaxValue) / Tiles.Height);
        ArgumentOutOfRangeException.ThrowIfNegative(tile.N);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Tiles.Width);
        return await ReadPlaceAsync(new TilePlace(tile, 0, width), ct);
    }

    private static async Task<TreeHead> ReadHeadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new TreeHead(reader.GetInt64(0), new Hash(reader.GetFieldValue<byte[]>(1)))
            : new TreeHead(0, Hash.Empty);
    }

    private async Task CheckSizeAsync(long size, CancellationToken ct)
    {
        var head = await ReadHeadAsync(ct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, head.Size);
    }

    // A proof asks for at most two subtrees a level; most lie in tiles of their own, so each is one indexed query.
    private async Task<IReadOnlyList<Hash>> ReadHashesAsync(IReadOnlyList<Subtree> subtrees, CancellationToken ct)
    {
        var hashes = new List<Hash>(subtrees.Count);
        foreach (var subtree in subtrees)
            hashes.Add(Tiles.RootOf([.. await ReadPlaceAsync(Tiles.Locate(subtree), ct)]));
        return hashes;
    }

    // Level 0: beside the entries. Above: each hash of a tile is the root of a full tile of the level below, and so
    // stored whether or not the tile itself is full.
    private async Task<List<Hash>> ReadPlaceAsync(TilePlace place, CancellationToken ct)
    {
        var first = (place.Tile.N * Tiles.Width) + place.Offset;
        await using var command = source.CreateCommand(
            place.Tile.Level == 0
                ? "select leaf_hash from ledger.entry where index >= $1 and index < $2 order by index"
                : "select root from ledger.tile where level = $3 and n >= $1 and n < $2 order by n");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first + place.Count });
        if (place.Tile.Level > 0)
            command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)(place.Tile.Level - 1) });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var hashes = new List<Hash>(place.Count);
        while (await reader.ReadAsync(ct))
            hashes.Add(new Hash(reader.GetFieldValue<byte[]>(0)));
        return hashes.Count == place.Count
            ? hashes
            : throw new ArgumentOutOfRangeException(
                nameof(place), place, $"The tree has {hashes.Count} of the {place.Count} hashes.");
    }
}
