using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>
/// Rows one after another, each by itself: its bytes against its leaf hash and its columns. What is common is not made
/// anew for each.
/// </summary>
internal sealed class Examination
{
    internal const int Columns = 10;

    internal const string Names =
        "index, stream_version, time, id, command_id, command_size, stream, type, leaf_hash, bytes";

    private readonly EntryDocument document = new();
    private string? type;

    /// <exception cref="FormatException">A column is not of the form that the schema demands.</exception>
    internal ExaminedEntry Of(CopyRow row)
    {
        var (index, version, time, id, commandId) =
            (row.Int64(0), row.Int64(1), row.Instant(2), row.Guid(3), row.Guid(4));
        short? commandSize = row.IsNull(5) ? null : row.Int16(5);
        var stream = row.Text(6);
        type = row.Text(7, type);
        var stored = row.Bytes(8);
        var bytes = row.Bytes(9);
        var rehashed = Hash.OfLeaf(bytes);
        var leafHash = stored.Length == Hash.Length ? new Hash(stored) : rehashed;
        List<(string, string)>? faults = null;
        if (stored.Length != Hash.Length || leafHash != rehashed)
        {
            (faults ??= []).Add(("hash-differs", $"its bytes hash to {rehashed}, its leaf hash is "
                + $"{Convert.ToHexStringLower(stored)}."));
        }

        var likely = new LikelyEntry
        {
            StreamVersion = version,
            Time = time,
            Id = id,
            Stream = stream,
            Type = type,
            StreamUtf8 = row.Bytes(6),
            TypeUtf8 = row.Bytes(7),
        };
        if (document.Read(bytes, likely) is { } because)
        {
            (faults ??= []).Add(("bytes-malformed", $"its bytes are no entry: {because}"));
            return new(index, version, time, id, commandId, commandSize, stream, leafHash, rehashed, null, faults);
        }

        Compare(ref faults, "id", id, document.Id);
        Compare(ref faults, "type", type, document.Type);
        Compare(ref faults, "stream", stream, document.Stream);
        Compare(ref faults, "stream-version", version, document.StreamVersion);
        Compare(ref faults, "time", time, document.Time);
        Compare(ref faults, "command-id", commandId, document.CommandId);
        return new(
            index, version, time, id, commandId, commandSize, stream, leafHash, rehashed,
            (document.CommandId, document.CommandHash), faults ?? (IReadOnlyList<(string, string)>)[]);
    }

    private static void Compare<T>(ref List<(string, string)>? faults, string column, T stored, T said)
        where T : notnull
    {
        if (!EqualityComparer<T>.Default.Equals(stored, said))
            (faults ??= []).Add((column + "-differs", $"its column says {stored}, its bytes say {said}."));
    }
}
