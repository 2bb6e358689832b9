namespace Supervision.Ledger.Verification;

/// <summary>Collects faults, up to a bound.</summary>
internal sealed class Faults
{
    internal const int FaultsMax = 10_000;

    private readonly List<Fault> list = [];

    internal IReadOnlyList<Fault> List => list;

    internal bool IsFull => list.Count > FaultsMax;

    internal void Add(Faults others)
    {
        foreach (var (index, code, message) in others.list)
            Add(index, code, message);
    }

    internal void Add(long? index, string code, string message)
    {
        if (list.Count < FaultsMax)
            list.Add(new Fault(index, code, message));
        else if (list.Count == FaultsMax)
            list.Add(new Fault(
                null, "too-many-faults", $"There are more than {FaultsMax} faults; the others are not named."));
    }
}
