using System.Globalization;

namespace Supervision.Domain.Reviews;

/// <summary>
/// A tree head of the ledger itself: so many entries, and the root over them (64 hex digits, lower case). It is no
/// stream: whoever gathers the facts looks it up by its name. A head never changes, so nothing has to guard it.
/// </summary>
public sealed record LedgerHead(long Size, string Root)
{
    private const string Prefix = "ledger/head/";

    /// <summary>The name under which the facts hold the head of this size.</summary>
    public static string NameOf(long size) => Prefix + size.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>The size that the name asks for; null where it is the name of a stream.</summary>
    public static long? SizeOf(string name) => name.StartsWith(Prefix, StringComparison.Ordinal)
        ? long.Parse(name[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
