namespace Supervision.Ledger.Verification;

/// <summary>
/// One entry after another: what was found of it alone, time against the entry before, commands whole.
/// </summary>
internal sealed class EntryCheck(Faults faults)
{
    private DateTimeOffset previousTime = DateTimeOffset.MinValue;
    private Guid command;
    private string commandHash = "";
    private long commandFirst;
    private long commandSize;
    private long commandSeen;

    internal void Check(in ExaminedEntry entry)
    {
        foreach (var (code, because) in entry.Faults)
            faults.Add(entry.Index, code, $"Entry {entry.Index}: {because}");
        if (entry.Time <= previousTime)
            faults.Add(entry.Index, "time-not-rising",
                $"Entry {entry.Index}: its time is not after that of the entry before.");
        previousTime = entry.Time;
        if (entry.Command is { } said)
            CheckCommand(entry, said.Id, said.Hash);
    }

    /// <summary>After the last entry.</summary>
    internal void End()
    {
        if (commandSeen != commandSize)
        {
            faults.Add(commandFirst, "command-size-differs",
                $"Entry {commandFirst}: its command says {commandSize} entries and has {commandSeen}.");
        }
    }

    // The entries of a command stand together, and the first says how many they are.
    private void CheckCommand(in ExaminedEntry entry, Guid commandId, string hash)
    {
        if (commandId == command)
        {
            commandSeen++;
            if (entry.CommandSize is not null)
                faults.Add(entry.Index, "command-size-differs",
                    $"Entry {entry.Index}: it is not the first of its command.");
            if (hash != commandHash)
                faults.Add(entry.Index, "command-hash-differs", $"Entry {entry.Index}: its command has two hashes.");
            return;
        }

        End();
        (command, commandHash, commandFirst, commandSeen) = (commandId, hash, entry.Index, 1);
        commandSize = entry.CommandSize ?? 0;
    }
}
