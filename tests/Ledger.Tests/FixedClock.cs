using System.Globalization;

namespace Supervision.Ledger.Tests;

/// <summary>Stands where it is put.</summary>
internal sealed class FixedClock(string now) : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => Now;
}
