using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>A row of ledger.entry, and what can be found out about it without knowing any other.</summary>
/// <param name="Index">As its column says; so the next six.</param>
/// <param name="StreamVersion">Whatever it says.</param>
/// <param name="Time">Whatever it says.</param>
/// <param name="Id">Whatever it says.</param>
/// <param name="CommandId">Whatever it says.</param>
/// <param name="CommandSize">Whatever it says.</param>
/// <param name="Stream">Whatever it says.</param>
/// <param name="LeafHash">As stored; where that is no hash, as computed.</param>
/// <param name="Rehashed">Computed from the bytes.</param>
/// <param name="Command">What the bytes say of the command; null: they are no entry.</param>
/// <param name="Faults">Nearly always none.</param>
internal readonly record struct ExaminedEntry(
    long Index,
    long StreamVersion,
    DateTimeOffset Time,
    Guid Id,
    Guid CommandId,
    short? CommandSize,
    string Stream,
    Hash LeafHash,
    Hash Rehashed,
    (Guid Id, string Hash)? Command,
    IReadOnlyList<(string Code, string Because)> Faults);
