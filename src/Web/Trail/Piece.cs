namespace Supervision.Web.Trail;

/// <summary>A piece of text, and where it leads; nowhere for null.</summary>
public sealed record Piece(string Text, string? Href = null)
{
    /// <summary>The pieces of a list, with semicolons between them.</summary>
    public static IReadOnlyList<Piece> Between(IEnumerable<Piece> pieces) =>
        [.. pieces.SelectMany((p, i) => i == 0 ? new[] { p } : [new Piece("; "), p])];
}

/// <summary>One thing that an event says: its label and its words.</summary>
public sealed record Detail(string Label, IReadOnlyList<Piece> Pieces);
