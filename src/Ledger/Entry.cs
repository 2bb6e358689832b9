using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>One event that the caller wants recorded.</summary>
/// <param name="Id">UUIDv7 made by the caller, so that a retry carries the same one; unique in the ledger.</param>
/// <param name="Source">The acting body as a URI reference (CloudEvents <c>source</c>).</param>
/// <param name="Type">CloudEvents <c>type</c>, e.g. <c>remediation.ExtensionRequested</c>.</param>
/// <param name="Stream">The stream it is appended to (CloudEvents <c>subject</c>), at most 200 characters.</param>
/// <param name="Attributes">CloudEvents extension attributes, names of [a-z0-9]{1,20}, written in this order.</param>
/// <param name="Data">A JSON object in UTF-8, kept byte for byte.</param>
public sealed record NewEvent(
    Guid Id,
    string Source,
    string Type,
    string Stream,
    IReadOnlyList<KeyValuePair<string, string>> Attributes,
    ReadOnlyMemory<byte> Data);

/// <summary>Events that are recorded together or not at all.</summary>
/// <param name="CommandId">The wish that they answer; accepted once.</param>
/// <param name="CommandHash">Hash of the wish's content, by which a retry is told from another wish.</param>
/// <param name="Events">1 to 1,000, of any number of streams.</param>
/// <param name="ReadVersions">
/// For each stream read or written the version seen: 0-based, −1 = the stream must not exist. At most 1,000. A written
/// stream that is not named is appended to at whatever version it has.
/// </param>
public sealed record AppendRequest(
    Guid CommandId,
    Hash CommandHash,
    IReadOnlyList<NewEvent> Events,
    IReadOnlyDictionary<string, long> ReadVersions);

/// <summary>What became of an append; nothing is answered before PostgreSQL has made it durable.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>Recorded as the entries from FirstIndex to FirstIndex + Count − 1.</summary>
    public sealed record Appended(long FirstIndex, int Count) : AppendResult;

    /// <summary>The same command was accepted before: its first result. Nothing was written now.</summary>
    public sealed record Repeated(long FirstIndex, int Count) : AppendResult;

    /// <summary>A stream has moved since it was read; nothing was written. −1 = there is no such stream.</summary>
    public sealed record Conflict(string Stream, long Expected, long Actual) : AppendResult;

    /// <summary>The command id was accepted before with another content; nothing was written.</summary>
    public sealed record CommandReused(Guid CommandId) : AppendResult;
}

/// <summary>
/// A command that was accepted: the hash of its content, and the entries FirstIndex to FirstIndex + Count − 1.
/// </summary>
public sealed record AcceptedCommand(Hash CommandHash, long FirstIndex, int Count);

/// <summary>What is committed.</summary>
/// <param name="Index">0-based place in the ledger, without gaps; the index of its leaf in the Merkle tree.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Stream">The stream.</param>
/// <param name="StreamVersion">0-based place in the stream, without gaps.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Time">When it was recorded, UTC, in whole microseconds, later than the entry before.</param>
/// <param name="CommandId">The command that it answers.</param>
/// <param name="Bytes">The CloudEvents 1.0 JSON document, exactly as hashed.</param>
public sealed record Entry(
    long Index,
    Guid Id,
    string Stream,
    long StreamVersion,
    string Type,
    DateTimeOffset Time,
    Guid CommandId,
    ReadOnlyMemory<byte> Bytes);

/// <summary>Size and root of the Merkle tree after a commit.</summary>
public sealed record TreeHead(long Size, Hash Root);
