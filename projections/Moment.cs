namespace Supervision.Projections;

/// <summary>
/// How much the views know: the first <paramref name="Size"/> entries of the ledger, the last of which was recorded at
/// <paramref name="Time"/> (null while there is none). A page takes one moment and passes its size, as <c>asOf</c>, to
/// every query, so that it never mixes two moments.
/// </summary>
public sealed record Moment(long Size, DateTimeOffset? Time);
