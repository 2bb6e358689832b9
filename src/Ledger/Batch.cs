using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>An append that waits for the committer; its result is set once, after the commit.</summary>
internal sealed class Pending(AppendRequest request, Rendering[] events)
{
    private readonly TaskCompletionSource<AppendResult> result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Guid CommandId { get; } = request.CommandId;

    internal Hash CommandHash { get; } = request.CommandHash;

    internal Rendering[] Events { get; } = events;

    // A copy: the caller's dictionary may change while the request waits.
    internal KeyValuePair<string, long>[] ReadVersions { get; } = [.. request.ReadVersions];

    internal Task<AppendResult> Result => result.Task;

    internal void Answer(AppendResult answer) => result.TrySetResult(answer);

    internal void Fail(Exception cause) => result.TrySetException(cause);
}

/// <summary>A command that was accepted: where its entries begin, how many there are, and of what content.</summary>
internal readonly record struct Accepted(long FirstIndex, int Count, Hash CommandHash);

/// <summary>The newest tree head as the committer needs it. Time is the newest entry's.</summary>
internal sealed record Head(long Size, Hash Root, Frontier Frontier, DateTimeOffset Time)
{
    internal static Head OfEmptyLedger() => new(0, Hash.Empty, new Frontier(), DateTimeOffset.MinValue);
}

/// <summary>An entry as it is written.</summary>
internal readonly record struct Row(
    long Index,
    long StreamVersion,
    DateTimeOffset Time,
    Rendering Event,
    Guid CommandId,
    short? CommandSize,
    Hash LeafHash,
    ReadOnlyMemory<byte> Bytes);

/// <summary>
/// What the appends of one commit come to: a calculation over what is remembered and what was read under the ledger's
/// lock. An append sees those before it in the same batch, and those of the batch on top of which it is decided. What
/// memory alone cannot decide is left open until PostgreSQL has been asked; that two appends of one stream then change
/// places cannot be, for the second cannot be decided either.
/// </summary>
/// <param name="onTopOf">The head on top of which to decide, perhaps not committed yet; null: nothing is decided before
/// <see cref="StartFrom"/>.</param>
/// <param name="memory">Is changed by each append that is decided.</param>
/// <param name="clock">Read for each entry.</param>
/// <param name="rows">Empty; the batch's own until it is committed.</param>
internal sealed class Batch(Head? onTopOf, Memory memory, TimeProvider clock, List<Row> rows)
{
    private const long NoVersion = -1;

    private Head? before = onTopOf;
    private Frontier? frontier = onTopOf?.Frontier.Copy();
    private DateTimeOffset last = onTopOf?.Time ?? default;
    private Head? after;
    private bool beginClaimed;

    /// <summary>In the order in which they came.</summary>
    internal List<Pending> Appends { get; } = [];

    /// <summary>Those of the appends that are not decided yet.</summary>
    internal List<Pending> Open { get; private set; } = [];

    /// <summary>How many events the appends have.</summary>
    internal int Events { get; private set; }

    /// <summary>How many streams the appends read or write, each counted each time.</summary>
    internal int Streams { get; private set; }

    internal List<Row> Rows { get; } = rows;

    /// <summary>
    /// True once: how its transaction begins, behind the commit of the batch below or ahead of it, is for one of the
    /// two threads to say.
    /// </summary>
    internal bool ClaimBegin() => !Interlocked.Exchange(ref beginClaimed, true);

    internal List<(Pending Append, AppendResult Result)> Results { get; } = [];

    internal Head Before => before!;

    /// <summary>The head after the rows, once all is decided; from then on nothing of the batch changes.</summary>
    internal Head After => after!;

    /// <summary>Decides the append if what is remembered suffices.</summary>
    internal void Add(Pending append)
    {
        Appends.Add(append);
        Events += append.Events.Length;
        Streams += append.Events.Length + append.ReadVersions.Length;
        if (before is null || !DecideFromMemory(append))
            Open.Add(append);
    }

