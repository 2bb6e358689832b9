namespace Supervision.Ledger;

/// <summary>The request itself cannot be recorded; nothing was written, and trying again changes nothing.</summary>
/// <param name="code">Stable, kebab-case; see README.md.</param>
/// <param name="message">One English sentence that names the event and the field.</param>
public sealed class EntryRefusedException(string code, string message) : Exception(message)
{
    /// <summary>Which rule was broken.</summary>
    public string Code { get; } = code;
}

/// <summary>
/// The connection was lost while a commit was under way and its outcome could not be read in time. Appending the same
/// request again is safe: its command id finds the first result.
/// </summary>
public sealed class AppendOutcomeUnknownException(Exception cause)
    : Exception("Whether the append was committed is not known yet; append it again with the same command id.", cause);

/// <summary>
/// The ledger contradicts itself or what this process knows of it. The writer has stopped and stays stopped: run the
/// verification, then restore or explain before starting again.
/// </summary>
public sealed class LedgerCorruptException : Exception
{
    /// <summary>Says what was found that cannot be.</summary>
    public LedgerCorruptException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was found that cannot be, and by what it was noticed.</summary>
    public LedgerCorruptException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
