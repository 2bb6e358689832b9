using Npgsql;
using Supervision.TransparencyLog;

namespace Supervision.Ledger.Verification;

/// <summary>
/// The entries that open the log anew: that each continues this tree and the key before it, and that a key which is
/// trusted vouches for every one of them.
/// </summary>
internal sealed class OriginCheck(NpgsqlConnection connection, Faults faults, IReadOnlyList<VerifierKey> keys)
{
    /// <summary>Those that can be read.</summary>
    internal IReadOnlyList<OpenedOrigin> Found { get; private set; } = [];

    internal async Task CheckAsync(CancellationToken ct)
    {
        var each = await OpenedOrigin.ReadEachAsync(connection, ct);
        foreach (var (index, _) in each.Where(o => o.Origin is null))
            faults.Add(index, "origin-malformed", $"Entry {index} should open the log anew and cannot be read.");
        Found = [.. each.Select(o => o.Origin).OfType<OpenedOrigin>()];
        OpenedOrigin? before = null;
        foreach (var origin in Found)
        {
            if (before is not null && !origin.PreviousKey.Equals(before.Key))
            {
                faults.Add(origin.Index, "origin-differs", $"Entry {origin.Index} continues the log of "
                    + $"{origin.PreviousKey}; the log before it is that of {before.Key}.");
            }

            if (origin.ContinuedSize > origin.Index || !await IsHeadAsync(origin, ct))
            {
                faults.Add(origin.Index, "origin-differs", $"Entry {origin.Index} says that the log was continued at "
                    + $"{origin.ContinuedSize} entries with the root {origin.ContinuedRoot}; no tree head says so.");
            }

            before = origin;
        }
    }

    /// <summary>
    /// Who can write to the database but has no key could else name a key of his own as the one before.
    /// </summary>
    /// <param name="newestSigned">The size of the newest checkpoint that is signed as it should be.</param>
    internal void End(long newestSigned)
    {
        if (keys.Count == 0 || Found is not [.., var newest])
            return;
        if (!keys.Contains(newest.Key))
        {
            faults.Add(newest.Index, "origin-not-trusted", $"Entry {newest.Index} opens the log anew under the key "
                + $"{newest.Key}, which is not among those that are trusted: {string.Join(", ", keys)}.");
        }

        foreach (var origin in Found.Where(o => newestSigned <= o.Index && !keys.Contains(o.PreviousKey)))
        {
            faults.Add(origin.Index, "origin-not-signed", $"Entry {origin.Index} opens the log anew, and no checkpoint "
                + $"of its key covers it: that {origin.PreviousKey} was the key before is not vouched for.");
        }
    }

    // The heads are checked against the entries elsewhere.
    private async Task<bool> IsHeadAsync(OpenedOrigin origin, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select exists (select from ledger.tree_head where size = $1 and root = $2)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = origin.ContinuedSize });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = origin.ContinuedRoot.ToArray() });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
