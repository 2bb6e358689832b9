namespace Supervision.Web.Trail;

/// <summary>A piece of text, and where it leads; nowhere for null.</summary>
public sealed record Piece(string Text, string? Href = null);

/// <summary>One thing that an event says: its label and its words.</summary>
public sealed record Detail(string Label, IReadOnlyList<Piece> Pieces);
