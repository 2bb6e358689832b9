namespace Supervision.Ledger.Verification;

/// <summary>
/// One entry after another: bytes against hash and columns, time against the entry before, commands whole.
/// </summary>
internal sealed class EntryCheck(Faults faults)
{
    private DateTimeOffset previousTime = DateTimeOffset.MinValue;
    private Guid command;
    private string commandHash = "";
    private long commandFirst;
    private long commandSize;
    private long commandSeen;

    internal void Check(ExaminedEntry examined)
    {
        var (row, rehashed, document, because) = examined;
        if (!examined.IsLeafHashRight)
        {
            faults.Add(row.Index, "hash-differs", $"Entry {row.Index}: its bytes hash to {rehashed}, its leaf hash is "
                + $"{Convert.ToHexStringLower(row.LeafHash)}.");
        }

        if (row.Time <= previousTime)
            faults.Add(row.Index, "time-not-rising",
                $"Entry {row.Index}: its time is not after that of the entry before.");
        previousTime = row.Time;

        if (document is null)
        {
            faults.Add(row.Index, "bytes-malformed", $"Entry {row.Index}: its bytes are no entry: {because}");
            return;
        }

        Compare(row.Index, "id", row.Id, document.Id);
        Compare(row.Index, "type", row.Type, document.Type);
        Compare(row.Index, "stream", row.Stream, document.Stream);
        Compare(row.Index, "stream-version", row.StreamVersion, document.StreamVersion);
        Compare(row.Index, "time", row.Time, document.Time);
        Compare(row.Index, "command-id", row.CommandId, document.CommandId);
        CheckCommand(row, document);
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

    private void Compare<T>(long index, string column, T stored, T said)
        where T : notnull
    {
        if (!EqualityComparer<T>.Default.Equals(stored, said))
            faults.Add(index, column + "-differs", $"Entry {index}: its column says {stored}, its bytes say {said}.");
    }

    // The entries of a command stand together, and the first says how many they are.
    private void CheckCommand(StoredEntry row, EntryDocument document)
    {
        if (document.CommandId == command)
        {
            commandSeen++;
            if (row.CommandSize is not null)
                faults.Add(row.Index, "command-size-differs",
                    $"Entry {row.Index}: it is not the first of its command.");
            if (document.CommandHash != commandHash)
                faults.Add(row.Index, "command-hash-differs", $"Entry {row.Index}: its command has two hashes.");
            return;
        }

        End();
        (command, commandHash, commandFirst, commandSeen) = (document.CommandId, document.CommandHash, row.Index, 1);
        commandSize = row.CommandSize ?? 0;
    }
}
