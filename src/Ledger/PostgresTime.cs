namespace Supervision.Ledger;

/// <summary>PostgreSQL counts microseconds from 2000-01-01, UTC.</summary>
internal static class PostgresTime
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly long Min = Of(DateTimeOffset.MinValue);
    private static readonly long Max = Of(DateTimeOffset.MaxValue);

    /// <summary>In whole microseconds.</summary>
    internal static long Of(DateTimeOffset instant) => (instant - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Null where no calendar reaches.</summary>
    internal static DateTimeOffset? Of(long microseconds) => microseconds >= Min && microseconds <= Max
        ? Epoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
        : null;
}
