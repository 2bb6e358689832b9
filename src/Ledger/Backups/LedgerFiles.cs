using System.Globalization;
using System.Text.RegularExpressions;

namespace Supervision.Ledger.Backups;

/// <summary>
/// The files beside a ledger's database that are sources of their own, and so go with it into a backup. Wherever they
/// lie, they have the same names as parts of a backup.
/// </summary>
/// <param name="LogKey">The log's private key.</param>
/// <param name="MasterKey">The key that wraps the keys of persons.</param>
public sealed partial record LedgerFiles(string LogKey, string MasterKey)
{
    internal const string LogKeyPart = "log.key";
    internal const string KeptPart = "log.checkpoint";
    internal const string MasterKeyPart = "master.key";
    internal const string ErasedPart = "master.erased";

    /// <summary>Times that a log can be opened anew.</summary>
    public const int OriginsMax = 999;

    /// <summary>The newest checkpoint, outside of what a restored database can undo.</summary>
    public string Kept => Ledger.LogKey.KeptFile(LogKey);

    /// <summary>The persons whose keys were destroyed, outside of what a restored database can undo.</summary>
    public string Erased => ErasedFile(MasterKey);

    /// <summary>The key of an origin that is being opened.</summary>
    public string NextLogKey => Path.ChangeExtension(LogKey, ".next.key");

    /// <summary>The list of erased persons beside a master key.</summary>
    public static string ErasedFile(string masterKey) => Path.ChangeExtension(masterKey, ".erased");

    /// <summary>The log's key before it was opened anew for the <paramref name="number"/>th time.</summary>
    public string FormerKey(int number) => Former(number, "key");

    /// <summary>The newest checkpoint kept until then.</summary>
    public string FormerKept(int number) => Former(number, "checkpoint");

    /// <summary>The files of all keys that this log had, the newest first.</summary>
    public IEnumerable<string> LogKeys() => Enumerable.Range(1, OriginsMax).Select(FormerKey)
        .TakeWhile(File.Exists).Append(LogKey).Where(File.Exists).Reverse();

    /// <summary>The file of a part.</summary>
    internal string FileOf(string part) => part switch
    {
        LogKeyPart => LogKey,
        KeptPart => Kept,
        MasterKeyPart => MasterKey,
        ErasedPart => Erased,
        _ => Path.ChangeExtension(LogKey, part["log".Length..]),
    };

    /// <summary>Whether a part has such a name: nothing else in a backup is looked at, let alone written.</summary>
    internal static bool IsPart(string name) => PartName().IsMatch(name);

    /// <summary>The parts that there are files of, but for the kept checkpoint.</summary>
    internal IEnumerable<string> Present() =>
        new[] { LogKeyPart, MasterKeyPart, ErasedPart }
            .Concat(Enumerable.Range(1, OriginsMax).TakeWhile(n => File.Exists(FormerKey(n)))
                .SelectMany(n => new[] { PartOf(n, "key"), PartOf(n, "checkpoint") }))
            .Where(part => File.Exists(FileOf(part)));

    private string Former(int number, string ending) => FileOf(PartOf(number, ending));

    private static string PartOf(int number, string ending) =>
        string.Create(CultureInfo.InvariantCulture, $"log.{number}.{ending}");

    [GeneratedRegex(@"\A(log(\.[1-9][0-9]{0,2})?\.(key|checkpoint)|master\.(key|erased))\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartName();
}
