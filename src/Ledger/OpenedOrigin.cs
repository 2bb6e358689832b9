using System.Text.Json;
using Npgsql;
using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>
/// An entry that opens the log anew under another name and key, because what the key before it has signed is lost; the
/// format is in README.md. Checkpoints up to <paramref name="Index"/> are the previous key's, larger ones the new
/// one's.
/// </summary>
/// <param name="Index">The entry's own index: a checkpoint of the new key covers it.</param>
/// <param name="Key">The new key; its name is the new origin.</param>
/// <param name="PreviousKey">The key until then.</param>
/// <param name="Known">The checkpoint of the previous key that this log does not extend.</param>
/// <param name="ContinuedSize">The size of this log when it was opened anew; at most the index.</param>
/// <param name="ContinuedRoot">The root at that size.</param>
public sealed record OpenedOrigin(long Index, VerifierKey Key, VerifierKey PreviousKey, TreeHead Known,
    long ContinuedSize, Hash ContinuedRoot)
{
    /// <summary>The stream that it stands in, after the ledger's first entry.</summary>
    public const string Stream = "ledger/opening";

    /// <summary>The type of the entry.</summary>
    public const string Type = "ledger.OriginOpened";

    private const string Sql = $"""
        select index, bytes from ledger.entry where stream = '{Stream}' and type = '{Type}' order by stream_version
        """;

    /// <summary>All that there are, in their order: none in a log that never lost anything.</summary>
    /// <exception cref="MalformedException">Code <c>origin-malformed</c>: one cannot be read.</exception>
    public static async Task<IReadOnlyList<OpenedOrigin>> ReadAllAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        return await ReadAllAsync(connection, ct);
    }

    /// <inheritdoc cref="ReadAllAsync(string, CancellationToken)"/>
    internal static async Task<IReadOnlyList<OpenedOrigin>> ReadAllAsync(
        NpgsqlConnection connection, CancellationToken ct) =>
        (await ReadEachAsync(connection, ct)).ConvertAll(o => o.Origin ?? throw Malformed(o.Index));

    /// <summary>
    /// As <see cref="ReadAllAsync(NpgsqlConnection, CancellationToken)"/>; null where one cannot be read.
    /// </summary>
    internal static async Task<List<(long Index, OpenedOrigin? Origin)>> ReadEachAsync(
        NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var all = new List<(long, OpenedOrigin?)>();
        while (await reader.ReadAsync(ct))
            all.Add((reader.GetInt64(0), Parse(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1))));
        return all;
    }

    /// <summary>
    /// Whose a checkpoint of this size is, where the newest origin's key is <paramref name="newest"/>.
    /// </summary>
    internal static VerifierKey KeyOf(long size, IReadOnlyList<OpenedOrigin> origins, VerifierKey newest) =>
        origins.FirstOrDefault(o => size <= o.Index)?.PreviousKey ?? newest;

    private static OpenedOrigin? Parse(long index, byte[] entry)
    {
        try
        {
            using var json = JsonDocument.Parse(entry);
            var data = json.RootElement.GetProperty("data");
            var read = new OpenedOrigin(index, VerifierKey.Parse(Text("key")), VerifierKey.Parse(Text("previousKey")),
                new TreeHead(data.GetProperty("knownSize").GetInt64(), Hash.ParseBase64(Text("knownRoot"))),
                data.GetProperty("continuedSize").GetInt64(), Hash.ParseBase64(Text("continuedRoot")));
            return read.Key.Name == Text("origin") && read.PreviousKey.Name == Text("previousOrigin")
                && read.Key.Type == KeyType.Ed25519 && read.PreviousKey.Type == KeyType.Ed25519 ? read : null;

            string Text(string name) => data.GetProperty(name).GetString() ?? "";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or MalformedException)
        {
            return null;
        }
    }

    private static MalformedException Malformed(long index) =>
        new("origin-malformed", $"Entry {index} should open the log anew and cannot be read.");
}
