using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger;

/// <summary>What a verification found. It is clean when there is no fault.</summary>
/// <param name="Size">How many entries there are.</param>
/// <param name="Root">Root of the tree over their bytes as they are now, to be compared with a checkpoint kept
/// elsewhere.</param>
/// <param name="Faults">In the order in which they were found; at most 10,000, then one more says that it
/// stopped.</param>
public sealed record VerificationReport(long Size, Hash Root, IReadOnlyList<Fault> Faults)
{
    /// <summary>Where the log was opened anew after a loss, in order; empty for a log that never was.</summary>
    public IReadOnlyList<OpenedOrigin> Origins { get; init; } = [];
}

/// <summary>One inconsistency.</summary>
/// <param name="Index">The entry's index; null when it belongs to none.</param>
/// <param name="Code">Stable, kebab-case; see README.md.</param>
/// <param name="Message">One English sentence, with what was found and what should have been.</param>
public sealed record Fault(long? Index, string Code, string Message);

/// <summary>How far a verification is; reported about once in 500 entries, and at the end.</summary>
/// <param name="Done">Entries verified.</param>
/// <param name="Total">Entries that there are, by the newest tree head.</param>
/// <param name="Elapsed">Since the first entry was asked for.</param>
public sealed record VerificationProgress(long Done, long Total, TimeSpan Elapsed)
{
    /// <summary>On average so far; 0 at the very beginning.</summary>
    public double EntriesPerSecond => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>At that rate; null while there is none.</summary>
    public TimeSpan? Remaining =>
        EntriesPerSecond > 0 ? TimeSpan.FromSeconds((Total - Done) / EntriesPerSecond) : null;
}

/// <summary>What is known of the log from elsewhere, for its own database could say anything.</summary>
/// <param name="LogKeys">Keys that its checkpoints may be signed by; none: signatures are not checked. Of a log that
/// was opened anew the newest is enough: it has signed the entry that names the one before.</param>
/// <param name="Kept">A checkpoint that somebody kept, and has checked; the log must extend it.</param>
public sealed record TrustAnchors(IReadOnlyList<VerifierKey> LogKeys, Checkpoint? Kept)
{
    /// <summary>Nothing.</summary>
    public static readonly TrustAnchors None = new([], null);
}
