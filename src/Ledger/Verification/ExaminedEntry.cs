using Supervision.TransparencyLog.Merkle;

namespace Supervision.Ledger.Verification;

/// <summary>A row, and what can be found out about it without knowing any other.</summary>
internal sealed record ExaminedEntry(StoredEntry Row, Hash Rehashed, EntryDocument? Document, string Because)
{
    internal bool IsLeafHashRight { get; } =
        Row.LeafHash.Length == Hash.Length && new Hash(Row.LeafHash) == Rehashed;

    internal static ExaminedEntry Of(StoredEntry row)
    {
        var document = EntryDocument.Parse(row, out var because);
        return new ExaminedEntry(row, Hash.OfLeaf(row.Bytes), document, because);
    }
}
