namespace Supervision.Benchmarks;

/// <summary>How much is measured. The short form is for a test: its figures say little.</summary>
internal sealed record Scale(
    int WarmUps,
    int Rounds,
    int Rows,
    TimeSpan Span,
    int LargeEntries,
    TimeSpan SnapshotHeld,
    int SecondProcessEvents,
    int LiveEntries)
{
    internal static Scale Full { get; } = new(
        WarmUps: 4, Rounds: 5, Rows: 200_000, Span: TimeSpan.FromSeconds(2), LargeEntries: 2_000_000,
        SnapshotHeld: TimeSpan.FromSeconds(60), SecondProcessEvents: 50_000, LiveEntries: 1_000);

    internal static Scale Short { get; } = new(
        WarmUps: 1, Rounds: 1, Rows: 19_200, Span: TimeSpan.FromSeconds(0.5), LargeEntries: 100_000,
        SnapshotHeld: TimeSpan.FromSeconds(2), SecondProcessEvents: 5_000, LiveEntries: 100);
}