    /// <summary>Forgets what was decided, if anything was, to decide all of it on top of another head.</summary>
    internal void StartFrom(Head head)
    {
        (before, frontier, last) = (head, head.Frontier.Copy(), head.Time);
        Rows.Clear();
        Results.Clear();
        Open = [.. Appends];
    }

    /// <summary>Decides what is open, now that versions and commands have been asked for and are in memory.</summary>
    /// <param name="refuse">Answers an append that must be left out itself, and says so.</param>
    internal void DecideOpen(Func<Pending, bool> refuse)
    {
        foreach (var append in Open)
        {
            if (refuse(append))
                continue;
            if (Known(append) is { } known)
                Results.Add((append, known));
            else if (ConflictOf(append) is { } conflict)
                Results.Add((append, conflict));
            else
                Accept(append);
        }

        Open = [];
        after = new Head(frontier!.Size, frontier.Root(), frontier, last);
    }

    internal void Answer()
    {
        foreach (var (append, result) in Results)
            append.Answer(result);
    }

    // A conflict is never decided from memory: the command may have been accepted long ago, and then it is not a
    // conflict but that command's own doing. Should an accepted command be decided as new, the unique index refuses it.
    // So it does where a stream that is not remembered was said to be new and is not, if something is written to it.
    private bool DecideFromMemory(Pending append)
    {
        if (Known(append) is { } known)
        {
            Results.Add((append, known));
            return true;
        }

        HashSet<string>? guessed = null;
        foreach (var (stream, expected) in append.ReadVersions)
        {
            if (!memory.KnowsVersion(stream, out var actual) && expected == NoVersion)
                (guessed ??= new HashSet<string>(StringComparer.Ordinal)).Add(stream);
            else if (actual != expected)
                return false;
        }

        foreach (var e in append.Events)
        {
            if (!memory.KnowsVersion(e.Stream, out _) && guessed?.Contains(e.Stream) != true)
                return false;
        }

        if (guessed is not null && !guessed.IsSubsetOf(append.Events.Select(e => e.Stream)))
            return false;
        foreach (var stream in guessed ?? [])
            memory.SetVersion(stream, NoVersion);
        Accept(append);
        return true;
    }

    // First of all: a repeated command's streams have moved, by that command itself.
    private AppendResult? Known(Pending append)
    {
        if (!memory.KnowsCommand(append.CommandId, out var accepted))
            return null;
        return accepted.CommandHash == append.CommandHash
            ? new AppendResult.Repeated(accepted.FirstIndex, accepted.Count)
            : new AppendResult.CommandReused(append.CommandId);
    }

    private AppendResult.Conflict? ConflictOf(Pending append)
    {
        foreach (var (stream, expected) in append.ReadVersions)
        {
            if (VersionOf(stream) is var actual && actual != expected)
                return new AppendResult.Conflict(stream, expected, actual);
        }

        return null;
    }

    private void Accept(Pending append)
    {
        var first = frontier!.Size;
        foreach (var e in append.Events)
            Add(append, e, isFirst: frontier.Size == first);
        memory.SetCommand(append.CommandId, new Accepted(first, append.Events.Length, append.CommandHash));
        Results.Add((append, new AppendResult.Appended(first, append.Events.Length)));
    }

    private void Add(Pending append, Rendering e, bool isFirst)
    {
        last = TimeAfter(last);
        var version = VersionOf(e.Stream) + 1;
        var (bytes, leafHash) = e.Complete(last, version);
        short? commandSize = isFirst ? (short)append.Events.Length : null;
        Rows.Add(new Row(frontier!.Size, version, last, e, append.CommandId, commandSize, leafHash, bytes));
        frontier.Append(leafHash);
        memory.SetVersion(e.Stream, version);
    }

    // Truncated to microseconds here, before it is hashed: PostgreSQL would truncate the column only.
    private DateTimeOffset TimeAfter(DateTimeOffset previous)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var earliest = previous.AddTicks(TimeSpan.TicksPerMicrosecond);
        return now < earliest ? earliest : now;
    }

    private long VersionOf(string stream) => memory.KnowsVersion(stream, out var version)
        ? version
        : throw new InvalidOperationException($"The version of the stream {stream} was not asked for.");
}
