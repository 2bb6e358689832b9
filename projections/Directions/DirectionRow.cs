namespace Supervision.Projections.Directions;

/// <summary>A direction of the Standing Committee.</summary>
public sealed record DirectionRow
{
    public required Guid Id { get; init; }
    public required string Issuer { get; init; }

    /// <summary>The thing that it is about.</summary>
    public required string AboutStream { get; init; }
    public required string Text { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }

    /// <summary>Bodies that have to answer or to act.</summary>
    public required int Demands { get; init; }

    /// <summary>Of these, how many answered.</summary>
    public required int Answered { get; init; }

    /// <summary>The entry that made this version.</summary>
    public required long ValidFrom { get; init; }
}
