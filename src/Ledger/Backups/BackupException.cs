namespace Supervision.Ledger.Backups;

/// <summary>A backup was not made or restored: a stable code, one English sentence, the values in it.</summary>
/// <param name="code">Kebab-case; see README.md.</param>
/// <param name="message">One English sentence.</param>
/// <param name="values">For the sentence in other languages, in the order in which they stand there.</param>
public sealed class BackupException(string code, string message, params object[] values) : Exception(message)
{
    /// <summary>Why.</summary>
    public string Code { get; } = code;

    /// <summary>What the sentence names.</summary>
    public IReadOnlyList<object> Values { get; } = values;
}
