namespace Supervision.Messaging;

/// <summary>A clock that stands where it is put. Only a ledger whose first entry says so runs on it.</summary>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Puts the clock; it never goes back.</summary>
    public void Set(DateTimeOffset instant) => Interlocked.Exchange(ref ticks, Math.Max(ticks, instant.UtcTicks));
}
