namespace Supervision.TransparencyLog;

/// <summary>Text or bytes that are not in the format that they should be in; nothing of them may be used.</summary>
/// <param name="code">Stable, kebab-case; see README.md.</param>
/// <param name="message">One English sentence.</param>
public sealed class MalformedException(string code, string message) : FormatException(message)
{
    /// <summary>Which rule was broken.</summary>
    public string Code { get; } = code;
}
